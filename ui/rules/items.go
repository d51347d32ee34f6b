package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/roundplan"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// itemsPane is 指标和项目: the list, and the one at hand.
type itemsPane struct {
	p       *page
	page    *listpage.Page[Row]
	acts    *listActs
	item    *itemForm
	section *sectionForm
}

// listActs are the buttons above the list.
type listActs struct {
	item, section, up, down, remove *widgets.Button
	body                            *fyne.Container
}

func newItemsPane(p *page) *itemsPane {
	x := &itemsPane{p: p, item: newItemForm(p), section: newSectionForm(p)}
	x.acts = x.newActs()
	x.page = listpage.New(p.k, listpage.Kind[Row]{
		Kind: widgets.Kind[Row]{New: newRowView, Columns: rowColumns(p), Key: func(r Row) string { return r.Key }, Group: func(r Row) bool { return r.Section }},
		Text: func(r Row) string { return r.Code + "\n" + r.Text }, Beside: []fyne.CanvasObject{x.acts.body},
		Detail: container.NewStack(x.item.view, x.section.view), Show: x.fill, Open: x.write, Leave: x.flush, Share: 0.44,
		Choose: widgets.NewEmpty(theme.IconDoc, p.t("rules.choose"), widgets.Action{}),
		Empty:  widgets.NewEmpty(theme.IconList, p.t("rules.empty"), widgets.Action{Name: p.t("rules.builtin"), Do: x.builtin}),
		Title:  p.t("shell.standard"), Sheet: "评分标准",
	})
	x.page.List.OnKey = func(_ Row, e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyDelete {
			x.remove()
		}
		return e.Name == fyne.KeyDelete || x.page.Key(e.Name)
	}
	return x
}

func (x *itemsPane) newActs() *listActs {
	t := x.p.t
	a := &listActs{
		item: widgets.NewQuiet(t("rules.add.item"), theme.IconPlus, x.addItem), section: widgets.NewQuiet(t("rules.add.section"), theme.IconPlus, x.addSection),
		up: widgets.NewQuiet(t("rules.up"), theme.IconUp, func() { x.move(-1) }), down: widgets.NewQuiet(t("rules.down"), theme.IconDown, func() { x.move(1) }),
		remove: widgets.NewQuiet(t("rules.remove"), theme.IconTrash, x.remove),
	}
	a.body = container.New(layout.Row{}, a.item, a.section, a.up, a.down, a.remove)
	return a
}

func (x *itemsPane) object() fyne.CanvasObject { return x.page.Object() }

func (x *itemsPane) put(st State) {
	widgets.Visible(x.acts.body, st.Lock == nil)
	x.page.Put(st.Rows)
	_, ok := x.page.Chosen()
	for _, b := range []*widgets.Button{x.acts.up, x.acts.down, x.acts.remove} {
		b.Able(ok)
	}
	x.acts.item.Able(len(st.Standard.Sections) > 0)
}

// fill shows the section or the item of a row.
func (x *itemsPane) fill(row Row) {
	st := x.p.st
	section, item := st.sectionOf(row.Key)
	widgets.Visible(x.item.view, item != "")
	widgets.Visible(x.section.view, item == "")
	if item != "" {
		x.item.put(st, st.Standard.Item(item))
	} else {
		x.section.put(st, st.Standard.Section(section))
	}
}

func (x *itemsPane) flush() {
	x.item.flush()
	x.section.flush()
}

func (x *itemsPane) first() {
	x.page.Reset()
	x.put(x.p.st)
	x.page.Focus()
}

// show chooses a row; into says whether the keyboard goes into its boxes.
func (x *itemsPane) show(key string, into bool) {
	x.flush()
	switch {
	case !x.page.Choose(key):
	case into:
		x.page.Open()
	default:
		x.page.Focus()
	}
}

// write goes into the boxes of a row.
func (x *itemsPane) write(row Row) {
	switch {
	case x.p.st.Lock != nil:
	case row.Section:
		x.section.form.Focus("title")
	default:
		x.item.focus()
	}
}

func (x *itemsPane) key(name fyne.KeyName) bool {
	if name == fyne.KeyEscape {
		x.flush()
	}
	return x.page.Key(name)
}

// at is the section and the item at hand.
func (x *itemsPane) at() (section, item string) {
	row, _ := x.page.Chosen()
	return x.p.st.sectionOf(row.Key)
}

// free tells whether something may be edited, and says why not.
func (x *itemsPane) free() bool {
	if err := x.p.st.Lock; err != nil {
		x.p.k.Window.Fail(err)
		return false
	}
	x.flush()
	return true
}

func (x *itemsPane) addItem() {
	if !x.free() {
		return
	}
	section, item := x.at()
	if section == "" {
		x.addSection()
		return
	}
	id := x.p.k.Session.NewID()
	if x.p.k.Do(assess.AddItem(x.p.st.Table, x.p.st.Standard, section, item, id)) {
		x.show("i/"+id, true)
	}
}

func (x *itemsPane) addSection() {
	if !x.free() {
		return
	}
	x.p.k.Window.AskText(x.p.t("rules.add.section"), x.p.t("rules.section.title"), "", func(title string) {
		id := x.p.k.Session.NewID()
		if x.p.k.Do(assess.AddSection(x.p.st.Table, x.p.st.Standard, id, title)) {
			x.show("s/"+id, true)
		}
	})
}

func (x *itemsPane) move(dir int) {
	if !x.free() {
		return
	}
	st := x.p.st
	section, item := x.at()
	e := assess.MoveItem(st.Table, st.Standard, item, dir)
	if item == "" {
		e = assess.MoveSection(st.Table, st.Standard, section, dir)
	}
	if row, ok := x.page.Chosen(); ok && x.p.k.Do(e) {
		x.page.Choose(row.Key)
	}
}

// remove asks and takes away the item or the section at hand.
func (x *itemsPane) remove() {
	row, ok := x.page.Chosen()
	if !ok || !x.free() {
		return
	}
	st, t := x.p.st, x.p.t
	section, item := x.at()
	if item != "" {
		x.p.k.Window.Confirm(t("rules.remove.item", row.Code), t("rules.remove.item.body", row.Points), t("rules.remove"), func() {
			x.p.k.Do(assess.RemoveItem(st.Table, st.Standard, item))
		})
		return
	}
	n := len(st.Standard.Section(section).Items)
	x.p.k.Window.Confirm(t("rules.remove.section", row.Text), t("rules.remove.section.body", n, row.Points), t("rules.remove"), func() {
		x.p.k.Do(assess.RemoveSection(st.Table, st.Standard, section))
	})
}

// done goes to the next item; from the list, into the boxes of the one at hand.
func (x *itemsPane) done() {
	x.flush()
	for x.page.List.Next(1) {
		if row, _ := x.page.Chosen(); !row.Section {
			break
		}
	}
	x.page.Open()
}

// builtin begins with the built-in table.
func (x *itemsPane) builtin() {
	if x.free() {
		x.p.load()
	}
}

// load writes the built-in table into a standard that is not frozen.
func (p *page) load() {
	table, err := roundplan.ReadTable(p.builtin)
	if err != nil {
		p.k.Window.Fail(err)
		return
	}
	p.k.Do(Replace(p.st.Standard, table.Edit(false)))
}
