package widgets

import (
	"fyne.io/fyne/v2"
)

// What the keys of a Mark do.

func (m *Mark) ready() {
	m.fresh = true
	m.field.entry.selectAll()
}

func (m *Mark) commit() {
	m.field.Flush()
	m.ready()
}

func (m *Mark) step(up int) {
	m.field.Flush()
	if m.OnStep != nil {
		m.OnStep(up)
	}
}

func (m *Mark) minus() bool {
	if m.OnMinus == nil {
		return false
	}
	m.OnMinus()
	return true
}

func (m *Mark) rune(r rune) bool {
	e := m.field.entry
	if n := []rune(HalfWidth(string(r))); len(n) == 1 && n[0] != r {
		e.TypedRune(n[0])
		return true
	}
	if r == '-' && (m.fresh || e.Text == "") && m.minus() {
		return true
	}
	if m.fresh {
		e.selectAll() // typing replaces it
	}
	m.fresh = false
	return false
}

func (m *Mark) key(k *fyne.KeyEvent) bool {
	switch {
	case isEnter(k):
		m.commit()
	case k.Name == fyne.KeyUp:
		m.step(1)
		m.ready()
	case k.Name == fyne.KeyDown:
		m.step(-1)
		m.ready()
	case k.Name == fyne.KeyEscape && m.field.dirty():
		m.field.key(k)
		m.ready()
	default:
		m.fresh = m.fresh && k.Name == fyne.KeyEscape
		return false
	}
	return true
}
