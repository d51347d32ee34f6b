package piece

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/look"
	"kaohe/ui/part"
)

// Modal is a question over the window. Esc and the second button close it.
type Modal struct {
	pop    *widget.PopUp
	canvas fyne.Canvas
	before func(*fyne.KeyEvent)
}

// Ask shows a question. do acts and says whether the question is answered; if not, it stays.
func Ask(c fyne.Canvas, title string, body fyne.CanvasObject, yes, no string, do func() bool) *Modal {
	m := &Modal{canvas: c, before: c.OnTypedKey()}
	ok := part.NewPrimary(yes, "", func() {
		if do() {
			m.Close()
		}
	})
	buttons := container.NewHBox(layout.NewSpacer(), part.NewButton(no, "", m.Close), ok)
	head := look.Text(title, look.Title, true, look.Ink)
	m.pop = widget.NewModalPopUp(Pad(12, 12, container.NewBorder(Pad(0, 4, head), Pad(0, 4, buttons), nil, nil, body)), c)
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			m.Close()
		}
	})
	m.pop.Show()
	return m
}

// Resize sets the size, but not beyond the window's.
func (m *Modal) Resize(s fyne.Size) {
	room := m.canvas.Size().SubtractWidthHeight(48, 48)
	m.pop.Resize(s.Min(room).Max(m.pop.MinSize()))
}

// Close takes the question away.
func (m *Modal) Close() {
	m.canvas.SetOnTypedKey(m.before)
	m.pop.Hide()
}
