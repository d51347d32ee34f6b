package uitest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/report"
	"kaohe/ui/screen"
	"kaohe/ui/uitest/shot"
	"kaohe/ui/widgets"
)

var _ screen.Window = (*Window)(nil)

// Window does what it is told and remembers it.
type Window struct {
	Edits     []*assess.Edit // what was done, without what was refused
	Went      []assess.Place
	Failed    []error
	Signs     []string
	Answer    string   // what AskText answers
	Asked     string   // the label of what it asked for last
	Deny      bool     // Confirm says no
	Warned    string   // what Confirm said last
	Helped    []string // topics
	Printed   []report.Listing
	Discussed []string // district and subject
	Pasted    []*book.Plan
	Adds      []screen.Target    // for what files were to be chosen, or pasted
	OnChange  func()             // what the shell does once at each change, and at a refusal: Render
	OnGo      func(assess.Place) // what the shell does at Go: Reveal
	OnKey     func(fyne.KeyName) // what the shell does with a key that nothing else takes: Key of what is in view
	Win       fyne.Window
	s         *Stage
}

// Go notes the place.
func (w *Window) Go(p assess.Place) {
	w.Went = append(w.Went, p)
	if w.OnGo != nil {
		w.OnGo(p)
	}
}

// Do applies an edit, as the shell does, and notes it, or its refusal.
func (w *Window) Do(e *assess.Edit) bool {
	if err := w.s.Apply(e); err != nil {
		w.Fail(err)
		w.changed()
		return false
	}
	w.Edits = append(w.Edits, e)
	return true
}

func (w *Window) key(e *fyne.KeyEvent) {
	if w.OnKey != nil {
		w.OnKey(e.Name)
	}
}

func (w *Window) changed() {
	if w.OnChange != nil {
		w.OnChange()
	}
}

// Fail notes an error.
func (w *Window) Fail(err error) { w.Failed = append(w.Failed, err) }

// Confirm says yes, unless Deny.
func (w *Window) Confirm(_, body, _ string, then func()) {
	w.Warned = body
	if !w.Deny {
		then()
	}
}

// AskText notes what is asked for and answers with Answer, if it is not empty.
func (w *Window) AskText(_, label, _ string, then func(string)) {
	w.Asked = label
	if w.Answer != "" {
		then(w.Answer)
	}
}

// History does nothing.
func (w *Window) History(string, string, ...string) {}

// Discuss notes what was to be talked about.
func (w *Window) Discuss(district, on string) { w.Discussed = append(w.Discussed, district+"/"+on) }

// Sign notes what is to be signed.
func (w *Window) Sign(district string, p assess.Phase) {
	w.Signs = append(w.Signs, "sign "+district+" "+p.Key())
}

// Reopen notes what is to be reopened.
func (w *Window) Reopen(district string, p assess.Phase) {
	w.Signs = append(w.Signs, "reopen "+district+" "+p.Key())
}

// Print does nothing.
func (w *Window) Print(string) {}

// PrintList notes what is to be printed.
func (w *Window) PrintList(l report.Listing) { w.Printed = append(w.Printed, l) }

// AddFiles notes for what files were to be chosen.
func (w *Window) AddFiles(t screen.Target) { w.Adds = append(w.Adds, t) }

// PasteFiles notes for what files were to be pasted.
func (w *Window) PasteFiles(t screen.Target) { w.Adds = append(w.Adds, t) }

// Help notes what help was asked for.
func (w *Window) Help(topic string) { w.Helped = append(w.Helped, topic) }

// Paste takes all that fits of a table, as a person would who looks at it and goes on, and notes the plan.
func (w *Window) Paste(p book.Pasting, text string) {
	plan, err := p.Plan(w.s.View(), text, w.s.Who(), w.s.Today())
	if err != nil {
		w.Fail(err)
		return
	}
	w.Pasted = append(w.Pasted, plan)
	if e, err := plan.Edit(); err != nil {
		w.Fail(err)
	} else if len(e.Writes) > 0 {
		w.Do(e)
	}
}

// Canvas of the window.
func (w *Window) Canvas() fyne.Canvas {
	if w.Win == nil {
		return nil
	}
	return w.Win.Canvas()
}

// Show puts something on screen in a window of the given size.
func (w *Window) Show(o fyne.CanvasObject, width, height float32) {
	if w.Win == nil {
		w.Win = test.NewTempWindow(w.s.T, o)
		w.Win.SetPadded(false)
		widgets.NewKeys().Install(w.Win.Canvas(), w.key)
	}
	w.Win.SetContent(o)
	w.Win.Resize(fyne.NewSize(width, height))
}

// Shot keeps a picture of what is on screen, if pictures are wanted.
func (w *Window) Shot(name string) {
	w.s.T.Helper()
	shot.Take(w.s.T, w.Win.Canvas(), name)
}
