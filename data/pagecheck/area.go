package pagecheck

import (
	"fmt"
	"math"

	"kaohe/data/pdfread"
)

func pageSize(m *model) outcome {
	o := outcome{want: "210 × 297 mm", ok: true}
	for _, s := range m.sheets {
		w, h := min(s.w, s.h), max(s.w, s.h)
		ok := abs(w-210) <= 1 && abs(h-297) <= 1
		if o.got == "" || o.ok && !ok {
			o.page, o.got, o.ok = s.n, fmt.Sprintf("%.0f × %.0f mm", s.w, s.h), ok
		}
	}
	return o
}

// topOf returns the upper edge of the line box of a page's first line, or of a table that comes first; false if the page begins with 版头.
func (m *model) topOf(s *sheet) (float64, bool) {
	if len(s.head)+len(s.number) > 0 || s.letter {
		return 0, false
	}
	top := math.Inf(1)
	for _, ls := range [][]line{s.title, s.text, s.other} {
		if len(ls) > 0 {
			l := &ls[0]
			lead := m.leading()
			if l.size < m.body-1 { // small type has a line pitch of its own
				lead = l.em()
			}
			top = min(top, l.y-0.88*l.em()-(lead-l.em())/2)
		}
	}
	for i := range s.tables {
		top = min(top, s.tables[i].box.Top)
	}
	return top, !math.IsInf(top, 1)
}

// raised returns how many mm higher the type area of an even landscape page is than that of odd ones: 2 if it is bound below, so that the
// upper and lower margin are exchanged, and 0 if the margins are the same on all pages. The top of the page's content tells which.
func (m *model) raised(s *sheet) float64 {
	if top, ok := m.topOf(s); ok && s.lying() && s.n%2 == 0 && top < 27 {
		return 2
	}
	return 0
}

// bottomOf returns the lower edge of a page's last line box or table, without 版记. What is not of the text, small type or a table, may end
// anywhere in its line: free tells that it is the last.
func (m *model) bottomOf(s *sheet) (bottom float64, free bool) {
	for _, ls := range [][]line{s.title, s.text} {
		if len(ls) > 0 {
			l := &ls[len(ls)-1]
			bottom = max(bottom, l.y+0.12*l.em()+(m.leading()-l.em())/2)
		}
	}
	if len(s.other) > 0 {
		l := &s.other[len(s.other)-1]
		if b := l.y + 0.12*l.em(); b > bottom {
			bottom, free = b, true
		}
	}
	for i := range s.tables {
		if b := s.tables[i].box.Bottom; b > bottom {
			bottom, free = b, true
		}
	}
	return bottom, free
}

func areaTop(m *model) outcome {
	w := worst{want: 37, tolerance: 1}
	if m.turned {
		w.want = 28
	}
	at, least := 0, math.Inf(1)
	for _, s := range m.straight() {
		top, ok := m.topOf(s)
		top += m.raised(s)
		if ok && top < least {
			at, least = s.n, top
		}
	}
	if at > 0 {
		w.see(at, least)
	}
	return w.outcome("mm", tooFew)
}

func areaLeft(m *model) outcome {
	w := worst{want: 28, tolerance: 1}
	if m.turned {
		w.want = 35
	}
	if m.left.measured {
		w.see(0, m.left.at)
	}
	return w.outcome("mm", tooFew)
}

func areaRight(m *model) outcome {
	w := worst{want: 26, tolerance: 1}
	if m.turned {
		w.want = 37
	}
	if ss := m.straight(); m.right.measured {
		w.see(0, ss[0].w-m.right.at)
	}
	return w.outcome("mm", tooFew)
}

// areaBottom looks at pages that are followed by another: the fullest of them ends at the lower edge of the type area.
func areaBottom(m *model) outcome {
	w := worst{want: 35, tolerance: 1}
	if m.turned {
		w.want = 26
	}
	var deepest *sheet
	bottom, free := 0.0, false
	for _, s := range m.straight() {
		b, t := m.bottomOf(s)
		if b += m.raised(s); s.n < len(m.sheets) && b > bottom {
			deepest, bottom, free = s, b, t
		}
	}
	if deepest == nil {
		return w.outcome("mm", onePage)
	}
	margin := deepest.h - bottom
	top, ok := m.topOf(deepest)
	full := ok && !free && int(math.Round((bottom-top-m.raised(deepest))/m.leading())) >= gridRows(m)
	if margin < w.want+w.tolerance || full {
		w.see(deepest.n, margin)
	}
	return w.outcome("mm", noFull)
}

// gridRows returns how many lines of the standard's pitch fit in the type area.
func gridRows(m *model) int {
	if m.turned {
		return 15
	}
	return 22
}

// areaInside finds ink outside both the standard's type area and the measured one; punctuation may extend by one character at the right.
func areaInside(m *model) outcome {
	c := counter{}
	for _, s := range m.sheets {
		a := s.area()
		l, r := m.sides(s)
		rise := m.raised(s)
		a.Top, a.Bottom = a.Top-rise, a.Bottom-rise
		a = pdfread.Box{Left: min(l, a.Left) - 1, Top: a.Top - 1, Right: max(r, a.Right) + 1, Bottom: a.Bottom + 1}
		for _, ls := range [][]line{s.title, s.text, s.other, s.named, s.foot} {
			for i := range ls {
				b := ls[i].ink()
				if end := first(ls[i].last().Text); end != 0 && isStop(end) {
					b.Right = min(b.Right, max(r, b.Right-ls[i].em()))
				}
				c.see(s.n, b.Left < a.Left || b.Right > a.Right || b.Top < a.Top || b.Bottom > a.Bottom, start(&ls[i]))
			}
		}
		for _, k := range s.strokes {
			if red(k.Color) || pale(k.Color) {
				continue
			}
			b := bounds(k)
			c.see(s.n, b.Left < a.Left || b.Right > a.Right || b.Top < a.Top || b.Bottom > a.Bottom,
				fmt.Sprintf("%.0f,%.0f–%.0f,%.0f mm", b.Left, b.Top, b.Right, b.Bottom))
		}
	}
	return c.outcome(noText)
}
