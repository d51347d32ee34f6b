package onsite

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// recordPane is 记录: the records of the round's methods, and the one at hand.
type recordPane struct {
	*listpage.Page[recordRow]
	p    *page
	form *recordForm
	add  *widgets.Button
}

func newRecordPane(p *page) *recordPane {
	r := &recordPane{p: p, form: newRecordForm(p)}
	r.add = widgets.NewPrimary(p.t("onsite.record.new"), theme.IconPlus, r.New)
	kind := recordKind(p)
	kind.Beside = []fyne.CanvasObject{r.add}
	kind.Detail, kind.Leave, kind.Open = r.form.view, r.form.flush, func(recordRow) { r.form.focus() }
	kind.Show = func(x recordRow) { r.form.put(p.d().Record(x.Key)) }
	kind.Empty = empty(p, theme.IconTalk, "onsite.record.empty", "onsite.record.new", r.New)
	r.Page = listpage.New(p.k, kind)
	r.List.OnKey = func(_ recordRow, e *fyne.KeyEvent) bool { return e.Name == fyne.KeyDelete && r.form.remove() }
	return r
}

// recordKind is what the pane lists.
func recordKind(p *page) listpage.Kind[recordRow] {
	kind := listpage.Kind[recordRow]{
		Kind: widgets.Kind[recordRow]{New: func() widgets.View[recordRow] { return newRecordView(p) }, Key: func(x recordRow) string { return x.Key },
			Height: theme.Rows2, Columns: recordColumns(p)},
		Title: p.t("listing.records"), Of: p.name, Sheet: "现场记录",
		Text: func(r recordRow) string { return r.Words }, Share: 0.36,
		Choose: empty(p, theme.IconTalk, "onsite.record.choose.one", "", nil),
	}
	for _, f := range standard.Forms {
		kind.Filters = append(kind.Filters, listpage.Filter[recordRow]{Key: string(f), Name: p.t("form." + string(f)),
			Lets: func(r recordRow) bool { return r.is.Form == f }})
	}
	return kind
}

// recordColumns are what is copied and printed of a record, and what it can be sorted by.
func recordColumns(p *page) []widgets.Column[recordRow] {
	date := widgets.Col(p.t("field.date"), "日期", func(r recordRow) string { return string(r.is.Date) }).Filling()
	date.Sort = func(a, b recordRow) int { return cmp.Compare(a.When, b.When) }
	return []widgets.Column[recordRow]{
		widgets.Col(p.t("listing.record"), "记录号", func(r recordRow) string { return r.Number }),
		widgets.Col(p.t("field.method"), "方式", func(r recordRow) string { return p.method(r.Method) }),
		date,
		widgets.Col(p.t("field.time"), "时间", func(r recordRow) string { return r.is.Time }),
		widgets.Col(p.t("field.place"), "地点", func(r recordRow) string { return r.is.Place }).Filling(),
		widgets.Col(p.t("field.title"), "标题", func(r recordRow) string { return r.Title }),
		widgets.Col(p.t("field.present"), "在场人员", func(r recordRow) string { return r.Present }).Filling(),
		widgets.Col(p.t("field.text"), "记录内容", func(r recordRow) string { return r.is.Text }),
	}
}

// Render shows the page's district.
func (r *recordPane) Render(*assess.District) {
	able(r.p.locked() == nil, r.add)
	r.Put(recordRows(r.p.view(), r.p.d()))
}

// Reveal brings a record to hand, or a question of it.
func (r *recordPane) Reveal(at assess.Place) {
	e := assess.At(at.Entity)
	if !r.Choose(e.ID("record")) {
		if at.Entity == assess.Path("d", r.p.id, "rec") { // a record is missing
			r.p.k.Window.Canvas().Focus(r.add)
			return
		}
		r.List.Focus()
		return
	}
	r.form.view.top()
	r.Split.ShowDetail()
	if !e.Is("qa") || !r.form.talk.focus(at.Entity) {
		r.form.focus()
	}
}

// Supports is the record at hand.
func (r *recordPane) Supports() (assess.Supports, string) {
	x, ok := r.Chosen()
	if !ok {
		return assess.Supports{}, ""
	}
	t := r.form.target(r.p.d().Record(x.Key))
	return t.Supports, t.Name
}

// Leave commits what is being typed.
func (r *recordPane) Leave() { r.form.flush() }

// New adds a question while the keyboard is in the questions, otherwise a record.
func (r *recordPane) New() {
	if r.form.talk.focused() {
		r.form.talk.more()
		return
	}
	r.p.newRecord("")
}

// Done goes on to the next record.
func (r *recordPane) Done() {
	r.form.flush()
	r.Next()
}

// twoLined is a row's sign, its text, a smaller line below, and a mark at the right.
func twoLined(sign, title, more, mark fyne.CanvasObject) *fyne.Container {
	texts := layout.Stack(1, title, more)
	return container.New(layout.Inset{Left: 10, Right: 8, Top: 5, Bottom: 4}, newRow(1, sign, texts, mark))
}

// newRecordView is a row of the record list.
func newRecordView(p *page) widgets.View[recordRow] {
	number, title := theme.Num("", theme.Body, true, theme.Ink2), theme.Text("", theme.Body, false, theme.Ink)
	more, pic := theme.Text("", theme.Small, false, theme.Ink2), theme.NewPic(theme.IconConflict, theme.Glyph, theme.Amber)
	return widgets.NewRow(twoLined(wide(24, number), title, more, pic), func(r recordRow) {
		number.Put(r.Number)
		if r.Title == "" {
			title.Set(p.t("onsite.untitled"), theme.Ink2)
		} else {
			title.Set(r.Title, theme.Ink)
		}
		about := p.method(r.Method) + " · " + r.When
		if r.Present != "" {
			about += " · " + r.Present
		}
		if r.Revived {
			about = p.t("onsite.revived") + " · " + about
		}
		more.Put(about)
		widgets.Visible(pic, r.Different || r.Revived)
	})
}

// Subject is the record at hand.
func (r *recordPane) Subject() string {
	if x, ok := r.Chosen(); ok {
		return assess.SubjectOf(r.p.d().Record(x.Key).Entity)
	}
	return ""
}
