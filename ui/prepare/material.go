package prepare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// materialPane is 材料: what each item wants to see, and whether it came.
type materialPane struct {
	p     *page
	is    materialFilter
	chips *widgets.Chips
	sum   *theme.Line
	list  *widgets.Lines[materialRow]
	foot  *materialFoot
	rest  *widgets.Button
	body  *fyne.Container
}

func newMaterialPane(p *page) *materialPane {
	x := &materialPane{p: p, chips: widgets.NewChips(), sum: theme.Text("", theme.Body, true, theme.Ink).Whole()}
	x.list = widgets.NewLines(widgets.Kind[materialRow]{Columns: materialColumns(p),
		Key: func(r materialRow) string { return r.Key }, Head: func(r materialRow) bool { return r.Head }})
	x.list.Empty(widgets.NewEmpty(theme.IconList, p.t("prepare.mat.none"), widgets.Action{Name: p.t("prepare.all"), Do: x.all}))
	x.list.OnMove = func(materialRow) { x.render() }
	x.list.OnOpen = func(materialRow) { x.write() }
	x.list.OnRune = func(_ materialRow, r rune) bool { return x.rune(r) }
	x.list.OnKey = func(_ materialRow, e *fyne.KeyEvent) bool { return x.onKey(e.Name) }
	x.chips.OnToggle = x.toggle
	x.rest = widgets.NewButton(p.t("prepare.mat.rest"), theme.IconCheck, x.restGot)
	x.foot = newMaterialFoot(p, x.set)
	top := container.NewBorder(nil, nil, x.chips, container.NewHBox(container.New(layout.Middle{}, x.sum), x.rest), layout.Spacer())
	x.body = footed(top, x.list, x.foot.body)
	return x
}

func (x *materialPane) Object() fyne.CanvasObject { return x.body }
func (x *materialPane) turned()                   { x.is = materialFilter{} }
func (x *materialPane) Leave()                    { x.foot.form.Flush() }
func (x *materialPane) New()                      {}

// Render shows the page's district.
func (x *materialPane) Render(*assess.District) { x.render() }

func (x *materialPane) render() {
	d := x.p.d()
	x.is.Keep, _ = x.list.ChosenKey()
	st := readMaterials(x.p.view(), d, x.is)
	x.chips.Put(widgets.Chip{Key: assess.MaterialNone, Name: x.p.t("material.none"), Count: st.Missing},
		widgets.Chip{Key: assess.MaterialPart, Name: x.p.t("material.part"), Count: st.Part},
		widgets.Chip{Key: "open", Name: x.p.t("prepare.mat.open"), Count: st.Open})
	for key, on := range x.switches() {
		x.chips.Turn(key, *on)
	}
	x.sum.Put(x.p.t("prepare.mat.sum", st.Got, st.All))
	x.list.Put(st.Rows)
	locked := x.p.locked("mat") != nil
	x.rest.Able(!locked && st.Open > 0)
	row, _ := x.list.Chosen()
	x.foot.put(material(d, row.Key), row.Code, locked)
	layout.Relayout(x.body)
}

func (x *materialPane) switches() map[string]*bool {
	return map[string]*bool{assess.MaterialNone: &x.is.None, assess.MaterialPart: &x.is.Part, "open": &x.is.Open}
}

func (x *materialPane) toggle(key string, on bool) {
	*x.switches()[key] = on
	x.list.Put(nil) // the row at hand need not stay: this is another list
	x.render()
}

func (x *materialPane) all() {
	x.is = materialFilter{}
	x.render()
	x.list.Focus()
}

func (x *materialPane) rune(r rune) bool {
	state, ok := map[string]string{"0": "", "1": assess.MaterialGot, "2": assess.MaterialPart, "3": assess.MaterialNone}[widgets.HalfWidth(string(r))]
	if ok {
		x.set(state)
	}
	return ok
}

