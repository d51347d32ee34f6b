package pagecheck

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"kaohe/data/pdfread"
)

// reds returns the page's horizontal red lines, from the top.
func (s *sheet) reds() []pdfread.Stroke {
	var out []pdfread.Stroke
	for _, k := range s.strokes {
		if red(k.Color) && level(k) && k.Length() > 100 {
			out = append(out, k)
		}
	}
	slices.SortStableFunc(out, func(a, b pdfread.Stroke) int { return compare(a.Y1, b.Y1) })
	return out
}

// redRule returns 红色分隔线, which is the first red line of the page.
func (s *sheet) redRule() (pdfread.Stroke, bool) {
	if r := s.reds(); len(r) > 0 {
		return r[0], true
	}
	return pdfread.Stroke{}, false
}

// isLetter: a letter has two red lines close to each other.
func (s *sheet) isLetter() bool {
	r := s.reds()
	for i := 1; i < len(r); i++ {
		if r[i].Y1-r[i-1].Y1 < 4 {
			return true
		}
	}
	return false
}

// mark returns 发文机关标志, which is the largest red type of the head, and the extent of all its lines.
func (s *sheet) mark() (best line, ink pdfread.Box, ok bool) {
	for _, l := range s.head {
		if l.red && l.size > best.size {
			best, ok = l, true
		}
	}
	if !ok {
		return best, ink, false
	}
	ink = best.ink()
	for i := range s.head {
		if l := &s.head[i]; l.red && best.size-l.size < 1 {
			b := l.ink()
			ink = pdfread.Box{Left: min(ink.Left, b.Left), Top: min(ink.Top, b.Top), Right: max(ink.Right, b.Right), Bottom: max(ink.Bottom, b.Bottom)}
		}
	}
	return best, ink, true
}

func headMark(m *model) outcome {
	w := worst{want: 35, tolerance: 1}
	s := m.sheets[0]
	if s.letter {
		return w.outcome("mm", isLetter)
	}
	if l, ink, ok := s.mark(); ok {
		if strings.HasSuffix(l.text, "令") { // 命令格式, 10.2
			w.want = 20
		}
		w.see(1, ink.Top-s.area().Top)
	}
	return w.outcome("mm", noMark)
}

func headCentre(m *model) outcome {
	w := worst{tolerance: 1.5}
	s := m.sheets[0]
	if _, b, ok := s.mark(); ok {
		middle := (s.area().Left + s.area().Right) / 2
		if s.letter {
			middle = s.w / 2
		}
		w.see(1, (b.Left+b.Right)/2-middle)
	}
	return w.outcome("mm", noMark)
}

// headRed: the office's mark is red. A black one is known by its size and place: above the number or the red line, larger than titles are.
func headRed(m *model) outcome {
	s := m.sheets[0]
	if l, _, ok := s.mark(); ok {
		return outcome{page: 1, want: "#ff0000", got: inked(&l), ok: true}
	}
	for _, ls := range [][]line{s.head, s.title, s.other} {
		for i := range ls {
			l := &ls[i]
			above := slices.ContainsFunc(s.number, func(n line) bool { return n.y > l.y })
			if l.size > 23 && l.y < s.h/2 && (above || len(s.reds()) > 0 && s.reds()[0].Y1 > l.y) {
				return outcome{page: 1, want: "#ff0000", got: inked(l)}
			}
		}
	}
	return without("#ff0000", noMark)
}

func inked(l *line) string {
	c := l.glyphs[0].Color
	return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2])
}

// below measures what belongs to the red line below an ordinary document's head: it must be there if the head is.
func below(m *model, want string, measure func(s *sheet, r pdfread.Stroke) outcome) outcome {
	s := m.sheets[0]
	r, ok := s.redRule()
	_, _, marked := s.mark()
	switch {
	case s.letter:
		return without(want, isLetter)
	case !ok && (marked || len(s.number) > 0):
		return absent(1, want)
	case !ok:
		return without(want, noMark)
	}
	return measure(s, r)
}

// headRule measures from the lower edge of the line above, usually the number, to the upper edge of the red line.
func headRule(m *model) outcome {
	w := worst{want: 4, tolerance: 1}
	return below(m, w.wanted("mm"), func(s *sheet, r pdfread.Stroke) outcome {
		foot := math.Inf(-1)
		for _, ls := range [][]line{s.head, s.number} {
			for i := range ls {
				foot = max(foot, ls[i].y+0.12*ls[i].em())
			}
		}
		if !math.IsInf(foot, -1) {
			w.see(1, r.Y1-r.Width/2-foot)
		}
		return w.outcome("mm", noMark)
	})
}

