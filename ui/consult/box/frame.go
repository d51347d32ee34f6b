package box

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/checklist"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/part"
	"kaohe/ui/piece"
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
	K     *kit.Kit
	Tabs  func(d *assess.District) []part.Tab
	Where func(at assess.Place) string // the tab that shows a place; empty leaves the one in view

	phase    assess.Phase
	noun     string // of what the phase decides
	district string
	tabs     *part.Tabs
	lock     *part.Banner
	says     string // in lock
	panes    map[string]Pane
	stack    *fyne.Container
	body     *fyne.Container
}

// NewFrame makes a frame; Tabs and Where have to be set before Begin.
func NewFrame(k *kit.Kit, p assess.Phase, noun string) *Frame {
	f := &Frame{K: k, phase: p, noun: noun, tabs: part.NewTabs(), lock: part.NewBanner(look.Locked, ""), panes: map[string]Pane{}, stack: container.NewStack()}
	f.tabs.OnPick = f.turn
	f.body = container.New(&topped{}, piece.Stack(0, f.tabs, f.lock), f.stack)
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
	f.Render()
}

// District is whose page it is; nil if there is none such.
func (f *Frame) District() *assess.District { return f.K.Desk.View().District(f.district) }

// Refused tells why the phase's matter can't be edited now, or nil.
func (f *Frame) Refused() error {
	return checklist.Refused(f.K.Desk.View(), f.K.Desk.Who(), assess.Path("d", f.district, f.noun, "x"))
}

// Do applies an edit that the calendar allows; one that is refused shows what stands again.
func (f *Frame) Do(e *assess.Edit) bool {
	if e == nil || len(e.Writes) == 0 {
		return false
	}
	if err := assess.Guard(f.K.Desk.View(), f.K.Desk.Today(), e); err != nil {
		f.K.Window.Fail(err)
		f.Render()
		return false
	}
	if !f.K.Window.Do(e) {
		f.Render()
		return false
	}
	return true
}

// Object is the page.
func (f *Frame) Object() fyne.CanvasObject { return f.body }

// Render shows what the desk has now.
func (f *Frame) Render() {
	d := f.District()
	piece.Visible(f.stack, d != nil)
	if d == nil {
		return
	}
	f.tabs.Put(f.Tabs(d)...)
	text := ""
	if err := f.Refused(); err != nil && f.tabs.Chosen() != assess.TabTask { // the checklist says so itself
		e := f.K.Say.Explain(err)
		text = e.Both()
	}
	f.current().Render(d)
	if text != f.says { // a banner makes its buttons anew
		f.says = text
		f.lock.Put(look.Locked, text, f.reopen()...)
		f.body.Refresh()
	}
}

// reopen is offered where a signature is what locks the page.
func (f *Frame) reopen() []part.Action {
	if !errors.Is(f.Refused(), words.Refuse("locked")) {
		return nil
	}
	return []part.Action{{Name: f.K.T("onsite.reopen"), Do: func() { f.K.Window.Reopen(f.district, f.phase) }}}
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
		piece.Visible(p.Object(), key == tab)
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
	if tab := f.Where(at); f.panes[tab] != nil {
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

// Key takes keys that no focused widget took.
func (f *Frame) Key(name fyne.KeyName) bool { return f.District() != nil && f.current().Key(name) }

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

// Tasks is the phase's checklist with its signature, as a pane.
type Tasks struct {
	Still
	phase assess.Phase
	page  *checklist.Screen
}

// NewTasks makes it.
func NewTasks(k *kit.Kit, p assess.Phase, timer part.Timer) *Tasks {
	return &Tasks{phase: p, page: checklist.NewTasks(k, timer)}
}

// Object is the page.
func (t *Tasks) Object() fyne.CanvasObject { return t.page.Object() }

// Render shows a district.
func (t *Tasks) Render(d *assess.District) {
	t.page.SetPlace(d.ID, t.phase)
	t.page.Render()
}

// Reveal goes to a task.
func (t *Tasks) Reveal(at assess.Place) { t.page.Reveal(at) }

// Leave commits what is being typed.
func (t *Tasks) Leave() { t.page.Leave() }

// New adds a task.
func (t *Tasks) New() { t.page.New() }

// Done ticks a task.
func (t *Tasks) Done() { t.page.DoneAndNext() }

// topped is something whose height depends on its width, and the rest below it.
type topped struct{ width float32 }

func (l *topped) top(o fyne.CanvasObject) fyne.Size {
	if l.width > 0 && o.Size().Width != l.width {
		o.Resize(fyne.NewSize(l.width, o.Size().Height))
	}
	return o.MinSize()
}

// MinSize is both.
func (l *topped) MinSize(objs []fyne.CanvasObject) fyne.Size {
	top, rest := l.top(objs[0]), objs[1].MinSize()
	return fyne.NewSize(rest.Width, top.Height+rest.Height)
}

// Layout gives the rest what is left.
func (l *topped) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	h := l.top(objs[0]).Height
	objs[0].Move(fyne.Position{})
	objs[0].Resize(fyne.NewSize(size.Width, h))
	objs[1].Move(fyne.NewPos(0, h))
	objs[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-h)))
}

// Step goes to the next tab, or the one before.
func (f *Frame) Step(n int) { f.tabs.Step(n) }
