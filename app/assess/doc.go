// Package assess says what an assessment is: the nouns of the field, the five phases, what closes each, who may do what, and what
// a signature covers. It reads them out of a ledger.State (View) and says what to write as an Edit; it appends nothing itself.
//
// Where things live (app/schema has every noun and field): every entity is a path, and what belongs to a district begins with d/<district>/, so that the scope of a
// signature and of a lock is a matter of the path alone:
//
//	round                          title, year, bases, dates
//	std  std/sec/<s>  std/item/<i> the standard; std/visit/<c> its checks; std/sign/<n> who froze it
//	nstd  nstd/sec/…  nstd/item/…  the draft of its next version
//	person/<p>  device/<key>       cards: signed statements of the roster
//	revoke/<n>  adopt/<record>     who was taken out, what was let count
//	issue/<kind>  d/<d>/issue/<kind>  how a kind of document is issued
//	circ/…                         the circular: themes, edited texts
//	d/<d>                          name, contact
//	d/<d>/sub/<s>                  a subdistrict
//	d/<d>/assign/<section>         who assesses it; members person/<p>
//	d/<d>/task/<phase>/<t>         one line of a checklist
//	d/<d>/claim/<item>             自评得分
//	d/<d>/mat/<item>/<n>           a material of the item, received or not
//	d/<d>/plan/<v>  d/<d>/draw/<x> the visit schedule; draws
//	d/<d>/last/<item>  back/<x>    what the last round gave; its problems that were not closed
//	d/<d>/score/<item>             考核得分
//	d/<d>/ded/<item>/<x>           a deduction
//	d/<d>/rec/<r>                  a record; its rows: d/<d>/qa/<r>/<q> and d/<d>/doc/<r>/<row>
//	d/<d>/find/<f>                 a finding
//	d/<d>/req/<f>                  a problem's requirement, deadline, responsible office
//	d/<d>/look/<sub>/<check>       what was seen in a drawn subdistrict; the checks: std/visit/<check>
//	d/<d>/draft/<x>                what was sent for an opinion
//	d/<d>/resp/<f>                 response and ruling
//	d/<d>/final/<f>  finalmark/<i> texts and marks after the rulings
//	d/<d>/sum/0                    forced grade
//	d/<d>/rect/<f>  prog  mile     rectification, its progress and milestones
//	d/<d>/sign/<phase>/<n>         sign-offs
//
// An entity is removed by writing its field gone; an edit that the remover had not seen brings it back, marked Revived.
//
// Caveats: a View is immutable and complete; screens keep pointers into one View only until the next. Values of a kind that this
// version does not know are left alone, in the log and in every digest.
package assess

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Schema is the version of entities and fields that this program writes.
const Schema = 2

type (
	// Phase as schema has it.
	Phase = schema.Phase
	// Role as schema has it.
	Role = schema.Role
	// Act as schema has it.
	Act = schema.Act
)

// The five phases.
const (
	Preparation   = schema.Preparation
	Onsite        = schema.Onsite
	Consultation  = schema.Consultation
	Summary       = schema.Summary
	Rectification = schema.Rectification
)

// The four roles.
const (
	Leader    = schema.Leader
	Deputy    = schema.Deputy
	Member    = schema.Member
	Secretary = schema.Secretary
)

// The acts; see schema.
const (
	Plan    = schema.Plan
	Mark    = schema.Mark
	Note    = schema.Note
	Raise   = schema.Raise
	Sign    = schema.Sign
	Reopen  = schema.Reopen
	Freeze  = schema.Freeze
	Version = schema.Version
	Enrol   = schema.Enrol
	Adopt   = schema.Adopt
)

// Phases, Roles and Acts in order.
var (
	Phases = schema.Phases
	Roles  = schema.Roles
	Acts   = schema.Acts
)

// May tells whether a role may do something; Who lists the roles that may, in order of rank; NeedsPIN tells what is proved by a PIN each
// time.
var (
	May      = schema.May
	Who      = schema.Who
	NeedsPIN = schema.NeedsPIN
)

// Path joins the parts of an entity's path.
func Path(parts ...string) string { return strings.Join(parts, "/") }

func path(p Phase) string { return strconv.Itoa(int(p)) }

// old is what a signature of schema 1 covers. It is frozen: it was signed so.
var old = map[Phase][]string{
	Preparation:   {"sub", "assign", "claim", "mat", "plan", "draw", "last"},
	Onsite:        {"score", "ded", "rec", "qa", "doc", "find", "look", "back"},
	Consultation:  {"draft", "resp"},
	Summary:       {"sum", "req", "final", "finalmark"},
	Rectification: {"rect", "prog", "mile"},
}

// oldScope is what a signature of schema 1 covers.
func oldScope(district string, p Phase) ledger.Scope {
	d := Path("d", district)
	scope := ledger.Scope{Path(d, "task", path(p)) + "/"}
	for _, noun := range old[p] {
		scope = append(scope, Path(d, noun)+"/")
	}
	switch p {
	case Preparation:
		scope = append(scope, d, "std", "std/")
	case Onsite:
		scope = append(scope, "std", "std/")
	}
	return scope
}

