package setup

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// assignView is the fifth step: who assesses which section in which district.
type assignView struct {
	k    *screen.Kit
	st   State
	grid *widgets.Grid
	from *widgets.Pick
	copy *widgets.Button
	bar  fyne.CanvasObject
	none *widgets.Empty
	body *fyne.Container
}

func newAssignView(k *screen.Kit) *assignView {
	v := &assignView{k: k, grid: widgets.NewGrid(), from: widgets.NewPick(k.T("setup.assign.pick"))}
	v.grid.OnOpen = v.open
	v.copy = widgets.NewButton(k.T("setup.assign.copy"), "", v.copyAll)
	v.from.OnPick = func(string) { v.copy.Able(v.st.Lock == nil) }
	v.none = widgets.NewEmpty(theme.IconTeam, k.T("setup.assign.none"), k.LeadTo("empty.standard", "standard"))
	label := container.New(layout.Middle{}, theme.Text(k.T("setup.assign.from"), theme.Body, false, theme.Ink2))
	v.bar = container.New(layout.Most{Width: 560}, container.New(layout.Cells{Widths: []float32{72, 0, 220}, Gap: 8}, container.New(layout.Least{Height: theme.Touch}, label), v.from, v.copy))
	v.body = layout.Pad(16, 4, container.NewBorder(layout.Pad(0, 4, v.bar), nil, nil, nil, container.NewStack(v.grid, v.none)))
	return v
}

func (v *assignView) object() fyne.CanvasObject { return v.body }
func (v *assignView) flush()                    {}

func (v *assignView) put(s State) {
	v.st = s
	a := s.A
	empty := len(a.Standard.Sections) == 0 || len(a.Districts) == 0
	widgets.Visible(v.none, empty)
	widgets.Visible(v.grid, !empty)
	widgets.Visible(v.bar, !empty)
	var cols []widgets.GridCol
	var options []widgets.Option
	for _, d := range a.Districts {
		cols = append(cols, widgets.GridCol{Key: d.ID, Name: d.Name})
		options = append(options, widgets.Option{Key: d.ID, Name: d.Name})
	}
	var rows []widgets.GridRow
	for _, sec := range a.Standard.Sections {
		row := widgets.GridRow{Key: sec.ID, Name: sec.Title, Note: v.k.T("setup.assign.points", sec.Points())}
		for _, d := range a.Districts {
			row.Cells = append(row.Cells, v.cell(d, sec.ID))
		}
		rows = append(rows, row)
	}
	v.grid.Put(cols, rows)
	v.from.Put(options, v.from.Chosen())
	v.from.Lock(s.Lock != nil || len(a.Districts) < 2)
	v.copy.Able(s.Lock == nil && len(a.Districts) > 1 && v.from.Chosen() != "")
	layout.Relayout(v.body)
}

const cellRunes = 5 // that a cell of the matrix has room for

func (v *assignView) cell(d *assess.District, section string) widgets.GridCell {
	ids := d.Assigned[section]
	c := widgets.GridCell{State: theme.Done, Word: Shorten(v.st.A, ids, v.k.Say, cellRunes)}
	if len(ids) == 0 {
		c.State, c.Word = theme.Warning, v.k.T("setup.assign.nobody")
	}
	if v.st.A.Locked(assess.Path(d.Entity, "assign", section)) != nil {
		c.State = theme.Locked
	}
	return c
}

// open asks who assesses a section: in one district, or from a row's head in all of them.
func (v *assignView) open(section, district string) {
	a := v.st.A
	sec := a.Standard.Section(section)
	var into []*assess.District
	for _, d := range a.Districts {
		if district == "" || d.ID == district {
			into = append(into, d)
		}
	}
	if sec == nil || len(into) == 0 {
		return
	}
	if err := refused(a, v.st.Who, assess.Path(into[0].Entity, "assign", section)); err != nil && len(into) == 1 || v.st.Lock != nil {
		if err == nil {
			err = v.st.Lock
		}
		v.k.Window.Fail(err)
		return
	}
	where := v.k.T("setup.assign.all")
	if district != "" {
		where = into[0].Name
	}
	v.ask(v.k.T("setup.assign.title", where, sec.Title), slices.Clone(into[0].Assigned[section]), func(persons []string) bool {
		e := assess.New("edit.assign")
		for _, d := range into {
			if a.Locked(assess.Path(d.Entity, "assign", section)) == nil {
				e.Assign(a, d, section, persons)
			}
		}
		e = some(e)
		return e == nil || v.k.Do(e)
	})
}

// ask lets persons be ticked, and put in the order in which documents name them.
func (v *assignView) ask(title string, in []string, then func([]string) bool) {
	list, team := layout.Stack(0), newSeats(v, in)
	for _, s := range team.all {
		list.Add(s.body)
	}
	widgets.Ask(v.k.Window.Canvas(), widgets.Question{Title: title, Body: container.NewVScroll(list), Yes: v.k.T("setup.save"), No: v.k.T("setup.cancel"), First: team.first(),
		Size: fyne.NewSize(540, 136+theme.Touch*float32(len(team.all))), Try: func() bool { return then(team.in) }})
}

// copyAll gives one district's division to all others, after saying what that changes.
func (v *assignView) copyAll() {
	d := v.st.A.District(v.from.Chosen())
	if d == nil {
		return
	}
	e, n := CopyDivision(v.st.A, d)
	if e == nil {
		v.k.Window.Confirm(v.k.T("setup.assign.copy"), v.k.T("setup.assign.copy.none", d.Name), v.k.T("setup.assign.copy.ok"), func() {})
		return
	}
	v.k.Window.Confirm(v.k.T("setup.assign.copy"), v.k.T("setup.assign.copy.body", d.Name, n), v.k.T("setup.assign.copy.yes"), func() { v.k.Do(e) })
}

func (v *assignView) reveal(string, string) { v.grid.Focus() }
