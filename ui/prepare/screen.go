// Package prepare is the preparation phase (准备) of one district: its checklist and signature, who assesses which section, the
// materials, the self-assessment, the visit schedule, and the draw.
//
//	s := prepare.New(k)
//	s.OnPrint = func(district, draw string) { … } // prints a draw sheet; without it there is no button
//	s.SetDistrict("ns")
//
// What is shown is computed by pure functions in the *_state.go files, which know nothing of Fyne; each tab is a pane that renders it
// and turns what a person does into an assess.Edit. Render may be called at any time.
//
// # Keys
//
//	分工   arrows walk the cells, Space or Enter ticks
//	材料   1 已收, 2 不齐, 3 未收, 0 takes it back, each going on to the next; Enter or F2 writes a note
//	自评   digits begin the points, = claims the full points, Enter keeps them and goes on; F2 writes the grounds
//	行程   as widgets.Sheet says; Ctrl+Delete removes a line
//	anywhere   Esc back to the list, Ctrl+F filter, Ctrl+N new here, Ctrl+Enter done and next
package prepare

import (
	"kaohe/app/assess"
	"kaohe/ui/frame"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// Screen is the page.
type Screen struct {
	*frame.Frame
	OnPrint func(district, draw string) // prints the sheet of a draw, by IDs
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// New makes the page; it shows nothing until SetDistrict.
func New(k *screen.Kit) *Screen {
	f := frame.New(k, assess.Preparation, "task")
	s := &Screen{Frame: f}
	p := &page{k: k, render: f.Render}
	p.print = func(draw string) { s.OnPrint(p.id, draw) }
	p.prints = func() bool { return s.OnPrint != nil }
	f.Tabs = p.tabs
	f.Where = tabOf
	f.Lock = func(tab string) error { return f.Closed(nouns[tab]) }
	material, claim, draw := newMaterialPane(p), newClaimPane(p), newDrawPane(p)
	f.Add(assess.TabTask, frame.NewTasks(k, assess.Preparation))
	f.Add(assess.TabAssign, newAssignPane(p))
	f.Add(assess.TabMaterial, material)
	f.Add(assess.TabClaim, claim)
	f.Add(assess.TabPlan, newPlanPane(p))
	f.Add(assess.TabDraw, draw)
	f.OnTurn = func() { // filters and what is half filled in are not for another district
		p.id = f.ID()
		material.turned()
		claim.turned()
		draw.turned()
	}
	f.Begin(assess.TabTask)
	return s
}

// tabs in their order; d may be nil.
func (p *page) tabs(d *assess.District) []widgets.Tab {
	counts := map[string]int{}
	if d != nil {
		counts = openCounts(p.view(), d)
	}
	return frame.Counted(p.k, "prepare.tab.", counts, assess.TabTask, assess.TabAssign, assess.TabMaterial, assess.TabClaim, assess.TabPlan, assess.TabDraw)
}
