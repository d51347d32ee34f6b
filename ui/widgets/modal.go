package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Modal is something over the window that has to be dealt with first. It takes the keys that no widget used, while nothing else
// lies over it.
type Modal struct {
	OnEnter func() // may be nil
	pop     *widget.PopUp
	canvas  fyne.Canvas
	before  func(*fyne.KeyEvent)
	closed  bool
}

// Over lays a body over the window. Esc takes it away.
func Over(c fyne.Canvas, body fyne.CanvasObject) *Modal {
	m := &Modal{canvas: c, before: c.OnTypedKey()}
	m.pop = widget.NewModalPopUp(body, c)
	c.SetOnTypedKey(m.typed)
	m.pop.Show()
	return m
}

// Ask shows a question. do acts and says whether the question is answered; if not, it stays. Enter answers, Esc and the second button
// take the question away. The keyboard is on the answer until the caller puts it elsewhere.
func Ask(c fyne.Canvas, title string, body fyne.CanvasObject, yes, no string, do func() bool) *Modal {
	var m *Modal
	answer := func() {
		if do() {
			m.Close()
		}
	}
	ok := NewPrimary(yes, "", answer)
	buttons := container.NewHBox(layout.Spacer(), NewButton(no, "", func() { m.Close() }), ok)
	head := theme.Text(title, theme.Title, true, theme.Ink)
	m = Over(c, layout.Pad(12, 12, container.NewBorder(layout.Pad(0, 4, head), layout.Pad(0, 4, buttons), nil, nil, body)))
	m.OnEnter = answer
	c.Focus(ok)
	return m
}

// typed takes keys; those for something that lies over it, such as a notice of a refusal, go on.
func (m *Modal) typed(e *fyne.KeyEvent) {
	switch {
	case m.closed || m.canvas.Overlays().Top() != fyne.CanvasObject(m.pop):
		if m.before != nil {
			m.before(e)
		}
	case e.Name == fyne.KeyEscape:
		m.Close()
	case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && m.OnEnter != nil:
		m.OnEnter()
	}
}

// Resize sets the size, but not beyond the window's.
func (m *Modal) Resize(s fyne.Size) {
	room := m.canvas.Size().SubtractWidthHeight(32, 32)
	m.pop.Resize(s.Min(room).Max(m.pop.MinSize()))
}

// Close takes it away. Where something lies over it, its keys go through it until that has gone too.
func (m *Modal) Close() {
	if m.closed {
		return
	}
	if m.canvas.Overlays().Top() == fyne.CanvasObject(m.pop) {
		m.canvas.SetOnTypedKey(m.before)
	}
	m.closed = true
	m.pop.Hide()
}
