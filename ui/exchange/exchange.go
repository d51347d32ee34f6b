// Package exchange has the pages on which workbooks come in and go out.
//
//	Screen     import with preview: what is new, what changes, what clashes, what is refused and why; nothing is taken before the button
//	Mapper     a department's own scoring table: what each column is, and what comes of it
//	AskExport  what to write, and for a field sheet for which district and whom
//
// None of them knows a file. The shell picks, reads and writes them, in the background where it takes long, and calls Render when there is
// something else to show.
package exchange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Kind of a workbook that goes out; as book.Head.Form has it.
type Kind string

// The kinds.
const (
	Whole    Kind = "whole"
	Template Kind = "template"
	Field    Kind = "field" // for one district and one person
)

// Kinds in the order in which they are offered.
var Kinds = []Kind{Whole, Template, Field}

// Actions is what the shell does for these pages: files, and what is done with them.
type Actions interface {
	// Plan is what taking in the workbook at hand would do; nil while there is none.
	Plan() *book.Plan
	// File is that workbook's name, without its folder.
	File() string
	// Drop forgets it.
	Drop()
	// PickBook asks for a workbook and reads it, PickTable asks for a foreign scoring table and opens the Mapper.
	PickBook()
	PickTable()
	// Export asks where to, and writes. District and person are IDs, empty but for a field sheet.
	Export(kind Kind, district, person string)
	// NeedsPIN tells whether persons of the team are among the ticked lines.
	NeedsPIN(*book.Plan) bool
	// Take applies the ticked lines, each of the plan's edits as one that can be undone, and, if it succeeds, forgets the plan. pin is that
	// of whoever is at the keyboard; empty if not needed. When it returns, the page shows what there is then.
	Take(p *book.Plan, pin string) error
}

// Screen is the page for workbooks of this program.
type Screen struct {
	k    *screen.Kit
	o    Actions
	home *home
	plan *planView
	body *fyne.Container
	is   *book.Plan         // what is shown
	when *assess.Assessment // as it was when an import was said to be done
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// New makes the page.
func New(k *screen.Kit, o Actions) *Screen {
	s := &Screen{k: k, o: o}
	s.home = newHome(k, o)
	s.plan = newPlanView(k, o, widgets.Action{Name: k.T("exchange.other"), Do: o.PickBook}, s.taken, s.Render)
	s.body = container.NewStack(theme.NewBox(theme.Paper), s.home.page, s.plan.body)
	return s
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows the plan that there is now, or what can be done.
func (s *Screen) Render() {
	p := s.o.Plan()
	other := p != s.is
	if other {
		s.is = p
		s.plan.begin()
		if p != nil {
			s.home.say("")
		}
	}
	show(s.home.page, p == nil)
	show(s.plan.body, p != nil)
	if p == nil {
		if s.when != nil && s.when != s.k.Session.View() { // edited since, perhaps undone
			s.when = nil
			s.home.say("")
		}
		s.home.render()
		return
	}
	s.plan.render()
	if other {
		s.plan.page.Focus()
	}
}

// Drafts tells of lines that were ticked by hand and not imported.
func (s *Screen) Drafts() []string {
	if p := s.o.Plan(); p != nil && s.plan.bar.touched {
		if n := Read(p, "").Ticked; n > 0 {
			return []string{s.k.T("exchange.untaken", n, s.o.File())}
		}
	}
	return nil
}

// taken says what was imported, on the page from which the next workbook is chosen.
func (s *Screen) taken(rows int, undo bool, file string) {
	text := s.k.T("exchange.done", rows, file)
	if undo {
		text += s.k.T("exchange.undo")
	}
	s.home.say(text)
	s.when = s.k.Session.View()
}

// Reveal has no places; it gives the list the keyboard.
func (s *Screen) Reveal(assess.Place) {
	if s.is != nil {
		s.plan.page.Focus()
	}
}

// Leave has nothing to commit: ticks stay with the plan, and nothing is written but by the button.
func (s *Screen) Leave() {}

// Key goes back from a row to the list, and to the row at hand.
func (s *Screen) Key(name fyne.KeyName) bool {
	if s.is == nil {
		return false
	}
	switch name {
	case fyne.KeyEscape:
		return s.plan.page.Split.Back()
	case fyne.KeyF2:
		s.plan.page.Split.ShowDetail()
		return true
	}
	return false
}

// New chooses another workbook.
func (s *Screen) New() { s.o.PickBook() }

// Filter goes to the filters.
func (s *Screen) Filter() {
	if s.is != nil {
		s.plan.page.Filter()
	}
}

// DoneAndNext imports what is ticked.
func (s *Screen) DoneAndNext() {
	if s.is != nil && !s.plan.bar.do.Disabled() {
		s.plan.take()
	}
}

func show(o fyne.CanvasObject, on bool) {
	if o.Visible() != on {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

// saying is a banner that shows a text or nothing; saying it again draws nothing.
type saying struct {
	banner *widgets.Banner
	state  theme.State
	text   string
}

func newSaying(s theme.State) *saying { return &saying{banner: widgets.NewBanner(s, ""), state: s} }

func (s *saying) put(text string) {
	if s.text != text {
		s.text = text
		s.banner.Put(s.state, text)
	}
}
