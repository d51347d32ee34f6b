package settle

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynelayout "fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Screen is the page 分歧: all registers of the round whose values disagree, and the one at hand.
type Screen struct {
	k        *screen.Kit
	district string // the only one listed; nowhere for what belongs to none; empty for all
	title    *theme.Line
	pick     *widgets.Pick
	list     *widgets.Lines[Row]
	panel    *panel
	split    *widgets.Split
	none     *widgets.Empty
	body     fyne.CanvasObject
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// New makes the page.
func New(k *screen.Kit) *Screen {
	s := &Screen{k: k, title: theme.Text("", theme.Title, true, theme.Ink), pick: widgets.NewPick("")}
	s.list = widgets.NewLines(widgets.Kind[Row]{Height: 58, Key: func(r Row) string { return r.Key }, New: func() widgets.View[Row] { return newRow() }})
	s.list.OnMove = func(Row) { s.Render() }
	s.list.OnOpen = func(Row) { s.open() }
	s.list.OnRune = func(_ Row, r rune) bool {
		s.panel.take(int(r - '1'))
		return r >= '1' && r <= '9'
	}
	s.pick.OnPick = func(id string) {
		s.district = id
		s.Render()
	}
	s.panel = newPanel(k, s.next)
	s.split = widgets.NewSplit(s.list, s.panel.page, k.T("settle.back"))
	s.none = widgets.NewEmpty(theme.IconConflict, k.T("settle.none"), widgets.Action{})
	head := container.NewBorder(nil, nil, nil, container.New(layout.Least{Width: 180}, s.pick), s.title)
	s.body = container.NewBorder(layout.Pad(8, 4, head), nil, nil, nil, container.NewStack(s.split, s.none))
	return s
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows what the session has now.
func (s *Screen) Render() {
	s.filter()
	rows := Rows(s.k, s.district)
	if len(rows) == 0 && s.district != "" { // the last of a district was settled
		s.district = ""
		s.filter()
		rows = Rows(s.k, "")
	}
	s.title.Put(s.k.T("settle.heading", len(rows)))
	s.list.Put(rows)
	if _, ok := s.list.Chosen(); !ok {
		s.list.First()
	}
	widgets.Visible(s.split, len(rows) > 0)
	widgets.Visible(s.none, len(rows) == 0)
	if r, ok := s.list.Chosen(); ok {
		if d, ok := Read(s.k, r.At); ok {
			s.panel.put(d)
		}
	}
}

// filter offers the districts in which something disagrees, and how much in each.
func (s *Screen) filter() {
	a := s.k.Session.View()
	n := map[string]int{}
	for _, at := range a.Disputed {
		n[assess.At(at.Entity).District]++
	}
	options := []widgets.Option{{Key: "", Name: s.k.T("settle.all", len(a.Disputed))}}
	for _, d := range a.Districts {
		if n[d.ID] > 0 || s.district == d.ID {
			options = append(options, widgets.Option{Key: d.ID, Name: s.k.T("settle.of", d.Name, n[d.ID])})
		}
	}
	if n[""] > 0 || s.district == nowhere {
		options = append(options, widgets.Option{Key: nowhere, Name: s.k.T("settle.nowhere", n[""])})
	}
	s.pick.Put(options, s.district)
}

// Reveal shows the dispute of a place's register; of a place without a field the first of its entity, or else of its district.
func (s *Screen) Reveal(p assess.Place) {
	if p.District != s.district {
		s.district = ""
		if p.Entity == "" {
			s.district = p.District
		}
	}
	s.Render()
	if s.list.Choose(Key(ledger.Register{Entity: p.Entity, Field: p.Field})) {
		s.Render()
		s.split.ShowDetail()
		s.panel.page.Top()
	}
	s.list.Focus()
}

func (s *Screen) open() {
	s.split.ShowDetail()
	for _, b := range s.panel.takes {
		if !b.Disabled() {
			s.k.Window.Canvas().Focus(b)
			return
		}
	}
}

// next goes on to what took the place of the dispute that was settled.
func (s *Screen) next() {
	s.panel.page.Top()
	s.list.Focus()
}

// Leave has nothing to commit: what was typed is written by its button.
func (s *Screen) Leave() {}

// Key goes back to the list in a narrow window.
func (s *Screen) Key(name fyne.KeyName) bool { return name == fyne.KeyEscape && s.split.Back() }

// New has nothing to make.
func (s *Screen) New() {}

// Filter goes to the choice of districts.
func (s *Screen) Filter() { s.k.Window.Canvas().Focus(s.pick) }

// DoneAndNext goes to the next dispute.
func (s *Screen) DoneAndNext() {
	s.list.Next(1)
	s.list.Focus()
}

// row is a dispute in the list: where and what, then the values and since when.
type row struct {
	widget.BaseWidget
	where, field, values, since *theme.Line
	pic                         *theme.Pic
	body                        *fyne.Container
}

func newRow() *row {
	r := &row{where: theme.Text("", theme.Body, true, theme.Ink), field: theme.Text("", theme.Body, false, theme.Ink), pic: theme.NewPic(theme.IconConflict, theme.Glyph, theme.Amber),
		values: theme.Text("", theme.Small, false, theme.Ink2), since: theme.Text("", theme.Small, false, theme.Ink2)}
	top := container.NewBorder(nil, nil, nil, r.since.Whole(), container.New(fynelayout.NewGridLayout(2), r.where, r.field))
	cells := layout.Stack(2, top, r.values)
	r.body = container.New(layout.Middle{}, layout.Pad(8, 0, container.NewBorder(nil, nil, container.NewCenter(r.pic), nil, layout.Pad(6, 0, cells))))
	r.ExtendBaseWidget(r)
	return r
}

// Set shows a dispute.
func (r *row) Set(x Row) {
	r.where.Put(x.Where)
	r.field.Put(x.Field)
	r.values.Put(x.Values)
	r.since.Put(x.Since)
	if x.Open {
		r.pic.Set(theme.IconConflict, theme.Amber)
	} else {
		r.pic.Set(theme.IconLock, theme.Ink2)
	}
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
