package exchange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/book"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Pasted is a table from the clipboard, or rows of a list with values filled down, on its way into the list.
type Pasted struct {
	Sheet string // what its rows are
	Plan  *book.Plan
	Take  func(pin string) error // takes what is ticked; pin is empty where no person is among it
}

// ShowPasted lays over the window what a pasted table would change, what of it does not fit, and why. Nothing is taken before the button.
func ShowPasted(k *screen.Kit, p Pasted) {
	var m *widgets.Modal
	v := newPlanView(k, pastedActions{p, k}, widgets.Action{}, func(int, bool, string) { m.Close() }, func() { m.Close() })
	title := k.T("exchange.paste.title")
	if v.verb = "exchange.paste.do"; p.Plan.Filled {
		title, v.verb = k.T("exchange.fill.title"), "exchange.fill.do"
	}
	widgets.Visible(v.bar.other, false)
	v.begin()
	v.render()
	head := layout.Pad(widgets.ColumnSide, 6, theme.Text(title, theme.Title, true, theme.Ink))
	m = widgets.Over(k.Window.Canvas(), container.New(layout.Inset{Left: 6, Top: 6, Right: 6, Bottom: 2}, layout.Fill(1, head, v.body)))
	m.Fit(fyne.NewSize(1000, 620))
	v.render()
	if v.bar.do.Disabled() {
		v.page.Focus()
	} else {
		k.Window.Canvas().Focus(v.bar.do)
	}
}

// pastedActions are what a planView asks for, of a table that is no file.
type pastedActions struct {
	p Pasted
	k *screen.Kit
}

func (a pastedActions) Plan() *book.Plan { return a.p.Plan }
func (a pastedActions) File() string {
	n := len(a.p.Plan.Lines) + a.p.Plan.Same
	if a.p.Plan.Filled {
		return a.k.T("exchange.fill.what", a.p.Sheet, n)
	}
	return a.k.T("exchange.paste.what", a.p.Sheet, n)
}
func (a pastedActions) Drop()                               {}
func (a pastedActions) PickBook()                           {}
func (a pastedActions) PickTable()                          {}
func (a pastedActions) Export(Kind, string, string)         {}
func (a pastedActions) NeedsPIN(p *book.Plan) bool          { return len(p.Cards()) > 0 }
func (a pastedActions) Take(_ *book.Plan, pin string) error { return a.p.Take(pin) }
