// Package checklist is a district's page in the phases other than on-site: its tasks, what the phase decides, and its signature.
//
// Screen is the page; SignPanel is the part with the signature alone, for the on-site page. Use both on the UI goroutine only.
package checklist

import (
	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/widgets"
)

// State is what the page shows. It is computed by Read and not changed.
type State struct {
	District *assess.District // nil if there is no such district
	Phase    assess.Phase
	Lock     error // the fault that tells why tasks can't be edited now, or nil
	LockMore error // the same for what the phase decides, or nil
	Tasks    []Task
	Open     int // number of open tasks
}

// Task is one row of the checklist.
type Task struct {
	*assess.Task
	Late int // days overdue, if it is open
}

// Read returns the page's state for a district, by ID, and a phase. who is at the keyboard, or nil.
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

// TaskPath returns the entity of a task of a phase.
func TaskPath(d *assess.District, p assess.Phase, id string) string {
	return assess.Path(d.Entity, "task", string(rune('0'+p)), id)
}

// matter returns an entity of what a phase decides, for asking whether such entities may be written.
func matter(d *assess.District, p assess.Phase) string {
	noun := map[assess.Phase]string{assess.Preparation: "assign", assess.Consultation: "resp", assess.Summary: "sum", assess.Rectification: "rect"}[p]
	return assess.Path(d.Entity, noun, "x")
}

// Refused returns the fault that tells why a person can't write an entity now, or nil.
func Refused(a *assess.Assessment, who *assess.Person, entity string) error {
	if err := assess.PermitAct(who, assess.ActOf(entity)); err != nil {
		return err
	}
	return a.Locked(entity)
}

// SetDrawn marks a subdistrict as drawn or not drawn.
func SetDrawn(s *assess.Subdistrict, drawn bool) *assess.Edit {
	return assess.New("edit.draw").Set(s.Entity, "drawn", drawn)
}

// Left returns how many days a requirement has left; below zero it is overdue. ok is false if it has no deadline or is done.
func Left(f *assess.Finding, today assess.Day) (days int, ok bool) {
	if f.Deadline == "" || !f.Deadline.Valid() || f.Rectification.Closed() {
		return 0, false
	}
	return widgets.Days(today, f.Deadline), true
}

// left returns the same in words, and whether it is overdue.
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
