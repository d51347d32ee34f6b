package exchange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/part"
	"kaohe/ui/piece"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
)

// home is the page while no workbook is at hand: what can come in and what can go out, each with a line of what it is.
type home struct {
	k    *screen.Kit
	done *saying
	page *piece.Page
}

func newHome(k *screen.Kit, o Office) *home {
	h := &home{k: k, done: newSaying(theme.Done)}
	row := func(b *part.Button, key string) fyne.CanvasObject {
		b.Alignment = widget.ButtonAlignLeading
		says := widget.NewLabel(k.T(key))
		says.Wrapping = fyne.TextWrapWord
		return container.New(piece.Cells{Widths: []float32{196, 0}, Gap: 12}, container.New(piece.Least{Height: 40}, b),
			container.New(piece.Least{Height: 40}, container.New(piece.Middle{}, piece.Text(says))))
	}
	export := func(kind Kind) func() { return func() { AskExport(k, o, kind) } }
	title := theme.Text(k.T("exchange.title"), theme.Title, true, theme.Ink)
	what := widget.NewLabel(k.T("exchange.what"))
	what.Wrapping, what.Importance = fyne.TextWrapWord, widget.LowImportance
	col := piece.Stack(8, h.done.banner, piece.Pad(0, 4, piece.Stack(2, title, piece.Text(what))),
		piece.Head(piece.Heading(k.T("exchange.in")), nil),
		row(part.NewPrimary(k.T("exchange.book"), theme.IconFolder, o.PickBook), "exchange.book.says"),
		row(part.NewButton(k.T("exchange.table"), theme.IconList, o.PickTable), "exchange.table.says"),
		piece.Head(piece.Heading(k.T("exchange.out")), nil),
		row(part.NewButton(k.T("exchange.whole"), theme.IconSave, func() { o.Export(Whole, "", "") }), "exchange.whole.says"),
		row(part.NewButton(k.T("exchange.template"), theme.IconDoc, func() { o.Export(Template, "", "") }), "exchange.template.says"),
		row(part.NewButton(k.T("exchange.field"), theme.IconPerson, export(Field)), "exchange.field.says"))
	h.page = piece.NewPage(12, container.New(piece.Most{Width: 640, Centre: true}, col))
	return h
}

// say shows what was done; an empty text takes it away.
func (h *home) say(text string) {
	h.done.put(text)
	h.page.Fit()
}

func (h *home) render() { h.page.Fit() }
