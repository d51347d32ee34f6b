package setup

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// districtForm is one district: name, what documents call it, contact, place in the order, subdistricts.
type districtForm struct {
	k      *screen.Kit
	d      *assess.District
	locked bool
	lock   *widgets.Banner
	form   *form.Form
	acts   *fyne.Container
	subs   *subList
	body   *fyne.Container
}

// subList are the subdistricts' rows, by entity, so that what is being typed stays with its own.
type subList struct {
	title *theme.Line
	rows  map[string]*subRow
	list  *fyne.Container
	fresh *widgets.Field // for further names
	add   fyne.CanvasObject
}

func newDistrictForm(k *screen.Kit) *districtForm {
	f := &districtForm{k: k, lock: widgets.NewBanner(theme.Locked, "")}
	f.form = form.New(k, "d/", "edit.district", form.Box("name"), form.Box("contact").Note("setup.districts.contact.hint"),
		form.Box("government").Note("setup.districts.government.hint"))
	rows := widgets.NewForm(72)
	f.form.Into(rows)
	f.acts = container.NewHBox(
		widgets.NewQuiet(k.T("setup.up"), theme.IconUp, func() { k.Do(MoveDistrict(k.Session.View(), f.d.ID, -1)) }),
		widgets.NewQuiet(k.T("setup.down"), theme.IconDown, func() { k.Do(MoveDistrict(k.Session.View(), f.d.ID, 1)) }),
		widgets.NewQuiet(k.T("setup.districts.remove"), theme.IconTrash, f.remove))
	f.subs = &subList{title: widgets.Heading(""), rows: map[string]*subRow{}, list: layout.Stack(4)}
	f.subs.fresh = widgets.NewField(widgets.Never{}).Hint(k.T("setup.subs.hint"))
	f.subs.fresh.OnCommit = func(string) { f.addSubs() }
	f.subs.fresh.OnDone = f.addSubs
	f.subs.add = container.NewBorder(nil, nil, nil, widgets.NewButton(k.T("setup.subs.add"), theme.IconPlus, f.addSubs), f.subs.fresh)
	f.body = layout.Stack(8, f.lock, rows, right(f.acts), widgets.Head(f.subs.title, f.tabled().Button()), f.subs.list, f.subs.add)
	return f
}

// tabled is what can be done with the subdistricts as a whole.
func (f *districtForm) tabled() *listpage.Tabled {
	name := f.k.T("field.sub")
	return listpage.NewTabled(f.k, listpage.Tabled{Title: name,
		Said: func() []string { return []string{f.d.Name} },
		Table: func() widgets.Table {
			t := widgets.Table{Columns: []widgets.TableColumn{{Name: name}}}
			for _, x := range f.d.Subdistricts {
				t.Rows = append(t.Rows, widgets.TableRow{Cells: []string{x.Name}})
			}
			return t
		},
		Pasting: func() book.Pasting {
			return book.Pasting{Sheet: "街道", Heads: []book.PastedHead{{Name: name, Head: "街道"}}, Given: map[string]string{book.District: f.d.Name}}
		}})
}

func (f *districtForm) put(s State, d *assess.District) {
	f.d = d
	why := refused(s.A, s.Who, d.Entity)
	f.locked = why != nil
	text := ""
	if why != nil && s.Lock == nil {
		e := f.k.Say.Explain(why)
		text = e.Both()
	}
	f.lock.Put(theme.Locked, text)
	f.form.Put(d.Entity)
	widgets.Visible(f.acts, !f.locked)
	f.subs.title.Put(f.k.T("setup.subs.title", len(d.Subdistricts)))
	widgets.Visible(f.subs.add, !f.locked)
	var objs []fyne.CanvasObject
	alive := map[string]*subRow{}
	for _, x := range d.Subdistricts {
		r := f.subs.rows[x.Entity]
		if r == nil {
			r = newSubRow(f)
		}
		alive[x.Entity] = r
		r.put(x, f.locked)
		objs = append(objs, r.body)
	}
	f.subs.rows = alive
	layout.SetObjects(f.subs.list, objs)
}

func (f *districtForm) flush() {
	if f.d == nil {
		return
	}
	f.form.Flush()
	for _, r := range f.subs.rows {
		r.form.Flush()
	}
	f.addSubs()
}

// addSubs takes in the names that were typed, and leaves the cursor there for the next.
func (f *districtForm) addSubs() {
	text := f.subs.fresh.Text()
	if f.d == nil || f.locked || strings.TrimSpace(text) == "" {
		return
	}
	e := AddSubs(f.d, text, f.k.Session.NewID)
	if e == nil || f.k.Do(e) {
		f.clearFresh()
	}
}

// clearFresh empties the box, whose text is nobody's any more, even while the cursor is in it.
func (f *districtForm) clearFresh() {
	f.subs.fresh.Put(f.subs.fresh.Text())
	f.subs.fresh.Put("")
}

// remove asks first, and says what is lost with the district.
func (f *districtForm) remove() {
	d := f.d
	body := f.k.T("setup.districts.remove.body", d.Name, len(d.Subdistricts), len(d.Records), len(d.Findings))
	f.k.Window.Confirm(f.k.T("setup.districts.remove"), body, f.k.T("setup.remove.yes"), func() {
		f.k.Do(assess.Remove("edit.undistrict", d.Entity))
	})
}

// row moves or removes a subdistrict.
func (f *districtForm) row(s *assess.Subdistrict, key fyne.KeyName) {
	switch key {
	case fyne.KeyUp:
		f.k.Do(MoveSub(f.d, s.ID, -1))
	case fyne.KeyDown:
		f.k.Do(MoveSub(f.d, s.ID, 1))
	case fyne.KeyDelete:
		f.k.Do(assess.Remove("edit.unsub", s.Entity))
	}
}

// subRow is one subdistrict.
type subRow struct {
	sub  *assess.Subdistrict
	form *form.Form
	acts *fyne.Container
	body *fyne.Container
}

func newSubRow(f *districtForm) *subRow {
	r := &subRow{form: form.New(f.k, "d/sub", "edit.district", form.Box("name").Mute())}
	do := func(key fyne.KeyName) func() { return func() { f.row(r.sub, key) } }
	r.form.OnRow = func(key fyne.KeyName) { f.row(r.sub, key) }
	r.acts = container.NewHBox(widgets.NewKnob(theme.IconUp, do(fyne.KeyUp)), widgets.NewKnob(theme.IconDown, do(fyne.KeyDown)),
		widgets.NewKnob(theme.IconTrash, do(fyne.KeyDelete)))
	r.body = container.NewBorder(nil, nil, nil, r.acts, r.form.Row("name"))
	return r
}

func (r *subRow) put(x *assess.Subdistrict, locked bool) {
	r.sub = x
	r.form.Put(x.Entity)
	widgets.Visible(r.acts, !locked)
}
