package exchange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// home is the page while no workbook is at hand: what can come in and what can go out, each with a line of what it is.
type home struct {
	k    *screen.Kit
	done *saying
	page *widgets.Page
}

func newHome(k *screen.Kit, o Actions) *home {
	h := &home{k: k, done: newSaying(theme.Done)}
	row := func(b *widgets.Button, key string) fyne.CanvasObject {
		b.Alignment = widget.ButtonAlignLeading
		says := widgets.Paragraph(k.T(key))
		return container.New(layout.Cells{Widths: []float32{196, 0}, Gap: 12}, container.New(layout.Least{Height: 40}, b),
			container.New(layout.Least{Height: 40}, container.New(layout.Middle{}, layout.Flush(says))))
	}
	export := func(kind Kind) func() { return func() { AskExport(k, o, kind) } }
	title := theme.Text(k.T("exchange.title"), theme.Title, true, theme.Ink)
	what := widgets.Paragraph(k.T("exchange.what"))
	what.Importance = widget.LowImportance
	col := layout.Stack(8, h.done.banner, layout.Pad(0, 4, layout.Stack(2, title, layout.Flush(what))),
		widgets.Head(widgets.Heading(k.T("exchange.in")), nil),
		row(widgets.NewPrimary(k.T("exchange.book"), theme.IconFolder, o.PickBook), "exchange.book.says"),
		row(widgets.NewButton(k.T("exchange.table"), theme.IconList, o.PickTable), "exchange.table.says"),
		widgets.Head(widgets.Heading(k.T("exchange.out")), nil),
		row(widgets.NewButton(k.T("exchange.whole"), theme.IconSave, func() { o.Export(Whole, "", "") }), "exchange.whole.says"),
		row(widgets.NewButton(k.T("exchange.template"), theme.IconDoc, func() { o.Export(Template, "", "") }), "exchange.template.says"),
		row(widgets.NewButton(k.T("exchange.field"), theme.IconPerson, export(Field)), "exchange.field.says"))
	h.page = widgets.NewPage(12, container.New(layout.Most{Width: 640, Centre: true}, col))
	return h
}

// say shows what was done; an empty text takes it away.
func (h *home) say(text string) {
	h.done.put(text)
	h.page.Fit()
}

func (h *home) render() { h.page.Fit() }
