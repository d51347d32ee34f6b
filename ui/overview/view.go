package overview

import (
	"reflect"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// shown is how many lines a list shows until it is unfolded.
const shown = 6

// Screen is the page.
type Screen struct {
	k       *screen.Kit
	chosen  string // ID of the district whose sections are shown
	head    *header
	notices *fyne.Container
	grid    *widgets.Grid
	scores  *scores
	mine    *list
	overdue *list
	tall    *tall
	page    *widgets.Page
	shown   State
	drawn   bool
}

var _ screen.Screen = (*Screen)(nil)

// New makes the page.
func New(k *screen.Kit) *Screen {
	s := &Screen{k: k, head: newHeader(), notices: layout.Stack(theme.Grid), grid: widgets.NewGrid()}
	s.scores = newScores(k, s.choose)
	s.mine = newList(k, "overview.mine")
	s.overdue = newList(k, "overview.overdue")
	s.grid.OnOpen = func(row, col string) { k.Window.Go(place(row, col)) }
	s.tall = &tall{}
	board := newBoard(container.New(s.tall, s.grid), s.scores.body, s.mine.body, s.overdue.body)
	s.page = widgets.NewPage(12, s.head.body, s.notices, board)
	s.mine.links.OnFold, s.overdue.links.OnFold = s.page.Fit, s.page.Fit
	return s
}

// place returns the place of a cell in the grid. Without a phase, for a row's head, the shell goes to the district's first unsigned phase.
func place(row, col string) assess.Place {
	n, _ := strconv.Atoi(col)
	return assess.Place{District: row, Phase: assess.Phase(n)}
}

// Object returns the page.
func (s *Screen) Object() fyne.CanvasObject { return s.page }

// Leave does nothing: the page has no boxes.
func (s *Screen) Leave() {}

// Reveal chooses the place's district and gives the grid the keyboard.
func (s *Screen) Reveal(p assess.Place) {
	if p.District != "" {
		s.choose(p.District)
	}
	s.grid.Focus()
}

func (s *Screen) choose(district string) {
	s.chosen = district
	s.Render()
}

// Render shows the present state of the session.
func (s *Screen) Render() {
	st := Read(s.k.Session.View(), s.k.Session.Who(), s.k.Session.Today(), s.chosen)
	s.head.put(s.k, st)
	s.putNotices(st.Notices)
	// Put redraws grid and bars completely, so they are left alone if nothing changed.
	if !s.drawn || !reflect.DeepEqual(st.Grid, s.shown.Grid) {
		s.putGrid(st.Grid)
	}
	if !s.drawn || !reflect.DeepEqual(st.Scores, s.shown.Scores) || !reflect.DeepEqual(st.Sections, s.shown.Sections) || st.Chosen != s.shown.Chosen {
		s.scores.put(st)
	}
	s.shown, s.drawn = st, true
	nothing := "overview.mine.none"
	if st.Nobody {
		nothing = "overview.mine.nobody"
	}
	s.mine.put(st.Mine, nothing)
	s.overdue.put(st.Overdue, "overview.overdue.none")
	s.page.Fit()
}

func (s *Screen) putNotices(list []Notice) {
	for len(s.notices.Objects) < len(list) {
		s.notices.Add(widgets.NewBanner(theme.Warning, ""))
	}
	for i, o := range s.notices.Objects {
		b, ok := o.(*widgets.Banner)
		if !ok || i >= len(list) {
			widgets.Visible(o, false)
			continue
		}
		n, state := list[i], theme.Warning
		if n.Grave {
			state = theme.Refused
		}
		var acts []widgets.Action
		if n.Place != (assess.Place{}) {
			acts = append(acts, widgets.Action{Name: s.k.T("overview.look"), Do: func() { s.k.Window.Go(n.Place) }})
		}
		b.Put(state, s.k.Say.Say(n.Msg), acts...)
	}
	widgets.Visible(s.notices, len(list) > 0)
}

func (s *Screen) putGrid(rows []Row) {
	var cols []widgets.GridCol
	for _, p := range assess.Phases {
		cols = append(cols, widgets.GridCol{Key: strconv.Itoa(int(p)), Name: s.k.T("phase." + p.Key())})
	}
	var out []widgets.GridRow
	for _, r := range rows {
		g := widgets.GridRow{Key: r.ID, Name: r.Name}
		for _, c := range r.Cells {
			g.Cells = append(g.Cells, s.cell(c))
		}
		out = append(out, g)
	}
	s.tall.rows = len(out)
	widgets.Visible(s.grid, len(out) > 0)
	s.grid.Put(cols, out)
}

var states = map[assess.Status]theme.State{assess.NotStarted: theme.Idle, assess.Underway: theme.Underway, assess.Awaiting: theme.Awaiting,
	assess.SignedOff: theme.Signed}

func (s *Screen) cell(c Cell) widgets.GridCell {
	g := widgets.GridCell{State: states[c.Status], Word: s.k.T("status." + c.Status.Key())}
	if c.Total > 0 && (c.Done > 0 || c.Status != assess.NotStarted) && c.Status != assess.SignedOff {
		g.Far = strconv.Itoa(c.Done) + "/" + strconv.Itoa(c.Total)
	}
	if c.Warn != "" {
		g.Warn = s.k.T("overview.warn." + c.Warn)
	}
	return g
}

// tall gives the grid the height of all its rows, so that the page scrolls and not the grid.
type tall struct{ rows int }

func (t *tall) MinSize(objs []fyne.CanvasObject) fyne.Size {
	if t.rows == 0 {
		return fyne.Size{}
	}
	const top, row = 24, 48 // the grid's own measures, which it does not export
	return fyne.NewSize(objs[0].MinSize().Width, top+row*float32(t.rows))
}

func (t *tall) Layout(objs []fyne.CanvasObject, size fyne.Size) { objs[0].Resize(size) }

// header shows the round's title.
type header struct {
	title *theme.Line
	badge *widgets.Badge
	year  *theme.Line
	body  *fyne.Container
}

func newHeader() *header {
	h := &header{
		title: theme.Text("", theme.Title, true, theme.Ink).Most(720),
		badge: widgets.NewBadge(theme.Info, ""),
		year:  theme.Text("", theme.Body, false, theme.Ink2).Whole(),
	}
	h.body = container.NewHBox(h.title, container.NewCenter(h.badge), container.NewCenter(h.year))
	return h
}

func (h *header) put(k *screen.Kit, s State) {
	title := s.Title
	if title == "" {
		title = k.T("overview.untitled")
	}
	h.title.Put(title)
	h.badge.Set(theme.Info, k.T("overview.sample"))
	widgets.Visible(h.badge, s.Sample)
	h.year.Put(k.T("overview.year", s.Year))
	widgets.Visible(h.year, s.Year != "" && !strings.Contains(s.Title, s.Year))
}

// list is a heading with lines below it that lead somewhere.
type list struct {
	k     *screen.Kit
	key   string
	title *theme.Line
	links *widgets.Links
	none  *theme.Line
	body  *fyne.Container
}

func newList(k *screen.Kit, key string) *list {
	l := &list{k: k, key: key, title: widgets.Heading(""), none: theme.Text("", theme.Body, false, theme.Ink2)}
	l.links = widgets.NewLinks(shown, func(n int) string { return k.T("overview.all", n) }, k.T("overview.fewer"))
	l.body = layout.Stack(0, widgets.Head(l.title, nil), layout.Pad(4, 8, l.none), l.links)
	return l
}

func (l *list) put(lines []assess.Todo, nothing string) {
	l.title.Put(l.k.T(l.key, assess.Waiting(lines)))
	l.none.Put(l.k.T(nothing))
	widgets.Visible(l.body.Objects[1], len(lines) == 0)
	items := make([]widgets.Item, 0, len(lines))
	for _, x := range lines {
		items = append(items, Item(l.k, x))
	}
	l.links.Put(items)
}

// Item is a line of somebody's agenda as a row that leads to its place.
func Item(k *screen.Kit, x assess.Todo) widgets.Item {
	i := widgets.Item{State: signs[x.Kind], Text: k.Say.Say(x.Msg), Go: func() { k.Window.Go(x.Place) }}
	switch {
	case x.Late > 0:
		i.State, i.Note = theme.Overdue, k.T("overview.late", x.Late)
	case x.Due != "":
		i.Note = string(x.Due)
	}
	return i
}

var signs = map[assess.TodoKind]theme.State{assess.TodoTask: theme.Idle, assess.TodoMark: theme.Underway, assess.TodoSettle: theme.Conflict,
	assess.TodoRule: theme.Conflict, assess.TodoAdopt: theme.Awaiting, assess.TodoAdmit: theme.Awaiting,
	assess.TodoSign: theme.Awaiting, assess.TodoRectify: theme.Awaiting, assess.TodoArrange: theme.Idle, assess.TodoReturned: theme.Conflict, assess.TodoComment: theme.Info, assess.TodoWait: theme.Info}

// points returns points as the length of a bar.
func points(p standard.Points) float64 { return float64(max(0, p)) }
