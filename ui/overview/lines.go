package overview

import (
	"cmp"
	"slices"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/ui/widgets"
)

// Kind is the kind of a line.
type Kind int

// The kinds of lines.
const (
	KindTask     Kind = iota // a task
	KindUnmarked             // items without a mark
	KindConflict             // a register in conflict
	KindSign                 // a phase that can be signed
	KindRectify              // a problem whose deadline is past
)

// Line is one thing to do, with its place.
type Line struct {
	words.Msg
	Kind  Kind
	Due   assess.Day
	Late  int // days overdue
	Place assess.Place
}

// Overdue returns the open tasks and rectifications whose day is past, the longest overdue first.
func Overdue(a *assess.Assessment, today assess.Day) []Line {
	var out []Line
	for _, d := range a.Districts {
		for _, t := range d.Tasks {
			if late := widgets.Days(t.Due, today); t.Open() && late > 0 {
				out = append(out, taskLine(d, t, today))
			}
		}
		for _, f := range d.Standing(assess.Problem) {
			late := widgets.Days(f.Deadline, today)
			if late <= 0 || f.Rectification.Closed() || !rectifying(d, f) {
				continue
			}
			out = append(out, Line{Msg: words.M("overview.rectify", d.Name, short(f.FinalNamed)), Kind: KindRectify, Due: f.Deadline, Late: late,
				Place: assess.Place{District: d.ID, Phase: assess.Rectification, Entity: assess.Path(d.Entity, "rect", f.ID)}})
		}
	}
	slices.SortStableFunc(out, func(x, y Line) int { return cmp.Compare(y.Late, x.Late) })
	return out
}

// rectifying tells whether a problem's rectification has begun: something was written about it, or the summary phase is signed.
func rectifying(d *assess.District, f *assess.Finding) bool {
	return f.Rectification != nil || d.Phases[assess.Summary].Signed() != nil
}

func taskLine(d *assess.District, t *assess.Task, today assess.Day) Line {
	return Line{Msg: words.M("overview.task", d.Name, t.What), Kind: KindTask, Due: t.Due, Late: max(0, widgets.Days(t.Due, today)),
		Place: assess.Place{District: d.ID, Phase: t.Phase, Tab: assess.TabTask, Entity: t.Entity}}
}

// Mine returns what waits for a person: conflicts to settle, phases to sign, items to mark, open tasks. It returns nothing if who is nil.
func Mine(a *assess.Assessment, who *assess.Person, today assess.Day) []Line {
	if who == nil {
		return nil
	}
	var conflicts, signs, marks, tasks []Line
	for _, d := range a.Districts {
		conflicts = append(conflicts, disputed(a, d, who)...)
		for _, p := range assess.Phases {
			if assess.May(who.Role, assess.Sign) && d.Phases[p].Status == assess.Awaiting {
				signs = append(signs, Line{Msg: words.M("overview.sign", d.Name, words.M("phase."+p.Key())), Kind: KindSign,
					Place: assess.Place{District: d.ID, Phase: p}})
			}
		}
		if l, ok := unmarked(a, d, who); ok {
			marks = append(marks, l)
		}
		for _, t := range d.Tasks {
			if t.Open() && t.Who == who.ID {
				tasks = append(tasks, taskLine(d, t, today))
			}
		}
	}
	slices.SortStableFunc(tasks, func(x, y Line) int { return cmp.Compare(orLast(x.Due), orLast(y.Due)) })
	return slices.Concat(conflicts, signs, marks, tasks)
}

// orLast makes a missing day sort behind all days.
func orLast(d assess.Day) assess.Day { return cmp.Or(d, "~") }

// unmarked counts the unmarked items in the sections that a person assesses in a district. They count once the preparation is signed.
func unmarked(a *assess.Assessment, d *assess.District, who *assess.Person) (Line, bool) {
	on := &d.Phases[assess.Onsite]
	if !assess.May(who.Role, assess.Mark) || on.Status == assess.SignedOff || d.Phases[assess.Preparation].Signed() == nil && on.Done == 0 {
		return Line{}, false
	}
	n, first := 0, ""
	for _, s := range d.Scores {
		if assesses(d, who, s.Item.Section) && !s.Settled() {
			if n++; first == "" {
				first = s.Item.ID
			}
		}
	}
	return Line{Msg: words.M("overview.unmarked", d.Name, n), Kind: KindUnmarked,
		Place: assess.Place{District: d.ID, Phase: assess.Onsite, Tab: assess.TabScore, Item: first}}, n > 0
}

func assesses(d *assess.District, who *assess.Person, section string) bool {
	return slices.Contains(d.Assigned[section], who.ID)
}

// disputed returns the registers in conflict of a district that a person should settle: all for leader and deputies, otherwise those of the
// sections that the person assesses and those that belong to no section.
func disputed(a *assess.Assessment, d *assess.District, who *assess.Person) []Line {
	var out []Line
	for _, at := range a.Disputed {
		id := assess.At(at.Entity).District
		if id != d.ID || !concerns(a, d, who, at) {
			continue
		}
		out = append(out, Line{Msg: words.M("overview.conflict", d.Name, assess.FieldLabel(at)), Kind: KindConflict, Place: assess.DisputeAt(at)})
	}
	return out
}

func concerns(a *assess.Assessment, d *assess.District, who *assess.Person, at ledger.Register) bool {
	if assess.May(who.Role, assess.Sign) {
		return true
	}
	if item := assess.At(at.Entity).ID("item"); item != "" {
		i := a.Standard.Item(item)
		return i != nil && assesses(d, who, i.Section)
	}
	for sec := range d.Assigned {
		if assesses(d, who, sec) {
			return assess.May(who.Role, assess.ActOf(at.Entity))
		}
	}
	return false
}

// short cuts a long text; the page to which the line leads shows all of it.
func short(s string) string {
	const most = 32
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