// set gives the material at hand its state and goes on to the next.
func (x *materialPane) set(state string) {
	row, ok := x.list.Chosen()
	m := material(x.p.d(), row.Key)
	if !ok || m == nil {
		return
	}
	if err := x.p.locked("mat"); err != nil {
		x.p.k.Window.Fail(err)
		return
	}
	x.foot.form.Flush()
	m = material(x.p.d(), row.Key)
	if e := assess.SetMaterial(m, state, m.Note); len(e.Writes) == 0 || x.p.k.Do(e) {
		x.list.Next(1)
	}
}

func (x *materialPane) restGot() {
	d := x.p.d()
	n := readMaterials(x.p.view(), d, materialFilter{}).Open
	x.p.k.Window.Confirm(x.p.t("prepare.mat.rest"), x.p.t("prepare.mat.rest.ask", n), x.p.t("prepare.mat.rest.yes"), func() { x.p.k.Do(restGot(x.p.d())) })
}

func (x *materialPane) onKey(k fyne.KeyName) bool {
	if k == fyne.KeyF2 {
		x.write()
	}
	return k == fyne.KeyF2
}

// write goes to the note, if it may be written.
func (x *materialPane) write() {
	if x.foot.edit.Visible() {
		x.foot.form.Focus("note")
	}
}

// Key goes back from the note to the list.
func (x *materialPane) Key(k fyne.KeyName) bool {
	if k == fyne.KeyEscape {
		x.list.Focus()
	}
	return k == fyne.KeyEscape || x.onKey(k)
}

func (x *materialPane) Reveal(at assess.Place) {
	if at.Entity != "" && !x.list.Choose(at.Entity) {
		x.is = materialFilter{}
		x.render()
		x.list.Choose(at.Entity)
	}
	x.render()
	x.list.Focus()
}

// Filter shows what did not come, or everything again.
func (x *materialPane) Filter() { x.toggle(assess.MaterialNone, !x.is.None) }

// Done goes on to the next that was not looked at.
func (x *materialPane) Done() {
	x.foot.form.Flush()
	x.list.Seek(func(r materialRow) bool { return r.State == "" })
	x.list.Focus()
}

// materialFoot is the material at hand with its state and note.
type materialFoot struct {
	p    *page
	is   *assess.Material
	name *widget.Label
	acts map[string]*widgets.Button
	form *form.Form // the note
	edit *fyne.Container
	body *fyne.Container
}

func newMaterialFoot(p *page, set func(string)) *materialFoot {
	f := &materialFoot{p: p, name: widgets.Paragraph(""), acts: map[string]*widgets.Button{}}
	f.form = form.New(p.k, "d/mat", "edit.material", form.Box("note").Mute().Hint("prepare.mat.note"))
	row := container.NewHBox()
	for i, state := range []string{assess.MaterialGot, assess.MaterialPart, assess.MaterialNone} {
		f.acts[state] = widgets.NewButton(p.t("prepare.numbered", i+1, p.t("material."+state)), "", func() { set(state) })
		row.Add(f.acts[state])
	}
	f.form.OnWrite = func(_ *assess.Edit, _, text string) *assess.Edit { return assess.SetMaterial(f.is, f.is.State, text) }
	f.edit = layout.Stack(4, container.NewBorder(nil, nil, row, nil, f.form.Row("note")), small(p.t("prepare.mat.keys")))
	f.body = layout.Stack(4, layout.Flush(f.name), f.edit)
	return f
}

func (f *materialFoot) put(m *assess.Material, code string, locked bool) {
	if m != nil {
		f.form.Put(m.Entity) // before another material is at hand: what was typed is of the one before
	}
	f.is = m
	widgets.Visible(f.body, m != nil)
	if m == nil {
		return
	}
	name := code + "  " + m.Name
	if locked && m.Note != "" {
		name += "\n" + m.Note
	}
	widgets.PutText(f.name, name)
	widgets.Visible(f.edit, !locked)
	for state, b := range f.acts {
		want := widget.MediumImportance
		if state == m.State {
			want = widget.HighImportance
		}
		if b.Importance != want {
			b.Importance = want
			b.Refresh()
		}
	}
}
