package setup

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// districts is the third step: the districts at the left, and the chosen one with its subdistricts at the right.
type districts struct {
	k      *screen.Kit
	st     State
	list   *widgets.Lines[*assess.District]
	more   *widgets.Button
	form   *districtForm
	detail *widgets.Page
	busy   bool
	body   fyne.CanvasObject
}

func newDistricts(k *screen.Kit) *districts {
	v := &districts{k: k}
	v.list = widgets.NewLines(widgets.Kind[*assess.District]{Height: 40, Key: func(d *assess.District) string { return d.ID },
		Columns: districtColumns(k)})
	v.list.OnMove = func(*assess.District) { v.turn() }
	v.list.OnOpen = func(*assess.District) { v.form.form.Focus("name") }
	v.list.Empty(widgets.NewEmpty(theme.IconHome, k.T("setup.districts.none"), widgets.Action{}))
	v.more = widgets.NewButton(k.T("setup.districts.add"), theme.IconPlus, v.add)
	v.form = newDistrictForm(k)
	v.detail = widgets.NewPage(8, container.New(layout.Most{Width: 640}, v.form.body))
	left := container.New(layout.Least{Width: 252}, container.NewBorder(layout.Pad(16, 4, v.more), nil, nil, nil, layout.Pad(8, 0, v.list)))
	v.body = container.NewBorder(nil, nil, container.NewBorder(nil, nil, nil, theme.NewBox(theme.Rule).Least(1, 0), left), nil, v.detail)
	return v
}

func (v *districts) object() fyne.CanvasObject { return v.body }

func (v *districts) put(s State) {
	v.st = s
	v.list.Put(s.A.Districts)
	v.more.Able(s.Lock == nil)
	if !v.busy {
		v.show()
	}
}

// turn shows the chosen district; what was typed for the one before is committed first.
func (v *districts) turn() {
	v.busy = true // what is committed belongs to the district before: the form must not turn meanwhile
	v.form.flush()
	v.busy = false
	v.show()
	v.detail.Top()
}

func (v *districts) show() {
	d, ok := v.list.Chosen()
	widgets.Visible(v.form.body, ok) // not the page itself: what is hidden is not laid out, and would be shown without a size
	if ok {
		v.form.put(v.st, d)
	}
	v.detail.Fit()
}

func (v *districts) flush() { v.form.flush() }

func (v *districts) reveal(entity, _ string) {
	id := assess.At(entity).District
	if !v.list.Choose(id) {
		focus(v.k, v.more)
		return
	}
	v.turn()
	if d := v.st.A.District(id); d != nil && d.Name != "" && len(d.Subdistricts) == 0 {
		v.form.subs.fresh.Focus()
	} else {
		v.form.form.Focus("name")
	}
}

// add asks for the name of another district.
func (v *districts) add() {
	if v.st.Lock != nil {
		v.k.Window.Fail(v.st.Lock)
		return
	}
	v.k.Window.AskText(v.k.T("setup.districts.add"), v.k.T("setup.districts.name"), "", func(name string) {
		id := v.k.Session.NewID()
		if v.k.Do(AddDistrict(v.k.Session.View(), id, name, Usual(), v.k.Session.NewID)) {
			v.put(Read(v.k.Session.View(), v.k.Session.Who(), v.st.Enrolled)) // so that it can be chosen
			v.reveal(assess.Path("d", id), "")
		}
	})
}

// districtColumns are a district's name and how many subdistricts it has.
func districtColumns(k *screen.Kit) []widgets.Column[*assess.District] {
	return []widgets.Column[*assess.District]{
		{Cell: func(d *assess.District) widgets.Cell {
			return widgets.Cell{Text: cmp.Or(d.Name, k.T("setup.districts.unnamed")), Bold: true}
		}},
		{Width: 76, Small: true, Right: true, Cell: func(d *assess.District) widgets.Cell {
			return widgets.Cell{Text: k.T("setup.districts.subs", len(d.Subdistricts)), Ink: theme.Ink2}
		}},
	}
}
