// Package assess says what an assessment is: the nouns of the field, the five phases, what closes each, who may do what, and what
// a signature covers. It reads them out of a ledger.State (View) and says what to write as an Edit; it appends nothing itself.
//
// Where things live: every entity is a path, and what belongs to a district begins with d/<district>/, so that the scope of a
// signature and of a lock is a matter of the path alone:
//
//	round                          title, year, bases, dates
//	std  std/sec/<s>  std/item/<i> the standard; std/visit/<c> its checks; std/sign/<n> who froze it
//	nstd  nstd/sec/…  nstd/item/…  the draft of its next version
//	person/<p>  device/<key>       cards: signed statements of the roster
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
	"strconv"
	"strings"

	"kaohe/app/ledger"
)

// Schema is the version of entities and fields that this program writes.
const Schema = 1

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

// Path joins the parts of an entity's path.
func Path(parts ...string) string { return strings.Join(parts, "/") }

func (p Phase) path() string { return strconv.Itoa(int(p)) }

// Where an entity belongs: its district ("" for what belongs to all) and the word after it (score, rec, …).
func Where(entity string) (district, noun string) {
	parts := strings.Split(entity, "/")
	if parts[0] != "d" {
		return "", parts[0]
	}
	if len(parts) < 3 {
		return strings.Join(parts[1:], ""), ""
	}
	return parts[1], parts[2]
}

var covered = map[Phase][]string{
	Preparation:   {"sub", "assign", "claim", "mat", "plan", "draw", "last"},
	Onsite:        {"score", "ded", "rec", "qa", "doc", "find", "look", "back"},
	Consultation:  {"draft", "resp"},
	Summary:       {"sum", "req", "final", "finalmark"},
	Rectification: {"rect", "prog", "mile"},
}

// Scope is what a signature under a phase of a district covers, and what it locks. The first two cover the standard too, so that
// a mark can't be given another meaning under a signature; the standard has a lock of its own.
func Scope(district string, p Phase) ledger.Scope {
	d := Path("d", district)
	scope := ledger.Scope{Path(d, "task", p.path()) + "/"}
	for _, noun := range covered[p] {
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

// PhaseOf is the phase under which an entity is written; zero for the round, the standard and the roster.
func PhaseOf(entity string) Phase {
	d, _ := Where(entity)
	if d == "" {
		return 0
	}
	for _, p := range Phases {
		if Scope(d, p).Has(entity) {
			return p
		}
	}
	return 0
}

// Place is where something is shown and can be mended; every blocker and every search hit carries one.
type Place struct {
	District string
	Phase    Phase
	Tab      string // a tab of the on-site page: score, record, document, finding
	Item     string // item ID
	Entity   string
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
