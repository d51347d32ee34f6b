package setup

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// districts is the third step: the districts at the left, and the chosen one with its subdistricts at the right.
type districts struct {
	k      *screen.Kit
	st     State
	page   *listpage.Page[*assess.District]
	more   *widgets.Button
	form   *districtForm
	detail *widgets.Page
}

func newDistricts(k *screen.Kit) *districts {
	v := &districts{k: k}
	v.more = widgets.NewButton(k.T("setup.districts.add"), theme.IconPlus, v.add)
	v.form = newDistrictForm(k)
	v.detail = widgets.NewPage(8, container.New(layout.Most{Width: 640}, v.form.body))
	v.page = listpage.New(k, listpage.Kind[*assess.District]{
		Kind:   widgets.Kind[*assess.District]{Height: 40, Key: func(d *assess.District) string { return d.ID }, Columns: districtColumns(k)},
		Beside: []fyne.CanvasObject{v.more}, Detail: v.detail, Show: v.show, Open: func(*assess.District) { v.form.form.Focus("name") }, Leave: v.form.flush, Turn: v.detail.Top,
		Empty: widgets.NewEmpty(theme.IconHome, k.T("setup.districts.none"), widgets.Action{Name: k.T("setup.districts.add"), Do: v.add}), Share: 0.28,
		Title: k.T("setup.step.districts"), Sheet: "被考核单位",
	})
	return v
}

func (v *districts) object() fyne.CanvasObject { return v.page.Object() }

func (v *districts) put(s State) {
	v.st = s
	v.more.Able(s.Lock == nil)
	v.page.Put(s.A.Districts)
}

func (v *districts) show(d *assess.District) {
	v.form.put(v.st, d)
	v.detail.Fit()
}

func (v *districts) flush() { v.form.flush() }

func (v *districts) reveal(entity, _ string) {
	id := assess.At(entity).District
	if !v.page.Choose(id) {
		focus(v.k, v.more)
		return
	}
	v.detail.Top()
	v.page.Split.ShowDetail()
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
		{Name: k.T("field.name"), Head: "单位名称", Copy: func(d *assess.District) string { return d.Name }, Cell: func(d *assess.District) widgets.Cell {
			return widgets.Cell{Text: cmp.Or(d.Name, k.T("setup.districts.unnamed")), Bold: true}
		}},
		{Name: k.T("field.contact"), Head: "联络员", Only: widgets.OnPaper, Cell: widgets.Plain(func(d *assess.District) string { return d.Contact })},
		{Name: k.T("listing.subs"), Width: 76, Small: true, Right: true, Cell: func(d *assess.District) widgets.Cell {
			return widgets.Cell{Text: k.T("setup.districts.subs", len(d.Subdistricts)), Ink: theme.Ink2}
		}},
	}
}
