package ofd

import (
	"encoding/xml"
	"math"
	"strconv"
	"unicode/utf16"

	"kaohe/data/ink"
	"kaohe/data/sfnt"
)

// mm converts points.
func mm(points float64) float64 { return points * 25.4 / 72 }

// objects is how many numbers a page needs besides its own: for its layers and for what is on them.
func objects(p *ink.Page) int {
	n := 1 + len(p.Shots) + len(p.Rules)
	if p.Under != nil {
		n += 2
	}
	for _, a := range p.Areas {
		n += areaObjects(a)
	}
	for _, r := range p.Runs {
		if len(r.Text) > 0 {
			n++
		}
	}
	return n
}

// pageWriter writes the objects of a page and numbers them.
type pageWriter struct {
	*writer
	next int
	out  []byte
}

func (w *pageWriter) id() int {
	w.next++
	return w.next - 1
}

// page returns a page's part (7.7). What is drawn is in the order of the PDF: the mark of a sample, areas, pictures, rules, text.
func (w *writer) page(i int) *part {
	src := w.doc.Pages[i]
	pw := &pageWriter{writer: w, next: w.pages[i].first, out: make([]byte, 0, 1<<15)}
	pw.put(xml.Header, `<ofd:Page xmlns:ofd="`, namespace, `"><ofd:Area><ofd:PhysicalBox>`)
	pw.out = appendNumbers(pw.out, 0, 0, mm(w.doc.Width), mm(w.doc.Height))
	pw.put("</ofd:PhysicalBox></ofd:Area><ofd:Content>")
	if src.Under != nil {
		pw.layer("Background")
		pw.stamp(src.Under)
		pw.put("</ofd:Layer>")
	}
	pw.layer("Body")
	pw.ink(src.Ink)
	pw.put("</ofd:Layer></ofd:Content></ofd:Page>")
	return &part{name: docDir + pageFile(i), data: pw.out}
}

func (w *pageWriter) put(texts ...string) {
	for _, s := range texts {
		w.out = append(w.out, s...)
	}
}

func (w *pageWriter) layer(kind string) {
	w.out = appendAttr(append(w.out, "<ofd:Layer"...), "ID", w.id())
	w.put(` Type="`, kind, `">`)
}

func (w *pageWriter) ink(k ink.Ink) {
	for _, a := range k.Areas {
		w.area(a)
	}
	for _, s := range k.Shots {
		o := imageObject{w.id(), box{mm(s.X), mm(s.Y), mm(s.W), mm(s.H)}, w.photos[s.Photo]}
		w.out = o.append(w.out)
	}
	for _, l := range k.Rules {
		w.rule(l)
	}
	for _, r := range k.Runs {
		if len(r.Text) > 0 {
			w.run(r)
		}
	}
}

// inkColour returns pure red as on a monitor (255, 0, 0), since the standard names no shade, or black.
func inkColour(red bool) colour {
	if red {
		return "255 0 0"
	}
	return "0 0 0"
}

func grey(shade float64) colour {
	n := strconv.Itoa(int(math.Round(shade * 255)))
	return colour(n + " " + n + " " + n)
}

// trace collects path data (9.1) within a boundary that grows with it. Points are millimetres on the page until they are written.
type trace struct {
	ops []byte
	at  [][2]float64
}

// The commands, with the number of points behind each.
const (
	moveTo  = 'M'
	lineTo  = 'L'
	curveTo = 'B'
	closed  = 'C'
)

func pointsOf(op byte) int {
	switch op {
	case curveTo:
		return 3
	case closed:
		return 0
	}
	return 1
}

func (t *trace) put(op byte, at ...[2]float64) {
	t.ops = append(t.ops, op)
	t.at = append(t.at, at...)
}

func (t *trace) rectangle(x, y, w, h float64) {
	t.put(moveTo, [2]float64{x, y})
	t.put(lineTo, [2]float64{x + w, y})
	t.put(lineTo, [2]float64{x + w, y + h})
	t.put(lineTo, [2]float64{x, y + h})
	t.put(closed)
}

// bounds returns the upper left and the lower right corner of the smallest box around points, of which there is at least one.
func bounds(at [][2]float64) (low, high [2]float64) {
	low, high = at[0], at[0]
	for _, q := range at {
		for k := range q {
			low[k], high[k] = min(low[k], q[k]), max(high[k], q[k])
		}
	}
	return low, high
}

