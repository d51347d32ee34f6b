// Package setup is a round's set-up as steps that can be left and taken up at any time: the round, its standard, the districts, the
// team, who assesses what where, the checklists, and what is missing before the round can start. Everything is in the vault at once.
//
// RolesTable is the table of who may do what, for the help.
package setup

import (
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Step is one of the steps.
type Step string

// The steps.
const (
	StepRound     Step = "round"
	StepStandard  Step = "standard"
	StepDistricts Step = "districts"
	StepTeam      Step = "team"
	StepAssign    Step = "assign"
	StepTasks     Step = "tasks"
	StepBegin     Step = "begin"
)

// Steps in order.
var Steps = []Step{StepRound, StepStandard, StepDistricts, StepTeam, StepAssign, StepTasks, StepBegin}

// Places that the shell turns to for this page.
const (
	TabSetup    = assess.PageSetup
	TabStandard = assess.PageStandard
	TabTeam     = "team"
	TabExchange = "exchange"
)

// Roster is what the page asks of the laptop.
type Roster interface {
	Enrolled() bool
}

// Lack is one thing that is missing or wrong, in words, with the step and the box where it is mended.
type Lack struct {
	words.Msg
	Step   Step
	Entity string
	Field  string // of the round
}

// State is what the page shows.
type State struct {
	A        *assess.Assessment
	Who      *assess.Person
	Lock     error // why this person may set nothing up, or nil
	LockStd  error // why the standard can't be edited
	Lacks    map[Step][]Lack
	Enrolled bool
}

// Read makes the page's state.
func Read(a *assess.Assessment, who *assess.Person, enrolled bool) State {
	s := State{A: a, Who: who, Enrolled: enrolled, Lacks: map[Step][]Lack{}}
	s.Lock = refused(a, who, "round")
	s.LockStd = refused(a, who, "std")
	s.Lacks[StepRound] = roundLacks(a)
	s.Lacks[StepStandard] = standardLacks(a)
	s.Lacks[StepDistricts] = districtLacks(a)
	s.Lacks[StepTeam] = teamLacks(a, enrolled)
	s.Lacks[StepAssign] = assignLacks(a)
	s.Lacks[StepTasks] = taskLacks(a)
	if !a.Standard.Frozen {
		s.Lacks[StepBegin] = []Lack{{Msg: words.M("setup.lack.freeze"), Step: StepBegin}}
	}
	return s
}

// Missing is everything that is missing before the start, in the order of the steps.
func (s State) Missing() []Lack {
	var out []Lack
	for _, step := range Steps[:len(Steps)-1] {
		out = append(out, s.Lacks[step]...)
	}
	return out
}

// waits tells whether a step has nothing to work on yet.
func (s State) waits(step Step) bool {
	none := len(s.A.Districts) == 0
	return step == StepTasks && none || step == StepAssign && (none || len(s.A.Standard.Sections) == 0)
}

// Error of a field of the round, to stand beside its box.
func (s State) Error(field string) (words.Msg, bool) {
	for _, l := range s.Lacks[StepRound] {
		if l.Field == field {
			return l.Msg, true
		}
	}
	return words.Msg{}, false
}

// refused tells why a person can't write an entity now, or nil.
func refused(a *assess.Assessment, who *assess.Person, entity string) error {
	if err := assess.PermitAct(who, assess.ActOf(entity)); err != nil {
		return err
	}
	return a.Locked(entity)
}

func roundLacks(a *assess.Assessment) []Lack {
	var out []Lack
	add := func(bad bool, field, key string) {
		if bad {
			out = append(out, Lack{Msg: words.M("setup.lack." + key), Step: StepRound, Entity: "round", Field: field})
		}
	}
	add(strings.TrimSpace(a.Title) == "", "title", "title")
	add(len(a.Year) != 4 || strings.Trim(a.Year, "0123456789") != "", "year", "year")
	add(strings.TrimSpace(a.City) == "", "city", "city")
	add(a.From == "", "from", "from")
	add(a.To == "", "to", "to")
	add(a.From != "" && a.To != "" && a.To < a.From, "to", "order")
	add(a.To != "" && a.Reply != "" && a.Reply < a.To, "reply", "reply")
	return out
}

func standardLacks(a *assess.Assessment) []Lack {
	at := Lack{Step: StepStandard, Entity: "std"}
	if len(a.Standard.Items()) == 0 {
		at.Msg = words.M("setup.lack.standard")
		return []Lack{at}
	}
	if n := len(a.Standard.Check()); n > 0 && !a.Standard.Frozen {
		at.Msg = words.M("setup.lack.incomplete", n)
		return []Lack{at}
	}
	return nil
}

func districtLacks(a *assess.Assessment) []Lack {
	var out []Lack
	add := func(entity, key string, args ...any) {
		out = append(out, Lack{Msg: words.M("setup.lack."+key, args...), Step: StepDistricts, Entity: entity})
	}
	if len(a.Districts) == 0 {
		add("d", "districts")
	}
	seen := map[string]bool{}
	for n, d := range a.Districts {
		name := strings.TrimSpace(d.Name)
		switch {
		case name == "":
			add(d.Entity, "unnamed", n+1)
			continue
		case seen[name]:
			add(d.Entity, "twice", name)
		}
		seen[name] = true
		if len(d.Subdistricts) == 0 && a.Standard.Uses(standard.SubdistrictCheck) {
			add(d.Entity, "subdistricts", name)
		}
	}
	return out
}

func teamLacks(a *assess.Assessment, enrolled bool) []Lack {
	var out []Lack
	add := func(bad bool, key string) {
		if bad {
			out = append(out, Lack{Msg: words.M("setup.lack." + key), Step: StepTeam, Entity: "person"})
		}
	}
	leader, signs := false, false
	for _, p := range a.Team {
		leader = leader || p.Role == assess.Leader && len(p.Key) > 0
		signs = signs || assess.May(p.Role, assess.Sign) && len(p.Key) > 0
	}
	add(!leader, "leader")
	add(leader && !signs, "signer")
	add(!enrolled, "device")
	return out
}

func assignLacks(a *assess.Assessment) []Lack {
	var out []Lack
	for _, d := range a.Districts {
		n := 0
		for _, sec := range a.Standard.Sections {
			if len(d.Assigned[sec.ID]) == 0 {
				n++
			}
		}
		if n > 0 {
			out = append(out, Lack{Msg: words.M("setup.lack.assign", d.Name, n), Step: StepAssign, Entity: assess.Path(d.Entity, "assign")})
		}
	}
	return out
}

func taskLacks(a *assess.Assessment) []Lack {
	var out []Lack
	for _, d := range a.Districts {
		if len(d.Tasks) == 0 {
			out = append(out, Lack{Msg: words.M("setup.lack.tasks", d.Name), Step: StepTasks, Entity: assess.Path(d.Entity, "task")})
		}
	}
	n := 0
	for _, l := range TaskLines(a) {
		if l.Due == "" && !l.Mixed {
			n++
		}
	}
	if n > 0 {
		out = append(out, Lack{Msg: words.M("setup.lack.due", n), Step: StepTasks, Entity: "d"})
	}
	return out
}

// stepOf is the step at which an entity is set up.
func stepOf(entity string) Step {
	district, noun := assess.At(entity).District, assess.At(entity).Group()
	switch {
	case noun == "std":
		return StepStandard
	case noun == "person", noun == "device":
		return StepTeam
	case noun == "assign":
		return StepAssign
	case noun == "task":
		return StepTasks
	case district != "":
		return StepDistricts
	}
	return StepRound
}
