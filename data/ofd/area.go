package ofd

import "kaohe/data/ink"

// areaObjects is how many objects an area takes: its fill, or the lines of each direction, and its frame.
func areaObjects(a ink.Area) int {
	n := 1
	if _, filled := a.Grey(); filled {
		return n + 1
	}
	for _, lines := range a.Hatches() {
		if len(hatch(a, lines).at) > 0 {
			n++
		}
	}
	return n
}

func (w *pageWriter) area(a ink.Area) {
	var frame trace
	frame.rectangle(mm(a.X), mm(a.Y), mm(a.W), mm(a.H))
	if shade, filled := a.Grey(); filled {
		w.draw(&frame, 0, grey(shade))
	}
	for _, lines := range a.Hatches() {
		if p := hatch(a, lines); len(p.at) > 0 {
			w.draw(p, mm(ink.HatchWidth), inkColour(false))
		}
	}
	w.draw(&frame, mm(ink.HatchWidth), inkColour(false))
}

// hatch returns lines cut off at the edges of their area: few readers know how to clip.
func hatch(a ink.Area, lines []ink.Line) *trace {
	p := &trace{}
	for _, l := range lines {
		if l, ok := clip(l, a.W, a.H); ok {
			p.put(moveTo, [2]float64{mm(a.X + l[0]), mm(a.Y + a.H - l[1])})
			p.put(lineTo, [2]float64{mm(a.X + l[2]), mm(a.Y + a.H - l[3])})
		}
	}
	return p
}

// clip returns the part of a line within 0, 0 to w, h (Liang and Barsky, 1984); false if there is none.
func clip(l ink.Line, w, h float64) (ink.Line, bool) {
	dx, dy := l[2]-l[0], l[3]-l[1]
	from, to := 0.0, 1.0
	for _, edge := range [4][2]float64{{-dx, l[0]}, {dx, w - l[0]}, {-dy, l[1]}, {dy, h - l[1]}} {
		p, q := edge[0], edge[1]
		switch {
		case p == 0 && q < 0:
			return l, false
		case p < 0:
			from = max(from, q/p)
		case p > 0:
			to = min(to, q/p)
		}
	}
	if from >= to {
		return l, false
	}
	return ink.Line{l[0] + from*dx, l[1] + from*dy, l[0] + to*dx, l[1] + to*dy}, true
}
