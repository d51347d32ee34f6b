package assess

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"kaohe/app/canon"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// ShowValue is a register's value for a person who reads a history, a conflict or the log: each by the kind that the schema gives its
// field. A value of another kind (a newer version's) is shown as it is.
func (a *Assessment) ShowValue(say words.Catalog, at ledger.Register, v ledger.Value) string {
	return a.show(say, at, v, false)
}

// ShowWhole is ShowValue with nothing left out: lists and structures in all their words, numbers with their unit.
func (a *Assessment) ShowWhole(say words.Catalog, at ledger.Register, v ledger.Value) string {
	f := schema.Parse(at.Entity).Field(at.Field)
	shown := a.show(say, at, v, true)
	if n, err := ledger.As[*int64](v); err == nil && n != nil && f != nil && f.Unit != "" && f.Kind != schema.Percent {
		return shown + " " + say.Get(f.Unit)
	}
	return shown
}

func (a *Assessment) show(say words.Catalog, at ledger.Register, v ledger.Value, whole bool) string {
	raw, err := ledger.As[any](v)
	if err != nil || v == "" {
		return say.Get("value.none")
	}
	place := schema.Parse(at.Entity)
	f := place.Field(at.Field)
	switch x := raw.(type) {
	case nil:
		return say.Get("value.none")
	case bool:
		return showFlag(say, f, x)
	case int64:
		return a.showNumber(place, f, x)
	case string:
		return a.showText(say, f, x)
	case []any:
		if f != nil && f.Kind == schema.Table && whole {
			return a.showTable(say, f, v)
		}
		return showList(say, f, x, whole)
	}
	if f != nil && f.Kind == schema.Table {
		return a.showTable(say, f, v)
	}
	if f != nil && f.Kind == schema.Statement {
		return a.showStatement(say, place, v)
	}
	return fmt.Sprint(raw)
}

func (a *Assessment) showNumber(place schema.At, f *schema.Field, n int64) string {
	switch {
	case f == nil:
	case f.Kind == schema.Points:
		return standard.Points(n).String()
	case f.Kind == schema.Percent:
		return fmt.Sprintf("%d%%", n)
	case f.Kind == schema.Measure:
		if i := a.Standard.Item(place.ID("item")); i != nil {
			return i.Rule.Shown(n)
		}
	}
	return fmt.Sprint(n)
}

func (a *Assessment) showText(say words.Catalog, f *schema.Field, x string) string {
	switch {
	case x == "":
		return say.Get("value.none")
	case f == nil:
	case f.Kind == schema.PersonRef:
		return a.Name(x)
	case f.Kind == schema.ItemRef:
		if i := a.Standard.Item(x); i != nil {
			return i.Code
		}
	case f.Kind == schema.Choice:
		if s, known := say[f.Words+x]; known {
			return s
		}
	}
	return x
}

// showFlag says yes or no; of a member of a set that it is in it or not, of what was removed that it is gone or kept.
func showFlag(say words.Catalog, f *schema.Field, x bool) string {
	yes, no := "value.yes", "value.no"
	switch {
	case f == nil:
	case f.Set:
		yes, no = "value.in", "value.out"
	case f.Name == "gone":
		yes, no = "value.gone", "value.kept"
	}
	if x {
		return say.Get(yes)
	}
	return say.Get(no)
}

func showList(say words.Catalog, f *schema.Field, list []any, whole bool) string {
	if f != nil && f.Kind == schema.Lines {
		var out []string
		for _, x := range list {
			s, ok := x.(string)
			if word, known := say["method."+s]; known && f.Name == "methods" {
				s = word
			}
			if ok {
				out = append(out, s)
			}
		}
		if whole && len(out) > 0 {
			return strings.Join(out, "\n")
		}
		if s := strings.Join(out, "、"); len([]rune(s)) <= 60 {
			return s
		}
	}
	return say.Say(words.M("value.list", len(list)))
}

// showTable says a structure in words, a line for each of its rows; one that this version can't read by how many rows it has.
func (a *Assessment) showTable(say words.Catalog, f *schema.Field, v ledger.Value) string {
	switch f.Name {
	case "rule":
		if rule, err := ledger.As[standard.Rule](v); err == nil {
			return say.Say(rule.Words(0))
		}
	case "grades":
		return sayRows(say, v, func(g standard.Grade) words.Msg { return words.M("value.grade", g.Name, g.From) })
	case "ranks":
		return sayRows(say, v, func(g standard.RankGrade) words.Msg {
			if g.Upto == 0 {
				return words.M("value.rank.rest", g.Name)
			}
			return words.M("value.rank", g.Name, g.Upto)
		})
	case "forces":
		return sayRows(say, v, func(x standard.Force) words.Msg { return words.M("value.force", x.Event, x.Grade) })
	case "problems":
		return sayRows(say, v, func(x DraftProblem) words.Msg { return words.Msg{Key: x.Text} })
	case "marks":
		return sayRows(say, v, func(x DraftMark) words.Msg {
			if i := a.Standard.Item(x.Item); i != nil {
				return words.M("name.value", i.Code, x.Mark)
			}
			return words.M("name.value", x.Item, x.Mark)
		})
	case "ground":
		return sayRows(say, v, func(g Ground) words.Msg { return words.Msg{Key: g.Text} })
	case "key":
		if key, err := ledger.As[[]byte](v); err == nil {
			sum := sha256.Sum256(key)
			return say.Say(words.M("value.key", hex.EncodeToString(sum[:4])))
		}
	}
	return say.Get("value.table")
}

