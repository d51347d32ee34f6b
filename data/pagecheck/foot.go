package pagecheck

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"kaohe/data/pdfread"
)

var (
	copies = regexp.MustCompile(`^(抄送|分送)[：:]`)
	issued = regexp.MustCompile(`^(抄送|主送|分送)|印发$`)
)

// takeFoot separates 版记 from a page's lines, wherever it is: what has the words of one and is small, stands between lines, or is in the
// lower half of the last page.
func (s *sheet) takeFoot(ls []line, last bool) []line {
	for i := range ls {
		l := &ls[i]
		if !issued.MatchString(l.text) {
			continue
		}
		fine := l.size < 15 && l.size > 11
		if !(last && l.y > s.h/2) && !(fine && (copies.MatchString(l.text) || len(s.bars(l.y-12, l.y+6)) > 0)) {
			continue
		}
		for i > 0 && s.within(&ls[i-1], l) {
			i--
		}
		end := i + 1
		for end < len(ls) && s.within(&ls[end], l) {
			end++
		}
		s.foot = slices.Clone(ls[i:end])
		return append(slices.Clone(ls[:i]), ls[end:]...)
	}
	return ls
}

// within tells whether l belongs to the same 版记 as a line: it is in the same type, near, and not above the first of its lines.
func (s *sheet) within(l, of *line) bool {
	if abs(l.size-of.size) > 0.6 || abs(l.y-of.y) > 60 {
		return false
	}
	if l.y > of.y {
		return true
	}
	return len(s.bars(l.y-12, l.y)) > 0
}

// bars returns the level lines between two heights that are as long as those of 版记, from the top.
func (s *sheet) bars(top, bottom float64) []pdfread.Stroke {
	var out []pdfread.Stroke
	for _, k := range s.strokes {
		if level(k) && !red(k.Color) && k.Y1 > top && k.Y1 < bottom && k.Length() > 100 {
			out = append(out, k)
		}
	}
	slices.SortStableFunc(out, func(a, b pdfread.Stroke) int { return compare(a.Y1, b.Y1) })
	return out
}

// footRules returns the lines of 版记, from the top.
func (s *sheet) footRules() []pdfread.Stroke {
	if len(s.foot) == 0 {
		return nil
	}
	return s.bars(s.foot[0].y-3*s.foot[0].em(), s.foot[len(s.foot)-1].y+12)
}

// footOf returns the page with 版记, the last one if there is none.
func footOf(m *model) *sheet {
	for _, s := range slices.Backward(m.sheets) {
		if len(s.foot) > 0 {
			return s
		}
	}
	return m.sheets[len(m.sheets)-1]
}

// footLast: 版记 is on the last page.
func footLast(m *model) outcome {
	s := footOf(m)
	if len(s.foot) == 0 {
		return without(fmt.Sprint(len(m.sheets)), noFoot)
	}
	return outcome{page: s.n, want: fmt.Sprint(len(m.sheets)), got: fmt.Sprint(s.n), ok: s.n == len(m.sheets)}
}

func footSize(m *model) outcome {
	w := worst{want: 14, tolerance: 0.5}
	s := footOf(m)
	for i := range s.foot {
		w.see(s.n, s.foot[i].size)
	}
	return w.outcome("pt", noFoot)
}

// footIn: the text of 版记 is set in by one character of its own size, on both sides.
func footIn(m *model) outcome {
	w := worst{want: 1, tolerance: 0.35}
	s := footOf(m)
	left, right := m.sides(s)
	for i := range s.foot {
		l := &s.foot[i]
		if issued.MatchString(l.text) && l.x < (left+right)/2 {
			w.see(s.n, (l.x-left)/l.em())
		}
		if strings.HasSuffix(l.text, "印发") {
			w.see(s.n, (right-l.right(right))/l.em())
		}
	}
	return w.outcome("em", noFoot)
}

// ruled returns the lines of 版记, and the outcome if there are none: they must be there, but not in a letter (10.1).
func ruled(m *model, want string) (*sheet, []pdfread.Stroke, outcome) {
	s := footOf(m)
	rules := s.footRules()
	switch {
	case len(s.foot) == 0:
		return s, nil, without(want, noFoot)
	case len(rules) == 0 && m.sheets[0].letter:
		return s, nil, without(want, isLetter)
	case len(rules) == 0:
		return s, nil, absent(s.n, want)
	}
	return s, rules, outcome{}
}

func footWidth(m *model) outcome {
	w := worst{want: footOf(m).across(), tolerance: 1}
	s, rules, none := ruled(m, w.wanted("mm"))
	if len(rules) == 0 {
		return none
	}
	for _, r := range rules {
		w.see(s.n, r.Length())
	}
	return w.outcome("mm", noFoot)
}

// footWeight: the first and the last line have 0.35 mm, the lines between 0.25 mm.
func footWeight(m *model) outcome {
	o := outcome{want: "0.35 / 0.25 / 0.35 ± 0.06 mm", ok: true}
	s, rules, none := ruled(m, o.want)
	if len(rules) == 0 {
		return none
	}
	o.page = s.n
	for i, r := range rules {
		want := 0.25
		if i == 0 || i == len(rules)-1 {
			want = 0.35
		}
		o.ok = o.ok && abs(r.Width-want) <= 0.06
		if i > 0 {
			o.got += " / "
		}
		o.got += fmt.Sprintf("%.2f", r.Width)
	}
	o.ok = o.ok && len(rules) > 1
	o.got += " mm"
	return o
}

// footEdge: the last line is on the lower edge of the type area.
func footEdge(m *model) outcome {
	w := worst{tolerance: 1}
	s, rules, none := ruled(m, w.wanted("mm"))
	if len(rules) == 0 {
		return none
	}
	w.see(s.n, rules[len(rules)-1].Y1-s.area().Bottom)
	return w.outcome("mm", noFoot)
}
