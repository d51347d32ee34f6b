// Package assess defines what an assessment is: the nouns of the field, the five phases, the conditions for closing each of them, who may
// do what, and what a signature covers. View reads all of it from a ledger.State. Functions such as SetMark return an Edit, which is the
// data of a change; only the session can append it to the log.
//
// Every entity is a path (app/schema lists all nouns and fields). The path of an entity that belongs to a district begins with
// d/<district>/, so that the path alone decides which signature and which lock it falls under:
//
//	round                          title, year, bases, dates
//	std  std/sec/<s>  std/item/<i> the standard; std/visit/<c> its checks; std/sign/<n> who froze it
//	nstd  nstd/sec/…  nstd/item/…  the draft of its next version
//	seat/<p>                       a person's post, and the place in the list of the team
//	person/<p>  device/<key>       cards: signed statements of the roster
//	revoke/<n>  adopt/<record>     who was taken out, what was let count
//	issue/<kind>  d/<d>/issue/<kind>  how a kind of document is issued
//	circ/…                         the circular: themes, edited texts
//	d/<d>                          name, how it is called and addressed, contact
//	d/<d>/sub/<s>                  a subdistrict
//	d/<d>/assign/<section>         who assesses it; members person/<p>; ranked, their order where it is not the team's
//	d/<d>/task/<phase>/<t>         one line of a checklist
//	d/<d>/claim/<item>             自评得分
//	d/<d>/mat/<item>/<m>           a material of the item by the hash of its name (older: by its number), received or not
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
// Removing an entity means writing true to its field gone. An edit by somebody who had not seen the removal brings the entity back; it
// is then marked Revived.
//
// Caveats: an Assessment is never changed after View has returned it, so any goroutine may read it. Pointers into one are out of date
// when the next is published. Values of a kind that this version does not know are ignored here, but stay in the log and in every digest.
package assess

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Schema is the version of the entities and fields that this program writes. It is stated in every sign-off.
const Schema = 5

// Signatures cover what the programs covered that made them, and are checked by the same rules for ever.
const (
	columned = 2 // the first schema that covers columns; earlier ones cover registers one by one
	seated   = 3 // the first that covers the seats of the team
	joined   = 4 // the first under which an edited row brings back what it belongs to
)

