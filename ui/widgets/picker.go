package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/pinyin"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Picking says what a Picker picks from, and what comes of it.
type Picking[T any] struct {
	Kind  Kind[T]
	Rows  func() []T     // all there is to pick from, at the moment
	Text  func(T) string // what typing finds a row by: its words, their pinyin, or the initials of that
	Pick  func(T) string // does it; what is wrong is said below the list
	Hint  string         // of the box to type in
	None  string         // said where nothing is found
	Count bool           // few rows: digits pick by number, and there is no box to type in
	Width float32
}

// Picker is a list from which one thing is picked, or several are, one after another. One types a part of the name, and the arrow keys walk
// the list meanwhile; Enter picks, and so does one tap. It stands in a Question or is laid over the window by Over.
type Picker[T any] struct {
	is     Picking[T]
	filter *Input
	list   *Lines[T]
	wrong  *Para
	body   *fyne.Container
}

// tallest is how many rows a picker shows before it scrolls.
const tallest = 10

// NewPicker makes it, with all rows listed.
func NewPicker[T any](is Picking[T]) *Picker[T] {
	p := &Picker[T]{is: is, wrong: Paragraph(""), filter: NewInput(is.Hint)}
	view := is.Kind.New
	if view == nil {
		view = func() View[T] { return newColumns(is.Kind.Columns) }
	}
	is.Kind.New = func() View[T] { return newOneTap(view(), p.take) }
	p.list = NewLines(is.Kind)
	p.list.OnOpen, p.list.OnRune = p.take, func(_ T, r rune) bool { return p.digit(r) }
	p.list.Empty(NewEmpty(theme.IconFilter, is.None, Action{}))
	p.filter.OnChanged, p.filter.OnKey = func(string) { p.Put() }, p.walk
	p.wrong.Importance = widget.DangerImportance
	p.wrong.Hide()
	Visible(p.filter, !is.Count)
	high := float32(min(max(len(is.Rows()), 3), tallest)) * is.Kind.Height
	room := container.New(layout.Least{Width: is.Width, Height: high}, p.list)
	p.body = container.NewBorder(p.filter, p.wrong, nil, nil, layout.Pad(0, theme.Grid*2, room))
	p.Put()
	return p
}

// Object is the list below its box.
func (p *Picker[T]) Object() fyne.CanvasObject { return p.body }

// Focus is what is to have the keyboard first.
func (p *Picker[T]) Focus() fyne.Focusable {
	if p.is.Count {
		return p.list
	}
	return p.filter
}

// Put lists what there is now, as far as it is looked for.
func (p *Picker[T]) Put() {
	rows := slices.DeleteFunc(p.is.Rows(), func(r T) bool { return !pinyin.Match(p.filter.Text, p.is.Text(r)) })
	p.list.Put(rows)
}

func (p *Picker[T]) take(r T) {
	wrong := p.is.Pick(r)
	PutText(p.wrong, wrong)
	Visible(p.wrong, wrong != "")
	if wrong == "" {
		p.filter.Clear()
		p.Put()
	}
}

// walk lets the arrow keys walk the list and Enter pick while one types.
func (p *Picker[T]) walk(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp:
		p.list.Next(-1)
	case fyne.KeyDown:
		p.list.Next(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if r, ok := p.list.Chosen(); ok {
			p.take(r)
		}
	default:
		return false
	}
	return true
}

// digit picks by number, or goes on typing in the box.
func (p *Picker[T]) digit(r rune) bool {
	if !p.is.Count {
		focus(p.filter)
		p.filter.TypedRune(r)
		return true
	}
	n := int([]rune(HalfWidth(string(r)))[0] - '1')
	if rows := p.list.Rows(); n >= 0 && n < len(rows) {
		p.take(rows[n])
	}
	return true
}

// Over lays the picker over the window, below a title, with a line that says how it is used and the button that ends it.
func (p *Picker[T]) Over(c fyne.Canvas, title, hint string, end *Button) *Modal {
	foot := container.NewBorder(nil, nil, nil, end, theme.Text(hint, theme.Small, false, theme.Ink2))
	body := container.NewBorder(theme.Text(title, theme.Title, true, theme.Ink), foot, nil, nil, layout.Pad(0, theme.Grid*2, p.body))
	m := Over(c, layout.Pad(12, 8, body))
	m.Fit(fyne.Size{})
	c.Focus(p.Focus())
	return m
}

// oneTap makes a row act at one tap, instead of being chosen first.
type oneTap[T any] struct {
	widget.BaseWidget
	view View[T]
	row  T
	tap  func(T)
}

func newOneTap[T any](v View[T], tap func(T)) *oneTap[T] {
	o := &oneTap[T]{view: v, tap: tap}
	o.ExtendBaseWidget(o)
	return o
}

// Set shows a row.
func (o *oneTap[T]) Set(row T) {
	o.row = row
	o.view.Set(row)
}

// Tapped acts.
func (o *oneTap[T]) Tapped(*fyne.PointEvent) { o.tap(o.row) }

// Cursor shows that there is something to press.
func (o *oneTap[T]) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the row.
func (o *oneTap[T]) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(o.view) }
