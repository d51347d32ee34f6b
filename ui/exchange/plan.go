package exchange

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/book"
	"kaohe/app/schema"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// planView shows what a workbook would change: the filters, the list with the row at hand beside it, and the buttons below.
type planView struct {
	k     *screen.Kit
	o     Actions
	taken func(rows int, undo bool, file string)
	again func()
	is    Filter
	chips *widgets.Chips
	top   topLine
	panes
	bar  *bar
	body *fyne.Container
}

// panes are the list, the row at hand beside it, and what stands there if a workbook changes nothing.
type panes struct {
	list    *widgets.Lines[Row]
	detail  *detail
	split   *widgets.Split
	nothing *widgets.Empty
	both    *fyne.Container
}

// topLine is the workbook's name, what needs no import, and the choice of a sheet.
type topLine struct {
	file, same *theme.Line
	sheet      *widgets.Pick
}

// bar has the buttons, and above them the box for the PIN and what went wrong.
type bar struct {
	do, all, none *widgets.Button
	form          *form.Form // the box for the PIN
	ask, row      *fyne.Container
	wrong         *saying
	touched       bool // a tick was set or taken by hand
}

const pinField = "pin"

func newPlanView(k *screen.Kit, o Actions, taken func(int, bool, string), again func()) *planView {
	v := &planView{k: k, o: o, taken: taken, again: again, is: Filter{States: map[string]bool{}}, chips: widgets.NewChips()}
	v.list = widgets.NewLines(widgets.Kind[Row]{New: func() widgets.View[Row] { return newRow(k, v.toggle) }, Columns: columns(k),
		Key: func(r Row) string { return r.Key }, Height: rowHeight})
	v.list.OnMove = func(Row) { v.renderDetail() }
	v.list.OnOpen = v.enter
	v.list.OnKey = func(_ Row, e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyRight {
			v.split.ShowDetail()
		}
		return e.Name == fyne.KeyRight
	}
	v.list.Empty(widgets.NewEmpty(theme.IconFilter, k.T("exchange.nomatch"), widgets.Action{Name: k.T("exchange.filter.off"), Do: v.showAll}))
	v.chips.OnToggle = func(key string, on bool) { v.is.States[key] = on; v.listAnew() }
	v.detail = newDetail(k, v.toggle)
	v.split = widgets.NewSplit(v.list, v.detail.page, k.T("exchange.back"))
	v.split.Share, v.split.Below = 0.52, 640
	v.top = topLine{theme.Text("", theme.Body, true, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2).Whole(), widgets.NewPick(k.T("exchange.allsheets"))}
	v.top.sheet.OnPick = func(s string) { v.is.Sheet = s; v.listAnew() }
	v.bar = &bar{wrong: newSaying(theme.Refused)}
	right := container.New(layout.Least{Width: 148}, v.top.sheet)
	name := container.NewBorder(nil, nil, nil, right, container.New(layout.Middle{}, v.top.file))
	chips := container.NewBorder(nil, nil, v.chips, nil, layout.Pad(12, 5, v.top.same))
	v.nothing = widgets.NewEmpty(theme.IconSigned, k.T("exchange.nothing"), widgets.Action{Name: k.T("exchange.other"), Do: o.PickBook})
	v.both = container.New(layout.Least{}, layout.Pad(8, 0, v.split))
	v.body = container.NewBorder(layout.Pad(10, 6, layout.Stack(6, name, chips)), v.buttons(), nil, nil, container.NewStack(v.both, v.nothing))
	return v
}

func (v *planView) buttons() fyne.CanvasObject {
	b, t := v.bar, v.k.T
	b.do = widgets.NewPrimary("", theme.IconDown, v.take)
	b.all = widgets.NewButton(t("exchange.all"), "", func() { v.tickAll(true) })
	b.none = widgets.NewButton(t("exchange.none"), "", func() { v.tickAll(false) })
	b.form = form.Asking(v.k, &schema.Noun{Key: "take", Fields: []schema.Field{{Name: pinField}}}, form.Secret(pinField).Mute().Hint("exchange.pin.box"))
	b.form.OnDone = v.take
	why := widget.NewLabel(t("exchange.pin"))
	why.Wrapping = fyne.TextWrapWord
	says := container.New(layout.Least{Height: theme.Touch}, container.New(layout.Middle{}, layout.Flush(why)))
	b.ask = container.New(layout.Cells{Widths: []float32{0, 180}, Gap: 12}, says, b.form.Row(pinField))
	b.row = container.NewHBox(b.all, b.none, widgets.NewQuiet(t("exchange.other"), theme.IconFolder, v.o.PickBook),
		widgets.NewQuiet(t("exchange.drop"), "", v.drop), layout.Spacer(), b.do)
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	return layout.Stack(0, rule, layout.Pad(10, 6, layout.Stack(6, b.wrong.banner, b.ask, b.row)))
}

