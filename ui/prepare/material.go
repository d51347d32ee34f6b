package prepare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/schema"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/review"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// materialPane is 材料: what each item wants to see, and whether it came.
type materialPane struct {
	*listpage.Page[materialRow]
	p    *page
	sum  *theme.Line
	foot *materialFoot
	rest *widgets.Button
	more *widgets.Button
}

func newMaterialPane(p *page) *materialPane {
	x := &materialPane{p: p, sum: theme.Text("", theme.Body, true, theme.Ink).Whole()}
	x.rest = widgets.NewButton(p.t("prepare.mat.rest"), theme.IconCheck, x.restGot)
	x.more = widgets.NewButton(p.t("prepare.mat.add"), theme.IconPlus, x.New)
	x.foot = newMaterialFoot(p, x.set, x.drop)
	kind := listpage.Kind[materialRow]{
		Kind: widgets.Kind[materialRow]{Columns: materialColumns(p), Key: func(r materialRow) string { return r.Key }, Head: func(r materialRow) bool { return r.Head }},
		Text: func(r materialRow) string { return r.Code + "\n" + r.Text }, Picks: []fyne.CanvasObject{x.sum}, Beside: []fyne.CanvasObject{x.rest, x.more},
		Detail: foot(x.foot.body), Under: true, Show: x.show, Open: func(materialRow) { x.write() }, Leave: x.Leave,
		Title: p.t("listing.materials"), Of: p.name, Sheet: "材料清单",
	}
	for _, f := range []struct{ state, word string }{{assess.MaterialNone, "material.none"}, {assess.MaterialPart, "material.part"}, {"", "prepare.mat.open"}} {
		kind.Filters = append(kind.Filters, listpage.Filter[materialRow]{Key: "state/" + f.state, Name: p.t(f.word), Lets: func(r materialRow) bool { return r.State == f.state }})
	}
	x.Page = listpage.New(p.k, kind)
	x.List.OnRune = func(_ materialRow, r rune) bool { return x.rune(r) }
	return x
}

func (x *materialPane) turned() {
	x.Reset()
	x.ShowAll()
}

// Leave commits what is being typed.
func (x *materialPane) Leave() { x.foot.form.Flush() }

// materialNoun is what is asked for a material beside the standard's: for which item, what, and whether every district has to bring it.
var materialNoun = &schema.Noun{Key: "mat", Fields: []schema.Field{{Name: "item", Kind: schema.Ref, Of: "item"}, {Name: "name", Kind: schema.Text},
	{Name: "all", Kind: schema.Flag}}}

// New asks for a material beside those of the standard.
func (x *materialPane) New() {
	if err := x.p.locked("mat"); err != nil {
		x.p.k.Window.Fail(err)
		return
	}
	ask := form.Asking(x.p.k, materialNoun, form.Pick("item").Says("prepare.mat.item").Must().From(x.items), form.Box("name").Says("listing.material").Must(),
		form.Tick("all").Says("prepare.mat.all"))
	row, _ := x.List.Chosen()
	here := ""
	if m := material(x.p.d(), row.Key); m != nil {
		here = m.Item
	}
	ask.Fill("item", here).Ask(x.p.t("prepare.mat.add"), x.p.t("prepare.mat.add.yes"), func(v form.Values) bool {
		to := []*assess.District{x.p.d()}
		if v["all"] == "true" {
			to = unsigned(x.p.view())
		}
		if !x.p.k.Do(assess.AddMaterial(v["item"], v["name"], to...)) {
			return false
		}
		x.Reveal(assess.Place{Entity: assess.Path(x.p.d().Entity, "mat", v["item"], assess.MaterialID(v["name"]))})
		return true
	})
}

func (x *materialPane) items() []widgets.Option {
	var out []widgets.Option
	for _, i := range x.p.view().Standard.Items() {
		out = append(out, widgets.Option{Key: i.ID, Name: i.Code + "  " + i.Text})
	}
	return out
}

// drop takes a material off the list that the standard does not name.
func (x *materialPane) drop() {
	row, _ := x.List.Chosen()
	if m := material(x.p.d(), row.Key); m != nil && m.Own {
		x.p.k.Do(assess.Remove("edit.dropmaterial", m.Entity))
	}
}

// Render shows the page's district.
func (x *materialPane) Render(d *assess.District) {
	rows, n := materialRows(x.p.view(), d)
	x.sum.Put(x.p.t("prepare.mat.sum", n.Got, n.All))
	x.rest.Able(x.p.locked("mat") == nil && n.Open > 0)
	x.more.Able(x.p.locked("mat") == nil)
	x.Put(rows)
}

