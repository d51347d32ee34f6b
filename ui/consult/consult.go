// Package consult is a district's page in the consultation phase (征求意见): its checklist and signature, the draft as it was sent, and for
// each problem, and each mark to which the district objects, what it says, the ruling, and what the ruling changes. Use it on the UI goroutine
// only.
//
//	s := consult.New(k)
//	s.SetDistrict("ns")
//	s.Reveal(assess.Place{Entity: "d/ns/resp/f1"})
//
// Pure functions in *_state.go compute what is shown. A response is written as one types. A ruling, with its reasons and what it changes,
// is prepared in its form and applied in one step (assess.Rule); the preview shows the result before that.
//
// Caveat: a ruling that was prepared but not applied is kept while the program runs, and marked as such; it is not saved, which is said before
// the vault is closed.
package consult

import (
	"kaohe/app/assess"
	"kaohe/ui/frame"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// The tabs besides the checklist.
const (
	TabDraft = "draft"
	TabReply = "reply"
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
	f := frame.New(k, assess.Consultation, "resp")
	s := &Screen{f}
	f.Tabs = func(d *assess.District) []widgets.Tab { return tabs(k, d) }
	f.Where = where
	f.Add(assess.TabTask, frame.NewTasks(k, assess.Consultation))
	f.Add(TabDraft, newDraft(f))
	f.Add(TabReply, newReply(f))
	f.Begin(assess.TabTask)
	return s
}

func tabs(k *screen.Kit, d *assess.District) []widgets.Tab {
	open, ask := -1, -1
	if d != nil {
		open, ask = d.TaskTally(assess.Consultation).Open(), d.ResponseTally().Open()
	}
	return []widgets.Tab{{Key: assess.TabTask, Name: k.T("consult.tab.task"), Count: open},
		{Key: TabDraft, Name: k.T("consult.tab.draft"), Count: -1}, {Key: TabReply, Name: k.T("consult.tab.reply"), Count: ask}}
}

// where returns the tab on which an entity is shown.
func where(at assess.Place) string {
	switch noun := assess.At(at.Entity).Group(); {
	case noun == "draft":
		return TabDraft
	case noun == "resp" || noun == "objection" || noun == "find" || noun == "final" || noun == "finalmark" || noun == "score":
		return TabReply
	case noun == "task" || at.Tab == assess.TabTask:
		return assess.TabTask
	}
	return ""
}
