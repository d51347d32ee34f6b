package settle

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynelayout "fyne.io/fyne/v2/layout"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Screen is the page 分歧: all registers of the round that are in conflict, and the chosen one.
type Screen struct {
	k        *screen.Kit
	district string // ID of the only district listed; nowhere: what belongs to none; empty: all
	title    *theme.Line
	pick     *widgets.Pick
	page     *listpage.Page[Row]
	panel    *panel
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
	s.pick.OnPick = func(id string) {
		s.district = id
		s.Render()
	}
	s.panel = newPanel(k, s.next)
	s.page = listpage.New(k, listpage.Kind[Row]{
		Kind:   widgets.Kind[Row]{Height: theme.Rows2, Key: func(r Row) string { return r.Key }, Columns: columns(k), New: newRow},
		Detail: s.panel.page, Show: s.show, Open: func(Row) { s.open() },
		Title: k.T("listing.disputes"),
		Empty: widgets.NewEmpty(theme.IconConflict, k.T("settle.none"), k.LeadTo("empty.overview", "")),
	})
	s.page.List.OnRune = func(_ Row, r rune) bool {
		if r == '0' {
			s.panel.takeMerged()
		}
		s.panel.take(int(r - '1'))
		return r >= '0' && r <= '9'
	}
	head := container.NewBorder(nil, nil, nil, container.New(layout.Least{Width: 180}, s.pick), s.title)
	s.body = container.NewBorder(layout.Pad(8, 4, head), nil, nil, nil, s.page.Object())
	return s
}

// columns are what is copied of a dispute.
func columns(k *screen.Kit) []widgets.Column[Row] {
	return []widgets.Column[Row]{
		widgets.Col(k.T("field.where"), "", func(r Row) string { return r.Where }),
		widgets.Col(k.T("listing.what"), "", func(r Row) string { return r.Field }),
		widgets.Col(k.T("listing.change"), "", func(r Row) string { return r.Values }),
		widgets.Col(k.T("listing.since"), "", func(r Row) string { return r.Since }),
	}
}

// Object returns the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows the present state of the session.
func (s *Screen) Render() {
	s.filter()
	rows := Rows(s.k, s.district)
	if len(rows) == 0 && s.district != "" { // the last one of a district was settled
		s.district = ""
		s.filter()
		rows = Rows(s.k, "")
	}
	s.title.Put(s.k.T("settle.heading", len(rows)))
	s.page.Put(rows)
}

// show shows a conflict in the panel.
func (s *Screen) show(r Row) {
	if d, ok := Read(s.k, r.At); ok {
		s.panel.put(d)
	}
}

// filter offers the districts that have conflicts, with their number.
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

// Reveal shows the conflict of a place's register; for a place without a field the first one of its entity, else of its district.
func (s *Screen) Reveal(p assess.Place) {
	if p.District != s.district {
		s.district = ""
		if p.Entity == "" {
			s.district = p.District
		}
	}
	s.Render()
	found := s.page.Choose(Key(ledger.Register{Entity: p.Entity, Field: p.Field}))
	s.page.List.Focus()
	if found {
		s.page.Split.ShowDetail()
		s.panel.page.Top()
	}
}

// open puts the keyboard on the first value that can be taken.
func (s *Screen) open() {
	for _, b := range s.panel.takes {
		if !b.Disabled() {
			s.k.Window.Canvas().Focus(b)
			return
		}
	}
}

// next goes to the conflict that follows the one that was settled.
func (s *Screen) next() {
	s.panel.page.Top()
	s.page.List.Focus()
}

// Leave does nothing: what was typed is written by its button.
func (s *Screen) Leave() {}

// Key handles a key that no focused widget took, and tells whether it did: back to the list, or to the values.
func (s *Screen) Key(name fyne.KeyName) bool { return s.page.Key(name) }

// New does nothing: there is nothing to add.
func (s *Screen) New() {}

// Filter gives the choice of districts the keyboard.
func (s *Screen) Filter() { s.k.Window.Canvas().Focus(s.pick) }

// DoneAndNext goes to the next conflict.
func (s *Screen) DoneAndNext() { s.page.Next() }

// newRow shows a conflict in the list: where and what, the values, and since when.
func newRow() widgets.View[Row] {
	where, field := theme.Text("", theme.Body, true, theme.Ink), theme.Text("", theme.Body, false, theme.Ink)
	values, since := theme.Text("", theme.Small, false, theme.Ink2), theme.Text("", theme.Small, false, theme.Ink2).Whole()
	pic := theme.NewPic(theme.IconConflict, theme.Glyph, theme.Amber)
	top := container.NewBorder(nil, nil, nil, since, container.New(fynelayout.NewGridLayout(2), where, field))
	texts := layout.Pad(6, 0, layout.Stack(2, top, values))
	return widgets.NewRow(container.New(layout.Middle{}, layout.Pad(8, 0, container.NewBorder(nil, nil, container.NewCenter(pic), nil, texts))), func(x Row) {
		where.Put(x.Where)
		field.Put(x.Field)
		values.Put(x.Values)
		since.Put(x.Since)
		if x.Open {
			pic.Set(theme.IconConflict, theme.Amber)
		} else {
			pic.Set(theme.IconLock, theme.Ink2)
		}
	})
}
