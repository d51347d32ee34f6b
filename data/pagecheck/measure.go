package pagecheck

import "math"

// measure finds the line pitch and the edges of the text.
func (m *model) measure() {
	a := m.sheets[0].area()
	if s := m.straight(); len(s) > 0 {
		a = s[0].area()
	}
	var pitches, steps []float64
	n := 0
	for _, s := range m.straight() {
		for i, l := range s.text {
			if i > 0 && l.y-s.text[i-1].y < 2.6*l.em() {
				pitches = append(pitches, l.y-s.text[i-1].y)
			}
			if of := l.steps(); len(of) > 0 {
				steps, n = append(steps, median(of)), n+len(of)
			}
		}
	}
	if len(pitches) >= 3 {
		m.pitch = median(pitches)
	}
	if n >= 20 {
		// Each line counts once, since it is stretched as a whole. The median would be wrong, because more lines are stretched than
		// squeezed.
		m.step, _ = common(steps, 0.02)
	}
	starts, ends := m.edges(func(*sheet) bool { return true })
	odd, _ := m.edges(func(s *sheet) bool { return s.n%2 == 1 })
	even, _ := m.edges(func(s *sheet) bool { return s.n%2 == 0 })
	o, on := common(odd, 0.5)
	e, en := common(even, 0.5)
	m.swapped = on >= 2 && en >= 2 && !m.turned && math.Abs(o-e-2) < 0.5
	if m.swapped {
		starts, ends = m.edges(func(s *sheet) bool { return s.n%2 == 1 })
	}
	m.left, m.right = edge{at: a.Left}, edge{at: a.Right}
	if x, n := common(starts, 0.5); n >= 2 {
		m.left = edge{x, true}
	}
	if x, n := common(ends, 0.5); n >= 2 && x > (a.Left+a.Right)/2+20 {
		m.right = edge{x, true}
	}
}

// steps returns the distances between neighbouring hanzi.
func (l *line) steps() []float64 {
	var out []float64
	for k := 1; k < len(l.glyphs); k++ {
		if hanzi(first(l.glyphs[k].Text)) && hanzi(first(l.glyphs[k-1].Text)) {
			out = append(out, l.glyphs[k].X-l.glyphs[k-1].X)
		}
	}
	return out
}

// edges returns where the lines of the accepted pages begin and end; without lines, where tables as wide as the type area do.
func (m *model) edges(of func(*sheet) bool) (starts, ends []float64) {
	var left, right []float64
	for _, s := range m.straight() {
		if !of(s) {
			continue
		}
		a := s.area()
		for _, l := range s.text {
			if hanzi(l.first()) && l.x < a.Left+1.5*l.em() {
				starts = append(starts, l.x)
			}
			if hanzi(first(l.last().Text)) && len(l.glyphs) > 10 {
				ends = append(ends, l.right(a.Right))
			}
		}
		for _, t := range s.tables {
			if t.box.Right-t.box.Left > 0.9*(a.Right-a.Left) {
				left, right = append(left, t.box.Left, t.box.Left), append(right, t.box.Right, t.box.Right) // a table counts as two lines
			}
		}
	}
	if len(starts) < 2 {
		starts = left
	}
	if len(ends) < 2 {
		ends = right
	}
	return starts, ends
}

// sides returns the left and right edge of a page's text. What hangs on the right edge is measured from where it should be, if the lines
// end elsewhere.
func (m *model) sides(s *sheet) (left, right float64) {
	if s.lying() != m.turned {
		a := s.area()
		return a.Left, a.Right
	}
	left, right = m.left.at, m.right.at
	if abs(right-left-s.across()) > 2 { // too few characters in each line, or not justified
		right = left + s.across()
	}
	if m.swapped && s.n%2 == 0 {
		return left - 2, right - 2
	}
	return left, right
}

// leading returns the measured line pitch, else the standard's, which is 225 mm divided by 22.
func (m *model) leading() float64 {
	if m.pitch > 0 {
		return m.pitch
	}
	return 225.0 / 22
}
