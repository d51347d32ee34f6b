// Package start is the page before a vault is open: open one, make one, look at the sample, or go on with a recent one.
package start

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Recent is a vault that was open before.
type Recent struct {
	Path, Title string
	Opened      string // day
	Missing     bool   `json:"-"` // the file is no longer there; found out anew each time
}

// Actions are what the page asks of the window.
type Actions interface {
	Recent() []Recent
	Open(path string)
	PickAndOpen()
	Sample()
	Create(NewRound)
	FromBook() // asks for a filled workbook and makes a round from it
	Template() // saves an empty one
	Gather()   // asks for a folder with many rounds and puts them into one table
	Forget(path string)
	Joiner
}

// LastPicker are Actions that also ask for last year's vault, from which a new round can begin; nothing is opened yet.
type LastPicker interface {
	PickLast(then func(path string))
}

// Screen is the page.
type Screen struct {
	k       *screen.Kit
	actions Actions
	recent  *recents
	home    *widgets.Page
	form    *Form
	join    *JoinForm
	body    *fyne.Container
}

var _ screen.Screen = (*Screen)(nil)

// New makes the page. The kit has no session yet.
func New(k *screen.Kit, d Actions) *Screen {
	s := &Screen{k: k, actions: d}
	s.recent = newRecents(k, d, s.Render)
	var pick func(func(string))
	if p, ok := d.(LastPicker); ok {
		pick = p.PickLast
	}
	s.form = NewForm(k, d.Create, s.cancel, pick)
	s.home = widgets.NewPage(12, container.New(layout.Most{Width: 560, Centre: true}, layout.Stack(12, s.heading(), s.buttons(), s.recent.body)))
	s.join = NewJoinForm(k, d, s.cancel)
	s.form.Object().Hide()
	s.join.Object().Hide()
	s.body = container.NewStack(theme.NewBox(theme.Paper), s.home, s.form.Object(), s.join.Object())
	return s
}

func (s *Screen) heading() fyne.CanvasObject {
	name := theme.Text(s.k.T("app.name"), theme.Figure, true, theme.Accent).Whole()
	return layout.Stack(4, layout.Pad(0, 12, layout.Stack(4, name, theme.Text(s.k.T("start.what"), theme.Body, false, theme.Ink2))))
}

// buttons are the ways in, each with a line of what it does.
func (s *Screen) buttons() fyne.CanvasObject {
	row := func(b *widgets.Button, key string) fyne.CanvasObject {
		b.Alignment = widget.ButtonAlignLeading
		says := theme.Text(s.k.T(key), theme.Small, false, theme.Ink2)
		return container.New(layout.Cells{Widths: []float32{208, 0}, Gap: 12}, container.New(layout.Least{Height: 40}, b),
			container.New(layout.Least{Height: 40}, container.New(layout.Middle{}, says)))
	}
	return layout.Stack(8,
		row(widgets.NewPrimary(s.k.T("start.open"), theme.IconFolder, s.actions.PickAndOpen), "start.open.says"),
		row(widgets.NewButton(s.k.T("start.new"), theme.IconPlus, s.create), "start.new.says"),
		row(widgets.NewButton(s.k.T("start.join"), theme.IconPerson, s.invited), "start.join.says"),
		row(widgets.NewButton(s.k.T("start.book"), theme.IconDoc, s.actions.FromBook), "start.book.says"),
		row(widgets.NewButton(s.k.T("start.template"), theme.IconSave, s.actions.Template), "start.template.says"),
		row(widgets.NewButton(s.k.T("start.gather"), theme.IconChart, s.actions.Gather), "start.gather.says"),
		row(widgets.NewButton(s.k.T("start.sample"), theme.IconStar, s.actions.Sample), "start.sample.says"),
		row(widgets.NewButton(s.k.T("cmd.manual"), theme.IconInfo, func() { s.k.Window.Help("first") }), "start.manual.says"))
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows the recent vaults as they are now.
func (s *Screen) Render() {
	s.recent.put(s.actions.Recent())
	s.home.Fit()
}

// Reveal has no places.
func (s *Screen) Reveal(assess.Place) {}

// Leave has nothing to commit: a round is made by its button only.
func (s *Screen) Leave() {}

// Key goes back from a form. Where something was filled in, it says before that this stays, since Esc is easily pressed.
func (s *Screen) Key(name fyne.KeyName) bool {
	if name != fyne.KeyEscape || s.home.Visible() {
		return false
	}
	open, filled := "start.new", s.form.filled()
	if s.join.Object().Visible() {
		open, filled = "start.join", s.join.filled()
	}
	if !filled {
		s.cancel()
		return true
	}
	s.k.Window.Confirm(s.k.T("start.leave"), s.k.T("start.leave.says", words.M(open)), s.k.T("start.leave.yes"), s.cancel)
	return true
}

// create shows the form for a new round.
func (s *Screen) create() {
	s.home.Hide()
	s.form.Object().Show()
	s.form.Focus()
}

// invited shows the form for joining.
func (s *Screen) invited() {
	s.home.Hide()
	s.form.Object().Hide()
	s.join.Object().Show()
	s.join.Focus()
}

// Join shows the form for joining with a package that was dropped onto the window.
func (s *Screen) Join(pack string) {
	s.invited()
	s.join.Take(pack)
}

// Refuse says in the form for joining why somebody could not.
func (s *Screen) Refuse(err error) { s.join.Refuse(err) }

func (s *Screen) cancel() {
	s.form.form.Forget()
	s.join.Forget()
	s.join.Object().Hide()
	s.form.Object().Hide()
	s.home.Show()
}

// recents are the vaults opened last.
type recents struct {
	k       *screen.Kit
	actions Actions
	again   func()
	list    *fyne.Container
	body    *fyne.Container
}

func newRecents(k *screen.Kit, d Actions, again func()) *recents {
	r := &recents{k: k, actions: d, again: again, list: layout.Stack(2)}
	none := theme.Text(k.T("start.norecent"), theme.Body, false, theme.Ink2)
	r.body = layout.Stack(4, layout.Pad(0, 4, widgets.Head(widgets.Heading(k.T("start.recent")), nil)), layout.Pad(4, 4, none), r.list)
	return r
}

func (r *recents) put(list []Recent) {
	r.list.RemoveAll()
	for _, x := range list {
		r.list.Add(r.row(x))
	}
	widgets.Visible(r.body.Objects[1], len(list) == 0)
	r.body.Refresh()
}

// row is one vault: a click opens it; one that is gone can only be taken off the list.
func (r *recents) row(x Recent) fyne.CanvasObject {
	title := x.Title
	if title == "" {
		title = filepath.Base(x.Path)
	}
	link := widgets.NewLink()
	link.Put(widgets.Item{State: theme.Info, Icon: theme.IconDoc, Text: title, Note: r.k.T("start.opened", x.Opened), Go: func() { r.actions.Open(x.Path) }})
	if x.Missing {
		link.Put(widgets.Item{State: theme.Idle, Icon: theme.IconDoc, Text: title, Note: r.k.T("start.missing")})
		link.Grey()
	}
	path := theme.Text(x.Path, theme.Small, false, theme.Ink2)
	forget := widgets.NewQuiet("", theme.IconClose, func() {
		r.actions.Forget(x.Path)
		r.again()
	})
	words := layout.Stack(-8, link, layout.Pad(30, 0, path))
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	return container.NewBorder(nil, rule, nil, container.NewCenter(forget), layout.Pad(0, 4, words))
}
