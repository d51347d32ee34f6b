// Package schema is the one list of what an assessment consists of: every noun, every field, what kind of value it holds, who may write
// it, which phase's signature covers and locks it, and what names it to a person.
//
// Everything that has to know a field knows it from here: permission and lock (assess.Permit), the verdict of every reader on a record
// (app/authority), what a signature covers, histories, the log, conflicts, the carry-over from the last round and the columns of
// workbooks. A field that is missing here is refused on writing; read from a newer version's record it is kept, and covered and locked
// like its neighbours: the default is "signed".
//
// Caveats: the schema says what a value is, not whether it makes sense; rules between fields (a deduction's sum, a rectification's
// steps) live in assess. Order of nouns and fields is the order in which people see them.
package schema

// Phase is one of the five; its number is what is stored.
type Phase int

// The five phases.
const (
	Preparation Phase = iota + 1
	Onsite
	Consultation
	Summary
	Rectification
)

// Phases in order.
var Phases = []Phase{Preparation, Onsite, Consultation, Summary, Rectification}

// Key names the phase in catalogues and on the command line: prepare, onsite, …
func (p Phase) Key() string {
	if p < Preparation || p > Rectification {
		return "none"
	}
	return [...]string{"prepare", "onsite", "consult", "summary", "rectify"}[p-1]
}

// Role in the team.
type Role string

// The four roles.
const (
	Leader    Role = "leader"
	Deputy    Role = "deputy"
	Member    Role = "member"
	Secretary Role = "secretary"
)

// Roles in order of rank, as a list of the team shows them.
var Roles = []Role{Leader, Deputy, Member, Secretary}

// Above orders roles by what they may grant: a leader above a deputy, a deputy above a secretary, a secretary above a member. An unknown
// role stands above nobody.
func (r Role) Above(o Role) bool { return height[r] > height[o] }

var height = map[Role]int{Leader: 4, Deputy: 3, Secretary: 2, Member: 1}

// Act is a kind of thing that a person may or may not do.
type Act string

// The acts. Plan, Mark, Note and Raise are daily work; the others need the person's PIN.
const (
	Plan    Act = "plan"    // round, standard, districts, checklists, who assesses what
	Mark    Act = "mark"    // marks and deductions
	Note    Act = "write"   // records and their rows
	Raise   Act = "raise"   // findings, responses, rectification
	Sign    Act = "sign"    // sign a phase
	Reopen  Act = "reopen"  // reopen a signed phase
	Freeze  Act = "freeze"  // make the standard final
	Version Act = "version" // take a new version of the standard
	Enrol   Act = "enrol"   // change the roster: cards of persons and laptops, and what takes them out
	Adopt   Act = "adopt"   // let a held record count
)

// Acts in the order in which a table shows them.
var Acts = []Act{Plan, Mark, Note, Raise, Sign, Reopen, Freeze, Version, Enrol, Adopt}

// rights is the table of who may do what.
var rights = map[Act][]Role{
	Plan:    {Leader, Deputy, Secretary},
	Mark:    {Leader, Deputy, Member},
	Note:    {Leader, Deputy, Member, Secretary},
	Raise:   {Leader, Deputy, Member, Secretary},
	Sign:    {Leader, Deputy},
	Reopen:  {Leader, Deputy},
	Freeze:  {Leader},
	Version: {Leader, Deputy},
	Enrol:   {Leader, Deputy, Secretary},
	Adopt:   {Leader, Deputy},
}

// Who may do something, in order of rank.
func Who(a Act) []Role { return rights[a] }

// May tells whether a role may do something.
func May(r Role, a Act) bool {
	for _, x := range rights[a] {
		if x == r {
			return true
		}
	}
	return false
}

// NeedsPIN tells the acts that are proved by a person's own key each time from daily work.
func NeedsPIN(a Act) bool {
	switch a {
	case Sign, Reopen, Freeze, Version, Enrol, Adopt:
		return true
	}
	return false
}

// Kind is what a field's value is, and so how it is shown, compared and typed.
type Kind int

