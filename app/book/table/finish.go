package table

import (
	"fmt"
	"strings"
	"unicode"

	"kaohe/app/standard"
)

// finish makes rows from the items, and compares sums with those that the table states.
func (t *taking) finish(name string) {
	for _, x := range t.items {
		t.out.Rows = append(t.out.Rows, t.made(x))
	}
	if len(t.items) == 0 && len(t.out.Problems) == 0 {
		t.block("table.noitems")
	}
	t.drop()
	bonus := make([]standard.Points, len(t.out.Sections))
	for _, r := range t.out.Rows {
		if r.Rule.Kind == standard.Bonus {
			t.out.Bonus += r.Points
			bonus[r.Section] += r.Points
			continue
		}
		t.out.Sum += r.Points
		t.out.Sections[r.Section].Sum += r.Points
	}
	t.number()
	for i := range t.out.Sections {
		s := &t.out.Sections[i]
		if s.Title == "" && s.As == "" {
			if s.Title = t.out.Title; s.Title == "" {
				s.Title = name
			}
			t.problem(s.Row, -1, "table.nosection", s.Title)
		}
	}
	t.checkSections(bonus)
	t.checkSums()
}

func (t *taking) made(x *item) Row {
	join := func(f Field, sep string) string {
		var out []string
		for _, p := range x.parts[f] {
			out = append(out, p.text)
		}
		return strings.Join(out, sep)
	}
	r := Row{Row: x.row, Section: x.section, Code: join(AsCode, " "), Points: x.points, RuleText: join(AsRule, "；"), Basis: join(AsBasis, "；")}
	r.Text = t.text(x)
	if x.group != "" {
		r.Text = strings.TrimRight(x.group+"："+r.Text, "：")
	}
	if note := join(AsNote, "；"); note != "" {
		r.Text += "（" + note + "）"
	}
	for _, p := range x.parts[AsMaterials] {
		for _, m := range strings.FieldsFunc(p.text, func(c rune) bool { return c == '；' || c == ';' }) {
			if m = strings.TrimFunc(m, blank); m != "" {
				r.Materials = append(r.Materials, m)
			}
		}
	}
	says := r.RuleText
	if says == "" {
		says = r.Text
	}
	got := ruled{text: says, item: r.Text, points: x.points, scored: x.has, bonus: x.bonus}.rule()
	r.Rule, r.Unsure = got.rule, got.unsure
	switch {
	case r.Text == "" && len(t.cols[AsText]) > 0:
		t.problem(x.row, -1, "table.row.notext")
	case !x.has && x.at == (spot{}) && len(t.cols[AsPoints]) > 0 && r.Rule.Kind != standard.Veto:
		t.problem(x.row, -1, "table.row.nopoints", r.Text)
	}
	return r
}

// text joins the texts of an item: those of one row by a colon, as an indicator with its explanation, and those of several rows by a
// semicolon.
func (t *taking) text(x *item) string {
	var b strings.Builder
	row := 0
	for _, p := range x.parts[AsText] {
		switch {
		case b.Len() == 0:
		case p.at.row > row && p.at.row > x.row:
			b.WriteString("；")
		default:
			b.WriteString("：")
		}
		row = max(row, p.at.row)
		b.WriteString(p.text)
	}
	return b.String()
}

// number gives a code to each item without one. If two items have the same code, all items get new ones.
func (t *taking) number() {
	seen, twice := map[string]int{}, 0
	for i := range t.out.Rows {
		r := &t.out.Rows[i]
		r.Code = tight(r.Code)
		if other := seen[r.Code]; r.Code != "" && other > 0 && twice == 0 {
			twice = r.Row
			t.problem(r.Row, -1, "table.twocodes", r.Code, other)
		}
		seen[r.Code] = r.Row
	}
	count := map[int]int{}
	for i := range t.out.Rows {
		r := &t.out.Rows[i]
		count[r.Section]++
		if twice > 0 && strings.IndexFunc(r.Code, unicode.IsLetter) >= 0 {
			t.leave(spot{r.Row, -1}, r.Code, "table.left.code")
		}
		if r.Code == "" || twice > 0 {
			r.Code = fmt.Sprintf("%d.%d", r.Section+1, count[r.Section])
		}
	}
}

// drop removes the sections without items.
func (t *taking) drop() {
	to := make([]int, len(t.out.Sections))
	for _, r := range t.out.Rows {
		to[r.Section] = 1
	}
	var kept []Section
	for i, s := range t.out.Sections {
		if to[i] == 0 {
			t.leave(spot{s.Row, -1}, s.As, "table.left.empty")
			continue
		}
		to[i] = len(kept)
		kept = append(kept, s)
	}
	t.out.Sections = kept
	for i := range t.out.Rows {
		t.out.Rows[i].Section = to[t.out.Rows[i].Section]
	}
}

func (t *taking) checkSections(bonus []standard.Points) {
	for i, s := range t.out.Sections {
		if s.Says && s.Stated != s.Sum && s.Stated != s.Sum+bonus[i] {
			t.problem(s.Row, -1, "table.section.sum", s.Title, s.Stated, s.Sum)
		}
	}
}

// checkSums compares each row of sums with the items since the last such row, or with the whole table. Points that only add may be
// included in the sum or not.
func (t *taking) checkSums() {
	for i, s := range t.sums {
		var part, adds standard.Points
		for _, r := range t.out.Rows[s.first:s.past] {
			if r.Rule.Kind == standard.Bonus {
				adds += r.Points
			} else {
				part += r.Points
			}
		}
		whole := t.out.Sum
		if s.is == part || s.is == part+adds || s.label != "小计" && (s.is == whole || s.is == whole+t.out.Bonus) {
			continue
		}
		should := part
		if s.label != "小计" && i == len(t.sums)-1 {
			should = whole
		}
		t.problem(s.row, s.col, "table.sum", s.label, s.is, should)
	}
}