func headWidth(m *model) outcome {
	w := worst{want: m.sheets[0].across(), tolerance: 1}
	return below(m, w.wanted("mm"), func(_ *sheet, r pdfread.Stroke) outcome {
		w.see(1, r.Length())
		return w.outcome("mm", noRed)
	})
}

// headWeight: the standard gives no value; 0.35 mm to 1 mm are common.
func headWeight(m *model) outcome {
	const want = "0.3–1 mm"
	return below(m, want, func(_ *sheet, r pdfread.Stroke) outcome {
		return outcome{page: 1, want: want, got: fmt.Sprintf("%.2f mm", r.Width), ok: r.Width > 0.29 && r.Width < 1.01}
	})
}

var formed = regexp.MustCompile(`^\S*?〔\d{4}〕[1-9]\d*号`)

// numberForm: the year has four digits in 〔〕, the number neither 第 nor leading zeros.
func numberForm(m *model) outcome {
	c := counter{}
	for i := range m.sheets[0].number {
		l := &m.sheets[0].number[i]
		c.see(1, !formed.MatchString(l.text), start(l))
	}
	return c.outcome(noNumber)
}

// numberPlace: the number is in the middle; one character from the left if 签发人 is beside it, and at the right edge in a letter.
func numberPlace(m *model) outcome {
	w := worst{tolerance: 1.5}
	s := m.sheets[0]
	if len(s.number) == 0 {
		return w.outcome("mm", noNumber)
	}
	left, right := m.sides(s)
	l := &s.number[0]
	upward := slices.ContainsFunc(slices.Concat(s.number, s.head), func(l line) bool { return strings.Contains(l.text, "签发人") })
	switch {
	case s.letter:
		w.see(1, right-l.right(right))
	case upward:
		w.see(1, l.x-left-l.em())
	default:
		w.see(1, (l.x+l.right(right))/2-(left+right)/2)
	}
	return w.outcome("mm", noNumber)
}

// ofLetter measures what only a letter has.
func ofLetter(m *model, want string, measure func(s *sheet, r []pdfread.Stroke) outcome) outcome {
	s := m.sheets[0]
	if !s.letter {
		return without(want, notLetter)
	}
	return measure(s, s.reds())
}

func letterMark(m *model) outcome {
	w := worst{want: 30, tolerance: 1}
	return ofLetter(m, w.wanted("mm"), func(s *sheet, _ []pdfread.Stroke) outcome {
		_, ink, ok := s.mark()
		if !ok {
			return absent(1, w.wanted("mm"))
		}
		w.see(1, ink.Top)
		return w.outcome("mm", noMark)
	})
}

// letterUpper measures from the lower edge of the mark to the upper double line, whose first line is the thick one.
func letterUpper(m *model) outcome {
	w := worst{want: 4, tolerance: 1}
	return ofLetter(m, w.wanted("mm"), func(s *sheet, r []pdfread.Stroke) outcome {
		_, ink, ok := s.mark()
		if !ok || r[0].Y1 > s.h/2 || r[1].Y1 > s.h/2 {
			return absent(1, w.wanted("mm"))
		}
		w.see(1, r[0].Y1-r[0].Width/2-ink.Bottom)
		return thick(w.outcome("mm", noMark), r[0], r[1])
	})
}

// letterLower measures from the lower double line, whose last line is the thick one, to the edge of the page.
func letterLower(m *model) outcome {
	w := worst{want: 20, tolerance: 1}
	return ofLetter(m, w.wanted("mm"), func(s *sheet, r []pdfread.Stroke) outcome {
		last, upper := r[len(r)-1], r[len(r)-2]
		if upper.Y1 < s.h/2 {
			return absent(1, w.wanted("mm"))
		}
		w.see(1, s.h-last.Y1-last.Width/2)
		return thick(w.outcome("mm", noRed), last, upper)
	})
}

// thick adds to o the requirement that a is thicker than b.
func thick(o outcome, a, b pdfread.Stroke) outcome {
	o.want += ", a > b"
	o.got += fmt.Sprintf(", %.2f/%.2f mm", a.Width, b.Width)
	o.ok = o.ok && a.Width > b.Width
	return o
}

func letterWidth(m *model) outcome {
	w := worst{want: 170, tolerance: 1}
	return ofLetter(m, w.wanted("mm"), func(_ *sheet, reds []pdfread.Stroke) outcome {
		for _, r := range reds {
			w.see(1, r.Length())
		}
		return w.outcome("mm", noRed)
	})
}
