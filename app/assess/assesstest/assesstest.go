// Package assesstest gives tests a round that holds one entity of every noun in the schema, with a value in every field that the noun
// declares. Code that forgets a field can therefore be caught by a test that walks this round.
package assesstest

import (
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/standard"
)

// ItemText is the text of the only item.
const ItemText = "text text"

// special holds the values that can't be derived from a field's kind, by "noun field" or, for tables, by field name.
var special = map[string]any{
	"std frozen":   false, // so that it can still be written
	"nstd frozen":  false,
	"last mark":    "1.00",
	"last hash":    assess.TextHash(ItemText),
	"recovery key": []byte{1},
	"grades":       []standard.Grade{{Name: "优秀", From: 9000}},
	"ranks":        []standard.RankGrade{{Name: "优秀", Upto: 1}},
	"forces":       []standard.Force{{ID: "force1", Event: "事故", Grade: "优秀"}},
	"rule":         standard.Rule{Kind: standard.Each, Amount: 50, Unit: "个街道"},
	"layer":        []byte{1},
	"evid turn":    int64(90),
	"problems":     []assess.DraftProblem{{Finding: "finding1", Text: "问题"}},
	"marks":        []assess.DraftMark{{Item: "item1", Mark: 100}},
	"ground":       []assess.Ground{{Text: "原句"}},
}

// ids are the ids that the program itself fixes. Every other id is the kind with a 1 behind it: item1.
var ids = map[string]string{"phase": "1", "kind": "score", "material": "m1", "sum": "0", "file": strings.Repeat("ab", 32)}

// ID returns the id that the round uses for a kind of thing (schema.Noun.IDs, schema.Field.Of).
func ID(kind string) string {
	if id, ok := ids[kind]; ok {
		return id
	}
	return kind + "1"
}

// Entity returns the path of the only entity of a noun.
func Entity(n *schema.Noun) string {
	var parts []string
	if n.District {
		parts = []string{"d", ID("district")}
	}
	if n.Key != "" {
		parts = append(parts, n.Key)
	}
	for _, kind := range n.IDs {
		parts = append(parts, ID(kind))
	}
	return assess.Path(parts...)
}

// Value returns the value that the round gives to a field of a noun.
func Value(n *schema.Noun, f *schema.Field) any {
	for _, key := range []string{n.Key + " " + f.Name, f.Name} {
		if v, ok := special[key]; ok && (key != f.Name || f.Kind == schema.Table) {
			return v
		}
	}
	switch f.Kind {
	case schema.Day:
		return "2006-10-10"
	case schema.Choice:
		return f.One[0]
	case schema.Ref:
		return ID(f.Of)
	case schema.Flag:
		return true
	case schema.Number, schema.Percent:
		return int64(1)
	case schema.Points, schema.Measure:
		return int64(100)
	case schema.Order:
		return int64(1000)
	case schema.Lines:
		if f.Of != "" {
			return []string{ID(f.Of)}
		}
		return []string{"line"}
	}
	return "text " + f.Name
}

// Ops returns the operations that write the whole round, except the signed statements.
func Ops() []ledger.Op {
	var out []ledger.Op
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		for j := range n.Fields {
			f := &n.Fields[j]
			name := f.Name
			if f.Set {
				name += "/" + ID(f.Of)
			}
			if f.Kind != schema.Statement {
				out = append(out, ledger.Op{Entity: Entity(n), Field: name, Value: ledger.Of(Value(n, f))})
			}
		}
	}
	return out
}

// State returns a new state into which Ops were applied as one record.
func State() *ledger.State {
	s := ledger.New()
	s.Apply(&ledger.Record{ID: ledger.Hash{1}, Device: ledger.Device{1}, Seq: 1, Stamp: 1, Ops: Ops()})
	return s
}

// View returns the view of State. In it person1 is the leader and nothing is signed.
func View() *assess.Assessment { return assess.View(State(), Standing{}) }

// Leader returns the only person of the team.
func Leader() *assess.Person {
	return &assess.Person{ID: ID("person"), Name: "王组长", Role: assess.Leader}
}

// Standing is an assess.Standing with the leader as its team and without any signature.
type Standing struct{}

// ID returns the zero hash.
func (Standing) ID() ledger.Hash { return ledger.Hash{} }

// Team returns only the leader.
func (Standing) Team() []*assess.Person { return []*assess.Person{Leader()} }

// Editions returns nil: the standard was never frozen.
func (Standing) Editions() []authority.Edition { return nil }

// Held returns nil: every record counts.
func (Standing) Held() []authority.Held { return nil }

// Laptops returns nil: no laptop is enrolled.
func (Standing) Laptops() []authority.Laptop { return nil }

// Former returns nil: nobody was taken out.
func (Standing) Former() []authority.Former { return nil }

// Invitations returns nil: nobody was invited.
func (Standing) Invitations() []authority.Invited { return nil }

// Requests returns nil: no laptop asks to be enrolled.
func (Standing) Requests() []authority.Request { return nil }

// Frozen returns false: nobody wrote that the standard is frozen.
func (Standing) Frozen() bool { return false }

// Phase returns the state of a phase without sign-offs.
func (Standing) Phase(*ledger.State, string, assess.Phase) assess.PhaseState {
	return assess.PhaseState{}
}

// Place names a register by its noun's key and its field, in the way tests list them: "d/score mark", "std/item code". For a field that
// the schema does not declare, declared is false and place quotes the entity.
func Place(entity, field string) (place string, declared bool) {
	at := schema.Parse(entity)
	f := at.Field(field)
	if f == nil {
		return strconv.Quote(entity) + " " + field, false
	}
	return Name(at.Noun, f), true
}

// Name names a field of a noun in the same way as Place.
func Name(n *schema.Noun, f *schema.Field) string {
	key := n.Key
	if n.District {
		key = "d/" + key
	}
	return key + " " + f.Name
}
