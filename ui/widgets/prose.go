package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Para is a stock label whose lines, where it wraps, are broken as Chinese is (see breakLines): the stock label's own lines may begin with 。 or end
// with （. Its Text is the text alone; the breaks are only in what is drawn. One whose text can be selected keeps the stock label's lines, because the
// breaks would be copied with it.
type Para struct{ widget.Label }

// Paragraph is text that wraps at the width it is given.
func Paragraph(text string) *Para {
	p := &Para{}
	p.Text, p.Wrapping = text, fyne.TextWrapWord
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer draws the label with our breaks.
func (p *Para) CreateRenderer() fyne.WidgetRenderer {
	r := &paraRenderer{WidgetRenderer: p.Label.CreateRenderer(), p: p}
	for _, o := range r.Objects() {
		if t, ok := o.(*widget.RichText); ok {
			r.text = t
		}
	}
	return r
}

type paraRenderer struct {
	fyne.WidgetRenderer
	p    *Para
	text *widget.RichText
}

func (r *paraRenderer) Layout(s fyne.Size) {
	changed := r.put(s.Width)
	r.WidgetRenderer.Layout(s)
	if changed {
		r.text.Refresh()
	}
}

// Refresh comes after the stock label has put its text there, without breaks.
func (r *paraRenderer) Refresh() {
	r.put(r.p.Size().Width)
	r.WidgetRenderer.Refresh()
}

// put sets the breaks for a width, and tells whether what is drawn is another text.
func (r *paraRenderer) put(width float32) bool {
	t, ok := r.text.Segments[0].(*widget.TextSegment)
	if !ok {
		return false
	}
	text := r.p.Text
	th := r.p.Theme()
	if room := width - 2*th.Size(fynetheme.SizeNameInnerPadding); room > 0 && r.p.Wrapping == fyne.TextWrapWord && !r.p.Selectable {
		size := th.Size(t.Style.SizeName)
		text = breakLines(text, func(s string) bool { return fyne.MeasureText(s, size, t.Style.TextStyle).Width <= room })
	}
	if t.Text == text {
		return false
	}
	t.Text = text
	return true
}
