package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/frame"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// recordPane is 记录: the records of the five methods, and the one at hand.
type recordPane struct {
	p     *page
	is    recordFilter
	bar   *filterBar
	list  *widgets.Lines[recordRow]
	form  *recordForm
	add   *widgets.Button
	some  *either
	split *widgets.Split
	body  *fyne.Container
}

func newRecordPane(p *page) *recordPane {
	r := &recordPane{p: p, is: recordFilter{Methods: map[standard.Method]bool{}}}
	r.list = widgets.NewLines(widgets.Kind[recordRow]{New: func() widgets.View[recordRow] { return newRecordView(p) },
		Key: func(x recordRow) string { return x.Key }, Height: twoLines})
	r.list.Empty(empty(p, theme.IconTalk, "onsite.record.empty", "onsite.record.new", r.New))
	r.list.OnMove = func(recordRow) { r.render() }
	r.list.OnOpen = func(recordRow) { r.open() }
	r.list.OnKey = func(_ recordRow, e *fyne.KeyEvent) bool { return e.Name == fyne.KeyDelete && r.form.remove() }
	r.form = newRecordForm(p)
	r.add = widgets.NewPrimary(p.t("onsite.record.new"), theme.IconPlus, r.New)
	r.bar = newFilterBar(p, r.toggle, func(t string) { r.is.Text = t; r.render() }, r.add)
	r.bar.to(r.list)
	r.some = newEither(r.form.view, empty(p, theme.IconTalk, "onsite.record.choose.one", "", nil))
	r.split = widgets.NewSplit(keepInView(r.list), r.some.body, p.t("onsite.back"))
	r.split.Share = 0.36
	r.body = r.bar.framed(r.split)
	return r
}

func (r *recordPane) Object() fyne.CanvasObject { return r.body }

// Render shows the page's district.
func (r *recordPane) Render(*assess.District) { r.render() }

func (r *recordPane) render() {
	d := r.p.d()
	r.is.Keep, _ = r.list.ChosenKey()
	st := recordRows(r.p.view(), d, r.is)
	var chips []widgets.Chip
	for _, m := range standard.Methods {
		chips = append(chips, widgets.Chip{Key: string(m), Name: r.p.t("onsite.short." + string(m)), Count: st.Counts[m]})
	}
	r.bar.put(r.p, st.All, chips, func(key string) bool { return r.is.Methods[standard.Method(key)] })
	r.list.Put(st.Rows)
	if _, ok := r.list.Chosen(); !ok {
		r.list.First()
	}
	row, ok := r.list.Chosen()
	r.some.put(ok)
	able(r.p.locked() == nil, r.add)
	if ok {
		r.form.put(d.Record(row.Key))
	}
}

func (r *recordPane) toggle(key string, on bool) {
	if key == all {
		r.is.Methods = map[standard.Method]bool{}
	} else {
		r.is.Methods[standard.Method(key)] = on
	}
	r.list.Put(nil)
	r.render()
}

func (r *recordPane) open() {
	r.split.ShowDetail()
	r.form.focus()
}

func (r *recordPane) choose(id string) bool {
	if !r.list.Choose(id) {
		r.is = recordFilter{Methods: map[standard.Method]bool{}}
		r.bar.find.SetText("")
		r.render()
		if !r.list.Choose(id) {
			return false
		}
	}
	r.render()
	return true
}

func (r *recordPane) Reveal(at assess.Place) {
	e := assess.At(at.Entity)
	if !r.choose(e.ID("record")) {
		r.list.Focus()
		return
	}
	r.form.view.top()
	r.split.ShowDetail()
	if !e.Is("qa") || !r.form.talk.focus(at.Entity) {
		r.form.focus()
	}
}

// Focus gives the keyboard to the pane.
func (r *recordPane) Focus() {
	r.list.Focus()
}

func (r *recordPane) Leave()  { r.form.flush() }
func (r *recordPane) Filter() { r.split.ShowList(); r.p.k.Window.Canvas().Focus(r.bar.find) }

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
	r.list.Focus()
	r.list.Next(1)
}

func (r *recordPane) Key(k fyne.KeyName) bool { return frame.ListKey(k, r.split, r.list, r.open) }

// twoLines is the height of a row with a second, smaller line.
const twoLines = theme.Row + theme.Grid*5

// recordView draws a row of the record list.
type recordView struct {
	rowBase
	is                  recordRow
	p                   *page
	number, title, more *theme.Line
	pic                 *theme.Pic
}

func newRecordView(p *page) *recordView {
	v := &recordView{p: p, number: theme.Num("", theme.Body, true, theme.Ink2), title: theme.Text("", theme.Body, false, theme.Ink),
		more: theme.Text("", theme.Small, false, theme.Ink2), pic: theme.NewPic(theme.IconConflict, theme.Glyph, theme.Amber)}
	v.body = twoLined(wide(24, v.number), v.title, v.more, v.pic)
	v.ExtendBaseWidget(v)
	return v
}

// twoLined is a row's sign, its text, a smaller line below, and a mark at the right.
func twoLined(sign, title, more, mark fyne.CanvasObject) *fyne.Container {
	texts := layout.Stack(1, title, more)
	return container.New(layout.Inset{Left: 10, Right: 8, Top: 5, Bottom: 4}, newRow(1, sign, texts, mark))
}

// Set shows a record.
func (v *recordView) Set(r recordRow) {
	if v.is == r {
		return
	}
	v.is = r
	v.number.Put(r.Number)
	title, ink := r.Title, theme.Ink
	if title == "" {
		title, ink = v.p.t("onsite.untitled"), theme.Ink2
	}
	v.title.Set(title, ink)
	more := v.p.method(r.Method) + " · " + r.When
	if r.Present != "" {
		more += " · " + r.Present
	}
	if r.Revived {
		more = v.p.t("onsite.revived") + " · " + more
	}
	v.more.Put(more)
	widgets.Visible(v.pic, r.Different || r.Revived)
	layout.Relayout(v.body)
}
