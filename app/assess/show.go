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
		if x {
			return say.Get("value.yes")
		}
		return say.Get("value.no")
	case int64:
		return a.showNumber(place, f, x)
	case string:
		return a.showText(say, f, x)
	case []any:
		return showList(say, f, x)
	case []byte:
		return hex.EncodeToString(x[:min(len(x), 4)])
	}
	if f != nil && f.Kind == schema.Table && f.Name == "rule" {
		if rule, err := ledger.As[standard.Rule](v); err == nil {
			return say.Say(rule.Words(0))
		}
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

func showList(say words.Catalog, f *schema.Field, list []any) string {
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
		if s := strings.Join(out, "、"); len([]rune(s)) <= 60 {
			return s
		}
	}
	return say.Say(words.M("value.list", len(list)))
}

// ShowChange is what a write changed, for a person who reads a history or the log: the old value and the new; of a statement what it says,
// and of a card that replaces another only what differs.
func (a *Assessment) ShowChange(say words.Catalog, at ledger.Register, old, new ledger.Value) string {
	place := schema.Parse(at.Entity)
	f := place.Field(at.Field)
	if f == nil || f.Kind != schema.Statement || new == "" {
		return a.ShowValue(say, at, old) + " → " + a.ShowValue(say, at, new)
	}
	was, _, known := a.card(place, old)
	is, by, ok := a.card(place, new)
	if !known || !ok {
		return a.ShowValue(say, at, new)
	}
	var changed []string
	for i := range is {
		if from, to := say.Say(was[i].value), say.Say(is[i].value); from != to {
			changed = append(changed, say.Say(words.M("value.change", is[i].label, from, to)))
		}
	}
	if changed == nil {
		changed = []string{say.Get("value.same")}
	}
	return say.Say(words.M("value.changed", strings.Join(changed, say.Get("value.and")), by))
}

// cardPart is a part of a card that people tell apart: a name, a role, which key.
type cardPart struct{ label, value words.Msg }

// card takes the card of a person or laptop apart; ok is false for another statement, or none.
func (a *Assessment) card(place schema.At, v ledger.Value) (parts []cardPart, by words.Msg, ok bool) {
	signed, err := ledger.As[Signed](v)
	if v == "" || err != nil {
		return nil, by, false
	}
	by = a.signer(signed)
	switch place.Key {
	case "person":
		var c Card
		if canon.Unmarshal(signed.Body, &c) != nil {
			return nil, by, false
		}
		return []cardPart{{words.M("team.name"), plain(c.Name)}, {words.M("team.agency"), plain(c.Agency)},
			{words.M("team.role"), words.M("role." + string(c.Role))}, {words.M("value.pin"), keyWords(c.Key)}}, by, true
	case "device":
		var c DeviceCard
		if canon.Unmarshal(signed.Body, &c) != nil {
			return nil, by, false
		}
		return []cardPart{{words.M("value.laptop.name"), plain(c.Name)}, {words.M("value.laptop.people"), a.people(&c)}}, by, true
	}
	return nil, by, false
}

// plain is text that people wrote, as a part of a sentence.
func plain(text string) words.Msg {
	if text == "" {
		return words.M("value.none")
	}
	return words.Msg{Key: text}
}

// keyWords names a person's key, so that two readers can tell whether they mean the same.
func keyWords(key []byte) words.Msg {
	if len(key) == 0 {
		return words.M("value.nokey")
	}
	sum := sha256.Sum256(key)
	return words.M("value.key", hex.EncodeToString(sum[:4]))
}

func (a *Assessment) people(c *DeviceCard) words.Msg {
	if c.Format < CardFormat || c.Shared {
		return words.M("value.shared")
	}
	names := make([]string, len(c.People))
	for i, id := range c.People {
		names[i] = a.Name(id)
	}
	return words.Msg{Key: strings.Join(names, "、")}
}

// showStatement says what a signed statement says: of a card the name, agency and role, and which key.
func (a *Assessment) showStatement(say words.Catalog, place schema.At, v ledger.Value) string {
	signed, err := ledger.As[Signed](v)
	if err != nil {
		return say.Get("value.signed")
	}
	if parts, by, ok := a.card(place, v); ok {
		var list []string
		for _, p := range parts[1:] {
			if p.value.Key != "value.none" {
				list = append(list, say.Say(p.value))
			}
		}
		return say.Say(words.M("value.card", parts[0].value, strings.Join(list, say.Get("value.comma")), by))
	}
	var x Revocation
	if place.Key == "revoke" && canon.Unmarshal(signed.Body, &x) == nil {
		what := a.Name(x.Person)
		if x.Person == "" && len(x.Device) == len(ledger.Device{}) {
			what = a.laptopName(ledger.Device(x.Device))
		}
		return say.Say(words.M("value.revoked", what, x.Reason, a.signer(signed)))
	}
	return say.Say(words.M("value.signedby", a.signer(signed)))
}

// laptopName is what a laptop is called, or its number where the round knows none such.
func (a *Assessment) laptopName(d ledger.Device) string {
	for _, l := range a.Laptops {
		if l.Device == d && l.Name != "" {
			return l.Name
		}
	}
	return d.String()
}

func (a *Assessment) signer(s Signed) words.Msg {
	ids := []string{s.By}
	for _, o := range s.Also {
		ids = append(ids, o.By)
	}
	return a.Officers(ids)
}

// Officers names who has signed a statement together; an empty ID is the recovery code.
func (a *Assessment) Officers(ids []string) words.Msg {
	var all words.Msg
	for i, id := range ids {
		one := words.M("value.recovery")
		if id != "" {
			one = words.Msg{Key: a.Name(id)}
		}
		if all = words.M("value.with", all, one); i == 0 {
			all = one
		}
	}
	return all
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
	if f.Name == "key" && f.Kind == schema.Table {
		return say.Get("field.recovery") // elsewhere a key is a key item
	}
	if f.Name == "why" && strings.HasPrefix(at.Field, schema.Why) {
		return say.Get("field.settled")
	}
	return say.Get(f.Label())
}

// EntityName is where a register belongs, for a person: the district, and the item, record or finding. What this version does not know
// is named by its path.
func (a *Assessment) EntityName(say words.Catalog, entity string) string {
	at := schema.Parse(entity)
	d := a.District(at.District)
	switch {
	case at.Key == "person" && at.Noun != nil:
		return a.Name(at.ID("person"))
	case at.Key == "device" && at.Noun != nil:
		for _, l := range a.Laptops {
			if l.Device.String() == at.ID("device") {
				return say.Get(at.Noun.Label()) + " " + a.laptopName(l.Device)
			}
		}
		return say.Get(at.Noun.Label())
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

func begin(s string, n int) string {
	r := []rune(s)
	if len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
