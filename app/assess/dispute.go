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

// Remedy is the way in which a conflict is settled.
type Remedy int

// The remedies.
const (
	ByEdit    Remedy = iota // write one of the values or another one: Settle
	ByOfficer               // a card: an officer saves it again on the team's page with a PIN
	ByVersion               // the frozen standard: take a new version
	ByProgram               // a field that only a newer version of the program knows: use that one
)

// Remedy returns how the conflict of a register is settled. It does not depend on who asks.
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

// disputed returns the registers of a state that are in conflict, sorted: those with several values, and the field gone of what one person
// removed while another edited it. Several statements that are all valid, such as two adoptions of one record, are no conflict, nor
// is what a rule decides.
func disputed(s *ledger.State) []ledger.Register {
	out := slices.DeleteFunc(s.Conflicts(), func(at ledger.Register) bool {
		e := schema.Parse(at.Entity)
		f := e.Field(at.Field)
		return f != nil && (f.Kind == schema.Statement && f.Name != "card" || f.Ruled)
	})
	out = append(out, returned(s)...)
	slices.SortFunc(out, ledger.Register.Compare)
	return slices.Compact(out)
}

// Ruled tells whether different values of a register are no conflict, because a rule decides which stands (schema.Field.Ruled).
func Ruled(at ledger.Register) bool {
	f := schema.Parse(at.Entity).Field(at.Field)
	return f != nil && f.Ruled
}

// isReason tells whether a field holds the reason for which a conflict was settled.
func isReason(field string) bool { return strings.HasPrefix(field, schema.Why) }

var pageOf = map[string]string{"round": PageSetup, "std": PageStandard, "nstd": PageStandard, "person": "team", "seat": "team", "device": "team", "revoke": "team",
	"invite": "team", "withdraw": "team", "ask": "team",
	"recovery": "team", "adopt": "held", "issue": "papers", "circ": "circular", "comment": PageComments}

// PlaceOf returns the place where an entity is shown and edited. For an entity of no district, Tab names a page of the round instead.
func PlaceOf(entity string) Place {
	e := schema.Parse(entity)
	p := Place{District: e.District, Phase: e.Phase(), Tab: TabOf(e.Key), Item: e.ID("item"), Entity: entity}
	switch {
	case e.Is("sign"):
		p.Phase = e.StatementPhase()
	case e.District == "", e.Is("issue"), e.Is("comment"):
		p.District, p.Phase, p.Tab = "", 0, pageOf[e.Group()]
	}
	return p
}

// PageName names the page on which an entity is edited: the district and phase, or the noun of an entity outside the phases.
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

// DisputeAt returns the place where the conflict of a register is settled.
func DisputeAt(at ledger.Register) Place {
	p := PlaceOf(at.Entity)
	p.Field = at.Field
	return p
}

// Typed converts what a person typed for a register into its value: text, a day as 2006-12-30, a word of a choice, a person or an item by
// code or id, lines separated by line breaks, numbers as people write them. An empty text empties the register. It is only for registers
// that CanType accepts. Faults: undeclared (CanType does not accept it), value.needed (it can't be empty), value.number (not a number, or
// out of range), value.mark (the item's rule does not give such a mark), text.control.
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

// TypedIn is Typed for a field that does not belong to a register yet. item is the ID of the item whose rule limits a mark, or empty. A
// flag is typed as true or false. Invisible characters are removed (words.Tidy) instead of being refused.
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

// CanType tells whether people can type a value of a register. Flags, members of sets, orders, references that no person reads, and
// structures can only be chosen among the values that exist.
func CanType(at ledger.Register) bool {
	f := schema.Parse(at.Entity).Field(at.Field)
	if f == nil {
		return false
	}
	switch f.Kind {
	case schema.Flag, schema.Order, schema.Table, schema.Statement:
		return false
	case schema.Ref:
		return f.Of == "person" || f.Of == "item" // any name, and a code
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

// TypeText returns the text for the edit box that corresponds to a value; Typed reads it back.
func TypeText(at ledger.Register, v ledger.Value) string {
	return TypeTextIn(schema.Parse(at.Entity).Field(at.Field), v)
}

// TypeTextIn is TypeText for a field of the schema; a flag gives true or false. It returns "" for a value that it can't decode.
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
