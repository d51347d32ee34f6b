// Package frame is the page of one phase of one district: tabs, a line that says why it can only be read, and the pane of the chosen
// tab. A screen embeds a Frame, which makes it a screen.Screen with commands and keys, and adds panes.
//
//	f := frame.New(k, assess.Summary, "sum")
//	f.Tabs, f.Where = …, …
//	f.Add("score", newScore(f))
//	f.Begin("score")
package frame

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/checklist"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Pane is what is below one tab.
type Pane interface {
	Object() fyne.CanvasObject
	// Render shows a district, which is never nil.
	Render(d *assess.District)
	Reveal(assess.Place)
	Leave()
	Key(fyne.KeyName) bool
	New()
	Filter()
	Done()
}

// Still is a pane that takes no commands.
type Still struct{}

// Leave does nothing.
func (Still) Leave() {}

// Key takes none.
func (Still) Key(fyne.KeyName) bool { return false }

// New does nothing.
func (Still) New() {}

// Filter does nothing.
func (Still) Filter() {}

// Done does nothing.
func (Still) Done() {}

// Reveal does nothing.
func (Still) Reveal(assess.Place) {}

// Frame is a page of one phase: tabs, a line that says why it can only be read, and the pane of the chosen tab.
type Frame struct {
	K      *screen.Kit
	Tabs   func(d *assess.District) []widgets.Tab
	Where  func(at assess.Place) string // the tab that shows a place; empty leaves the one in view
	Lock   func(tab string) error       // why a tab can only be read; New sets that for one noun of the phase
	OnTurn func()                       // another district is on the page; may be nil

	phase    assess.Phase
	district string
	tabs     *widgets.Tabs
	lock     *widgets.Notice
	panes    map[string]Pane
	stack    *fyne.Container
	body     *fyne.Container
}

// New makes a frame; noun is that of what the phase decides. Tabs and Where have to be set before Begin.
func New(k *screen.Kit, p assess.Phase, noun string) *Frame {
	f := &Frame{K: k, phase: p, tabs: widgets.NewTabs(), lock: widgets.NewNotice(theme.Locked), panes: map[string]Pane{}, stack: container.NewStack()}
	f.Lock = func(string) error { return f.Closed(noun) }
	f.tabs.OnPick = f.turn
	f.body = layout.Fill(1, layout.Stack(0, f.tabs, f.lock.Banner), f.stack)
	return f
}

// Add adds a pane.
func (f *Frame) Add(tab string, p Pane) {
	f.panes[tab] = p
	f.stack.Add(p.Object())
}

// Begin shows the first tab.
func (f *Frame) Begin(first string) {
	f.tabs.Put(f.Tabs(nil)...)
	f.turn(first)
}

// SetDistrict says whose page it is; what is being typed is committed first.
func (f *Frame) SetDistrict(id string) {
	if f.district == id {
		return
	}
	f.Leave()
	f.district = id
	if f.OnTurn != nil {
		f.OnTurn()
	}
	f.Render()
}

// District is whose page it is; nil if there is none such.
func (f *Frame) District() *assess.District { return f.K.Session.View().District(f.district) }

// ToFindings is where the district's findings are written.
func (f *Frame) ToFindings() assess.Place {
	return assess.Place{District: f.district, Phase: assess.Onsite, Tab: assess.TabFinding}
}

// ID of the district whose page it is.
func (f *Frame) ID() string { return f.district }

// Pane below a tab.
func (f *Frame) Pane(tab string) Pane { return f.panes[tab] }

// Chosen is the tab in view.
func (f *Frame) Chosen() string { return f.tabs.Chosen() }

// Closed tells why the person at the keyboard can't write entities of a noun in this district now, or nil.
func (f *Frame) Closed(noun string) error {
	return checklist.Refused(f.K.Session.View(), f.K.Session.Who(), assess.Path("d", f.district, noun, "x"))
}

// Refused tells why what is in view can only be read, or nil.
func (f *Frame) Refused() error { return f.Lock(f.tabs.Chosen()) }

// Object is the page.
func (f *Frame) Object() fyne.CanvasObject { return f.body }

