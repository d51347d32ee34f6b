package printing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// The tabs at the right.
const (
	tabPrint = "print"
	tabIssue = "issue"
	tabDone  = "done"
)

// Screen is the page: the kinds at the left; at the right, for the chosen one, for whom it is printed, how it is issued, and what was
// made last.
type Screen struct {
	k       *screen.Kit
	office  Actions
	page    *listpage.Page[kindRow]
	every   *widgets.Button
	title   *theme.Line
	note    *widgets.Prose
	compose *widgets.Button
	tabs    *widgets.Tabs
	panes   struct {
		choose *choose
		issue  *issue
		done   *done
		stack  *fyne.Container
	}
}

var (
	_ screen.Screen = (*Screen)(nil)
	_ screen.Keyed  = (*Screen)(nil)
	_ screen.Tabbed = (*Screen)(nil)
)

// New makes the page.
func New(k *screen.Kit, o Actions) *Screen {
	s := &Screen{k: k, office: o, tabs: widgets.NewTabs(), title: theme.Text("", theme.Title, true, theme.Ink), note: widgets.NewProse().Faint()}
	s.every = widgets.NewButton("", theme.IconSave, s.saveEverything)
	s.compose = widgets.NewButton(k.T("papers.compose"), theme.IconDoc, o.Compose)
	s.tabs.OnPick = func(string) { s.Leave(); s.Render() }
	p := &s.panes
	p.choose, p.issue, p.done = newChoose(k, o), newIssue(k, s.Render), newDone(k, o)
	p.stack = container.NewStack(p.choose.body, p.issue.page, p.done.body)
	head := layout.Pad(8, 4, layout.Stack(2, container.NewBorder(nil, nil, nil, container.NewHBox(s.compose, p.choose.word, p.choose.ofd), container.New(layout.Middle{}, s.title)), s.note.Body))
	right := layout.Fill(1, layout.Stack(0, head, s.tabs), p.stack)
	s.page = listpage.New(k, listpage.Kind[kindRow]{Kind: kindKind(k), Beside: []fyne.CanvasObject{s.every},
		Detail: right, Show: func(kindRow) { s.fill() }, Leave: p.issue.flush, Share: 0.3, Below: 740, Title: k.T("shell.papers")})
	s.page.Put(s.rows(k.Session.View()))
	return s
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.page.Object() }

// Render shows what the session has now.
func (s *Screen) Render() {
	a := s.k.Session.View()
	jobs, _ := Everything(a)
	s.every.Put(s.k.T("papers.every", len(jobs)))
	s.every.Able(len(jobs) > 0)
	s.page.Put(s.rows(a))
}

// fill shows the kind at hand.
func (s *Screen) fill() {
	a, k := s.k.Session.View(), s.kind()
	s.title.Put(s.k.T("paper." + k.Key))
	s.note.Put(s.k.Say["paper."+k.Key+".note"])
	widgets.Visible(s.compose, k.Key == "circular")
	s.tabs.Put(s.faces(k, a)...)
	p := &s.panes
	p.choose.put(a, k)
	p.issue.put(a, k)
	at := s.tabs.Chosen()
	widgets.Visible(p.choose.body, at == tabPrint)
	widgets.Visible(p.choose.word, at == tabPrint)
	widgets.Visible(p.choose.ofd, at == tabPrint)
	widgets.Visible(p.issue.page, at == tabIssue)
	widgets.Visible(p.done.body, at == tabDone)
	s.page.Split.Refresh()
}

func (s *Screen) rows(a *assess.Assessment) []kindRow {
	var rows []kindRow
	var phase assess.Phase
	for _, k := range assess.Papers {
		if k.Phase != phase {
			phase = k.Phase
			rows = append(rows, kindRow{Key: "phase/" + phase.Key(), Name: s.k.T("phase." + phase.Key()), Head: true})
		}
		stands := Stands(a, k)
		n := len(ready(stands))
		rows = append(rows, kindRow{Key: k.Key, Name: s.k.T("paper." + k.Key), Note: s.k.Say["paper."+k.Key+".note"],
			Count: s.k.T("papers.ready", n, len(stands)), None: n == 0})
	}
	return rows
}

func (s *Screen) faces(k assess.Paper, a *assess.Assessment) []widgets.Tab {
	all := 0
	if a != nil {
		all = len(Stands(a, k))
	}
	tabs := []widgets.Tab{{Key: tabPrint, Name: s.k.T("papers.tab.print"), Count: all}, {Key: tabIssue, Name: s.k.T("papers.tab.issue"), Count: -1}}
	if n := len(s.panes.done.made); n > 0 {
		tabs = append(tabs, widgets.Tab{Key: tabDone, Name: s.k.T("papers.tab.done"), Count: n})
	}
	return tabs
}

// kind is the chosen one.
func (s *Screen) kind() assess.Paper {
	key, _ := s.page.List.ChosenKey()
	for _, k := range assess.Papers {
		if k.Key == key {
			return k
		}
	}
	return assess.Papers[0]
}

// saveEverything asks first, with how many there will be.
func (s *Screen) saveEverything() {
	s.Leave()
	jobs, empty := Everything(s.k.Session.View())
	s.k.Window.Confirm(s.k.T("papers.every.title"), s.k.T("papers.every.body", len(jobs), empty), s.k.T("papers.every.yes"), func() { s.office.Save(jobs, report.PDF) })
}

// Done shows what was made of the jobs given to Actions.Print; cancelled tells that a person stopped it, with the rest not made.
func (s *Screen) Done(made []Made, cancelled bool) {
	s.panes.done.put(made, cancelled)
	s.Render()
	if len(made) > 0 {
		s.turn(tabDone)
	}
}

func (s *Screen) turn(tab string) {
	s.Leave()
	s.tabs.Pick(tab)
	s.page.Split.ShowDetail()
	s.Render()
}

// Reveal goes to the settings of a kind where the place is one (issue/circular, d/ft/issue/notice), and to the list otherwise.
func (s *Screen) Reveal(p assess.Place) {
	if e := assess.At(p.Entity); e.Group() == "issue" && s.page.Choose(e.ID("kind")) {
		s.Leave()
		s.panes.issue.district = e.District
		s.turn(tabIssue)
		s.panes.issue.reveal(issueFields[0])
		return
	}
	s.page.Focus()
}

// Leave commits what is still being typed.
func (s *Screen) Leave() { s.panes.issue.flush() }

// Key goes back from the kind at hand to the list at Esc, where only one of them is in view.
func (s *Screen) Key(name fyne.KeyName) bool { return name == fyne.KeyEscape && s.page.Split.Back() }

// Step goes to the next tab, or the one before.
func (s *Screen) Step(n int) { s.tabs.Step(n) }
