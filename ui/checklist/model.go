// Package checklist is a district's page in the phases other than on-site: its tasks, what the phase decides, and its signature.
//
// Screen is the page; SignPanel is the part with the signature alone, for the on-site page.
package checklist

import (
	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/widgets"
)

// State is what the page shows.
type State struct {
	District *assess.District // nil if there is none such
	Phase    assess.Phase
	Lock     error // why tasks can't be edited now, or nil
	LockMore error // why the phase's own matter can't be, or nil
	Tasks    []Task
	Open     int // tasks that are open
}

// Task is one row of the checklist.
type Task struct {
	*assess.Task
	Late int // days overdue, while it is open
}

// Read makes the page's state.
func Read(a *assess.Assessment, who *assess.Person, today assess.Day, district string, p assess.Phase) State {
	s := State{District: a.District(district), Phase: p}
	if s.District == nil {
		return s
	}
	s.Lock = Refused(a, who, TaskPath(s.District, p, "x"))
	s.LockMore = Refused(a, who, matter(s.District, p))
	for _, t := range s.District.Tasks {
		if t.Phase != p {
			continue
		}
		row := Task{Task: t}
		if t.Open() {
			s.Open++
			row.Late = max(0, widgets.Days(t.Due, today))
		}
		s.Tasks = append(s.Tasks, row)
	}
	return s
}

// TaskPath is where a task of a phase stands.
func TaskPath(d *assess.District, p assess.Phase, id string) string {
	return assess.Path(d.Entity, "task", string(rune('0'+p)), id)
}

// matter is an entity of what a phase decides, to ask whether it may be written.
func matter(d *assess.District, p assess.Phase) string {
	noun := map[assess.Phase]string{assess.Preparation: "assign", assess.Consultation: "resp", assess.Summary: "sum", assess.Rectification: "rect"}[p]
	return assess.Path(d.Entity, noun, "x")
}

// Refused tells why a person can't write an entity now, or nil.
func Refused(a *assess.Assessment, who *assess.Person, entity string) error {
	if err := assess.PermitAct(who, assess.ActOf(entity)); err != nil {
		return err
	}
	return a.Locked(entity)
}

// SetDrawn marks a subdistrict as drawn or not.
func SetDrawn(s *assess.Subdistrict, drawn bool) *assess.Edit {
	return assess.New("edit.draw").Set(s.Entity, "drawn", drawn)
}

// Left is how many days a requirement has left; ok is false where there is no deadline or nothing is left to do.
func Left(f *assess.Finding, today assess.Day) (days int, ok bool) {
	if f.Deadline == "" || !f.Deadline.Valid() || f.Rectification.Closed() {
		return 0, false
	}
	return widgets.Days(today, f.Deadline), true
}

// left says so in words.
func left(f *assess.Finding, today assess.Day) (m words.Msg, late, ok bool) {
	n, ok := Left(f, today)
	switch {
	case !ok:
		return m, false, false
	case n < 0:
		return words.M("checklist.late", -n), true, true
	case n == 0:
		return words.M("checklist.today"), false, true
	}
	return words.M("checklist.left", n), false, true
}