func (x *materialPane) show(r materialRow) {
	x.foot.put(material(x.p.d(), r.Key), r.Code, x.p.locked("mat") != nil)
}

func (x *materialPane) rune(r rune) bool {
	state, ok := map[string]string{"0": "", "1": assess.MaterialGot, "2": assess.MaterialPart, "3": assess.MaterialNone}[widgets.HalfWidth(string(r))]
	if ok {
		x.set(state)
	}
	return ok
}

// set gives the selected materials a state; one alone it leaves for the next.
func (x *materialPane) set(state string) {
	rows := x.List.Selected()
	if len(rows) == 0 {
		return
	}
	if err := x.p.locked("mat"); err != nil {
		x.p.k.Window.Fail(err)
		return
	}
	x.foot.form.Flush()
	e := assess.New("edit.material")
	for _, r := range rows {
		if m := material(x.p.d(), r.Key); m != nil {
			e.Writes = append(e.Writes, assess.SetMaterial(m, state, m.Note).Writes...)
		}
	}
	if done := len(e.Writes) == 0 || x.p.k.Do(e); done && len(rows) == 1 {
		x.List.Next(1)
	}
}

func (x *materialPane) restGot() {
	d := x.p.d()
	_, n := materialRows(x.p.view(), d)
	x.p.k.Window.Confirm(x.p.t("prepare.mat.rest"), x.p.t("prepare.mat.rest.ask", n.Open), x.p.t("prepare.mat.rest.yes"), func() { x.p.k.Do(restGot(x.p.d())) })
}

// write goes to the note, if it may be written.
func (x *materialPane) write() {
	if x.foot.edit.Visible() {
		x.foot.form.Focus("note")
	}
}

// Reveal brings a material to hand.
func (x *materialPane) Reveal(at assess.Place) {
	x.Choose(at.Entity)
	x.Focus()
}

// Subject is the item of the material at hand, for a comment on it.
func (x *materialPane) Subject() string {
	if x.foot.is == nil {
		return ""
	}
	return assess.SubjectOf(x.foot.is.Entity)
}

// Done goes on to the next that was not looked at.
func (x *materialPane) Done() {
	x.Leave()
	x.List.Seek(func(r materialRow) bool { return r.State == "" })
	x.List.Focus()
}

// materialFoot is the material at hand with its state and note.
type materialFoot struct {
	p    *page
	is   *assess.Material
	name *widgets.Para
	acts map[string]*widgets.Button
	drop *widgets.Button // of a material beside the standard's
	form *form.Form      // the note
	talk *review.Button
	edit *fyne.Container
	body *fyne.Container
}

func newMaterialFoot(p *page, set func(string), drop func()) *materialFoot {
	f := &materialFoot{p: p, name: widgets.Paragraph(""), acts: map[string]*widgets.Button{}}
	f.form = form.New(p.k, "d/mat", "edit.material", form.Box("note").Mute().Hint("prepare.mat.note"))
	row := container.NewHBox()
	for i, state := range []string{assess.MaterialGot, assess.MaterialPart, assess.MaterialNone} {
		f.acts[state] = widgets.NewButton(p.t("prepare.numbered", i+1, p.t("material."+state)), "", func() { set(state) })
		row.Add(f.acts[state])
	}
	f.drop = widgets.NewQuiet(p.t("prepare.mat.drop"), theme.IconTrash, drop)
	row.Add(f.drop)
	f.form.OnWrite = func(_ *assess.Edit, _, text string) *assess.Edit { return assess.SetMaterial(f.is, f.is.State, text) }
	f.edit = layout.Stack(4, container.NewBorder(nil, nil, row, nil, f.form.Row("note")), small(p.t("prepare.mat.keys")))
	f.talk = review.NewButton(p.k)
	f.body = layout.Stack(4, container.NewBorder(nil, nil, nil, container.New(layout.Middle{}, f.talk.Button), layout.Flush(f.name)), f.edit)
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
	f.talk.About(f.p.d(), assess.SubjectOf(m.Entity))
	widgets.Visible(f.drop, m.Own)
	name := code + "  " + m.Name
	if m.Own {
		name = f.p.t("prepare.mat.own", name)
	}
	if locked && m.Note != "" {
		name += "\n" + m.Note
	}
	widgets.PutText(f.name, name)
	widgets.Visible(f.edit, !locked)
	layout.Relayout(f.edit)
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
