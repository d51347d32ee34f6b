package pagecheck

import (
	"fmt"
	"math"
	"regexp"
	"strings"
)

var (
	level1 = regexp.MustCompile(`^[一二三四五六七八九十百]+、`)
	level2 = regexp.MustCompile(`^（[一二三四五六七八九十百]+）`)
	level3 = regexp.MustCompile(`^(\d{1,2}[.．、]|（\d{1,2}）)\s*`)
)

func isStop(r rune) bool { return strings.ContainsRune(stops, r) }

func textSize(m *model) outcome {
	w := worst{want: 16, tolerance: 0.5}
	if m.body > 0 && len(m.face) > 0 {
		w.see(0, m.body)
	}
	return w.outcome("pt", noText)
}

func textPitch(m *model) outcome {
	w := worst{want: 10.2, tolerance: 0.2}
	if m.pitch > 0 {
		w.see(0, m.pitch)
	}
	return w.outcome("mm", tooFew)
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
	o := without(fmt.Sprintf("≤ %d", gridRows(m)), tooFew)
	if most > 0 {
		o.page, o.got, o.ok, o.why = at, fmt.Sprint(most), most <= gridRows(m), ""
	}
	return o
}

// textChars returns how many hanzi at the measured distance fit in the width of the type area; 0.15 of one is allowed for rounding.
func textChars(m *model) outcome {
	width, want := 156.0, 28
	if m.turned {
		width, want = 225, 40
	}
	if m.step == 0 {
		return without(fmt.Sprint(want), tooFew)
	}
	n := int(math.Floor(width/m.step + 0.15))
	return outcome{want: fmt.Sprint(want), got: fmt.Sprintf("%d (%.2f mm)", n, m.step), ok: n == want}
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
	if n == 0 {
		return without(w.wanted("mm"), noFull)
	}
	return outcome{page: w.page, want: w.wanted("mm"), got: fmt.Sprintf("%s mm, %d/%d", number(w.value), n-ragged, n), ok: ragged <= max(1, n/10)}
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
	if n == 0 {
		return without("≤ 1.35 em", noFull)
	}
	return outcome{page: at, want: "≤ 1.35 em", got: fmt.Sprintf("%.2f em", widest), ok: widest <= 1.35}
}

// prose tells a line of text from one to fill in, which has room between its words, and from numbers.
func (l *line) prose() bool {
	n := 0
	for i, g := range l.glyphs {
		if hanzi(first(g.Text)) {
			n++
		}
		if i > 0 && (blank(g) && blank(l.glyphs[i-1]) || g.X-l.glyphs[i-1].X > 3*l.em()) {
			return false
		}
	}
	return n > 12
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
	return c.outcome(noText)
}

// paraIndent looks at lines that begin a paragraph: those with an indent of up to three and a half characters that are long, are followed
// by a line at the left edge, or are headings; and long ones at the left edge below what ends a paragraph.
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
			long := l.right(right) > left+0.6*(right-left) && l.prose()
			middle := !followed && abs(l.x+l.right(right)-left-right) < 2 // a line below the title, such as （草稿）
			if middle || !m.begins(s, i) || !long && !(followed && in > 0.6) && !level1.MatchString(l.text) {
				continue
			}
			if strings.ContainsRune(openers, l.first()) && in > 1.25 && in < 1.75 { // the blank half of the bracket was dropped
				in += 0.5
			}
			w.see(s.n, in)
		}
	}
	return w.outcome("em", noParagraph)
}
