package gallery

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"kaohe/app/marks"
	"kaohe/ui/theme"
)

// What is drawn over a picture: by dragging with a tool, or by keys. Each mark that is drawn, moved or removed is one edit.

// tool is what a drag does.
type tool int

const (
	look tool = iota // moves the picture, or the mark under the pointer
	drawArrow
	drawBox
	drawText
)

func (t tool) key() string { return [...]string{"look", "arrow", "box", "text"}[t] }

func (t tool) icon() theme.IconName {
	return [...]theme.IconName{theme.IconSearch, theme.IconArrow, theme.IconFrame, theme.IconWord}[t]
}

// dragging is what a drag has begun with.
type dragging struct {
	on   bool
	from fyne.Position // in the view
	mark marks.Mark    // that is moved, as it was
	move bool
}

// Colours of marks: red as a pen, on white so that it shows on anything; the mark at hand in blue. They are the same on every theme, because they lie on the picture.
var (
	penInk  = color.NRGBA{R: 0xD9, G: 0x1E, B: 0x18, A: 0xFF}
	penAt   = color.NRGBA{R: 0x1E, G: 0x5A, B: 0xE6, A: 0xFF}
	penHalo = color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0xD0}
)

// Measures of marks on screen.
const (
	penWide  float32 = 3
	penEdge  float32 = 6
	headLong float32 = 16
	textSize float32 = 16
	grip     float32 = 10 // how near to a mark a tap has to be
)

// take takes a tool, or lays it down again where it is at hand.
func (v *viewer) take(t tool) {
	if v.shut || t != look && !v.shows() {
		return
	}
	if v.tool == t && t != look {
		t = look
	}
	v.tool, v.chosen = t, -1
	v.draw()
	v.told()
}

// point is what of the picture lies at a place of the view, as marks have it.
func (v *viewer) point(p fyne.Position) marks.Point {
	at, size := v.at()
	if size.Width <= 0 || size.Height <= 0 {
		return marks.Point{}
	}
	part := func(x, size float32) int { return max(0, min(marks.Full, int(x/size*marks.Full+0.5))) }
	return marks.Point{X: part(p.X-at.X, size.Width), Y: part(p.Y-at.Y, size.Height)}.Turn(-v.x.Turn)
}

// place is where a point lies in the view.
func (v *viewer) place(p marks.Point) fyne.Position {
	at, size := v.at()
	p = p.Turn(v.x.Turn)
	return fyne.NewPos(at.X+float32(p.X)/marks.Full*size.Width, at.Y+float32(p.Y)/marks.Full*size.Height)
}

// drawn are the things that show the marks.
func (v *viewer) drawn() []fyne.CanvasObject {
	if !v.shows() {
		return nil
	}
	var out []fyne.CanvasObject
	for i, m := range v.layer {
		if v.draft != nil && i == v.chosen {
			continue
		}
		out = append(out, v.pen(m, i == v.chosen)...)
	}
	if v.draft != nil {
		out = append(out, v.pen(*v.draft, true)...)
	}
	return out
}

func (v *viewer) pen(m marks.Mark, at bool) []fyne.CanvasObject {
	ink := penInk
	if at {
		ink = penAt
	}
	from, to := v.place(m.From), v.place(m.To)
	switch m.Kind {
	case marks.Arrow:
		var out []fyne.CanvasObject
		left, right := arrowHead(from, to)
		for _, pen := range []struct {
			ink  color.Color
			wide float32
		}{{penHalo, penEdge}, {ink, penWide}} {
			out = append(out, line(from, to, pen.ink, pen.wide), line(left, to, pen.ink, pen.wide), line(right, to, pen.ink, pen.wide))
		}
		return out
	case marks.Box:
		return []fyne.CanvasObject{frame(from, to, penHalo, penEdge), frame(from, to, ink, penWide)}
	case marks.Text:
		text := canvas.NewText(m.Text, ink)
		text.TextSize, text.TextStyle.Bold = textSize, true
		ground := canvas.NewRectangle(penHalo)
		ground.CornerRadius = 3
		size := text.MinSize()
		ground.Move(from.SubtractXY(4, 1))
		ground.Resize(size.AddWidthHeight(8, 2))
		text.Move(from)
		text.Resize(size)
		return []fyne.CanvasObject{ground, text}
	}
	return nil
}

func line(from, to fyne.Position, ink color.Color, wide float32) *canvas.Line {
	l := canvas.NewLine(ink)
	l.StrokeWidth, l.Position1, l.Position2 = wide, from, to
	return l
}

func frame(from, to fyne.Position, ink color.Color, wide float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = ink, wide, 2
	r.Move(fyne.NewPos(min(from.X, to.X), min(from.Y, to.Y)))
	r.Resize(fyne.NewSize(abs(to.X-from.X), abs(to.Y-from.Y)))
	return r
}

// arrowHead are the ends of the two strokes of an arrow's head.
func arrowHead(from, to fyne.Position) (left, right fyne.Position) {
	dx, dy := float64(from.X-to.X), float64(from.Y-to.Y)
	long := math.Hypot(dx, dy)
	if long == 0 {
		return to, to
	}
	side := func(angle float64) fyne.Position {
		s, c := math.Sincos(angle)
		x, y := (dx*c-dy*s)/long, (dx*s+dy*c)/long
		return to.AddXY(float32(x)*headLong, float32(y)*headLong)
	}
	return side(0.5), side(-0.5)
}

func abs(x float32) float32 { return max(x, -x) }

// markAt is the topmost mark at a place of the view; -1 for none.
func (v *viewer) markAt(p fyne.Position) int {
	for i := len(v.layer) - 1; i >= 0; i-- {
		if v.near(v.layer[i], p) {
			return i
		}
	}
	return -1
}

