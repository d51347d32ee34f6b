package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// para is a paragraph that wraps.
type para struct {
	widget.BaseWidget
	label *widget.Label
	body  *container.ThemeOverride
}

func newPara(i widget.Importance) *para {
	p := &para{label: widget.NewLabel("")}
	p.label.Wrapping, p.label.Importance = fyne.TextWrapWord, i
	p.body = container.NewThemeOverride(p.label, snug{})
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
	return widget.NewSimpleRenderer(container.New(&beside{}, f.name, f.text))
}

// beside is a heading of factWidth and, beside it, something that may wrap.
type beside struct{ width float32 }

func (l *beside) MinSize(objs []fyne.CanvasObject) fyne.Size {
	m := measured(objs[1], l.width-factWidth)
	return fyne.NewSize(factWidth+120, max(objs[0].MinSize().Height, m.Height))
}

func (l *beside) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	m := objs[0].MinSize()
	objs[0].Move(fyne.NewPos(0, max(0, (min(size.Height, theme.Touch)-m.Height)/2*lead(objs[1]))))
	objs[0].Resize(fyne.NewSize(factWidth-theme.Grid, m.Height))
	objs[1].Move(fyne.NewPos(factWidth, 0))
	objs[1].Resize(fyne.NewSize(size.Width-factWidth, size.Height))
}

// lead is 1 where the heading stands beside boxes or buttons, which are higher than a line of text, and 0 beside a paragraph.
func lead(o fyne.CanvasObject) float32 {
	if _, ok := o.(*para); ok {
		return 0
	}
	return 1
}

// named puts a heading of a fact's width before boxes or buttons.
func named(name string, o fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{}, theme.Text(name, theme.Body, false, theme.Ink2), o)
}

// heading is the title of a part of a detail, with what can be done there at its right.
func heading(text string, actions ...fyne.CanvasObject) *fyne.Container {
	line := theme.Text(text, theme.Body, true, theme.Ink)
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	objs := append([]fyne.CanvasObject{line}, actions...)
	return newStack(theme.Grid, rule, newRow(0, objs...))
}

// short cuts a text after n characters.
func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
