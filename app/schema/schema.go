// Package schema is the one list of what an assessment consists of: every noun and every field, the kind of value it holds, who may write
// it, which phase's signature covers and locks it, and its label.
//
// Everything else that needs the fields derives them from here: permission and lock (assess.Permit), the verdict on a record
// (app/authority), what a signature covers, histories, the log, conflicts, the carry-over from the last round and the columns of
// workbooks. A field that is missing here can't be written. If it comes in a record from a newer version it is kept, and covered and
// locked like its neighbours, so that by default everything is signed.
//
// Caveats: the schema says what kind of value a field has, not whether the value makes sense. Rules between fields, such as the sum of
// deductions or the steps of a rectification, are in assess. The order of nouns and fields is the order in which people see them.
package schema

// Phase is one of the five phases; its number is what is stored.
type Phase int

// The five phases.
const (
	Preparation Phase = iota + 1
	Onsite
	Consultation
	Summary
	Rectification
)

// Phases lists the five phases in order.
var Phases = []Phase{Preparation, Onsite, Consultation, Summary, Rectification}

// Key returns the phase's name in catalogue keys and on the command line: prepare, onsite, … It returns "none" for any other number.
func (p Phase) Key() string {
	if p < Preparation || p > Rectification {
		return "none"
	}
	return [...]string{"prepare", "onsite", "consult", "summary", "rectify"}[p-1]
}

// Role is the role of a person in the team.
type Role string

// The four roles.
const (
	Leader    Role = "leader"
	Deputy    Role = "deputy"
	Member    Role = "member"
	Secretary Role = "secretary"
)

// Roles lists the roles in order of rank, as a list of the team shows them.
var Roles = []Role{Leader, Deputy, Member, Secretary}

// Above tells whether r is above o when roles are granted: leader, deputy, secretary, member. An unknown role is above nobody.
func (r Role) Above(o Role) bool { return height[r] > height[o] }

var height = map[Role]int{Leader: 4, Deputy: 3, Secretary: 2, Member: 1}

// Act is a kind of action that a role may or may not do.
type Act string

// The acts. Plan, Mark, Note, Raise, Talk and SendBack are daily work; the others need the person's PIN.
const (
	Plan     Act = "plan"    // round, standard, districts, checklists, who assesses what
	Mark     Act = "mark"    // marks and deductions
	Note     Act = "write"   // records and their rows
	Raise    Act = "raise"   // findings, responses, rectification
	Sign     Act = "sign"    // sign a phase
	Reopen   Act = "reopen"  // reopen a signed phase
	Freeze   Act = "freeze"  // make the standard final
	Version  Act = "version" // take a new version of the standard
	Enrol    Act = "enrol"   // change the roster: cards of persons and laptops, and removals
	Adopt    Act = "adopt"   // let a held record count
	Talk     Act = "comment" // comments and replies of one's own
	SendBack Act = "return"  // return an item or a phase with a reason, and clear it
)

// Acts lists the acts in the order in which a table shows them.
var Acts = []Act{Plan, Mark, Note, Raise, Talk, SendBack, Sign, Reopen, Freeze, Version, Enrol, Adopt}

// rights lists for each act the roles that may do it.
var rights = map[Act][]Role{
	Plan:     {Leader, Deputy, Secretary},
	Mark:     {Leader, Deputy, Member},
	Note:     {Leader, Deputy, Member, Secretary},
	Raise:    {Leader, Deputy, Member, Secretary},
	Sign:     {Leader, Deputy},
	Reopen:   {Leader, Deputy},
	Freeze:   {Leader},
	Version:  {Leader, Deputy},
	Enrol:    {Leader, Deputy, Secretary},
	Adopt:    {Leader, Deputy},
	Talk:     {Leader, Deputy, Member, Secretary},
	SendBack: {Leader, Deputy},
}

// Who returns the roles that may do an act, in order of rank. The caller must not change the slice.
func Who(a Act) []Role { return rights[a] }

// May tells whether a role may do an act.
func May(r Role, a Act) bool {
	for _, x := range rights[a] {
		if x == r {
			return true
		}
	}
	return false
}

