package preview

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// bar is the row of buttons above the pages.
type bar struct {
	v          *View
	title      *theme.Line
	page       *widgets.Field
	of         *theme.Line
	out, in    *widgets.Button
	zoom       *theme.Line
	width, all *widgets.Button
	body       *fyne.Container
}

func newBar(v *View) *bar {
	k := v.k
	b := &bar{v: v, title: theme.Text("", theme.Body, true, theme.Ink), of: theme.Text("/ "+strconv.Itoa(len(v.roll.sizes)), theme.Body, false, theme.Ink2).Whole(),
		zoom: theme.Text("", theme.Body, false, theme.Ink).Whole().Centre()}
	b.page = widgets.NewField(widgets.Never{})
	b.page.Parse = func(s string) (string, error) { return widgets.HalfWidth(s), nil }
	b.page.OnCommit = b.turn
	then := func(do func()) func() { return func() { do(); v.Focus() } } // the pages keep the keyboard
	b.out = widgets.NewQuiet("", theme.IconMinus, then(func() { v.zoomBy(false) }))
	b.in = widgets.NewQuiet("", theme.IconPlus, then(func() { v.zoomBy(true) }))
	b.width = widgets.NewQuiet(k.T("preview.width"), "", then(func() { v.follow(fitWidth) }))
	b.all = widgets.NewQuiet(k.T("preview.page"), "", then(func() { v.follow(fitPage) }))
	closing := widgets.NewQuiet(k.T("preview.close"), theme.IconBack, v.leave)
	save := widgets.NewButton(k.T("preview.save"), theme.IconSave, v.actions.SaveAs)
	ofd := widgets.NewButton(k.T("preview.ofd"), "", v.actions.SaveOFD)
	print := widgets.NewPrimary(k.T("preview.print"), theme.IconPrint, v.actions.Print)
	page := container.New(layout.Least{Width: 48}, b.page)
	zoom := container.New(layout.Least{Width: 48, Height: theme.Touch}, container.New(layout.Middle{}, b.zoom))
	of := container.New(layout.Least{Height: theme.Touch}, container.New(layout.Middle{}, b.of))
	right := container.NewHBox(page, of, b.out, zoom, b.in, b.width, b.all, save, ofd, print)
	title := container.New(layout.Least{Height: theme.Touch}, container.New(layout.Middle{}, b.title))
	b.body = container.NewStack(theme.NewBox(theme.Paper), layout.Pad(8, 4, container.NewBorder(nil, nil, closing, right, layout.Pad(8, 0, title))))
	return b
}

// put shows the page number and the zoom.
func (b *bar) put() {
	if len(b.v.roll.sizes) > 0 {
		b.page.Put(strconv.Itoa(b.v.current() + 1))
	}
	z := b.v.roll.zoom
	b.zoom.Put(strconv.Itoa(int(z*100+0.5)) + "%")
	b.out.Able(z > steps[0])
	b.in.Able(z < steps[len(steps)-1])
}

// turn goes to the page whose number was typed; anything else is undone.
func (b *bar) turn(text string) {
	if n, err := strconv.Atoi(text); err == nil {
		b.v.goTo(n - 1)
	}
	b.page.Put(strconv.Itoa(b.v.current() + 1))
	if b.page.Focused() { // it was not left for something else
		b.v.Focus()
	}
}
