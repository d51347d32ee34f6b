package assess

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/authority"
	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/marks"
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// ShowValue returns the value of a register in words, for a history, a conflict or the log. How it is shown depends on the field's kind
// in the schema; a value of another kind, from a newer version, is shown as it is. Long values are cut.
func (a *Assessment) ShowValue(say words.Catalog, at ledger.Register, v ledger.Value) string {
	return a.show(say, at, v, false)
}

// ShowWhole is ShowValue without cutting: lists and structures in full.
func (a *Assessment) ShowWhole(say words.Catalog, at ledger.Register, v ledger.Value) string {
	return a.show(say, at, v, true)
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
		return a.showNumber(say, place, f, x)
	case string:
		return a.showText(say, place, f, x)
	case []byte:
		if f != nil && f.Name == "layer" {
			return showLayer(say, x, whole)
		}
		return showBytes(x)
	case []any:
		if f != nil && f.Kind == schema.Table && whole {
			return a.showTable(say, f, v)
		}
		return a.showList(say, f, x, whole)
	}
	if f != nil && f.Kind == schema.Table {
		return a.showTable(say, f, v)
	}
	if f != nil && f.Kind == schema.Statement {
		return a.showStatement(say, place, v)
	}
	return fmt.Sprint(raw)
}

func (a *Assessment) showNumber(say words.Catalog, place schema.At, f *schema.Field, n int64) string {
	s := fmt.Sprint(n)
	switch {
	case f == nil:
		return s
	case f.Kind == schema.Points:
		s = standard.Points(n).String()
	case f.Kind == schema.Measure:
		if i := a.Standard.Item(place.ID("item")); i != nil {
			return i.Rule.Shown(n)
		}
	}
	if f.Unit == "" {
		return s
	}
	return say.Say(words.M(f.Unit, s))
}

func (a *Assessment) showText(say words.Catalog, place schema.At, f *schema.Field, x string) string {
	switch {
	case x == "":
		return say.Get("value.none")
	case f == nil:
	case place.Is("comment") && f.Name == "on":
		if d := a.District(place.District); d != nil {
			return a.SubjectName(say, d, x)
		}
	case f.Kind == schema.Ref:
		return a.called(say, a.District(place.District), f.Of, x)
	case f.Kind == schema.Choice:
		return oneOf(say, f, x)
	}
	return x
}

// one returns the label of an entry of a list.
func (a *Assessment) one(say words.Catalog, f *schema.Field, x string) string {
	if f.Of != "" {
		return a.called(say, nil, f.Of, x)
	}
	return oneOf(say, f, x)
}

// oneOf returns the label of a choice's value; a value that this version does not know is returned as it is.
func oneOf(say words.Catalog, f *schema.Field, x string) string {
	if slices.Contains(f.One, x) {
		return say.Get(f.Words + x)
	}
	return x
}

func showBytes(b []byte) string { return hex.EncodeToString(b[:min(len(b), 4)]) + "…" }