// The kinds. In brackets: the CBOR item that is stored.
const (
	Text      Kind = iota // one line (text)
	Prose                 // several lines (text)
	Day                   // 2006-12-30 or empty (text)
	Clock                 // 9:00-11:30, as written (text)
	Choice                // one of a few words, said under Field.Words (text)
	Ref                   // the id of what is of the kind Of; of a person, any other name too (text)
	Flag                  // yes or no (bool)
	Number                // a whole number (integer)
	Points                // hundredths of a point (integer)
	Percent               // whole percent (integer)
	Measure               // what an item's rule counts: whole occurrences, or hundredths of a percent or unit (integer)
	Order                 // where it stands among its like (integer)
	Lines                 // a list of texts (array of text)
	Table                 // a structure of the program's (array or map)
	Statement             // a signed statement that proves itself (map)
)

// Field is one register of a noun.
type Field struct {
	Name     string
	Kind     Kind
	Says     string   // the label's key behind field., where the name would not do
	Words    string   // of a Choice, or of Lines of such: the catalogue prefix of its words
	One      []string // those words, in order
	Of       string   // of a Ref or a Set: what the ids are of: person, section, item, record, finding, subdistrict, theme
	Unit     string   // catalogue key of the number with what stands behind it; empty for none
	Required bool     // an entity without it is not whole: it may lack it until it is filled in, and can't be emptied of it any more then
	Act      Act      // what writing it amounts to, where that is not the noun's act
	Set      bool     // members: the register's name is Name/<id>
}

// Label is the catalogue key of the field's name.
func (f Field) Label() string {
	if f.Says != "" {
		return "field." + f.Says
	}
	return "field." + f.Name
}

// Member is the id that a register's name adds to a set's: a1 of item/a1. Empty for what is no set.
func (f Field) Member(register string) string {
	if !f.Set {
		return ""
	}
	return register[min(len(register), len(f.Name)+1):]
}

// Noun is one kind of entity. Key is its path without district and ids: score, std/item, circ/text.
type Noun struct {
	Key      string
	District bool     // lies under d/<district>/
	IDs      []string // what each part of the path behind the key is: item, record, phase, …
	Act      Act      // what writing it amounts to
	Phase    Phase    // under a district: whose signature covers and locks it; 0 with PhaseID or Free
	PhaseID  bool     // the first id is the phase
	Free     string   // why it is under a district, and yet in no signature; empty for what is under one
	mixed    bool     // some field has an act of its own
	Named    string   // the field that names an entity to a person; empty where its ids do
	Fields   []Field
}

// Find is the noun of a key, with d/ before those that lie under a district: round, std/item, d/rec. Nil for none such.
func Find(key string) *Noun { return nounIndex[key] }

// Label is the catalogue key of the noun's name.
func (n *Noun) Label() string {
	if n.Key == "" {
		return "noun.d"
	}
	key := n.Key
	for i := range key {
		if key[i] == '/' {
			key = key[:i]
			break
		}
	}
	return "noun." + key
}

// Field of a register's name (item/a1 is the set item); nil for one that this version does not know. Every noun has gone, and a reason
// why/<field> for each field in which a conflict was settled.
func (n *Noun) Field(name string) *Field {
	i := fieldIndex[n]
	if i == nil {
		i = index(n) // not one of Nouns: declared where it is asked for
	}
	if f := i[name]; f != nil {
		return f
	}
	head, member := cut(name)
	if !member {
		return nil
	}
	if head == "why" {
		return &reason
	}
	if f := i[head]; f != nil && f.Set {
		return f
	}
	return nil
}

// Why is before a field's name in the register that holds the reason for which a conflict in it was settled.
const Why = "why/"

var (
	gone   = Field{Name: "gone", Kind: Flag}
	reason = Field{Name: "why", Kind: Text, Says: "settled"}
)

func cut(s string) (head string, more bool) {
	for i := range s {
		if s[i] == '/' {
			return s[:i], true
		}
	}
	return s, false
}

var (
	nounIndex     = map[string]*Noun{} // under a district: d/ and the key
	districtNouns = map[string]*Noun{}
	fieldIndex    = map[*Noun]map[string]*Field{}
)

func init() {
	for i := range Nouns {
		n := &Nouns[i]
		key := n.Key
		if n.District {
			districtNouns[key] = n
			key = "d/" + key
		}
		nounIndex[key] = n
		for _, f := range n.Fields {
			n.mixed = n.mixed || f.Act != ""
		}
		fieldIndex[n] = index(n)
	}
}

// index is a noun's fields by their names.
func index(n *Noun) map[string]*Field {
	at := map[string]*Field{"gone": &gone}
	for i := range n.Fields {
		at[n.Fields[i].Name] = &n.Fields[i]
	}
	return at
}
