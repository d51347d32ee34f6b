package overview

import (
	"cmp"
	"slices"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/checklist"
	"kaohe/ui/widgets"
)

// Overdue returns the open tasks and rectifications whose day is past, the longest overdue first.
func Overdue(a *assess.Assessment, today assess.Day) []assess.Todo {
	var out []assess.Todo
	for _, d := range a.Districts {
		for _, t := range d.Tasks {
			if late := widgets.Days(t.Due, today); t.Open() && late > 0 {
				out = append(out, assess.TaskTodo(d, t, today))
			}
		}
		for _, f := range d.Standing(assess.Problem) {
			left, _ := checklist.Left(f, today)
			if left >= 0 {
				continue
			}
			out = append(out, assess.Todo{Msg: words.M("overview.rectify", d.Name, words.Begin(f.FinalNamed, lineLength)), Kind: assess.TodoRectify, Due: f.Deadline, Late: -left,
				Place: assess.Place{District: d.ID, Phase: assess.Rectification, Entity: assess.Path(d.Entity, "rect", f.ID)}})
		}
	}
	slices.SortStableFunc(out, func(x, y assess.Todo) int { return cmp.Compare(y.Late, x.Late) })
	return out
}

// lineLength is how many characters of a problem a line shows: with the district before it, two lines of a window of 1024. The page to which the
// line leads shows all of it.
const lineLength = 26