func sayRows[T any](say words.Catalog, v ledger.Value, row func(T) words.Msg) string {
	list, err := ledger.As[[]T](v)
	switch {
	case err != nil:
		return say.Get("value.table")
	case len(list) == 0:
		return say.Get("value.none")
	}
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = say.Say(row(x))
	}
	return strings.Join(out, "\n")
}

// showStatement says what a signed statement says: of a card the name, agency and role, and which key.
func (a *Assessment) showStatement(say words.Catalog, place schema.At, v ledger.Value) string {
	signed, err := ledger.As[Signed](v)
	if err != nil {
		return say.Get("value.signed")
	}
	switch place.Key {
	case "person":
		var c Card
		if canon.Unmarshal(signed.Body, &c) == nil {
			key := words.M("value.nokey")
			if len(c.Key) > 0 {
				sum := sha256.Sum256(c.Key)
				key = words.M("value.key", hex.EncodeToString(sum[:4]))
			}
			return say.Say(words.M("value.card", c.Name, c.Agency, words.M("role."+string(c.Role)), key, a.signer(signed)))
		}
	case "device":
		var c DeviceCard
		if canon.Unmarshal(signed.Body, &c) == nil {
			who := words.M("value.shared")
			if c.Format > 1 && !c.Shared {
				names := make([]string, len(c.People))
				for i, id := range c.People {
					names[i] = a.Name(id)
				}
				who = words.Msg{Key: strings.Join(names, "、")}
			}
			return say.Say(words.M("value.laptop", c.Name, who, a.signer(signed)))
		}
	case "revoke":
		var x Revocation
		if canon.Unmarshal(signed.Body, &x) == nil {
			what := a.Name(x.Person)
			if x.Person == "" && len(x.Device) == len(ledger.Device{}) {
				what = ledger.Device(x.Device).String()
			}
			return say.Say(words.M("value.revoked", what, x.Reason, a.signer(signed)))
		}
	}
	return say.Say(words.M("value.signedby", a.signer(signed)))
}

func (a *Assessment) signer(s Signed) words.Msg {
	if s.By == "" {
		return words.M("value.recovery")
	}
	names := []string{a.Name(s.By)}
	for _, o := range s.Also {
		names = append(names, a.Name(o.By))
	}
	return words.Msg{Key: strings.Join(names, "、")}
}

// Said is the day in a sentence, in the reader's language; Prose is for documents, which are Chinese. What is no day is said as it is.
func (d Day) Said() words.Msg {
	y, m, n := d.Date()
	if y == 0 {
		return words.Msg{Key: string(d)}
	}
	return words.M("day.said", y, words.M(fmt.Sprintf("month.%d", m)), n)
}

// FieldName is a register's field for a person: sets read 关联. One that this version does not know is named as it is.
func FieldName(say words.Catalog, at ledger.Register) string {
	f := schema.Parse(at.Entity).Field(at.Field)
	if f == nil {
		return at.Field
	}
	if f.Name == "why" && strings.HasPrefix(at.Field, schema.Why) {
		return say.Get("field.settled")
	}
	return say.Get(f.Label())
}

// FieldIn is FieldName; of a member of a set it says which: 关联：1.2.
func (a *Assessment) FieldIn(say words.Catalog, at ledger.Register) string {
	name := FieldName(say, at)
	if of, reason := strings.CutPrefix(at.Field, schema.Why); reason {
		return say.Say(words.M("name.value", name, a.FieldIn(say, ledger.Register{Entity: at.Entity, Field: of})))
	}
	set, member, ok := strings.Cut(at.Field, "/")
	if !ok {
		return name
	}
	e := schema.Parse(at.Entity)
	switch d := a.District(e.District); {
	case set == "person":
		member = a.Name(member)
	case set == "item" && a.Standard.Item(member) != nil:
		member = a.Standard.Item(member).Code
	case set == "record" && d != nil && d.Record(member) != nil:
		member = say.Get("noun.rec") + " " + fmt.Sprint(d.Number(d.Record(member)))
	}
	return say.Say(words.M("name.value", name, member))
}

// EntityName is where a register belongs, for a person: the district, and the item, record or finding. What this version does not know
// is named by its path.
func (a *Assessment) EntityName(say words.Catalog, entity string) string {
	at := schema.Parse(entity)
	d := a.District(at.District)
	switch {
	case at.Key == "person" && at.Noun != nil:
		return a.Name(at.ID("person"))
	case at.Noun == nil, at.District != "" && d == nil:
		return entity
	case d == nil:
		if i := a.Standard.Item(at.ID("item")); i != nil {
			return say.Get(at.Noun.Label()) + " " + i.Code
		}
		return say.Get(at.Noun.Label())
	case at.Key == "":
		return d.Name
	}
	name := d.Name + " " + say.Get(at.Noun.Label())
	if s := d.Score(at.ID("item")); s != nil {
		name += " " + s.Item.Code
	}
	if r := d.Record(at.ID("record")); r != nil {
		name += fmt.Sprintf(" %d", d.Number(r))
	}
	for _, s := range d.Subdistricts {
		if s.ID == at.ID("subdistrict") {
			name += " " + s.Name
		}
	}
	if f := d.Finding(at.ID("finding")); f != nil {
		name += " " + begin(f.FinalNamed, 12)
	}
	return name
}

// LaptopName is what a laptop's card calls it; empty where nobody enrolled it.
func (a *Assessment) LaptopName(d ledger.Device) string {
	for _, l := range a.Laptops {
		if l.Device == d {
			return l.Name
		}
	}
	return ""
}

func begin(s string, n int) string {
	r := []rune(s)
	if len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