// NeedsPIN tells whether an act has to be signed with the person's own key, for which the PIN is asked each time. Daily work is not.
func NeedsPIN(a Act) bool {
	switch a {
	case Sign, Reopen, Freeze, Version, Enrol, Adopt:
		return true
	}
	return false
}

// Kind is the kind of value of a field. It decides how the value is shown, compared and typed.
type Kind int

// The kinds. The CBOR item that is stored is in brackets.
const (
	Text      Kind = iota // one line (text)
	Prose                 // several lines (text)
	Day                   // 2006-12-30 or empty (text)
	Clock                 // 9:00-11:30, as written (text)
	Choice                // one of a few words; their labels are under Field.Words (text)
	Ref                   // an id of the kind Of; for a person, any other name too (text)
	Flag                  // yes or no (bool)
	Number                // a whole number (integer)
	Points                // hundredths of a point (integer)
	Percent               // whole percent (integer)
	Measure               // what an item's rule counts: whole occurrences, or hundredths of a percent or unit (integer)
	Order                 // the position among its siblings (integer)
	Lines                 // a list of texts (array of text)
	Table                 // a structure that the program defines (array or map)
	Statement             // a signed statement that proves itself (map)
)

// Field declares one register of a noun.
type Field struct {
	Name     string
	Kind     Kind
	Says     string   // the label's key behind "field.", if it is not Name
	Words    string   // of a Choice: the catalogue prefix of its labels
	One      []string // the stored words of the choice, in order
	Of       string   // of a Ref, a Set, or Lines of ids: their kind: person, section, item, method, record, finding, subdistrict, theme, group
	Unit     string   // catalogue key of the number with its unit; empty for none
	Required bool     // it may be empty until it is filled in for the first time, and can't be emptied after that
	Act      Act      // the act that writing it counts as, if it is not the noun's act
	Set      bool     // a set: the register of a member is Name/<id>
	Ruled    bool     // different values that were written side by side are no conflict: the last in the order of the log stands
}

// Label returns the catalogue key of the field's label.
func (f Field) Label() string {
	if f.Says != "" {
		return "field." + f.Says
	}
	return "field." + f.Name
}

// Member returns the id that a register adds to a set: a1 for item/a1. It returns "" for a field that is not a set.
func (f Field) Member(register string) string {
	if !f.Set {
		return ""
	}
	return register[min(len(register), len(f.Name)+1):]
}

// Noun declares one kind of entity. Key is its path without district and ids: score, std/item, circ/text.
type Noun struct {
	Key      string
	District bool     // it lies under d/<district>/
	IDs      []string // the kind of each part of the path behind the key: item, record, phase, …
	Act      Act      // the act that writing it counts as
	Phase    Phase    // under a district: the phase whose signature covers and locks it; 0 with PhaseID or Free
	PhaseID  bool     // the first id is the number of the phase
	Free     string   // why no signature covers it although it is under a district; empty for all others
	Since    int      // under a district: the first schema whose programs know it; 0: known since signatures have columns
	Own      bool     // the first id is the person whose it is: nobody else may write it, but for fields that have an act of their own
	mixed    bool     // some field has an act of its own
	Named    string   // the field that names an entity to people; empty if its ids do
	Fields   []Field
}

// Find returns the noun with a key, which has d/ before it for nouns under a district: round, std/item, d/rec. It returns nil for any
// other.
func Find(key string) *Noun { return nounIndex[key] }

// Label returns the catalogue key of the noun's name.
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

// Field returns the declaration for the name of a register (item/a1 is the set item), or nil if this version does not know it. Every noun
// has the field gone, and a field why/<field> with the reason for settling a conflict in the field.
func (n *Noun) Field(name string) *Field {
	i := fieldIndex[n]
	if i == nil {
		i = index(n) // a noun that is not in Nouns, for example in a test
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

// Why precedes the field's name in the register that holds the reason for settling a conflict in the field.
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
	nounIndex     = map[string]*Noun{} // by key; under a district with d/ before it
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

// index returns the fields of a noun by name.
func index(n *Noun) map[string]*Field {
	at := map[string]*Field{"gone": &gone}
	for i := range n.Fields {
		at[n.Fields[i].Name] = &n.Fields[i]
	}
	return at
}