// object returns the path with the box around it, which has to hold its strokes too, since readers clip to it. Without a width it is filled.
func (t *trace) object(id int, width float64, c colour) pathObject {
	low, high := bounds(t.at)
	x, y := low[0]-width, low[1]-width
	o := pathObject{id: id, boundary: box{x, y, high[0] - low[0] + 2*width, high[1] - low[1] + 2*width}, width: width, colour: c}
	n := 0
	for _, op := range t.ops {
		if len(o.data) > 0 {
			o.data = append(o.data, ' ')
		}
		o.data = append(o.data, op)
		for range pointsOf(op) {
			q := t.at[n]
			o.data = appendNumbers(append(o.data, ' '), q[0]-x, q[1]-y)
			n++
		}
	}
	return o
}

// draw adds a path, stroked or, without a width, filled.
func (w *pageWriter) draw(t *trace, width float64, c colour) {
	o := t.object(w.id(), width, c)
	w.out = o.append(w.out)
}

func (w *pageWriter) rule(l ink.Rule) {
	var t trace
	t.put(moveTo, [2]float64{mm(l.X1), mm(l.Y1)})
	t.put(lineTo, [2]float64{mm(l.X2), mm(l.Y2)})
	w.draw(&t, mm(l.Width), inkColour(l.Red))
}

// stamp adds the mark of a sample.
func (w *pageWriter) stamp(s *ink.Stamp) {
	sin, cos := math.Sincos(s.Angle * math.Pi / 180)
	at := func(q sfnt.Point) [2]float64 {
		return [2]float64{mm(s.X + q.X*cos - q.Y*sin), mm(s.Y - q.X*sin - q.Y*cos)}
	}
	var t trace
	for _, o := range s.Outlines {
		switch o.Op {
		case sfnt.Move:
			t.put(moveTo, at(o.To))
		case sfnt.Draw:
			t.put(lineTo, at(o.To))
		case sfnt.Curve:
			t.put(curveTo, at(o.C1), at(o.C2), at(o.To))
		case sfnt.Close:
			t.put(closed)
		}
	}
	if len(t.at) == 0 { // no face has the characters
		t.put(moveTo, [2]float64{mm(s.X), mm(s.Y)})
	}
	w.draw(&t, 0, grey(s.Grey))
}

// Room around the origins of characters for their ink, in ems: a box that is too small would cut it.
const (
	roomAbove = 1.1
	roomBelow = 0.4
	roomAside = 0.6
)

// run adds a text. Its box is upright around the baseline, whatever its angle.
func (w *pageWriter) run(r ink.Run) {
	origins := r.Origins()
	size, wide := mm(r.Size), 0.0
	for i := range origins {
		origins[i] = mm(origins[i])
		wide = max(wide, origins[i])
	}
	sin, cos := math.Sincos(r.Angle * math.Pi / 180)
	left, right, above, below := -roomAside*size, wide+(1+roomAside)*size, -roomAbove*size, roomBelow*size
	var corners [][2]float64
	for _, c := range [4][2]float64{{left, above}, {right, above}, {left, below}, {right, below}} {
		corners = append(corners, [2]float64{mm(r.X) + c[0]*cos + c[1]*sin, mm(r.Y) - c[0]*sin + c[1]*cos})
	}
	low, high := bounds(corners)
	o := textObject{id: w.id(), boundary: box{low[0], low[1], high[0] - low[0], high[1] - low[1]}, font: w.fonts[r.Font], size: size, fill: inkColour(r.Red)}
	x, y := mm(r.X)-low[0], mm(r.Y)-low[1]
	if r.Angle != 0 {
		o.ctm = []float64{cos, -sin, sin, cos, x, y}
		x, y = 0, 0
	}
	for _, p := range pieces(r.Text) {
		o.codes = append(o.codes, textCode{x: x + origins[p[0]], y: y, deltas: distances(origins[p[0]:p[1]]), text: r.Text[p[0]:p[1]]})
	}
	w.out = o.append(w.out)
}

// mostDrift is how far rounding may move a character before the next distance takes it back.
const mostDrift = 0.002

// distances returns the distance from each place to the next, rounded as it is written. Equal distances stay equal, which keeps files small.
func distances(at []float64) []float64 {
	out := make([]float64, 0, len(at))
	pen := at[0]
	for i := 1; i < len(at); i++ {
		d := rounded(at[i] - at[i-1])
		if rounded(math.Abs(pen+d-at[i])) > mostDrift {
			d = rounded(at[i] - pen)
		}
		pen += d
		out = append(out, d)
	}
	return out
}

// pieces divides a text where characters beyond U+FFFF begin and end, which get a piece each.
func pieces(rs []rune) [][2]int {
	var out [][2]int
	from := 0
	for i, r := range rs {
		if utf16.RuneLen(r) < 2 {
			continue
		}
		if from < i {
			out = append(out, [2]int{from, i})
		}
		out = append(out, [2]int{i, i + 1})
		from = i + 1
	}
	if from < len(rs) {
		out = append(out, [2]int{from, len(rs)})
	}
	return out
}
