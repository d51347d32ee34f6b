package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Modal is something over the window that has to be dealt with first. While it is the topmost, it takes the keys that no widget used;
// Keys gives them to it.
type Modal struct {
	widget.BaseWidget
	*tips
	body   fyne.CanvasObject
	enter  func() // nil: Enter does nothing
	leave  func()
	pop    *widget.PopUp
	canvas fyne.Canvas
}

// Over lays a body over the window. Esc takes it away.
func Over(c fyne.Canvas, body fyne.CanvasObject) *Modal {
	m := newModal(c, body)
	m.pop = widget.NewModalPopUp(m, c)
	m.pop.Show()
	return m
}

func newModal(c fyne.Canvas, body fyne.CanvasObject) *Modal {
	m := &Modal{canvas: c, body: body, tips: newTips(nil)}
	m.over = m
	m.leave = m.Close
	m.ExtendBaseWidget(m)
	return m
}

// Below lays a body over the window under what it belongs to, or above that where there is no room. Esc and a tap beside it take it away.
func Below(c fyne.Canvas, body, of fyne.CanvasObject) *Modal {
	m := newModal(c, body)
	m.pop = widget.NewPopUp(m, c)
	size := m.pop.MinSize()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(of)
	y := at.Y + of.Size().Height
	if y+size.Height > c.Size().Height {
		y = max(0, at.Y-size.Height)
	}
	m.pop.Resize(size)
	m.pop.ShowAtPosition(fyne.NewPos(max(0, min(at.X, c.Size().Width-size.Width)), y))
	return m
}

// Question is what stands in a Modal: a title, a body, and two buttons. Without a Yes it is a notice, which is only to be read.
type Question struct {
	Title string
	Body  fyne.CanvasObject
	Off   bool           // Yes can't be done: its button is grey, and the body says why
	Yes   string         // the button that stands out, and what Enter does; empty in a notice
	No    string         // the button that leaves, as Esc does
	Try   func() bool    // what Yes does first; false keeps the question. nil: nothing to be tried
	Then  func()         // what follows on Yes, after the question is gone, so that it may ask something else; nil: nothing
	Leave func()         // what No does instead of taking the question away; nil: it goes
	First fyne.Focusable // what gets the keyboard; nil: the button that stands out, or where it is grey the one that leaves
	Size  fyne.Size      // of the whole, as far as the window has room for it; 0: as small as it gets
}

// edge is what is around the body, left and right together.
const edge float32 = 40

// Ask shows a question.
func Ask(c fyne.Canvas, q Question) *Modal {
	var m *Modal
	buttons := container.NewHBox(layout.Spacer())
	leave := func() { m.leave() }
	main := NewPrimary(q.No, "", leave)
	first := fyne.Focusable(main)
	if q.Yes != "" {
		no := NewButton(q.No, "", leave)
		main = NewPrimary(q.Yes, "", func() { m.enter() })
		main.Able(!q.Off)
		if first = main; q.Off {
			first = no
		}
		buttons.Add(no)
	}
	buttons.Add(main)
	strut := theme.NewBox(theme.None).Least(min(q.Size.Width, c.Size().Width-32)-edge, 0) // so that what wraps knows how wide it is
	head := container.NewVBox(theme.Text(q.Title, theme.Title, true, theme.Ink).Whole(), strut)
	body := container.NewBorder(head, container.NewPadded(buttons), nil, nil, q.Body)
	m = Over(c, container.New(layout.Inset{Left: edge / 2, Top: 12, Right: edge / 2, Bottom: 4}, body))
	if q.Leave != nil {
		m.leave = q.Leave
	}
	m.enter = m.leave
	if q.Yes != "" && !q.Off {
		m.enter = func() { m.answer(q) }
	}
	for range 2 { // how high wrapped text is, it knows only the second time
		m.Fit(q.Size)
	}
	Follow(q.Body, asked{m, q.Size})
	if q.First != nil {
		first = q.First
	}
	c.Focus(first)
	return m
}

// asked looks after the boxes of a question, which is never higher than the window.
type asked struct {
	m    *Modal
	size fyne.Size
}

func (a asked) Fit()                       { a.m.Fit(a.size) }
func (asked) Reveal(fyne.CanvasObject)     {}
func (asked) Scrolled(e *fyne.ScrollEvent) {}

func (m *Modal) answer(q Question) {
	if !m.Open() || q.Try != nil && !q.Try() {
		return
	}
	m.Close()
	if q.Then != nil {
		q.Then()
	}
}

// topmost is the modal that lies over everything else; nil where there is none, or a stock dialog.
func topmost(c fyne.Canvas) *Modal {
	p, ok := c.Overlays().Top().(*widget.PopUp)
	if !ok {
		return nil
	}
	m, ok := p.Content.(*Modal)
	if !ok {
		return nil
	}
	return m
}

// key takes the keys that no widget in it used.
func (m *Modal) key(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape:
		m.leave()
	case isEnter(e) && m.enter != nil:
		m.enter()
	}
}

// Fit sets the size of the whole, but not beyond the window's.
func (m *Modal) Fit(s fyne.Size) {
	room := m.canvas.Size().SubtractWidthHeight(32, 32)
	m.pop.Resize(s.Min(room).Max(m.pop.MinSize()))
}

// Open tells whether it is still there.
func (m *Modal) Open() bool { return m.pop.Visible() }

// Close takes it away, and with it whatever was laid over it since.
func (m *Modal) Close() { m.pop.Hide() }

// CreateRenderer draws the body, and the tips over it.
func (m *Modal) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(m.body, m.layer))
}