func (v *viewer) near(m marks.Mark, p fyne.Position) bool {
	from, to := v.place(m.From), v.place(m.To)
	switch m.Kind {
	case marks.Arrow:
		return distance(p, from, to) <= grip
	case marks.Box:
		a, b := fyne.NewPos(from.X, to.Y), fyne.NewPos(to.X, from.Y)
		return min(distance(p, from, a), distance(p, a, to), distance(p, to, b), distance(p, b, from)) <= grip
	case marks.Text:
		s := fyne.MeasureText(m.Text, textSize, fyne.TextStyle{Bold: true})
		return p.X >= from.X-4 && p.Y >= from.Y-4 && p.X <= from.X+s.Width+4 && p.Y <= from.Y+s.Height+4
	}
	return false
}

// distance of a point from a line between two.
func distance(p, a, b fyne.Position) float32 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := float32(0)
	if d := dx*dx + dy*dy; d > 0 {
		t = max(0, min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/d))
	}
	return float32(math.Hypot(float64(p.X-a.X-t*dx), float64(p.Y-a.Y-t*dy)))
}

// choose brings a mark to hand; -1 none.
func (v *viewer) choose(i int) {
	if v.shut {
		i = -1
	}
	v.chosen = i
	v.draw()
	v.told()
}

// Tapped chooses the mark under the pointer, writes a text there, or edits that of the mark at hand.
func (v *viewer) Tapped(e *fyne.PointEvent) {
	v.focus()
	v.drag = dragging{}
	if v.tool == drawText {
		v.write(v.point(e.Position))
		return
	}
	if v.tool != look {
		return
	}
	i := v.markAt(e.Position)
	if i >= 0 && i == v.chosen && v.layer[i].Kind == marks.Text {
		v.rewrite(i)
		return
	}
	v.choose(i)
}

// MouseDown remembers where a drag begins: the first event of one is some way behind.
func (v *viewer) MouseDown(e *desktop.MouseEvent) { v.drag = dragging{from: e.Position} }

// MouseUp does nothing.
func (v *viewer) MouseUp(*desktop.MouseEvent) {}

// Dragged draws, moves the mark at hand, or moves the picture.
func (v *viewer) Dragged(e *fyne.DragEvent) {
	if !v.drag.on {
		v.begin(e)
	}
	to := v.point(e.Position)
	switch {
	case v.tool == drawArrow:
		v.draft = &marks.Mark{Kind: marks.Arrow, From: v.point(v.drag.from), To: to}
	case v.tool == drawBox:
		v.draft = &marks.Mark{Kind: marks.Box, From: v.point(v.drag.from), To: to}
	case v.drag.move:
		m := shifted(v.drag.mark, to.X-v.point(v.drag.from).X, to.Y-v.point(v.drag.from).Y)
		v.draft = &m
	case v.tool == look:
		v.pan(e.Dragged)
		return
	}
	v.draw()
}

func (v *viewer) begin(e *fyne.DragEvent) {
	from := v.drag.from
	if from == (fyne.Position{}) {
		from = e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY)
	}
	v.drag = dragging{on: true, from: from}
	if v.tool != look || v.shut {
		return
	}
	if i := v.markAt(from); i >= 0 {
		v.choose(i)
		v.drag.move, v.drag.mark = true, v.layer[i]
	}
}

// DragEnd keeps what was drawn or moved.
func (v *viewer) DragEnd() {
	m, moved := v.draft, v.drag.move
	v.draft, v.drag = nil, dragging{}
	switch {
	case m == nil || v.shut:
	case moved:
		v.keep(v.chosen, *m)
	case v.place(m.From).Subtract(v.place(m.To)).IsZero():
	default:
		v.add(*m)
	}
	v.draw()
}

// shifted is a mark moved by so much, as far as it stays on the picture.
func shifted(m marks.Mark, dx, dy int) marks.Mark {
	low := func(a, b, d int) int { return max(-min(a, b), min(marks.Full-max(a, b), d)) }
	if m.Kind == marks.Text {
		m.To = m.From
	}
	dx, dy = low(m.From.X, m.To.X, dx), low(m.From.Y, m.To.Y, dy)
	m.From.X, m.To.X, m.From.Y, m.To.Y = m.From.X+dx, m.To.X+dx, m.From.Y+dy, m.To.Y+dy
	return m
}

// add keeps one more mark, which is then at hand.
func (v *viewer) add(m marks.Mark) {
	layer := append(append(marks.Layer(nil), v.layer...), m)
	v.tool, v.chosen = look, len(layer)-1
	v.change(layer)
}

// keep puts a mark in the place of another.
func (v *viewer) keep(i int, m marks.Mark) {
	layer := append(marks.Layer(nil), v.layer...)
	layer[i] = m
	v.change(layer)
}

// removeMark takes the mark at hand away.
func (v *viewer) removeMark() {
	i := v.chosen
	if i < 0 || v.shut {
		return
	}
	layer := append(append(marks.Layer(nil), v.layer[:i]...), v.layer[i+1:]...)
	v.chosen = -1
	v.change(layer)
}

func (v *viewer) change(layer marks.Layer) {
	if v.onMarks != nil {
		v.onMarks(layer)
	}
	v.told()
}

// write asks for a text and puts it at a point.
func (v *viewer) write(at marks.Point) {
	v.ask("", func(text string) { v.add(marks.Mark{Kind: marks.Text, From: at, To: at, Text: clipped(text)}) })
}

func (v *viewer) rewrite(i int) {
	m := v.layer[i]
	v.ask(m.Text, func(text string) {
		m.Text = clipped(text)
		v.keep(i, m)
	})
}

// clipped is as much of a text as a mark takes.
func clipped(text string) string {
	r := []rune(text)
	return string(r[:min(len(r), marks.MaxText)])
}
