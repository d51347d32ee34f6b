package exchange

import (
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/book"
	"kaohe/app/schema"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// planView shows what a workbook, or a table that is pasted, would change: the filters, the list with the row at hand beside it, and the
// buttons below.
type planView struct {
	k     *screen.Kit
	o     Actions
	verb  string // of the button that takes what is ticked
	taken func(rows int, undo bool, file string)
	again func()
	sheet string // the only one that is listed; empty: all
	top   topLine
	page  *listpage.Page[Row]
	bar   *bar
	body  *fyne.Container
}

// topLine is the workbook's name, what needs no import, and the choice of a sheet.
type topLine struct {
	file, same *theme.Line
	sheet      *widgets.Pick
}

// bar has the buttons, and above them the box for the PIN and what went wrong.
type bar struct {
	do, all, none, other *widgets.Button
	form                 *form.Form // the box for the PIN
	patience             *screen.Patience
	ask, row             *fyne.Container
	wrong                *saying
	touched              bool // a tick was set or taken by hand
}

const pinField = "pin"

func newPlanView(k *screen.Kit, o Actions, other widgets.Action, taken func(int, bool, string), again func()) *planView {
	v := &planView{k: k, o: o, verb: "exchange.import", taken: taken, again: again, bar: &bar{wrong: newSaying(theme.Refused)}}
	v.top = topLine{theme.Text("", theme.Body, true, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2).Whole(), widgets.NewPick(k.T("exchange.allsheets"))}
	v.top.sheet.OnPick = func(s string) { v.sheet = s; v.page.Reset(); v.render() }
	d := newDetail(k, v.toggle)
	v.page = listpage.New(k, listpage.Kind[Row]{
		Kind: widgets.Kind[Row]{New: func() widgets.View[Row] { return newRow(k, v.toggle) }, Columns: columns(k),
			Key: func(r Row) string { return r.Key }, Height: theme.Rows2},
		Title: k.T("exchange.printed"), Filters: filters(k), Picks: []fyne.CanvasObject{v.top.same, container.New(layout.Fixed{Width: 148}, v.top.sheet)},
		Detail: d.page, Show: d.put, Open: v.open, Share: 0.52, Below: 640,
		Empty: widgets.NewEmpty(theme.IconSigned, k.T("exchange.nothing"), other),
	})
	v.page.List.OnKey = func(_ Row, e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyRight {
			v.page.Split.ShowDetail()
		}
		return e.Name == fyne.KeyRight
	}
	v.body = layout.Fill(1, layout.Pad(10, 6, v.top.file), v.page.Object(), v.buttons())
	return v
}

// filters are the states.
func filters(k *screen.Kit) []listpage.Filter[Row] {
	var out []listpage.Filter[Row]
	for _, state := range states {
		out = append(out, listpage.Filter[Row]{Key: state, Name: k.T("exchange." + state), Lets: func(r Row) bool { return r.State == state }})
	}
	return out
}

func (v *planView) buttons() fyne.CanvasObject {
	b, t := v.bar, v.k.T
	b.do = widgets.NewPrimary("", theme.IconDown, v.take)
	b.all = widgets.NewButton(t("exchange.all"), "", func() { v.tickAll(true) })
	b.none = widgets.NewButton(t("exchange.none"), "", func() { v.tickAll(false) })
	b.form = form.Asking(v.k, &schema.Noun{Key: "take", Fields: []schema.Field{{Name: pinField}}}, form.Secret(pinField).Mute().Hint("exchange.pin.box"))
	b.form.OnDone = v.take
	b.patience = b.form.Field(pinField).Patient(v.keeper)
	why := widgets.Paragraph(t("exchange.pin"))
	says := container.New(layout.Least{Height: theme.Touch}, container.New(layout.Middle{}, layout.Flush(why)))
	b.ask = container.New(layout.Cells{Widths: []float32{0, 180}, Gap: 12}, says, b.form.Row(pinField))
	b.other = widgets.NewQuiet(t("exchange.other"), theme.IconFolder, v.o.PickBook)
	b.row = container.NewHBox(b.all, b.none, b.other,
		widgets.NewQuiet(t("exchange.drop"), "", v.drop), layout.Spacer(), b.do)
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	return layout.Stack(0, rule, layout.Pad(10, 6, layout.Stack(6, b.wrong.banner, b.ask, b.row)))
}

// begin begins with another plan.
func (v *planView) begin() {
	v.sheet, v.bar.touched = "", false
	v.bar.wrong.put("")
	v.bar.form.Forget()
	v.page.ShowAll()
	v.page.Reset()
	v.page.Split.ShowList()
}

func (v *planView) render() {
	p := v.o.Plan()
	st := Read(p, v.sheet)
	v.top.file.Put(v.o.File())
	v.top.same.Put(v.k.T("exchange.same", st.Same))
	show(v.top.same, st.Same > 0)
	sheets := []widgets.Option{{Key: "", Name: v.k.T("exchange.allsheets")}}
	for _, s := range st.Sheets {
		sheets = append(sheets, widgets.Option{Key: s, Name: s})
	}
	v.top.sheet.Put(sheets, v.sheet)
	show(v.top.sheet, len(st.Sheets) > 1)
	v.page.Put(st.Rows)
	v.renderBar(p, st)
}

func (v *planView) renderBar(p *book.Plan, st State) {
	b := v.bar
	if text := v.k.T(v.verb, st.Ticked); b.do.Text != text {
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

// open is Space or Enter on a row, or a tap on the chosen one: it ticks, and of several selected rows all or, where
// one of them is ticked, none; but where the row covers the list, it only shows the row.
func (v *planView) open(r Row) {
	switch rows := v.page.List.Selected(); {
	case v.page.Split.Narrow():
	case len(rows) > 1:
		v.tick(rows, !slices.ContainsFunc(rows, func(x Row) bool { return x.line != nil && x.line.Ticked }))
	default:
		v.toggle(r)
	}
}

// toggle ticks a row that can be taken, or unticks it.
func (v *planView) toggle(r Row) {
	if !r.Takes() {
		return
	}
	r.line.Ticked = !r.line.Ticked
	v.ticked()
}

func (v *planView) tick(rows []Row, on bool) {
	tickAll(rows, on)
	v.ticked()
}

// ticked shows ticks that were set by hand.
func (v *planView) ticked() {
	v.bar.touched = true
	v.bar.wrong.put("")
	v.render()
}

func (v *planView) tickAll(on bool) { v.tick(v.page.List.Rows(), on) }

// drop asks before ticks that were set by hand are lost.
func (v *planView) drop() {
	away := func() { v.o.Drop(); v.again() }
	n := Read(v.o.Plan(), "").Ticked
	if !v.bar.touched || n == 0 {
		away()
		return
	}
	v.k.Window.Confirm(v.k.T("exchange.drop.title"), v.k.T("exchange.drop.body", n), v.k.T("exchange.drop.yes"), away)
}

// take imports what is ticked. What is wrong stands above the buttons, and nothing was taken then.
func (v *planView) take() {
	p, b := v.o.Plan(), v.bar
	n, file := Read(p, "").Ticked, v.o.File()
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
			b.patience.Look()
			v.focusPIN()
		}
		return
	}
	b.wrong.put("")
	v.taken(n, v.own(p), file)
}

// keeper is whose PIN is asked for: that of whoever is at the keyboard.
func (v *planView) keeper() string {
	if who := v.k.Session.Who(); who != nil {
		return who.ID
	}
	return ""
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
