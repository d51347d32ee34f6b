package pagecheck

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
)

var (
	level1 = regexp.MustCompile(`^[一二三四五六七八九十百]+、`)
	level2 = regexp.MustCompile(`^（[一二三四五六七八九十百]+）`)
)

func isStop(r rune) bool { return strings.ContainsRune(stops, r) }

func textSize(m *model) outcome {
	w := worst{want: 16, tolerance: 0.5}
	if m.body > 0 && len(m.face) > 0 {
		w.see(0, m.body)
	}
	return w.outcome("pt")
}

func textPitch(m *model) outcome {
	w := worst{want: 10.2, tolerance: 0.2}
	if m.pitch > 0 {
		w.see(0, m.pitch)
	}
	return w.outcome("mm")
}

func textRows(m *model) outcome {
	most, at := 0, 0
	for _, s := range m.straight() {
		ls := append(append([]line{}, s.title...), s.text...)
		if len(ls) == 0 || m.pitch == 0 {
			continue
		}
		if n := int(math.Round((ls[len(ls)-1].y-ls[0].y)/m.pitch)) + 1; n > most {
			most, at = n, s.n
		}
	}
	o := outcome{want: fmt.Sprintf("≤ %d", gridRows(m))}
	if most > 0 {
		o.page, o.got, o.ok = at, fmt.Sprint(most), most <= gridRows(m)
	}
	return o
}

// textChars returns how many hanzi at the measured distance fit in the width of the type area; 0.15 of one is allowed for rounding.
func textChars(m *model) outcome {
	width, want := 156.0, 28
	if m.turned {
		width, want = 225, 40
	}
	o := outcome{want: fmt.Sprint(want)}
	if m.step > 0 {
		n := int(math.Floor(width/m.step + 0.15))
		o.got, o.ok = fmt.Sprintf("%d (%.2f mm)", n, m.step), n == want
	}
	return o
}

// full visits the lines that end only because the type area does: the next line follows at the pitch and begins at the left edge. A line
// that ends more than eight characters before the edge is left out; no number is so long that it could be the reason.
func (m *model) full(visit func(s *sheet, l *line, right float64)) {
	if m.pitch == 0 {
		return
	}
	for _, s := range m.straight() {
		left, right := m.sides(s)
		for i := 1; i < len(s.text); i++ {
			l, next := &s.text[i-1], &s.text[i]
			if abs(next.y-l.y-m.pitch) < 0.2*m.pitch && abs(next.x-left) < 0.7*l.em() && l.x < left+3*l.em() && len(l.glyphs) > 10 && right-l.right(right) < 8*l.em() {
				visit(s, l, right)
			}
		}
	}
}

// textEdge allows one line, or one in ten, not to reach the edge: a long number may leave no choice, and the paragraph after a short one
// may begin without an indent.
func textEdge(m *model) outcome {
	n, ragged := 0, 0
	w := worst{tolerance: 1}
	m.full(func(s *sheet, l *line, right float64) {
		n++
		off := right - l.right(right)
		if abs(off) > w.tolerance {
			ragged++
		}
		w.see(s.n, off)
	})
	o := outcome{want: "0 ± 1 mm"}
	if n > 0 {
		o.page, o.ok = w.page, ragged <= max(1, n/10)
		o.got = fmt.Sprintf("%s mm, %d/%d", number(w.value), n-ragged, n)
	}
	return o
}

func textGaps(m *model) outcome {
	widest, at, n := 0.0, 0, 0
	m.full(func(s *sheet, l *line, _ float64) {
		for i := 1; i < len(l.glyphs); i++ {
			a, b := l.glyphs[i-1], l.glyphs[i]
			if !hanzi(first(a.Text)) || !hanzi(first(b.Text)) {
				continue
			}
			n++
			if g := (b.X - a.X) / l.em(); g > widest {
				widest, at = g, s.n
			}
		}
	})
	o := outcome{want: "≤ 1.35 em"}
	if n > 0 {
		o.page, o.got, o.ok = at, fmt.Sprintf("%.2f em", widest), widest <= 1.35
	}
	return o
}

func textBlack(m *model) outcome {
	c := counter{}
	for _, s := range m.sheets {
		for i := range s.text {
			for _, g := range s.text[i].glyphs {
				if !blank(g) && !black(g.Color) {
					c.see(s.n, true, start(&s.text[i]))
					break
				}
			}
			c.see(s.n, false, "")
		}
	}
	return c.outcome()
}