// open begins with another plan.
func (v *planView) open(*book.Plan) {
	v.is = Filter{States: map[string]bool{}}
	v.bar.touched = false
	v.bar.wrong.put("")
	v.bar.form.Forget()
	v.list.Put(nil)
	v.split.ShowList()
}

func (v *planView) render() {
	p := v.o.Plan()
	st := Read(p, v.is)
	v.top.file.Put(v.o.File())
	v.top.same.Put(v.k.T("exchange.same", st.Same))
	show(v.top.same, st.Same > 0)
	sheets := []widgets.Option{{Key: "", Name: v.k.T("exchange.allsheets")}}
	for _, s := range st.Sheets {
		sheets = append(sheets, widgets.Option{Key: s, Name: s})
	}
	v.top.sheet.Put(sheets, v.is.Sheet)
	var chips []widgets.Chip
	for _, key := range states {
		if st.Counts[key] > 0 || v.is.States[key] || key != "note" {
			chips = append(chips, widgets.Chip{Key: key, Name: v.k.T("exchange." + key), Count: st.Counts[key]})
		}
	}
	v.chips.Put(chips...)
	for _, key := range states {
		v.chips.Turn(key, v.is.States[key])
	}
	v.list.Put(st.Rows)
	if _, ok := v.list.Chosen(); !ok {
		v.list.First()
	}
	v.renderDetail()
	show(v.chips, st.All > 0)
	show(v.both, st.All > 0)
	show(v.nothing, st.All == 0)
	v.renderBar(p, st)
}

// renderDetail shows the row at hand.
func (v *planView) renderDetail() {
	row, ok := v.list.Chosen()
	show(v.detail.page, ok && v.split.OnDetail())
	if ok {
		v.detail.put(row)
	}
}

func (v *planView) renderBar(p *book.Plan, st State) {
	b := v.bar
	if text := v.k.T("exchange.import", st.Ticked); b.do.Text != text {
		b.do.Put(text)
		b.row.Refresh() // the button may have become wider
	}
	b.do.Able(st.Ticked > 0)
	b.all.Able(st.All > 0)
	b.none.Able(st.Ticked > 0)
	if needs := v.o.NeedsPIN(p); needs != b.ask.Visible() {
		show(b.ask, needs)
		v.body.Refresh()
	}
}

// listAnew lists other rows; the one at hand need not be among them.
func (v *planView) listAnew() {
	v.list.Put(nil)
	v.render()
}

func (v *planView) showAll() {
	v.is = Filter{States: map[string]bool{}}
	v.listAnew()
	v.list.Focus()
}

// enter is Space or Enter on a row, or a tap on the chosen one: it ticks, and where the row covers the list, it shows the row.
func (v *planView) enter(r Row) {
	if v.split.Narrow() {
		v.split.ShowDetail()
		v.render()
		return
	}
	v.toggle(r)
}

// toggle ticks a row that can be taken, or unticks it.
func (v *planView) toggle(r Row) {
	if !r.Takes() {
		return
	}
	r.line.Ticked = !r.line.Ticked
	v.bar.touched = true
	v.bar.wrong.put("")
	v.render()
}

func (v *planView) tickAll(on bool) {
	tickAll(v.list.Rows(), on)
	v.bar.touched = true
	v.bar.wrong.put("")
	v.render()
}

// drop asks before ticks that were set by hand are lost.
func (v *planView) drop() {
	away := func() { v.o.Drop(); v.again() }
	n := Read(v.o.Plan(), Filter{}).Ticked
	if !v.bar.touched || n == 0 {
		away()
		return
	}
	v.k.Window.Confirm(v.k.T("exchange.drop.title"), v.k.T("exchange.drop.body", n), v.k.T("exchange.drop.yes"), away)
}

// take imports what is ticked. What is wrong stands above the buttons, and nothing was taken then.
func (v *planView) take() {
	p, b := v.o.Plan(), v.bar
	n, file := Read(p, Filter{}).Ticked, v.o.File()
	if n == 0 {
		return
	}
	if v.o.NeedsPIN(p) && b.form.Secret(pinField) == "" {
		b.wrong.put(v.k.T("exchange.pin.none"))
		v.focusPIN()
		return
	}
	err := v.o.Take(p, b.form.Secret(pinField))
	b.form.Forget()
	if err != nil {
		b.wrong.put(v.k.Say.Explain(err).Line())
		v.body.Refresh()
		if errors.Is(err, words.Refuse("pin.wrong")) {
			v.focusPIN()
		}
		return
	}
	b.wrong.put("")
	v.taken(n, v.own(p), file)
}

// own tells whether whoever is at the keyboard can undo what was taken: a field workbook is the work of the person who filled it in, and a
// person of the team is a signed card.
func (v *planView) own(p *book.Plan) bool {
	who := v.k.Session.Who()
	return (p.Head.Person == "" || who != nil && who.ID == p.Head.Person) && !v.o.NeedsPIN(p)
}

func (v *planView) focusPIN() {
	v.body.Refresh()
	v.bar.form.Focus(pinField)
}
