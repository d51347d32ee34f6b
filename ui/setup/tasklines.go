package setup

import (
	"encoding/json"
	"slices"
	"strconv"

	"kaohe/app/assess"
	"kaohe/app/roundplan"
	builtin "kaohe/assets/standard"
)

// TaskLine is one task as all districts have it: the same words in the same phase.
type TaskLine struct {
	First    string // the first one's entity, which stays when the words change
	Phase    assess.Phase
	What     string
	Due      assess.Day
	Mixed    bool // the districts have different days
	In       int  // in so many districts
	Entities []string
	Locked   int // so many of them can't be changed any more
}

// Key names the line.
func (l TaskLine) Key() string { return strconv.Itoa(int(l.Phase)) + l.What }

// TaskLines are the tasks of all districts as one list, in the order in which they first appear, phase by phase.
func TaskLines(a *assess.Assessment) []TaskLine {
	var out []TaskLine
	at := map[string]int{}
	last := map[string]string{} // the district that a line was last seen in
	for _, d := range a.Districts {
		for _, t := range d.Tasks {
			l := TaskLine{First: t.Entity, Phase: t.Phase, What: t.What, Due: t.Due}
			n, known := at[l.Key()]
			if !known {
				n = len(out)
				at[l.Key()] = n
				out = append(out, l)
			}
			x := &out[n]
			x.Mixed = x.Mixed || x.Due != t.Due
			if last[x.Key()] != d.ID {
				x.In++
			}
			last[x.Key()] = d.ID
			if a.Locked(t.Entity) != nil {
				x.Locked++
			} else {
				x.Entities = append(x.Entities, t.Entity)
			}
		}
	}
	for i := range out {
		if out[i].Mixed {
			out[i].Due = ""
		}
	}
	slices.SortStableFunc(out, func(x, y TaskLine) int { return int(x.Phase) - int(y.Phase) })
	return out
}

// Usual are the checklists that a new round starts with.
func Usual() []TaskLine {
	var tasks []roundplan.Task
	if json.Unmarshal(builtin.Tasks, &tasks) != nil {
		return nil // embedded, and held by a test
	}
	var out []TaskLine
	for _, t := range tasks {
		out = append(out, TaskLine{Phase: t.Phase, What: t.What})
	}
	return out
}

// SetLine writes one field of a task in all districts where it may be changed; nil where there is none.
func SetLine(l TaskLine, field, value string) *assess.Edit {
	e := assess.New("edit.task")
	for _, x := range l.Entities {
		e.Texts(x, field, value)
	}
	return some(e)
}

// RemoveLine takes a task away in all districts where it may be changed.
func RemoveLine(l TaskLine) *assess.Edit {
	e := assess.New("edit.untask")
	for _, x := range l.Entities {
		e.Set(x, "gone", true)
	}
	return some(e)
}

// FillTasks gives every district the lines that it lacks, unless the phase is signed there. The edit is nil where nothing lacks.
func FillTasks(a *assess.Assessment, lines []TaskLine, newID func() string) *assess.Edit {
	e := assess.New("edit.task")
	for _, d := range a.Districts {
		var lacks []TaskLine
		for _, l := range lines {
			has := func(t *assess.Task) bool { return t.Phase == l.Phase && t.What == l.What }
			if !slices.ContainsFunc(d.Tasks, has) && a.Locked(taskPath(d, l.Phase, "x")) == nil {
				lacks = append(lacks, l)
			}
		}
		putTasks(e, d, lacks, newID)
	}
	return some(e)
}

func putTasks(e *assess.Edit, d *assess.District, lines []TaskLine, newID func() string) *assess.Edit {
	order := topOrder(d.Tasks, func(t *assess.Task) int64 { return t.Order })
	for _, l := range lines {
		order += 1000
		x := taskPath(d, l.Phase, newID())
		e.Texts(x, "what", l.What, "due", string(l.Due)).Set(x, "order", order)
	}
	return e
}

func taskPath(d *assess.District, p assess.Phase, id string) string {
	return assess.Path(d.Entity, "task", strconv.Itoa(int(p)), id)
}
