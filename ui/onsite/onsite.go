// Package onsite is the on-site phase (现场考核) of one district: marks with their deductions, records of the round's methods,
// registers of checked documents, checks in drawn subdistricts, findings, the day's page, and the checklist with the signature. What was done on a day is shown
// where the session is a Diary.
//
//	s := onsite.New(k)
//	s.SetDistrict("ns")
//	s.Reveal(assess.Place{Tab: assess.TabScore, Item: "a3"})
//
// What is shown is computed by pure functions in the *_state.go files, which know nothing of Fyne; each tab is a pane that renders
// it and turns what a person does into an assess.Edit. Render may be called at any time: it leaves alone the box that is being
// typed in, and keeps what is chosen by its ID.
//
// # Keys
//
//	list       arrows walk, Enter or F2 opens, digits begin the mark, '-' adds a deduction, Delete removes a record or finding
//	mark       Enter keeps it, Up and Down step, Ctrl+Enter goes on to the next item that is not scored
//	item       F4 the remark
//	checks     1 to 4 set the verdict and go on, 0 takes it back, Enter, F2 or F4 the note
//	anywhere   Esc back to the list, Ctrl+F filter, Ctrl+N new here, Ctrl+Enter done and next, Step (Ctrl+PageDown) the next tab
//	register   as widgets.Sheet says: Enter goes on, 1 to 4 are the verdicts, Ctrl+Delete removes a row
//
// Caveat: an edit may be refused (role, nobody at the keyboard, a signature). The window says why; the panes render the old value.
package onsite

import (
	"kaohe/app/assess"
	"kaohe/ui/frame"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// Screen is the page.
type Screen struct {
	*frame.Frame
	p *page
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// New makes the page; it shows nothing until SetDistrict.
func New(k *screen.Kit) *Screen {
	f := frame.New(k, assess.Onsite, "score")
	p := &page{k: k}
	f.Tabs = p.tabs
	f.Where = func(at assess.Place) string { return at.Tab }
	f.Lock = func(tab string) error {
		if tab == assess.TabTask {
			return f.Closed("task")
		}
		return p.locked()
	}
	f.OnTurn = func() { p.id = f.ID() }
	f.Add(assess.TabScore, newScorePane(p))
	f.Add(assess.TabRecord, newRecordPane(p))
	f.Add(assess.TabDocument, newDocumentPane(p))
	f.Add(assess.TabVisit, newVisitPane(p))
	f.Add(assess.TabFinding, newFindingPane(p))
	f.Add(assess.TabDay, newDayPane(p))
	f.Add(assess.TabTask, frame.NewTasks(k, assess.Onsite))
	f.Begin(assess.TabScore)
	return &Screen{f, p}
}

// tabs in their order; d may be nil.
func (p *page) tabs(d *assess.District) []widgets.Tab {
	counts := map[string]int{}
	if d != nil {
		counts = map[string]int{assess.TabScore: d.MarkTally().Open(), assess.TabRecord: len(d.Records), assess.TabDocument: checked(d),
			assess.TabVisit: len(d.Drawn()), assess.TabFinding: len(d.Findings), assess.TabTask: d.TaskTally(assess.Onsite).Open()}
	}
	return frame.Counted(p.k, "onsite.tab.", counts, assess.TabScore, assess.TabRecord, assess.TabDocument, assess.TabVisit, assess.TabFinding, assess.TabDay, assess.TabTask)
}
