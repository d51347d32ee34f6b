package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/roundplan"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// itemsPane is 指标和项目: the list, and the one at hand.
type itemsPane struct {
	p       *page
	list    *widgets.Lines[Row]
	acts    *listActs
	item    *itemForm
	section *sectionForm
	choose  *widgets.Empty
	split   *widgets.Split
	left    *fyne.Container
	body    *fyne.Container
}

// listActs are the buttons above the list.
type listActs struct {
	item, section, up, down, remove *widgets.Button
	body                            *fyne.Container
}

func newItemsPane(p *page) *itemsPane {
	x := &itemsPane{p: p, item: newItemForm(p), section: newSectionForm(p)}
	x.list = widgets.NewLines(widgets.Kind[Row]{New: newRowView, Columns: rowColumns(), Key: func(r Row) string { return r.Key }})
	x.list.OnMove = func(Row) { x.flush(); x.render() }
	x.list.OnOpen = func(Row) { x.open() }
	x.list.OnKey = func(_ Row, e *fyne.KeyEvent) bool { return x.listKey(e.Name) }
	x.list.Empty(widgets.NewEmpty(theme.IconList, p.t("rules.empty"), widgets.Action{Name: p.t("rules.builtin"), Do: x.builtin}))
	x.acts = x.newActs()
	x.choose = widgets.NewEmpty(theme.IconDoc, p.t("rules.choose"), widgets.Action{})
	detail := container.NewStack(x.item.view, x.section.view, x.choose)
	x.left = layout.Fill(1, x.acts.body, x.list)
	x.split = widgets.NewSplit(x.left, detail, p.t("rules.back"))
	x.split.Share = 0.44
	x.body = container.NewStack(x.split)
	return x
}

func (x *itemsPane) newActs() *listActs {
	t := x.p.t
	a := &listActs{
		item: widgets.NewQuiet(t("rules.add.item"), theme.IconPlus, x.addItem), section: widgets.NewQuiet(t("rules.add.section"), theme.IconPlus, x.addSection),
		up: widgets.NewQuiet(t("rules.up"), theme.IconUp, func() { x.move(-1) }), down: widgets.NewQuiet(t("rules.down"), theme.IconDown, func() { x.move(1) }),
		remove: widgets.NewQuiet(t("rules.remove"), theme.IconTrash, x.remove),
	}
	a.body = layout.Pad(theme.Grid*2, 2, layout.Flow(theme.Grid, a.item, a.section, a.up, a.down, a.remove))
	return a
}

func (x *itemsPane) object() fyne.CanvasObject { return x.body }

func (x *itemsPane) put(st State) {
	if on := st.Lock == nil; on != x.acts.body.Visible() {
		widgets.Visible(x.acts.body, on)
		layout.Relayout(x.left)
	}
	x.list.Put(st.Rows)
	row, ok := x.list.Chosen()
	for _, b := range []*widgets.Button{x.acts.up, x.acts.down, x.acts.remove} {
		b.Able(ok)
	}
	x.acts.item.Able(len(st.Standard.Sections) > 0)
	section, item := st.sectionOf(row.Key)
	widgets.Visible(x.item.view, ok && item != "")
	widgets.Visible(x.section.view, ok && item == "")
	widgets.Visible(x.choose, !ok && len(st.Rows) > 0)
	switch {
	case !ok:
	case item != "":
		x.item.put(st, st.Standard.Item(item))
	default:
		x.section.put(st, st.Standard.Section(section))
	}
}

func (x *itemsPane) render() { x.put(x.p.st) }

func (x *itemsPane) flush() {
	x.item.flush()
	x.section.flush()
}

func (x *itemsPane) first() {
	x.list.Put(nil)
	x.render()
	x.list.Focus()
}

// show chooses a row; into says whether the keyboard goes into its boxes.
func (x *itemsPane) show(key string, into bool) {
	x.flush()
	if !x.list.Choose(key) {
		return
	}
	x.render()
	if into {
		x.open()
	} else {
		x.list.Focus()
	}
}

// open goes from the list into the boxes.
func (x *itemsPane) open() {
	row, ok := x.list.Chosen()
	if !ok {
		return
	}
	x.split.ShowDetail()
	x.render()
	switch {
	case x.p.st.Lock != nil:
	case row.Section:
		x.section.form.Focus("title")
	default:
		x.item.focus()
	}
}

func (x *itemsPane) listKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyF2:
		x.open()
	case fyne.KeyDelete:
		x.remove()
	default:
		return false
	}
	return true
}

func (x *itemsPane) key(name fyne.KeyName) bool {
	if name != fyne.KeyEscape {
		return false
	}
	x.flush()
	x.split.Back()
	x.list.Focus()
	return true
}

// at is the section and the item at hand.
func (x *itemsPane) at() (section, item string) {
	row, _ := x.list.Chosen()
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
	if row, ok := x.list.Chosen(); ok && x.p.k.Do(e) {
		x.list.Choose(row.Key)
	}
}

// remove asks and takes away the item or the section at hand.
func (x *itemsPane) remove() {
	row, ok := x.list.Chosen()
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
	for x.list.Next(1) {
		if row, _ := x.list.Chosen(); !row.Section {
			break
		}
	}
	x.open()
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
