package pagecheck

import (
	"fmt"
	"slices"

	"kaohe/data/pdfread"
)

// footRules returns the horizontal lines of 版记, from the top.
func (s *sheet) footRules() []pdfread.Stroke {
	if len(s.foot) == 0 {
		return nil
	}
	top := s.foot[0].y - 3*s.foot[0].em()
	var out []pdfread.Stroke
	for _, k := range s.strokes {
		if level(k) && !red(k.Color) && k.Y1 > top && k.Length() > 100 {
			out = append(out, k)
		}
	}
	slices.SortStableFunc(out, func(a, b pdfread.Stroke) int { return compare(a.Y1, b.Y1) })
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
	w := worst{want: footOf(m).across(), tolerance: 1}
	for _, r := range footOf(m).footRules() {
		w.see(len(m.sheets), r.Length())
	}
	return w.outcome("mm")
}

// footWeight: the first and the last line have 0.35 mm, the lines between 0.25 mm.
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

// footEdge: the last line is on the lower edge of the type area.
func footEdge(m *model) outcome {
	w := worst{tolerance: 1}
	s := footOf(m)
	if r := s.footRules(); len(r) > 0 {
		w.see(s.n, r[len(r)-1].Y1-s.area().Bottom)
	}
	return w.outcome("mm")
}
