package gallery

import (
	"fyne.io/fyne/v2"

	"kaohe/app/marks"
	"kaohe/ui/widgets"
)

// The keyboard half of the large picture.

// byKey draws a mark in the middle of what is in view, for who has no mouse.
func (v *viewer) byKey(t tool) {
	if v.shut || !v.shows() {
		return
	}
	s := v.Size()
	from, to := v.point(fyne.NewPos(s.Width*0.4, s.Height*0.4)), v.point(fyne.NewPos(s.Width*0.6, s.Height*0.6))
	switch t {
	case drawArrow:
		v.add(marks.Mark{Kind: marks.Arrow, From: from, To: to})
	case drawBox:
		v.add(marks.Mark{Kind: marks.Box, From: from, To: to})
	case drawText:
		v.write(from)
	}
}

// nudge moves the mark at hand by a hundredth of what is in view.
func (v *viewer) nudge(dx, dy float32) {
	m := v.layer[v.chosen]
	if m.Kind == 0 {
		return
	}
	at := v.place(m.From)
	to := v.point(at.AddXY(dx*v.Size().Width/100, dy*v.Size().Width/100))
	v.keep(v.chosen, shifted(m, to.X-m.From.X, to.Y-m.From.Y))
}

// nextMark brings the next mark that can be drawn to hand.
func (v *viewer) nextMark() {
	for n := range v.layer {
		if i := (v.chosen + 1 + n) % len(v.layer); v.layer[i].Kind != 0 {
			v.choose(i)
			return
		}
	}
}

// TypedKey does what the picture has keys for; the others go on.
func (v *viewer) TypedKey(e *fyne.KeyEvent) {
	widgets.Touched()
	if v.chosen >= 0 && v.markKey(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape:
		if v.tool != look {
			v.take(look)
			return
		}
	case fyne.KeyPlus, fyne.KeyEqual:
		v.zoomBy(true)
		return
	case fyne.KeyMinus:
		v.zoomBy(false)
		return
	case fyne.Key0:
		v.refit()
		return
	case fyne.KeyA:
		v.byKey(drawArrow)
		return
	case fyne.KeyB:
		v.byKey(drawBox)
		return
	case fyne.KeyT:
		v.byKey(drawText)
		return
	case fyne.KeyM:
		v.nextMark()
		return
	}
	if v.zoom > 1 && v.panKey(e.Name) || v.onKey != nil && v.onKey(e.Name) {
		return
	}
	if c := v.k.Window.Canvas(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// markKey takes the keys for the mark at hand.
func (v *viewer) markKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		v.removeMark()
	case fyne.KeyEscape:
		v.choose(-1)
	case fyne.KeyLeft:
		v.nudge(-1, 0)
	case fyne.KeyRight:
		v.nudge(1, 0)
	case fyne.KeyUp:
		v.nudge(0, -1)
	case fyne.KeyDown:
		v.nudge(0, 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if v.layer[v.chosen].Kind == marks.Text {
			v.rewrite(v.chosen)
		}
	default:
		return false
	}
	return true
}

// panKey moves a picture that is larger than the view.
func (v *viewer) panKey(name fyne.KeyName) bool {
	const step = 60
	switch name {
	case fyne.KeyLeft:
		v.pan(fyne.NewDelta(step, 0))
	case fyne.KeyRight:
		v.pan(fyne.NewDelta(-step, 0))
	case fyne.KeyUp:
		v.pan(fyne.NewDelta(0, step))
	case fyne.KeyDown:
		v.pan(fyne.NewDelta(0, -step))
	default:
		return false
	}
	return true
}

// TypedRune does nothing: letters came as keys.
func (v *viewer) TypedRune(rune) {}

// TypedShortcut passes shortcuts on.
func (v *viewer) TypedShortcut(s fyne.Shortcut) {
	if c, ok := v.k.Window.Canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
