// Package assesstest gives tests a round in which every noun of the schema stands once, with every field that it declares: what forgets
// a field, forgets one of these.
package assesstest

import (
	"strconv"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/standard"
)

// ItemText is the text of the only item.
const ItemText = "text text"

// special are the values that their kind alone does not give, by noun and field.
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
	"problems":     []assess.DraftProblem{{Finding: "finding1", Text: "问题"}},
	"marks":        []assess.DraftMark{{Item: "item1", Mark: 100}},
	"ground":       []assess.Ground{{Text: "原句"}},
}

// ids that something of the program's own stands at; all others are what they are of and a one: item1.
var ids = map[string]string{"phase": "1", "kind": "score", "material": "0", "sum": "0"}

// ID of what is of a kind (schema.Noun.IDs, schema.Field.Of).
func ID(kind string) string {
	if id, ok := ids[kind]; ok {
		return id
	}
	return kind + "1"
}

// Entity is the path of the one entity of a noun.
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

// Value of a field of a noun.
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
		if f.One != nil {
			return f.One[:1]
		}
		return []string{"line"}
	}
	return "text " + f.Name
}

// Ops write all of it, but for signed statements.
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

// State after Ops.
func State() *ledger.State {
	s := ledger.New()
	s.Apply(&ledger.Record{ID: ledger.Hash{1}, Device: ledger.Device{1}, Seq: 1, Stamp: 1, Ops: Ops()})
	return s
}

// View of the state, in which person1 is the leader and nothing is signed.
func View() *assess.Assessment { return assess.View(State(), Standing{}) }

// Leader is the only person.
func Leader() *assess.Person {
	return &assess.Person{ID: ID("person"), Name: "王组长", Role: assess.Leader}
}

// Standing has the leader in the team, and nothing signed.
type Standing struct{}

// ID is none.
func (Standing) ID() ledger.Hash { return ledger.Hash{} }

// Team is the leader.
func (Standing) Team() []*assess.Person { return []*assess.Person{Leader()} }

// Editions are none.
func (Standing) Editions() []authority.Edition { return nil }

// Held is nothing.
func (Standing) Held() []authority.Held { return nil }

// Laptops are none.
func (Standing) Laptops() []authority.Laptop { return nil }

// Former are none.
func (Standing) Former() []authority.Former { return nil }

// Frozen is not said by anybody.
func (Standing) Frozen() bool { return false }

// Phase is not signed.
func (Standing) Phase(*ledger.State, string, assess.Phase) assess.PhaseState {
	return assess.PhaseState{}
}

// Place names a register by its noun's key and field, as a test's lists do: d/score mark, std/item code.
func Place(entity, field string) (place string, declared bool) {
	at := schema.Parse(entity)
	f := at.Field(field)
	if f == nil {
		return strconv.Quote(entity) + " " + field, false
	}
	return Name(at.Noun, f), true
}

// Name of a field with its noun, as Place has it.
func Name(n *schema.Noun, f *schema.Field) string {
	key := n.Key
	if n.District {
		key = "d/" + key
	}
	return key + " " + f.Name
}
