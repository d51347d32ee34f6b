package onsite

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/standard"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/settle"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// documentPane is 文件抽查: one register at a time, row by row.
type documentPane struct {
	p     *page
	id    string // of the register's record
	head  *registerHead
	sheet *widgets.Sheet
	table *listpage.Tabled
	sum   *theme.Line
	diff  *settle.Notice
	none  *widgets.Empty
	whole *fyne.Container
	body  *fyne.Container
}

// docFields are the fields in the order of the columns.
var docFields = []string{"title", "number", "issuer", "date", "wanted", "verdict", "remark"}

func newDocumentPane(p *page) *documentPane {
	x := &documentPane{p: p, sum: theme.Text("", theme.Body, true, theme.Ink), diff: settle.NewNotice(p.k)}
	x.table = listpage.NewTabled(p.k, listpage.Tabled{Title: p.t("onsite.tab.document"), Said: func() []string { return []string{p.name(), x.record().Title} },
		Table: func() widgets.Table { return x.sheet.Table() }, Pasting: x.pasting})
	x.head = newRegisterHead(p, x.table.Button(), x.choose, func() { p.addRecord(p.view().Standard.First(standard.DocumentCheck), "") }, x.removeRow)
	x.sheet = widgets.NewSheet(x.columns()...)
	x.sheet.OnCell, x.sheet.OnNew, x.sheet.OnDelete = x.cell, x.row, func(int) { x.removeRow() }
	x.sheet.OnPaste = x.table.Paste
	x.none = empty(p, theme.IconDoc, "onsite.doc.empty", "onsite.doc.new", func() { p.addRecord(p.view().Standard.First(standard.DocumentCheck), "") })
	foot := newRow(0, x.sum, theme.Text(p.t("onsite.doc.keys"), theme.Small, false, theme.Ink2).Whole())
	x.whole = container.NewBorder(layout.Stack(theme.Grid, x.head.body, x.diff.Banner), container.New(layout.Inset{Left: side, Top: 6, Right: side, Bottom: 4}, foot), nil, nil, x.sheet)
	x.body = container.NewStack(x.whole, x.none)
	return x
}

func (x *documentPane) columns() []widgets.SheetCol {
	t := x.p.t
	var verdicts []string
	for _, v := range assess.Verdicts {
		verdicts = append(verdicts, t("verdict."+string(v)))
	}
	return []widgets.SheetCol{
		{Title: t("onsite.doc.title"), Hint: t("onsite.doc.title.hint"), Check: x.titled},
		{Title: t("field.number"), Width: 150},
		{Title: t("field.issuer"), Width: 130},
		{Title: t("field.date"), Width: 104, Kind: widgets.Day, Months: x.p.k.Months(), Bad: t("onsite.bad.day")},
		{Title: t("onsite.doc.wanted")},
		{Title: t("field.verdict"), Width: 92, Kind: widgets.Choice, Choices: verdicts},
		{Title: t("field.remark"), Width: 130},
	}
}

// docHeads are the columns as the workbook calls them.
var docHeads = []string{"文件名称", "文号", "发文单位", "日期", "抽查内容", "结论", "备注"}

// pasting is what a table that is pasted into the register at hand is.
func (x *documentPane) pasting() book.Pasting {
	r := x.record()
	p := book.Pasting{Sheet: "文件抽查", Given: map[string]string{book.District: x.p.name(), book.Record: r.No}}
	for i, c := range x.columns() {
		p.Heads = append(p.Heads, book.PastedHead{Name: c.Title, Head: docHeads[i]})
	}
	return p
}

// titled refuses to empty a title.
func (x *documentPane) titled(text string) (string, error) {
	if strings.TrimSpace(text) == "" {
		return "", errors.New(x.p.k.Needed(assess.Path(x.p.d().Entity, "doc", x.id, "x"), "title"))
	}
	return text, nil
}

func (x *documentPane) Object() fyne.CanvasObject { return x.body }

// record is the register at hand; the first there is, if that is gone.
func (x *documentPane) record() *assess.Record {
	d := x.p.d()
	if r := d.Record(x.id); r != nil && (r.Form == standard.DocumentCheck || len(r.Docs) > 0) {
		return r
	}
	if all := registers(d); len(all) > 0 {
		x.id = all[0].ID
		return d.Record(x.id)
	}
	return nil
}

// Render shows the page's district.
func (x *documentPane) Render(*assess.District) { x.render() }

func (x *documentPane) render() {
	r := x.record()
	widgets.Visible(x.whole, r != nil)
	widgets.Visible(x.none, r == nil)
	if r == nil {
		return
	}
	locked := x.p.locked()
	x.head.put(r, locked != nil)
	reason := ""
	if locked != nil {
		reason = x.p.t("onsite.locked.short")
	}
	x.sheet.Lock(reason)
	rows, keys, entities := make([][]string, len(r.Docs)), make([]string, len(r.Docs)), []string{}
	for i, doc := range r.Docs {
		keys[i], entities = doc.ID, append(entities, doc.Entity)
		for _, f := range docFields {
			rows[i] = append(rows[i], x.text(f, docValue(doc, f)))
		}
	}
	x.sheet.Put(rows, keys...)
	x.diff.Put(entities...)
	x.sum.Put(x.total(r.Docs))
	x.whole.Refresh()
}