type (
	// Phase is a short name of schema.Phase.
	Phase = schema.Phase
	// Role is a short name of schema.Role.
	Role = schema.Role
	// Act is a short name of schema.Act.
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

// The acts. The schema says for each what it allows.
const (
	Plan     = schema.Plan
	Mark     = schema.Mark
	Note     = schema.Note
	Raise    = schema.Raise
	Sign     = schema.Sign
	Reopen   = schema.Reopen
	Freeze   = schema.Freeze
	Version  = schema.Version
	Enrol    = schema.Enrol
	Adopt    = schema.Adopt
	Talk     = schema.Talk
	SendBack = schema.SendBack
)

// Phases, Roles and Acts list all of their kind in order.
var (
	Phases = schema.Phases
	Roles  = schema.Roles
	Acts   = schema.Acts
)

// May tells whether a role may do an act. Who lists the roles that may, in order of rank. NeedsPIN tells whether the act needs the
// person's PIN each time.
var (
	May      = schema.May
	Who      = schema.Who
	NeedsPIN = schema.NeedsPIN
)

// Path joins the parts of an entity's path with slashes.
func Path(parts ...string) string { return strings.Join(parts, "/") }

func path(p Phase) string { return strconv.Itoa(int(p)) }

// old lists, by phase, the nouns under a signature of schema 1. It must never change: such signatures exist.
var old = map[Phase][]string{
	Preparation:   {"sub", "assign", "claim", "mat", "plan", "draw", "last"},
	Onsite:        {"score", "ded", "rec", "qa", "doc", "find", "look", "back"},
	Consultation:  {"draft", "resp"},
	Summary:       {"sum", "req", "final", "finalmark"},
	Rectification: {"rect", "prog", "mile"},
}

// oldScope returns the scope of a signature of schema 1.
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

// own returns the entities that belong to a phase of a district under a schema, sorted. Those of the present one are what its signature locks.
func own(s *ledger.State, district string, p Phase, version int) []string {
	d := Path("d", district)
	var out []string
	if p == Preparation && len(s.Fields(d)) > 0 {
		out = append(out, d)
	}
	for _, e := range s.Entities(d + "/") {
		if schema.Parse(e).Under(version).Phase() == p {
			out = append(out, e)
		}
	}
	return out
}

// watched returns the entities whose later change shows up beside a signature: the phase's own and, in the phases that the standard
// judges, the standard. The team and the round's facts are signed too, but a change of them does not touch what was found.
func watched(s *ledger.State, district string, p Phase) []string {
	out := own(s, district, p, Schema)
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

// covered returns all entities under a signature of a schema: the phase's own, the standard, the team, the list of districts, and the
// round's facts. The seats of the team are under those of schema 3.
func covered(s *ledger.State, district string, p Phase, version int) []string {
	out := append(own(s, district, p, version), standardOf(s)...)
	out = append(out, s.Entities("person/")...)
	if version >= seated {
		out = append(out, s.Entities("seat/")...)
	}
	out = append(out, districtsOf(s)...)
	if len(s.Fields("round")) > 0 {
		out = append(out, "round")
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// districtsOf returns the entities of the districts themselves, without what lies below them, sorted.
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
		i, _ = slices.BinarySearch(all, "d/"+id+string('/'+1)) // skip everything below the district
	}
	return out
}

// Column returns the name of the group to which a register belongs under a signature. A paper can show some groups and give only the
// root of the others. Under a district each field of a noun is a group, and so is the way in which a kind of document is issued; the
// standard, the team, the round, and the list of districts are one group each.
func Column(at ledger.Register) string { return columnUnder(at, Schema) }

func columnUnder(at ledger.Register, version int) string {
	e := schema.Parse(at.Entity).Under(version)
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
		field = schema.Why // the reason of a conflict's settlement, which no paper shows
	}
	if e.Key == "task" || e.Is("return") || e.Is("evid") { // a column for each phase
		return e.Key + "/" + path(e.Phase()) + " " + field
	}
	return e.Key + " " + field
}

// DistrictList is the column with the names of all districts and of their governments; listed are the fields of a district that are in it.
const DistrictList = "d"

var listed = []string{"name", "government", "order", "gone"}

// shared tells whether a column is of the round: a signature covers it as one whole, whichever district it is a signature of. Those of the
// districts themselves, such as their contacts, are too, so that a paper of one district can't carry them without the others'.
func shared(column string) bool {
	return !strings.Contains(column, " ") || strings.HasPrefix(column, " ")
}

// Revived is the column that tells which removed entities still exist, because somebody edited them without knowing of the removal. The
// values alone can't tell that. For a district the number of a phase follows the name.
const Revived = "~"

func revivedColumn(entity string, version int) string {
	e := schema.Parse(entity).Under(version)
	if e.District == "" || e.Key == "" {
		return Revived
	}
	return Revived + " " + path(e.Phase())
}

// columnsOf groups the registers of entities, which must be sorted, as they were at a frontier and are under a schema; inside accepts the
// records up to it.
func columnsOf(s *ledger.State, entities []string, inside func(*ledger.Record) bool, version int) ([]ledger.Column, [][]ledger.Leaf) {
	columns, leaves := s.Columns(entities, inside, func(at ledger.Register) string { return columnUnder(at, version) })
	by := map[string][]ledger.Leaf{}
	for _, e := range entities {
		if revivedUnder(s, e, inside, version) {
			name := revivedColumn(e, version)
			by[name] = append(by[name], ledger.Leaf{Entity: e, Field: "gone", Values: [][]byte{[]byte(ledger.Of(true))}})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(by)) {
		columns, leaves = append(columns, ledger.NewColumn(name, by[name])), append(leaves, by[name])
	}
	return columns, leaves
}

// Place is the place where something is shown and can be corrected. Every blocker and every search hit has one. A field that does not apply
// is empty.
type Place struct {
	District string
	Phase    Phase
	Tab      string // a tab of the district's page (TabScore …); without a district: a page of the round
	Item     string // item ID
	Entity   string
	Field    string // for a conflict: the field of the register
	Box      string // the field of Entity that waits for an answer, where one entity has several
}

// on is the same place with another entity.
func (p Place) on(entity string) Place {
	p.Entity = entity
	return p
}

// The pages of the round on which blockers are mended.
const (
	PageStandard = "standard" // the standard's editor
	PageSetup    = "setup"
	PageComments = "comments"
)

// The on-site page's tabs.
const (
	TabScore    = "score"
	TabRecord   = "record"
	TabDocument = "document"
	TabFinding  = "finding"
	TabTask     = "task"
	TabVisit    = "visit"    // 抽查街道
	TabDay      = "day"      // 今日
	TabEvidence = "evidence" // 佐证
)

var tabOf = map[string]string{"score": TabScore, "ded": TabScore, "rec": TabRecord, "qa": TabRecord, "doc": TabDocument, "find": TabFinding,
	"look": TabVisit, "back": TabDay, "task": TabTask, "evid": TabEvidence}

// TabOf returns the tab on which entities of a noun are edited; empty if the page itself finds it from the entity.
func TabOf(noun string) string { return tabOf[noun] }
