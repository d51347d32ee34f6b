package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Bar is one line of a chart.
type Bar struct {
	Label string
	Value float64
	Full  float64 // the length of the whole bar; 0 draws none
	Text  string  // such as 84.50/100.00, at the right
	// Second is another value drawn as a thin bar below, such as what a district claims
	// for itself; below 0 there is none.
	Second float64
	// Parts cut the bar into segments where it has them: section by section.
	Parts []float64
}

// Bars is a horizontal bar chart. The figures stand beside the bars, so that the chart
// says the same without its colours.
type Bars struct {
	widget.BaseWidget
	lines []*barLine
	body  *fyne.Container
	label float32
	text  float32
}

// NewBars makes a chart with the given widths for labels and texts (0: 96 and 104).
func NewBars(label, text float32) *Bars {
	if label == 0 {
		label = 96
	}
	if text == 0 {
		text = 104
	}
	b := &Bars{label: label, text: text, body: layout.Stack(0)}
	b.ExtendBaseWidget(b)
	return b
}

// Put shows these bars.
func (b *Bars) Put(bars ...Bar) {
	if len(bars) != len(b.lines) {
		b.body.RemoveAll()
		b.lines = nil
		for range bars {
			l := newBarLine(b.label, b.text)
			b.lines = append(b.lines, l)
			b.body.Add(l)
		}
	}
	for i, bar := range bars {
		b.lines[i].put(bar)
	}
	b.body.Refresh()
}

// CreateRenderer stacks the lines.
func (b *Bars) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.body) }

// barLine is one bar with its words.
type barLine struct {
	widget.BaseWidget
	bar                  Bar
	wide                 struct{ label, text float32 }
	label, text          *theme.Line
	track, value, second *theme.Box
	cuts                 []*theme.Box
	body                 *fyne.Container
}

func newBarLine(label, text float32) *barLine {
	l := &barLine{
		label:  theme.Text("", theme.Body, false, theme.Ink),
		text:   theme.Num("", theme.Body, false, theme.Ink),
		track:  theme.NewBox(theme.Band).Line(theme.Rule),
		value:  theme.NewBox(theme.Accent),
		second: theme.NewBox(theme.Ink2),
	}
	l.wide.label, l.wide.text = label, text
	l.body = container.New(barLayout{l}, l.label, l.track, l.value, l.second, l.text)
	l.ExtendBaseWidget(l)
	return l
}

func (l *barLine) put(b Bar) {
	l.bar = b
	l.label.Put(b.Label)
	l.text.Put(b.Text)
	Visible(l.track, b.Full > 0)
	Visible(l.value, b.Full > 0 && b.Value > 0)
	Visible(l.second, b.Full > 0 && b.Second > 0)
	for len(l.cuts) < len(b.Parts) {
		c := theme.NewBox(theme.Paper)
		l.cuts = append(l.cuts, c)
		l.body.Add(c)
	}
	for i, c := range l.cuts {
		Visible(c, i < len(b.Parts)-1)
	}
	l.body.Refresh()
}

// CreateRenderer draws the line.
func (l *barLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }

// barLayout draws to whole units, so that edges are sharp.
type barLayout struct{ l *barLine }

func (b barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(b.l.wide.label+b.l.wide.text+80, theme.Row)
}

func (b barLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const thick, thin, gap = 14, 4, 8
	l := b.l
	x, w := l.wide.label+gap, size.Width-l.wide.label-l.wide.text-2*gap
	top := (size.Height - thick) / 2
	if l.second.Visible() {
		top = (size.Height - thick - thin - 1) / 2
	}
	top = whole(top)
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	line := l.label.MinSize().Height
	place(l.label, 0, (size.Height-line)/2, l.wide.label, line)
	place(l.text, size.Width-l.wide.text, (size.Height-line)/2, l.wide.text, line)
	place(l.track, x, top, w, thick)
	place(l.value, x, top, l.part(l.bar.Value, w), thick)
	place(l.second, x, top+thick+1, l.part(l.bar.Second, w), thin)
	sum := 0.0
	for i, c := range l.cuts {
		if i < len(l.bar.Parts) {
			sum += l.bar.Parts[i]
		}
		place(c, x+l.part(sum, w), top, 1, thick)
	}
}

// part is how long a value is when the whole bar is w long.
func (l *barLine) part(v float64, w float32) float32 {
	if l.bar.Full <= 0 {
		return 0
	}
	return whole(float32(max(0, min(1, v/l.bar.Full))) * w)
}

func whole(v float32) float32 { return float32(int(v + 0.5)) }
