package proof

import (
	"fmt"
	"regexp"
	"slices"

	"kaohe/data/page"
)

var dated = regexp.MustCompile(`^\d{4}年\d{1,2}月\d{1,2}日$`)

// date is the last line that is a date and nothing else, in the right half of a page, and its number on that page; attachments may follow.
func (m *model) date() (*sheet, int) {
	for i := len(m.sheets) - 1; i >= 0; i-- {
		s := m.sheets[i]
		for k := len(s.text) - 1; k >= 0; k-- {
			if l := &s.text[k]; dated.MatchString(l.text) && l.x > s.w/2-20 && s.lying() == m.turned {
				return s, k
			}
		}
	}
	return nil, 0
}

// signDate: four characters from the right with a seal; without one the date begins two characters right of the office's name, or it ends two
// characters from the right when it is the longer of the two.
func signDate(m *model) outcome {
	o := outcome{want: "4 em"}
	s, k := m.date()
	if s == nil {
		return o
	}
	_, right := m.sides(s)
	l := &s.text[k]
	end := (right - l.last().X - l.em()) / l.em()
	o.page, o.got, o.ok = s.n, fmt.Sprintf("%.1f em", end), abs(end-4) < 0.35
	if !o.ok && k > 0 {
		office := &s.text[k-1]
		last := (right - office.last().X - office.em()) / office.em()
		in := (l.x - office.x) / l.em()
		o.ok = abs(in-2) < 0.35 && abs(last-2) < 0.35 || abs(end-2) < 0.35 && l.x <= office.x+2.35*l.em()
	}
	return o
}

// signAlone: the page of the date bears some of the text too.
func signAlone(m *model) outcome {
	c := counter{}
	s, k := m.date()
	if s == nil || s.n == 1 {
		return c.outcome()
	}
	left, right := m.sides(s)
	company := len(s.tables) + len(s.other)
	for i := range s.text[:k] {
		if s.text[i].x < left+(right-left)/3 { // the office's name begins farther right
			company++
		}
	}
	c.see(s.n, company == 0, start(&s.text[k]))
	return c.outcome()
}

// footRules are the level lines of 版记, from above.
func (s *sheet) footRules() []page.Stroke {
	if len(s.foot) == 0 {
		return nil
	}
	top := s.foot[0].y - 3*s.foot[0].em()
	var out []page.Stroke
	for _, k := range s.strokes {
		if level(k) && !red(k.Color) && k.Y1 > top && k.Length() > 100 {
			out = append(out, k)
		}
	}
	slices.SortStableFunc(out, func(a, b page.Stroke) int { return compare(a.Y1, b.Y1) })
	return out
}

func footOf(m *model) *sheet { return m.sheets[len(m.sheets)-1] }

func footSize(m *model) outcome {
	w := worst{want: 14, tolerance: 0.5}
	for i := range footOf(m).foot {
		w.see(len(m.sheets), footOf(m).foot[i].size)
	}
	return w.outcome("pt")
}

func footWidth(m *model) outcome {
	w := worst{want: 156, tolerance: 1}
	for _, r := range footOf(m).footRules() {
		w.see(len(m.sheets), r.Length())
	}
	return w.outcome("mm")
}

// footWeight: the first and the last line 0.35 mm, those between 0.25 mm.
func footWeight(m *model) outcome {
	o := outcome{want: "0.35 / 0.25 / 0.35 ± 0.06 mm"}
	rules := footOf(m).footRules()
	if len(rules) < 2 {
		return o
	}
	o.page, o.ok = len(m.sheets), true
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
	o.got += " mm"
	return o
}

// footEdge: the last line lies on the type area's lower edge.
func footEdge(m *model) outcome {
	w := worst{tolerance: 1}
	s := footOf(m)
	if r := s.footRules(); len(r) > 0 {
		w.see(s.n, r[len(r)-1].Y1-s.area().Bottom)
	}
	return w.outcome("mm")
}
