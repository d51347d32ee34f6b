package theme

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Line is one line of text in a named colour, cut with … if it does not fit, and then read whole where the pointer rests on it.
type Line struct {
	widget.BaseWidget
	text  *canvas.Text
	full  string
	color fyne.ThemeColorName
	min   fyne.Size
	most  float32
	cut   bool
	in    desktop.Hoverable
}

// Text makes a line. size is one of Small, Body, Title, Figure.
func Text(s string, size float32, bold bool, color fyne.ThemeColorName) *Line {
	l := &Line{text: canvas.NewText(s, Colour(color)), full: s, color: color, cut: true}
	l.text.TextSize, l.text.TextStyle.Bold = size, bold
	l.ExtendBaseWidget(l)
	return l
}

// Num makes a line that is aligned right, as numbers are, and never cut.
func Num(s string, size float32, bold bool, color fyne.ThemeColorName) *Line {
	l := Text(s, size, bold, color)
	l.text.Alignment, l.cut = fyne.TextAlignTrailing, false
	return l
}

// Trailing sets the text at the right. It returns l.
func (l *Line) Trailing() *Line { l.text.Alignment = fyne.TextAlignTrailing; return l }

// Whole makes the line ask for the room of its whole text, so that it is never cut. It returns l.
func (l *Line) Whole() *Line { l.cut = false; return l }

// Most makes the line ask for the room of its text up to w, and be cut beyond. It returns l.
func (l *Line) Most(w float32) *Line { l.most = w; return l }

// Centre centres the text. It returns l.
func (l *Line) Centre() *Line { l.text.Alignment = fyne.TextAlignCenter; return l }

// String returns the whole text, even if less is visible.
func (l *Line) String() string { return l.full }

// Put sets the text.
func (l *Line) Put(s string) { l.Set(s, l.color) }

// Set sets text and colour. It redraws only if one of them changes.
func (l *Line) Set(s string, color fyne.ThemeColorName) {
	if s == l.full && color == l.color {
		return
	}
	l.full, l.color, l.min = s, color, fyne.Size{}
	l.Refresh()
}

// Bold sets the weight.
func (l *Line) Bold(on bool) {
	if l.text.TextStyle.Bold == on {
		return
	}
	l.text.TextStyle.Bold, l.min = on, fyne.Size{}
	l.Refresh()
}

// Sized sets the size, one of Small, Body, Title, Figure.
func (l *Line) Sized(size float32) {
	if l.text.TextSize == size {
		return
	}
	l.text.TextSize = size
	l.Refresh()
}

// Refresh looks up the colour again and fits the text to the width.
func (l *Line) Refresh() {
	l.min = fyne.Size{}
	l.fit()
	l.text.Color = Colour(l.color)
	l.text.Refresh()
}

// Resize fits the text to the new width.
func (l *Line) Resize(s fyne.Size) {
	l.BaseWidget.Resize(s)
	l.fit()
}

// MinSize returns a narrow size for a line that may be cut: its layout decides how much room it gets.
func (l *Line) MinSize() fyne.Size {
	if l.min.IsZero() {
		l.min = fyne.MeasureText(l.full, l.text.TextSize, l.text.TextStyle)
	}
	if l.cut {
		return fyne.NewSize(min(l.min.Width, max(l.most, 12)), l.min.Height)
	}
	return l.min
}

// CreateRenderer implements fyne.Widget.
func (l *Line) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.text) }

func (l *Line) fit() {
	s := l.full
	if w := l.Size().Width; l.cut && w > 0 {
		s = Shorten(s, l.text.TextSize, l.text.TextStyle, w)
	}
	if l.text.Text != s {
		l.text.Text = s
		l.text.Refresh()
	}
}

// Shorten cuts a text with … where it is wider than w.
func Shorten(text string, size float32, style fyne.TextStyle, w float32) string {
	wide := func(s string) float32 { return fyne.MeasureText(s, size, style).Width }
	if wide(text) <= w+0.5 {
		return text
	}
	r := []rune(text)
	lo, hi := 0, len(r)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if wide(string(r[:mid])+"…") <= w {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return string(r[:lo]) + "…"
}

// Box is a filled rectangle in named colours.
type Box struct {
	widget.BaseWidget
	rect       *canvas.Rectangle
	fill, edge fyne.ThemeColorName
	least      fyne.Size
}

// NewBox makes a rectangle without an edge.
func NewBox(fill fyne.ThemeColorName) *Box {
	b := &Box{rect: canvas.NewRectangle(Colour(fill)), fill: fill, edge: None}
	b.ExtendBaseWidget(b)
	return b
}

// Line gives the box an edge one unit wide, and returns b.
func (b *Box) Line(edge fyne.ThemeColorName) *Box { return b.Thick(edge, 1) }

// Thick gives the box an edge of a width, and returns b.
func (b *Box) Thick(edge fyne.ThemeColorName, width float32) *Box {
	b.edge, b.rect.StrokeWidth = edge, width
	b.rect.StrokeColor = Colour(edge)
	return b
}

// Round gives the box round corners of a radius, and returns b.
func (b *Box) Round(r float32) *Box { b.rect.CornerRadius = r; return b }

// Least makes the box ask for a size, and returns b. Without it a box asks for none.
func (b *Box) Least(w, h float32) *Box { b.least = fyne.NewSize(w, h); return b }

// Set changes both colours. It redraws only if one of them changes.
func (b *Box) Set(fill, edge fyne.ThemeColorName) {
	if b.fill == fill && b.edge == edge {
		return
	}
	b.fill, b.edge = fill, edge
	b.Refresh()
}

// MinSize returns the size set by Least.
func (b *Box) MinSize() fyne.Size { return b.least }

// Refresh looks up the colours again.
func (b *Box) Refresh() {
	b.rect.FillColor, b.rect.StrokeColor = Colour(b.fill), Colour(b.edge)
	b.rect.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.rect) }

// Pic is an icon in a named colour.
type Pic struct {
	widget.BaseWidget
	img   *canvas.Image
	icon  IconName
	color fyne.ThemeColorName
	side  float32
}

// NewPic makes an icon of side by side units.
func NewPic(icon IconName, side float32, color fyne.ThemeColorName) *Pic {
	p := &Pic{img: canvas.NewImageFromResource(shadeOf(icon, color)), icon: icon, color: color, side: side}
	p.img.FillMode = canvas.ImageFillContain
	p.ExtendBaseWidget(p)
	return p
}

// Set changes icon and colour. It redraws only if one of them changes.
func (p *Pic) Set(icon IconName, color fyne.ThemeColorName) {
	if p.icon == icon && p.color == color {
		return
	}
	p.icon, p.color = icon, color
	p.Refresh()
}

// MinSize returns the size of the icon.
func (p *Pic) MinSize() fyne.Size { return fyne.NewSquareSize(p.side) }

// Refresh colours the icon anew. Containers ask for it whenever they lay themselves out, and a drawing costs a millisecond to read: where nothing
// has changed, nothing is done.
func (p *Pic) Refresh() {
	is := shadeOf(p.icon, p.color)
	if p.img.Resource == is {
		return
	}
	p.img.Resource = is
	p.img.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *Pic) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.img) }

// Colour returns the name of the line's colour.
func (l *Line) Colour() fyne.ThemeColorName { return l.color }
