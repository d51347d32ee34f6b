package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// para is a paragraph that wraps.
type para struct {
	widget.BaseWidget
	label *widgets.Para
	body  *container.ThemeOverride
}

func newPara(i widget.Importance) *para {
	p := &para{label: widgets.Paragraph("")}
	p.label.Importance = i
	p.body = container.NewThemeOverride(p.label, theme.Airless(1))
	p.ExtendBaseWidget(p)
	return p
}

// Put sets the text; an empty paragraph takes no room.
func (p *para) Put(text string) {
	if p.label.Text != text {
		p.label.SetText(text)
	}
	widgets.Visible(p, text != "")
}

// MinSize is that of the label at its width.
func (p *para) MinSize() fyne.Size { return p.label.MinSize() }

// CreateRenderer draws the label.
func (p *para) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }

// fact is a small heading at the left and a paragraph beside it; without a text it takes no room.
type fact struct {
	widget.BaseWidget
	name *theme.Line
	text *para
}

// factWidth is the column of a fact's heading; headings have up to five characters.
const factWidth float32 = 72

func newFact(name string) *fact {
	f := &fact{name: theme.Text(name, theme.Body, false, theme.Ink2), text: newPara(widget.MediumImportance)}
	f.ExtendBaseWidget(f)
	return f
}

// Put sets the text.
func (f *fact) Put(text string) {
	f.text.Put(text)
	widgets.Visible(f, text != "")
}

// CreateRenderer puts the heading before the paragraph.
func (f *fact) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(layout.Beside(factWidth-theme.Grid, theme.Grid, f.name, f.text))
}

// named puts a heading of a fact's width before boxes or buttons.
func named(name string, o fyne.CanvasObject) *fyne.Container {
	return headed(theme.Text(name, theme.Body, false, theme.Ink2), o)
}

// boxed is a field of a form beside its label.
func boxed(f *form.Form, name string) *fyne.Container {
	return headed(f.Field(name).Name(theme.Body), f.Field(name).Bare())
}

// headed is named with a heading of one's own, which stands beside the first line of the boxes. They may ask for more width than there is:
// the page doesn't become wider by it.
func headed(name, o fyne.CanvasObject) *fyne.Container {
	first := container.New(layout.Fixed{Height: theme.Touch}, container.New(layout.Middle{}, name))
	return layout.Beside(factWidth-theme.Grid, theme.Grid, first, container.New(layout.Fixed{Width: 120}, o))
}

// newRow lays visible things beside each other; the one at grow takes the width that is left, at -1 none.
func newRow(grow int, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.Row{Gap: theme.Grid * 2, Grow: layout.Nth(grow)}, objs...)
}

func wide(w float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.Fixed{Width: w}, o)
}

// heading is the title of a part of a detail, with what can be done there at its right.
func heading(text string, actions ...fyne.CanvasObject) *fyne.Container {
	line := theme.Text(text, theme.Body, true, theme.Ink)
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	objs := append([]fyne.CanvasObject{line}, actions...)
	return layout.Stack(theme.Grid, rule, newRow(0, objs...))
}
