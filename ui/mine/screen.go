// Package mine is the page 我的事项: all that waits for the person at the keyboard, kind by kind with how much there is of each, and each line
// the way to where it is done. What is done is no longer on it. It needs no other laptop: it is read from what is here. Use it on the UI
// goroutine only.
package mine

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/overview"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Screen is the page.
type Screen struct {
	k      *screen.Kit
	title  *theme.Line
	none   *widgets.Para
	groups map[assess.TodoKind]*group
	page   *widgets.Page
	body   fyne.CanvasObject
}

var _ screen.Screen = (*Screen)(nil)

// group are the lines of one kind.
type group struct {
	title *theme.Line
	links *widgets.Links
	body  *fyne.Container
}

// New makes the page.
func New(k *screen.Kit) *Screen {
	s := &Screen{k: k, title: theme.Text("", theme.Title, true, theme.Ink), none: widgets.Paragraph(""), groups: map[assess.TodoKind]*group{}}
	var all []fyne.CanvasObject
	for _, kind := range assess.TodoKinds {
		g := &group{title: widgets.Heading(""), links: widgets.NewLinks(0, nil, "")}
		g.body = layout.Stack(0, widgets.Head(g.title, nil), g.links)
		s.groups[kind] = g
		all = append(all, g.body)
	}
	s.page = widgets.NewPage(theme.Grid*2, append([]fyne.CanvasObject{s.none}, all...)...)
	s.body = layout.Fill(1, layout.Pad(8, 4, s.title), s.page)
	return s
}

// Object returns the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows what waits now.
func (s *Screen) Render() {
	who := s.k.Session.Who()
	lines := assess.Agenda(s.k.Session.View(), who, s.k.Session.Today())
	items := map[assess.TodoKind][]widgets.Item{}
	for _, x := range lines {
		items[x.Kind] = append(items[x.Kind], overview.Item(s.k, x))
	}
	for kind, g := range s.groups {
		g.title.Put(s.k.T("mine.group", s.k.T("todokind."+kind.Key()), len(items[kind])))
		g.links.Put(items[kind])
		widgets.Visible(g.body, len(items[kind]) > 0)
	}
	s.title.Put(s.k.T("overview.mine", assess.Waiting(lines)))
	nothing := "overview.mine.none"
	if who == nil {
		nothing = "overview.mine.nobody"
	}
	widgets.PutText(s.none, s.k.T(nothing))
	widgets.Visible(s.none, len(lines) == 0)
	s.page.Fit()
}

// Reveal gives the first line the keyboard.
func (s *Screen) Reveal(assess.Place) {
	for _, kind := range assess.TodoKinds {
		if rows := s.groups[kind].links.Rows(); s.groups[kind].body.Visible() && len(rows) > 0 {
			s.k.Window.Canvas().Focus(rows[0])
			return
		}
	}
}

// Leave does nothing: the page has no boxes.
func (s *Screen) Leave() {}
