// Package summary is a district's page in the summary phase (总结): its checklist and signature, the scores before and after the consultation
// with the grade, the final texts of the findings, what must be done about each problem, and which districts share it.
//
//	s := summary.New(k)
//	s.SetDistrict("ns")
//	s.Reveal(assess.Place{Entity: "d/ns/req/f1"})
//
// A text is written when its box loses the keyboard. Render may be called at any time. Use the page on the UI goroutine only.
package summary

import (
	"kaohe/app/assess"
	"kaohe/ui/frame"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// The tabs besides the checklist.
const (
	TabScore   = "score"
	TabFinding = "finding"
	TabRequire = "require"
	TabCompare = "compare"
)

// Screen is the page.
type Screen struct{ *frame.Frame }

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// New makes the page. It shows nothing until SetDistrict is called.
func New(k *screen.Kit) *Screen {
	f := frame.New(k, assess.Summary, "sum")
	s := &Screen{f}
	f.Tabs = func(d *assess.District) []widgets.Tab { return tabs(k, d) }
	f.Where = where
	f.Add(assess.TabTask, frame.NewTasks(k, assess.Summary))
	f.Add(TabScore, newScore(f))
	f.Add(TabFinding, newFindings(f))
	f.Add(TabRequire, newRequire(f))
	f.Add(TabCompare, newCompare(f))
	f.Begin(assess.TabTask)
	return s
}

func tabs(k *screen.Kit, d *assess.District) []widgets.Tab {
	open, finds, lack := -1, -1, -1
	if d != nil {
		open, finds, lack = d.TaskTally(assess.Summary).Open(), len(d.Findings), d.RequireTally().Open()
	}
	tab := func(key string, n int) widgets.Tab {
		return widgets.Tab{Key: key, Name: k.T("summary.tab." + key), Count: n}
	}
	return []widgets.Tab{tab(assess.TabTask, open), tab(TabScore, -1), tab(TabFinding, finds), tab(TabRequire, lack), tab(TabCompare, -1)}
}

func required(f *assess.Finding) bool { return f.Requirement != "" && f.Deadline != "" }

// where returns the tab on which an entity is shown. The entity SumEntity has two: the reason for a missing highlight is with the findings, all
// else with the scores.
func where(at assess.Place) string {
	switch noun := assess.At(at.Entity).Group(); {
	case noun == "req":
		return TabRequire
	case noun == "final" || noun == "find" || at.Box == "nohighlight":
		return TabFinding
	case noun == "sum" || noun == "finalmark" || noun == "score":
		return TabScore
	case noun == "task" || at.Tab == assess.TabTask:
		return assess.TabTask
	}
	return ""
}