// text is a value as the register shows it.
func (x *documentPane) text(field, value string) string {
	if field == "verdict" && value != "" {
		return x.p.t("verdict." + value)
	}
	return value
}

// value is a text of the register as it is stored.
func (x *documentPane) value(field, text string) string {
	if field != "verdict" {
		return text
	}
	for _, v := range assess.Verdicts {
		if x.p.t("verdict."+string(v)) == text {
			return string(v)
		}
	}
	return ""
}

func (x *documentPane) total(docs []*assess.Document) string {
	n := tally(docs)
	text := x.p.t("onsite.doc.total", len(docs), n[assess.Conforms], n[assess.Partly], n[assess.Fails], n[assess.NotShown])
	if n[assess.NoVerdict] > 0 {
		text += x.p.t("onsite.doc.undecided", n[assess.NoVerdict])
	}
	return text
}

func (x *documentPane) cell(n, c int, text string) {
	r := x.record()
	if r == nil || n >= len(r.Docs) {
		return
	}
	doc, field := r.Docs[n], docFields[c]
	if v := x.value(field, text); v != docValue(doc, field) {
		x.p.k.Do(assess.Fields("edit.doc", doc.Entity, field, v))
	}
}

// row makes a document of what was typed into the empty row at the end.
func (x *documentPane) row(cells []string) {
	r := x.record()
	if r == nil {
		return
	}
	var pairs []string
	for c, text := range cells {
		if text != "" {
			pairs = append(pairs, docFields[c], x.value(docFields[c], text))
		}
	}
	x.p.k.Do(assess.AddDoc(x.p.d(), r, x.p.k.Session.NewID(), pairs...))
}

func (x *documentPane) removeRow() {
	r := x.record()
	n, ok := x.sheet.Row()
	if r == nil || !ok || n >= len(r.Docs) {
		return
	}
	doc := r.Docs[n]
	x.p.k.Window.Confirm(x.p.t("onsite.doc.remove"), x.p.t("onsite.doc.remove.ask", n+1, doc.Title), x.p.t("onsite.doc.remove"), func() {
		x.p.k.Do(assess.Remove("edit.undoc", doc.Entity))
		x.sheet.Focus()
	})
}

// choose asks for another register.
func (x *documentPane) choose() {
	var options []option
	for n, g := range registers(x.p.d()) {
		options = append(options, option{id: g.ID, text: x.p.t("onsite.numbered", n+1, x.name(g)), more: x.p.t("onsite.doc.count", g.Docs)})
	}
	pickOne(x.p, x.p.t("onsite.doc.choose"), options, func(id string) {
		x.sheet.Flush()
		x.id = id
		x.render()
		x.sheet.New()
	})
}

func (x *documentPane) name(g register) string {
	title := g.Title
	if title == "" {
		title = x.p.t("onsite.untitled")
	}
	return x.p.t("onsite.record.name", g.Number) + "  " + title
}

func (x *documentPane) Reveal(at assess.Place) {
	if id := assess.At(at.Entity).ID("record"); id != "" {
		x.sheet.Flush()
		x.id = id
	}
	x.render()
	r := x.record()
	if r == nil {
		return
	}
	for n, doc := range r.Docs {
		if doc.Entity == at.Entity {
			x.sheet.Go(n, 0)
			x.sheet.Focus()
			return
		}
	}
	x.sheet.New()
}

// Focus gives the keyboard to the pane.
func (x *documentPane) Focus() {
	if x.record() != nil {
		x.sheet.Focus()
	}
}

func (x *documentPane) Leave() {
	x.sheet.Flush()
	x.head.form.Flush()
}

// Filter: a register has no filter; Ctrl+F asks for another register instead.
func (x *documentPane) Filter() { x.choose() }

func (x *documentPane) New() { x.p.addRecord(x.p.view().Standard.First(standard.DocumentCheck), "") }

func (x *documentPane) Done() { x.sheet.New() }

func (x *documentPane) Key(k fyne.KeyName) bool {
	if k == fyne.KeyF2 && x.record() != nil {
		x.sheet.Focus()
		return true
	}
	return false
}

// registerHead says which register is at hand, and how to come to another.
type registerHead struct {
	p                 *page
	is                *assess.Record
	form              *form.Form
	pick, add, remove *widgets.Button
	body              *fyne.Container
}

func newRegisterHead(p *page, table *widgets.Button, choose, add, remove func()) *registerHead {
	h := &registerHead{p: p, form: form.New(p.k, "d/rec", "edit.record", form.Box("title").Hint("onsite.doc.name"))}
	h.pick = widgets.NewButton("", theme.IconDown, choose)
	h.add = widgets.NewPrimary(p.t("onsite.doc.new"), theme.IconPlus, add)
	h.remove = widgets.NewQuiet(p.t("onsite.doc.remove"), theme.IconTrash, remove)
	open := widgets.NewQuiet(p.t("onsite.doc.record"), theme.IconNext, func() { p.openRecord(h.is.ID) })
	h.body = container.New(layout.Inset{Left: side, Top: 6, Right: side, Bottom: 6}, newRow(2, plain(p.t("onsite.doc.register")), h.pick, h.form.Field("title").Bare(), open, table, h.remove, h.add))
	return h
}

func (h *registerHead) put(r *assess.Record, locked bool) {
	h.is = r
	h.pick.Put(h.p.recordName(r))
	h.form.Put(r.Entity)
	able(!locked, h.add, h.remove)
	layout.Relayout(h.body)
}