func (a *Assessment) showList(say words.Catalog, f *schema.Field, list []any, whole bool) string {
	if f != nil && f.Kind == schema.Lines {
		var out []string
		for _, x := range list {
			if s, ok := x.(string); ok {
				out = append(out, a.one(say, f, s))
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

// showFlag says yes or no; for a member of a set, that it is in or out; for the field gone, that the entity was removed or kept.
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

// showTable says a structure in words, one line for each row. A structure that this version can't read is only called a table.
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

// showLayer says what is drawn over a picture: how many marks, or each of them with its place from the picture's left and upper edge.
func showLayer(say words.Catalog, raw []byte, whole bool) string {
	layer, err := marks.Decode(raw)
	switch {
	case err != nil:
		return showBytes(raw)
	case len(layer) == 0:
		return say.Get("value.none")
	case !whole:
		return say.Say(words.M("evidence.layer", len(layer)))
	}
	out := make([]string, len(layer))
	for i, m := range layer {
		from, to := layerPlace(m.From), layerPlace(m.To)
		switch m.Kind {
		case marks.Arrow:
			out[i] = say.Say(words.M("evidence.layer.arrow", from, to))
		case marks.Box:
			out[i] = say.Say(words.M("evidence.layer.box", from, to))
		case marks.Text:
			out[i] = say.Say(words.M("evidence.layer.text", m.Text, from))
		default:
			out[i] = say.Get("evidence.layer.foreign")
		}
	}
	return strings.Join(out, "\n")
}

func layerPlace(p marks.Point) words.Msg {
	percent := func(n int) int { return (n*100 + marks.Full/2) / marks.Full }
	return words.M("evidence.layer.place", percent(p.X), percent(p.Y))
}

// ShowChange returns what a write changed, for a history or the log: the old and the new value; for a statement its content, and for a
// card that replaces another only what differs.
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

// cardPart is a part of a card: a name, a role, which key.
type cardPart struct{ label, value words.Msg }

// card splits the card of a person or laptop into its parts. ok is false for any other statement, and for no value.
func (a *Assessment) card(place schema.At, v ledger.Value) (parts []cardPart, by words.Msg, ok bool) {
	signed, err := ledger.As[Signed](v)
	if v == "" || err != nil {
		return nil, by, false
	}
	by = a.signer(signed)
	switch place.Key {
	case "person":
		var c Card
		if cbor.Unmarshal(signed.Body, &c) != nil {
			return nil, by, false
		}
		return []cardPart{{words.M("team.name"), plain(c.Name)}, {words.M("team.agency"), plain(c.Agency)},
			{words.M("team.role"), words.M("role." + string(c.Role))}, {words.M("value.pin"), keyWords(c.Key)}}, by, true
	case "device":
		var c DeviceCard
		if cbor.Unmarshal(signed.Body, &c) != nil {
			return nil, by, false
		}
		return []cardPart{{words.M("value.laptop.name"), plain(c.Name)}, {words.M("value.laptop.people"), a.people(&c)}}, by, true
	}
	return nil, by, false
}

// plain makes text that people wrote a part of a sentence.
func plain(text string) words.Msg {
	if text == "" {
		return words.M("value.none")
	}
	return words.Msg{Key: text}
}

// keyWords names a person's key by its hash, so that two readers can tell whether they mean the same one.
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

// showStatement says the content of a signed statement; for a card the name, agency and role, and which key.
func (a *Assessment) showStatement(say words.Catalog, place schema.At, v ledger.Value) string {
	if x, err := ledger.As[authority.Asked](v); err == nil && place.Key == "ask" {
		return say.Say(words.M("value.asked", x.Name, x.Laptop))
	}
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
	if place.Key == "revoke" && cbor.Unmarshal(signed.Body, &x) == nil {
		what := a.Name(x.Person)
		if x.Person == "" && len(x.Device) == len(ledger.Device{}) {
			what = a.laptopName(ledger.Device(x.Device))
		}
		return say.Say(words.M("value.revoked", what, x.Reason, a.signer(signed)))
	}
	return say.Say(words.M("value.signedby", a.signer(signed)))
}

// laptopName returns the name of a laptop, or its number if the round does not know it.
func (a *Assessment) laptopName(d ledger.Device) string { return cmp.Or(a.LaptopName(d), d.String()) }

func (a *Assessment) signer(s Signed) words.Msg {
	ids := []string{s.By}
	for _, o := range s.Also {
		ids = append(ids, o.By)
	}
	return a.Officers(ids)
}

// Officers names those who signed a statement together. An empty ID stands for the recovery code.
func (a *Assessment) Officers(ids []string) words.Msg {
	var all words.Msg
	for i, id := range ids {
		one := words.M("value.recovery")
		if authority.IsGuest(id) {
			one = words.M("value.guest")
		} else if id != "" {
			one = words.Msg{Key: a.Name(id)}
		}
		if all = words.M("value.with", all, one); i == 0 {
			all = one
		}
	}
	return all
}

// Said returns the day for a sentence in the reader's language; what is not a day is returned as it is. Use Prose in documents, which are
// in Chinese.
func (d Day) Said() words.Msg {
	y, m, n := d.Date()
	if y == 0 {
		return words.Msg{Key: string(d)}
	}
	return words.M("day.said", y, words.M(fmt.Sprintf("month.%d", m)), n)
}
