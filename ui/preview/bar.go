package preview

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/part"
	"kaohe/ui/piece"
	"kaohe/ui/theme"
)

// bar is the row of buttons above the pages.
type bar struct {
	v          *View
	title      *theme.Line
	page       *part.Field
	of         *theme.Line
	out, in    *part.Button
	zoom       *theme.Line
	width, all *part.Button
	body       *fyne.Container
}

func newBar(v *View) *bar {
	k := v.k
	b := &bar{v: v, title: theme.Text("", theme.Body, true, theme.Ink), of: theme.Text("/ "+strconv.Itoa(len(v.roll.sizes)), theme.Body, false, theme.Ink2).Whole(),
		zoom: theme.Text("", theme.Body, false, theme.Ink).Whole().Centre()}
	b.page = part.NewField(piece.Never{})
	b.page.Parse = func(s string) (string, error) { return part.HalfWidth(s), nil }
	b.page.OnCommit = b.turn
	then := func(do func()) func() { return func() { do(); v.Focus() } } // the keys stay the pages'
	b.out = part.NewQuiet("", theme.IconMinus, then(func() { v.zoomBy(false) }))
	b.in = part.NewQuiet("", theme.IconPlus, then(func() { v.zoomBy(true) }))
	b.width = part.NewQuiet(k.T("preview.width"), "", then(func() { v.follow(fitWidth) }))
	b.all = part.NewQuiet(k.T("preview.page"), "", then(func() { v.follow(fitPage) }))
	closing := part.NewQuiet(k.T("preview.close"), theme.IconBack, v.leave)
	save := part.NewButton(k.T("preview.save"), theme.IconSave, v.actions.SaveAs)
	print := part.NewPrimary(k.T("preview.print"), theme.IconPrint, v.actions.Print)
	page := container.New(piece.Least{Width: 48}, b.page)
	zoom := container.New(piece.Least{Width: 48, Height: theme.Touch}, container.New(piece.Middle{}, b.zoom))
	of := container.New(piece.Least{Height: theme.Touch}, container.New(piece.Middle{}, b.of))
	right := container.NewHBox(page, of, b.out, zoom, b.in, b.width, b.all, save, print)
	title := container.New(piece.Least{Height: theme.Touch}, container.New(piece.Middle{}, b.title))
	b.body = container.NewStack(theme.NewBox(theme.Paper), piece.Pad(8, 4, container.NewBorder(nil, nil, closing, right, piece.Pad(8, 0, title))))
	return b
}

// put shows page and zoom.
func (b *bar) put() {
	if len(b.v.roll.sizes) > 0 {
		b.page.Put(strconv.Itoa(b.v.current() + 1))
	}
	z := b.v.roll.zoom
	b.zoom.Put(strconv.Itoa(int(z*100+0.5)) + "%")
	b.out.Able(z > steps[0])
	b.in.Able(z < steps[len(steps)-1])
}

// turn goes to the page whose number was typed; what is no number is taken back.
func (b *bar) turn(text string) {
	if n, err := strconv.Atoi(text); err == nil {
		b.v.goTo(n - 1)
	}
	b.page.Put(strconv.Itoa(b.v.current() + 1))
	if b.page.Focused() { // and not left for something else
		b.v.Focus()
	}
}
