// Package circular is the page of 通报: on the left its sections, in the middle the text of the chosen section for editing and what in it
// has to be checked, on the right the findings it rests on. Use it on the UI goroutine only.
//
//	s := circular.New(k, office)
//	s.Reveal(assess.Place{Tab: "problems"})
//
// The text is written when the box loses the keyboard and after a pause, like notes. A doubt opens its sentence in a box of its own, where
// it can be rewritten without searching for it in the long text; a doubt about a finding goes to the finding.
//
// Caveat: the text is composed and checked again at every change of the data, which takes tenths of a second for a hundred districts.
package circular

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	circ "kaohe/app/circular"
	"kaohe/ui/checklist"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Actions is what the page needs from the printing side.
type Actions interface {
	Preview()
	Print()
	// SaveWord makes a Word file for editing; TakeWord asks for one that was edited, shows what changed, and takes what a person wants of it.
	SaveWord()
	TakeWord()
}

// Screen is the page.
type Screen struct {
	k        *screen.Kit
	office   Actions
	st       state
	at       string // the section in view
	status   *theme.Line
	sections *widgets.Lines[sectionRow]
	editor   *editor
	basis    *basis
	none     *widgets.Empty
	panes    *fyne.Container
	body     *fyne.Container

	rule, word, take, preview, print *widgets.Button
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// New makes the page; o does the printing.
func New(k *screen.Kit, o Actions) *Screen {
	s := &Screen{k: k, office: o, at: circ.Opening, status: theme.Text("", theme.Small, false, theme.Ink2)}
	s.sections = widgets.NewLines(widgets.Kind[sectionRow]{New: newSectionView,
		Key: func(r sectionRow) string { return r.Key }, Height: 40, Columns: []widgets.Column[sectionRow]{widgets.Col("", "", func(r sectionRow) string { return r.Title })}})
	s.sections.OnMove = func(r sectionRow) { s.show(r.Key) }
	s.sections.OnOpen = func(sectionRow) { s.editor.note.Focus() }
	s.editor = newEditor(s)
	s.basis = newBasis(s)
	s.none = widgets.NewEmpty(theme.IconFlag, k.T("circular.empty"), widgets.Action{Name: k.T("circular.empty.go"), Do: s.toFindings})
	s.panes = container.New(three{}, s.sections, upright(), s.editor.body, upright(), s.basis.body)
	s.body = container.NewBorder(s.bar(), nil, nil, nil, container.NewStack(s.panes, s.none))
	return s
}

func upright() fyne.CanvasObject { return theme.NewBox(theme.Rule).Least(1, 0) }

func (s *Screen) bar() fyne.CanvasObject {
	k := s.k
	out := func(do func()) func() { return func() { s.Leave(); do() } }
	s.rule = widgets.NewQuiet(k.T("circular.rule"), theme.IconGear, s.askRule)
	s.word = widgets.NewQuiet(k.T("circular.word"), theme.IconSave, out(s.office.SaveWord))
	s.take = widgets.NewQuiet(k.T("circular.take"), theme.IconUndo, out(s.office.TakeWord))
	s.preview = widgets.NewButton(k.T("circular.preview"), theme.IconSearch, out(s.office.Preview))
	s.print = widgets.NewPrimary(k.T("circular.print"), theme.IconPrint, out(s.office.Print))
	title := theme.Text(k.T("circular.title"), theme.Title, true, theme.Ink).Whole()
	left := container.NewHBox(title, container.New(layout.Inset{Left: 8, Top: 5, Right: 0, Bottom: 0}, s.status.Whole()))
	return layout.Pad(8, 4, container.NewBorder(nil, nil, left, container.NewHBox(s.rule, s.take, s.word, s.preview, s.print)))
}

// Object returns the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows the present state of the session.
func (s *Screen) Render() {
	if a := s.k.Session.View(); s.st.a != a {
		s.st = read(a)
	}
	empty := s.st.empty()
	widgets.Visible(s.panes, !empty)
	widgets.Visible(s.none, empty)
	s.status.Put(s.says(empty))
	s.rule.Able(!empty && s.refused() == nil)
	s.take.Able(!empty && s.refused() == nil)
	s.word.Able(!empty)
	s.preview.Able(!empty)
	s.print.Able(!empty)
	if empty {
		return
	}
	s.sections.Put(s.st.sections(s.k))
	s.sections.Choose(s.at)
	s.editor.render()
	s.basis.render()
}

// says returns the line beside the title.
func (s *Screen) says(empty bool) string {
	if empty {
		return ""
	}
	out := s.k.T("circular.clean")
	if n := len(s.st.doubts); n > 0 {
		out = s.k.T("circular.doubts", n)
	}
	if n := len(s.st.tiring); n > 0 {
		out += " · " + s.k.T("circular.often", n)
	}
	return out
}

// section returns the section in view.
func (s *Screen) section() *circ.Section { return s.st.text.Section(s.at) }

// show turns to a section. It first writes what is being typed.
func (s *Screen) show(section string) {
	if s.at == section {
		return
	}
	s.Leave()
	s.at = section
	s.editor.doubt = nil
	s.basis.list.Put(nil)
	s.Render()
}

// refused returns the fault that tells why the circular can't be edited now, or nil.
func (s *Screen) refused() error {
	return checklist.Refused(s.k.Session.View(), s.k.Session.Who(), assess.CircularText("x"))
}

// toFindings goes to the page where the first district's findings are raised.
func (s *Screen) toFindings() {
	if all := s.st.a.Districts; len(all) > 0 {
		s.k.Window.Go(assess.Place{District: all[0].ID, Phase: assess.Onsite, Tab: assess.TabFinding})
	}
}

// Leave writes what is being typed.
func (s *Screen) Leave() {
	if s.st.text == nil {
		return
	}
	s.editor.note.Flush()
	s.editor.one.Flush()
	s.basis.flush()
}

// Reveal brings a section into view, named by the place's tab or by its entity, and the row of an entity that has one.
func (s *Screen) Reveal(at assess.Place) {
	s.Render()
	key, row := at.Tab, ""
	e := assess.At(at.Entity)
	switch {
	case e.ID("section") != "":
		key = e.ID("section")
	case e.ID("group") != "":
		if g := s.st.a.Circular.Group(e.ID("group")); g != nil {
			key, row = sectionOf(g.Kind), "g/"+g.ID
		}
	case e.ID("theme") != "":
		for _, kind := range assess.FindingKinds {
			if t := s.st.theme(kind, e.ID("theme")); t != nil {
				key, row = sectionOf(kind), "theme/"+t.ID
			}
		}
	}
	if s.st.text.Section(key) != nil {
		s.show(key)
	}
	if row != "" && s.basis.choose(row) {
		s.basis.open()
		return
	}
	s.sections.Focus()
}

// Key handles a key that no focused widget took, and tells whether it did: Esc closes the sentence or goes to the sections, F2 to the text.
func (s *Screen) Key(name fyne.KeyName) bool {
	if !s.panes.Visible() || s.k.Window.Canvas().Overlays().Top() != nil {
		return false
	}
	switch name {
	case fyne.KeyEscape:
		if s.editor.doubt != nil {
			s.editor.close()
			return true
		}
		s.sections.Focus()
	case fyne.KeyF2:
		s.editor.note.Focus()
	default:
		return false
	}
	return true
}

// New adds a theme to the section in view.
func (s *Screen) New() { s.basis.addTheme() }

// Filter gives the list of findings the keyboard.
func (s *Screen) Filter() { s.basis.list.Focus() }

// DoneAndNext writes what is being typed and goes to the next section.
func (s *Screen) DoneAndNext() {
	s.Leave()
	s.sections.Focus()
	s.sections.Next(1)
}