// paraIndent looks at lines that begin a paragraph: those with an indent of up to three and a half characters that are long, are followed
// by a line at the left edge, or are headings.
func paraIndent(m *model) outcome {
	w := worst{want: 2, tolerance: 0.25}
	for _, s := range m.straight() {
		left, right := m.sides(s)
		for i := range s.text {
			l := &s.text[i]
			step := l.em()
			if m.step > 0 {
				step = m.step
			}
			in := (l.x - left) / step
			followed := i+1 < len(s.text) && abs(s.text[i+1].x-left) < 0.5*step && s.text[i+1].y-l.y < 1.5*m.leading()
			if in < 0.6 || in > 3.6 || !followed && l.right(right) < left+0.6*(right-left) && !level1.MatchString(l.text) {
				continue
			}
			if strings.ContainsRune(openers, l.first()) && in > 1.25 && in < 1.75 { // the blank half of the bracket was dropped
				in += 0.5
			}
			w.see(s.n, in)
		}
	}
	return w.outcome("em")
}

func headingFace(m *model, level *regexp.Regexp) outcome {
	c := counter{}
	for _, s := range m.straight() {
		left, _ := m.sides(s)
		for i := range s.text {
			l := &s.text[i]
			if in := (l.x - left) / l.em(); in > 1 && in < 3 && level.MatchString(l.text) {
				c.see(s.n, l.glyphs[0].Font == m.face, start(l))
			}
		}
	}
	return c.outcome()
}

// addresseeFlush looks at the first line of text: if it ends with a colon and is not an indented sentence, it is 主送机关.
func addresseeFlush(m *model) outcome {
	w := worst{tolerance: 1}
	s := m.sheets[0]
	if len(s.text) > 0 && len(s.title) > 0 && s.lying() == m.turned {
		l := &s.text[0]
		left, _ := m.sides(s)
		sentence := strings.ContainsAny(l.text, "，。；") && abs(l.x-left) > 1 // 现将有关情况通报如下：
		if strings.HasSuffix(l.text, "：") && !sentence {
			w.see(s.n, l.x-left)
		}
	}
	return w.outcome("mm")
}

func titleSize(m *model) outcome {
	w := worst{want: 22, tolerance: 0.5}
	for i := range m.sheets[0].title {
		w.see(1, m.sheets[0].title[i].size)
	}
	return w.outcome("pt")
}

func titleCentre(m *model) outcome {
	w := worst{tolerance: 1}
	s := m.sheets[0]
	left, right := m.sides(s)
	for i := range s.title {
		l := &s.title[i]
		end := l.last().X + l.em()
		if !wide(first(l.last().Text)) {
			end = l.last().Box.Right
		}
		w.see(1, (l.x+end)/2-(left+right)/2)
	}
	return w.outcome("mm")
}

// titleDrop counts the empty lines between the red line and the title, or in a letter between the title and what is above it (10.1). Fewer
// than required are right if the first page has hardly any text nevertheless, because 7.3.3 comes first: the page must have some text.
func titleDrop(m *model) outcome {
	w := worst{want: 2, tolerance: 0.3}
	s := m.sheets[0]
	r, ok := s.redRule()
	if !ok || len(s.title) == 0 {
		return w.outcome("× 10.2 mm")
	}
	above := r.Y1
	if s.letter {
		for _, l := range append(slices.Clone(s.number), s.head...) {
			if !l.red {
				above = max(above, l.y+0.12*l.em()+(225.0/22-l.em())/2)
			}
		}
	}
	l := &s.title[0]
	drop := (l.y - 0.88*l.em() - (225.0/22-l.em())/2 - above) / (225.0 / 22)
	if len(s.text) <= 3 && len(s.tables) == 0 {
		drop = max(drop, w.want)
	}
	w.see(1, drop)
	return w.outcome("× 10.2 mm")
}

// titleShape: a title of three or more lines is a trapezoid or a diamond, not an hourglass: no line is shorter than both its neighbours by
// more than half a character.
func titleShape(m *model) outcome {
	c := counter{}
	t := m.sheets[0].title
	long := func(i int) float64 { return t[i].last().X - t[i].x }
	for i := 1; i+1 < len(t); i++ {
		c.see(1, long(i) < min(long(i-1), long(i+1))-0.5*t[i].em(), start(&t[i]))
	}
	return c.outcome()
}
