package pagecheck

import (
	"fmt"
	"math"
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

// mark returns 发文机关标志, which is the largest red type of the head.
func (s *sheet) mark() (line, bool) {
	var best line
	for _, l := range s.head {
		if l.red && l.size > 18 && l.size > best.size {
			best = l
		}
	}
	return best, best.size > 0
}

func headMark(m *model) outcome {
	w := worst{want: 35, tolerance: 1}
	s := m.sheets[0]
	if l, ok := s.mark(); ok && !s.letter {
		if strings.HasSuffix(l.text, "令") { // 命令格式, 10.2
			w.want = 20
		}
		w.see(1, l.ink().Top-s.area().Top)
	}
	return w.outcome("mm")
}

func headCentre(m *model) outcome {
	w := worst{tolerance: 1.5}
	s := m.sheets[0]
	if l, ok := s.mark(); ok {
		middle := (s.area().Left + s.area().Right) / 2
		if s.letter {
			middle = s.w / 2
		}
		b := l.ink()
		w.see(1, (b.Left+b.Right)/2-middle)
	}
	return w.outcome("mm")
}

// headRule measures from the lower edge of the line above, usually the number, to the upper edge of the red line.
func headRule(m *model) outcome {
	w := worst{want: 4, tolerance: 1}
	s := m.sheets[0]
	r, ok := s.redRule()
	if !ok || s.letter {
		return w.outcome("mm")
	}
	foot := math.Inf(-1)
	for _, ls := range [][]line{s.head, s.number} {
		for i := range ls {
			foot = max(foot, ls[i].y+0.12*ls[i].em())
		}
	}
	if !math.IsInf(foot, -1) {
		w.see(1, r.Y1-r.Width/2-foot)
	}
	return w.outcome("mm")
}

func headWidth(m *model) outcome {
	s := m.sheets[0]
	w := worst{want: s.across(), tolerance: 1}
	if r, ok := s.redRule(); ok && !s.letter {
		w.see(1, r.Length())
	}
	return w.outcome("mm")
}

// headWeight: the standard gives no value; 0.35 mm to 1 mm are common.
func headWeight(m *model) outcome {
	o := outcome{want: "0.3–1 mm"}
	s := m.sheets[0]
	if r, ok := s.redRule(); ok && !s.letter {
		o.page, o.got, o.ok = 1, fmt.Sprintf("%.2f mm", r.Width), r.Width > 0.29 && r.Width < 1.01
	}
	return o
}

func letterMark(m *model) outcome {
	w := worst{want: 30, tolerance: 1}
	s := m.sheets[0]
	if l, ok := s.mark(); ok && s.letter {
		w.see(1, l.ink().Top)
	}
	return w.outcome("mm")
}

// letterUpper measures from the lower edge of the mark to the upper double line, whose first line is the thick one.
func letterUpper(m *model) outcome {
	w := worst{want: 4, tolerance: 1}
	s := m.sheets[0]
	r := s.reds()
	if l, ok := s.mark(); ok && s.letter && r[0].Y1 < s.h/2 {
		w.see(1, r[0].Y1-r[0].Width/2-l.ink().Bottom)
		o := w.outcome("mm")
		return thick(o, r[0], r[1])
	}
	return w.outcome("mm")
}

// letterLower measures from the lower double line, whose last line is the thick one, to the edge of the page.
func letterLower(m *model) outcome {
	w := worst{want: 20, tolerance: 1}
	s := m.sheets[0]
	r := s.reds()
	if n := len(r); s.letter && r[n-1].Y1 > s.h/2 {
		last := r[n-1]
		w.see(1, s.h-last.Y1-last.Width/2)
		return thick(w.outcome("mm"), last, r[n-2])
	}
	return w.outcome("mm")
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
	s := m.sheets[0]
	if !s.letter {
		return w.outcome("mm")
	}
	for _, r := range s.reds() {
		w.see(1, r.Length())
	}
	return w.outcome("mm")
}
