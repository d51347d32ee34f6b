package assess

import (
	"fmt"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// fields whose integers are points.
var pointFields = map[string]bool{"mark": true, "amount": true, "points": true, "bonus": true, "bonuscap": true}

// named fields hold a word of the catalogue, under this prefix.
var namedFields = map[string]string{"method": "method.", "verdict": "verdict.", "kind": "finding.", "stance": "stance.", "ruling": "ruling.",
	"mode": "rect.", "state": "rectstate."}

// ShowValue is a register's value for a person who reads a history.
func (a *Assessment) ShowValue(say words.Catalog, field string, v ledger.Value) string {
	raw, err := ledger.As[any](v)
	if err != nil || v == "" {
		return say.Get("value.none")
	}
	switch x := raw.(type) {
	case nil:
		return say.Get("value.none")
	case bool:
		if x {
			return say.Get("value.yes")
		}
		return say.Get("value.no")
	case int64:
		if pointFields[field] {
			return standard.Points(x).String()
		}
		return fmt.Sprint(x)
	case string:
		return a.showText(say, field, x)
	case []any:
		return say.Say(words.M("value.list", len(x)))
	}
	if rule, err := ledger.As[standard.Rule](v); field == "rule" && err == nil {
		return say.Say(rule.Words(0))
	}
	if field == "card" || field == "statement" {
		return say.Get("value.signed")
	}
	return fmt.Sprint(raw)
}

func (a *Assessment) showText(say words.Catalog, field, x string) string {
	if x == "" {
		return say.Get("value.none")
	}
	if field == "who" || field == "recorder" || field == "checker" {
		return a.Name(x)
	}
	if prefix, ok := namedFields[field]; ok {
		if s, known := say[prefix+x]; known {
			return s
		}
	}
	return x
}

// Said is the day in a sentence, in the reader's language; Prose is for documents, which are Chinese. What is no day is said as it is.
func (d Day) Said() words.Msg {
	y, m, n := d.Date()
	if y == 0 {
		return words.Msg{Key: string(d)}
	}
	return words.M("day.said", y, words.M(fmt.Sprintf("month.%d", m)), n)
}

// FieldName is a register's field for a person: sets read 关联.
func FieldName(say words.Catalog, field string) string {
	if strings.Contains(field, "/") {
		return say.Get("field.link")
	}
	if s, ok := say["field."+field]; ok {
		return s
	}
	return field
}

// EntityName is where a register belongs, for a person: the district, and the item, record or finding.
func (a *Assessment) EntityName(say words.Catalog, entity string) string {
	parts := strings.Split(entity, "/")
	if parts[0] != "d" || len(parts) < 2 {
		if len(parts) == 2 && parts[0] == "person" {
			return a.Name(parts[1])
		}
		return say.Get("noun." + parts[0])
	}
	d := a.District(parts[1])
	if d == nil {
		return entity
	}
	if len(parts) < 4 {
		return d.Name
	}
	name := d.Name + " " + say.Get("noun."+parts[2])
	switch parts[2] {
	case "score", "ded", "claim":
		if s := d.Score(parts[3]); s != nil {
			name += " " + s.Item.Code
		}
	case "rec", "qa", "doc":
		if r := d.Record(parts[3]); r != nil {
			name += fmt.Sprintf(" %d", d.Number(r))
		}
	case "sub":
		for _, s := range d.Subdistricts {
			if s.ID == parts[3] {
				name += " " + s.Name
			}
		}
	}
	return name
}