// own lists the entities of a phase of a district in order: what its signature locks.
func own(s *ledger.State, district string, p Phase) []string {
	d := Path("d", district)
	var out []string
	if p == Preparation && len(s.Fields(d)) > 0 {
		out = append(out, d)
	}
	for _, e := range s.Entities(d + "/") {
		if schema.Parse(e).Phase() == p {
			out = append(out, e)
		}
	}
	return out
}

// watched are the entities whose change is told beside a signature: the phase's own and, in the phases that are judged by it, the
// standard. Names in the team and the round's facts are under the signature too, but may change without touching what was found.
func watched(s *ledger.State, district string, p Phase) []string {
	out := own(s, district, p)
	if p == Preparation || p == Onsite {
		out = append(out, standardOf(s)...)
	}
	return out
}

func standardOf(s *ledger.State) []string {
	var out []string
	if len(s.Fields("std")) > 0 {
		out = append(out, "std")
	}
	return append(out, s.Entities("std/")...)
}

// covered are all entities under a signature, in order: the phase's own, the round's facts, the standard, the team, and which districts
// there are.
func covered(s *ledger.State, district string, p Phase) []string {
	out := append(own(s, district, p), standardOf(s)...)
	out = append(out, s.Entities("person/")...)
	out = append(out, districtsOf(s)...)
	if len(s.Fields("round")) > 0 {
		out = append(out, "round")
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// districtsOf are the entities of the districts themselves, in order.
func districtsOf(s *ledger.State) []string {
	var out []string
	all := s.Entities("d/")
	for i := 0; i < len(all); {
		id, _, below := strings.Cut(all[i][len("d/"):], "/")
		if !below {
			out = append(out, all[i])
			i++
			continue
		}
		i, _ = slices.BinarySearch(all, "d/"+id+string('/'+1)) // over all that lies below it
	}
	return out
}

// Column is the group in which a register stands under a signature, so that a paper can show some groups and give of the others nothing
// but their root: a noun's field under a district, how a kind of paper is issued; the standard, the team, the round, and the list of
// districts each as a whole.
func Column(at ledger.Register) string {
	e := schema.Parse(at.Entity)
	switch {
	case e.Key == "issue" && len(e.IDs) > 0 && e.District == "":
		return "issue/" + e.IDs[0]
	case e.Key == "issue" && len(e.IDs) > 0:
		return "issue " + e.IDs[0]
	case e.District == "":
		return e.Group()
	case e.Key == "" && slices.Contains(listed, at.Field):
		return DistrictList
	}
	field, _, _ := strings.Cut(at.Field, "/")
	if strings.HasPrefix(at.Field, schema.Why) {
		field = schema.Why // why a conflict was settled, which no paper shows
	}
	if e.Key == "task" { // of every phase
		return e.Key + "/" + path(e.Phase()) + " " + field
	}
	return e.Key + " " + field
}

// DistrictList is the column of all districts' names, and listed are its fields.
const DistrictList = "d"

var listed = []string{"name", "order", "gone"}

// Revived is the column, for a district with a phase's number after it, that tells which removed entities stand all the same, because
// somebody had edited them without knowing of the removal: values alone can't say that.
const Revived = "~"

func revivedColumn(entity string) string {
	e := schema.Parse(entity)
	if e.District == "" || e.Key == "" {
		return Revived
	}
	return Revived + " " + path(e.Phase())
}

// columnsOf groups the registers of some entities, which stand in order, as they were inside a frontier.
func columnsOf(s *ledger.State, entities []string, inside func(*ledger.Record) bool) ([]ledger.Column, [][]ledger.Leaf) {
	columns, leaves := s.Columns(entities, inside, Column)
	by := map[string][]ledger.Leaf{}
	for _, e := range entities {
		if revived(s, e, inside) {
			name := revivedColumn(e)
			by[name] = append(by[name], ledger.Leaf{Entity: e, Field: "gone", Values: [][]byte{[]byte(ledger.Of(true))}})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(by)) {
		columns, leaves = append(columns, ledger.NewColumn(name, by[name])), append(leaves, by[name])
	}
	return columns, leaves
}

// Place is where something is shown and can be mended; every blocker and every search hit carries one.
type Place struct {
	District string
	Phase    Phase
	Tab      string // a tab of the on-site page: score, record, document, finding
	Item     string // item ID
	Entity   string
	Field    string // where two values stand: the register's field
}

// The on-site page's tabs.
const (
	TabScore    = "score"
	TabRecord   = "record"
	TabDocument = "document"
	TabFinding  = "finding"
	TabTask     = "task"
	TabVisit    = "visit" // 抽查街道
	TabDay      = "day"   // 今日
)

var tabOf = map[string]string{"score": TabScore, "ded": TabScore, "rec": TabRecord, "qa": TabRecord, "doc": TabDocument, "find": TabFinding,
	"look": TabVisit, "back": TabDay, "task": TabTask}

// TabOf is the tab on which entities of a noun are edited; empty where the page finds it by the entity.
func TabOf(noun string) string { return tabOf[noun] }