// Render shows what the session has now.
func (f *Frame) Render() {
	d := f.District()
	widgets.Visible(f.stack, d != nil)
	if d == nil {
		return
	}
	f.tabs.Put(f.Tabs(d)...)
	text, acts := "", f.reopen()
	if err := f.Refused(); err != nil && f.tabs.Chosen() != assess.TabTask { // the checklist says so itself
		e := f.K.Say.Explain(err)
		if text = e.Both(); len(acts) > 0 && f.K.Low() {
			text = e.What // the button beside it says what to do
		}
	}
	f.current().Render(d)
	if f.lock.Put(text, acts...) {
		f.body.Refresh()
	}
}

// reopen is offered where a signature is what locks the page.
func (f *Frame) reopen() []widgets.Action {
	if !errors.Is(f.Refused(), words.Refuse("locked")) {
		return nil
	}
	return []widgets.Action{{Name: f.K.T("onsite.reopen"), Do: func() { f.K.Window.Reopen(f.district, f.phase) }}}
}

func (f *Frame) current() Pane { return f.panes[f.tabs.Chosen()] }

// Turn shows a tab.
func (f *Frame) Turn(tab string) {
	f.tabs.Pick(tab)
	f.turn(tab)
}

func (f *Frame) turn(tab string) {
	for key, p := range f.panes {
		if key != tab && p.Object().Visible() && f.District() != nil {
			p.Leave()
		}
		widgets.Visible(p.Object(), key == tab)
	}
	f.Render()
	f.body.Refresh()
}

// Reveal brings a place to view and puts the keyboard there.
func (f *Frame) Reveal(at assess.Place) {
	if at.District != "" {
		f.SetDistrict(at.District)
	}
	if f.District() == nil {
		return
	}
	f.Leave()
	if tab := f.Where(at); f.panes[tab] != nil && tab != f.Chosen() {
		f.Turn(tab)
	}
	f.current().Reveal(at)
}

// Leave commits what is being typed.
func (f *Frame) Leave() {
	if f.District() != nil {
		f.current().Leave()
	}
}

// Drafts are those of the panes that have any, in the order of the tabs.
func (f *Frame) Drafts() []string {
	var out []string
	for _, tab := range f.Tabs(f.District()) {
		if p, ok := f.panes[tab.Key].(screen.Drafted); ok {
			out = append(out, p.Drafts()...)
		}
	}
	return out
}

// Supported is a pane that has something at hand that files can support.
type Supported interface {
	// Supports tells what that is, and what it is called; nothing where nothing is at hand.
	Supports() (assess.Supports, string)
}

// Target is what files that come in become evidence of: what is at hand in the tab in view, else the district's phase. Whether that can be written
// is said when they come.
func (f *Frame) Target() (screen.Target, bool) {
	t := screen.Target{District: f.district, Phase: f.phase}
	if f.District() == nil {
		return t, false
	}
	if p, ok := f.current().(Supported); ok {
		t.Supports, t.Name = p.Supports()
	}
	return t, true
}

// Subject is what is at hand in the tab in view, for a comment on it; empty where that is nothing of its own.
func (f *Frame) Subject() string {
	if p, ok := f.current().(screen.Discussed); ok && f.District() != nil {
		return p.Subject()
	}
	return ""
}

// Key takes keys that no focused widget took; while there is a question over the window they are not the page's.
func (f *Frame) Key(name fyne.KeyName) bool {
	c := f.K.Window.Canvas()
	return f.District() != nil && (c == nil || c.Overlays().Top() == nil) && f.current().Key(name)
}

// Step goes to the next tab, or the one before, and gives the keyboard to a pane that has a place for it.
func (f *Frame) Step(n int) {
	if f.District() == nil {
		return
	}
	f.tabs.Step(n)
	if p, ok := f.current().(interface{ Focus() }); ok {
		p.Focus()
	}
}

// New makes something new in the tab in view.
func (f *Frame) New() { f.act(Pane.New) }

// Filter goes to what filters.
func (f *Frame) Filter() { f.act(Pane.Filter) }

// DoneAndNext ends what is at hand and goes on.
func (f *Frame) DoneAndNext() { f.act(Pane.Done) }

func (f *Frame) act(do func(Pane)) {
	if f.District() != nil {
		do(f.current())
	}
}
