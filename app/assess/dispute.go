package assess

import (
	"slices"
	"strconv"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Remedy is how values that disagree become one.
type Remedy int

// The remedies.
const (
	ByEdit    Remedy = iota // take one of the values, or write another: Settle
	ByOfficer               // a card: it is saved anew on the page of the team, by an officer's PIN
	ByVersion               // the frozen standard: a new version is taken
	ByProgram               // a field that only a newer version of the program knows
)

// Remedy of a register whose values disagree, whoever settles it.
func (a *Assessment) Remedy(at ledger.Register) Remedy {
	e := schema.Parse(at.Entity)
	f := e.Field(at.Field)
	switch {
	case f == nil:
		return ByProgram
	case f.Kind == schema.Statement:
		return ByOfficer
	case e.District == "" && a.locked(e) != nil:
		return ByVersion
	}
	return ByEdit
}

// disputed are the registers of a state whose values disagree. Statements that all hold, such as two adoptions of one record, do not.
func disputed(s *ledger.State) []ledger.Register {
	return slices.DeleteFunc(s.Conflicts(), func(at ledger.Register) bool {
		e := schema.Parse(at.Entity)
		f := e.Field(at.Field)
		return f != nil && f.Kind == schema.Statement && f.Name != "card"
	})
}

// isReason tells the registers that hold why a conflict was settled.
func isReason(field string) bool { return strings.HasPrefix(field, schema.Why) }

var pageOf = map[string]string{"round": "setup", "std": "standard", "nstd": "standard", "person": "team", "device": "team", "revoke": "team",
	"recovery": "team", "adopt": "held", "issue": "papers", "circ": "circular"}

// PlaceOf is where an entity is shown and edited.
func PlaceOf(entity string) Place {
	e := schema.Parse(entity)
	p := Place{District: e.District, Phase: e.Phase(), Tab: TabOf(e.Key), Item: e.ID("item"), Entity: entity}
	switch {
	case e.Is("sign"):
		p.Phase = e.StatementPhase()
	case e.District == "", e.Is("issue"):
		p.District, p.Phase, p.Tab = "", 0, pageOf[e.Group()]
	}
	return p
}

// PageName is the page on which an entity is edited, in a sentence: a district's phase, or what belongs to none.
func (a *Assessment) PageName(entity string) words.Msg {
	at := schema.Parse(entity)
	d := a.District(at.District)
	switch {
	case d != nil && at.Phase() != 0:
		return words.M("page.phase", d.Name, words.M("phase."+at.Phase().Key()))
	case at.Noun != nil:
		return words.M("page.noun", words.M(at.Noun.Label()))
	}
	return words.Msg{Key: entity}
}

// DisputeAt is the place where the values of a register are settled.
func DisputeAt(at ledger.Register) Place {
	p := PlaceOf(at.Entity)
	p.Field = at.Field
	return p
}

// Typed is the value of what a person typed for a register: a text as it is, a day as 2006-12-30, a choice, a person or an item by its
// code or id, lines one below the other, numbers as people write them. An empty box empties the register. Only what CanType tells can be
// typed. Faults: value.needed (it can't be empty), value.number (it is none, or none that fits), value.mark (the item's rule does not give it),
// text.control.
func (a *Assessment) Typed(at ledger.Register, text string) (ledger.Value, error) {
	e := schema.Parse(at.Entity)
	f := e.Field(at.Field)
	if !CanType(at) {
		return "", words.Refuse("undeclared", at.Entity+" "+at.Field)
	}
	if err := Legible(text, f.Kind == schema.Prose || f.Kind == schema.Lines); err != nil {
		return "", err
	}
	return a.TypedIn(f, e.ID("item"), text)
}

// TypedIn is Typed for a field of the schema that may be of no register yet; item is the one whose rule says what is a mark, or empty. A
// flag is typed as true or false. What can't be seen is tidied away (words.Tidy) instead of being refused.
func (a *Assessment) TypedIn(f *schema.Field, item, text string) (ledger.Value, error) {
	if f.Required && strings.TrimSpace(text) == "" {
		return "", words.Refuse("value.needed", words.M(f.Label()))
	}
	switch f.Kind {
	case schema.Flag:
		return ledger.Of(text == "true"), nil
	case schema.Lines:
		list := []string{}
		for _, l := range strings.Split(text, "\n") {
			if l = strings.TrimSpace(l); l != "" {
				list = append(list, words.Tidy(l))
			}
		}
		return ledger.Of(list), nil
	case schema.Number, schema.Points, schema.Percent, schema.Measure:
		return a.typedNumber(f, a.Standard.Item(item), text)
	}
	return ledger.Of(words.Tidy(text)), nil
}

// CanType tells whether a value of a register can be typed; others are only taken as they are: flags, members of sets, places in an
// order, references that no person reads, structures.
func CanType(at ledger.Register) bool {
	f := schema.Parse(at.Entity).Field(at.Field)
	if f == nil {
		return false
	}
	switch f.Kind {
	case schema.Flag, schema.Order, schema.Table, schema.Statement:
		return false
	case schema.Ref:
		return f.Of == "person" || f.Of == "item"
	}
	return true
}

func (a *Assessment) typedNumber(f *schema.Field, item *standard.Item, text string) (ledger.Value, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return ledger.Of(nil), nil
	}
	bad := words.Refuse("value.number", text)
	fine := f.Kind == schema.Points || f.Kind == schema.Measure && item != nil && (item.Rule.Kind == standard.Percent || item.Rule.Kind == standard.Tiers)
	n, err := standard.ParsePoints(text)
	if err != nil || n < 0 {
		return "", bad
	}
	if !fine {
		if n%100 != 0 {
			return "", bad
		}
		n /= 100
	}
	if f.Kind == schema.Percent && n > 100 {
		return "", bad
	}
	if f.Name == "mark" && item != nil && item.Rule.Clamp(item.Points, n) != n {
		low, high := item.Rule.Range(item.Points)
		return "", words.Refuse("value.mark", n, low, high)
	}
	return ledger.Of(int64(n)), nil
}

// TypeText is what stands in the box before a person types, for one of the values.
func TypeText(at ledger.Register, v ledger.Value) string {
	return TypeTextIn(schema.Parse(at.Entity).Field(at.Field), v)
}

// TypeTextIn is TypeText for a field of the schema; a flag is true or false.
func TypeTextIn(f *schema.Field, v ledger.Value) string {
	raw, err := ledger.As[any](v)
	if err != nil || v == "" || f == nil {
		return ""
	}
	switch x := raw.(type) {
	case string:
		return x
	case bool:
		return strconv.FormatBool(x)
	case int64:
		if f.Kind == schema.Points {
			return standard.Points(x).String()
		}
		return strconv.FormatInt(x, 10)
	case []any:
		return strings.Join(textsOf(x), "\n")
	}
	return ""
}

func textsOf(list []any) []string {
	var out []string
	for _, x := range list {
		if s, ok := x.(string); ok {
			out = append(out, s)
		}
	}
	return out
}
