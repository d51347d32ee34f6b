package table

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"kaohe/app/standard"
)

// finish makes rows from the items, and compares sums with those that the table states.
func (t *taking) finish(name string) {
	for _, x := range t.items {
		t.out.Rows = append(t.out.Rows, t.made(x))
	}
	if len(t.cols[AsPoints]) == 0 && !slices.ContainsFunc(t.items, func(x *item) bool { return x.has }) {
		t.block("table.nopoints")
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
	for i := range t.out.Sections {
		s := &t.out.Sections[i]
		if s.Title == "" && s.As == "" {
			s.Title = cmp.Or(t.out.Title, name)
			if own := t.ownName(name); own != "" {
				s.Title = own
				continue
			}
			t.problem(s.Row, -1, "table.nosection", s.Title)
		}
	}
	t.checkSections(bonus)
	t.checkSums()
}

// ownName is what one of several tables is called: by the line above it where the sheet has several, else by its sheet.
func (t *taking) ownName(sheet string) string {
	switch {
	case !t.several:
		return ""
	case t.m.Until > 0:
		if t.out.Title == t.near {
			t.out.Title = ""
		}
		return tableMark.ReplaceAllString(t.near, "")
	case plainName.MatchString(sheet):
		return ""
	}
	return sheet
}

var tableMark = regexp.MustCompile(`^(?:附?表[0-9一二三四五六七八九十]+|[一二三四五六七八九十]+、)[:：、\s]*`)

// plainName is what programs call a sheet.
var plainName = regexp.MustCompile(`^(?i:sheet|工作表|表)[0-9一二三四五六七八九十]*$`)

func (t *taking) made(x *item) Row {
	t.pointsInText(x)
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
	t.rule(x, &r)
	return r
}

// kindOf is what the name of a section says of its items.
var (
	addsName   = regexp.MustCompile(`加分|奖励`)
	takesName  = regexp.MustCompile(`[扣减]分|惩戒|处罚`)
	vetoesName = regexp.MustCompile(`否决`)
)

// rule reads the item's rule from its text, by what its points and its section say of it.
func (t *taking) rule(x *item, r *Row) {
	title := t.out.Sections[x.section].As
	by := x.sign
	if more, less := addsName.MatchString(title), takesName.MatchString(title); by == counts && more != less {
		by = map[bool]sign{true: adds, false: takes}[more]
	}
	if by == takes {
		r.Points = 0
	}
	says := cmp.Or(r.RuleText, r.Text)
	got := ruled{text: says, item: r.Text, points: r.Points, scored: x.has && by != takes, bonus: by == adds}.rule()
	switch {
	case vetoesName.MatchString(title) && !x.has && got.rule.Kind != standard.Veto:
		got = sure(standard.Rule{Kind: standard.Veto, What: ending(r.Text)})
		if r.RuleText != "" {
			got.rule.What = ending(strings.Trim(r.Text+"："+r.RuleText, "："))
		}
	case by == adds && r.Points == 0:
		r.Points = cmp.Or(got.rule.Cap, got.rule.Amount)
	case by == takes && got.rule.Kind == standard.Each && strings.Contains(says, "最"):
		got.rule.What = ending(says) // the most that it takes has no other place
	}
	r.Rule, r.Unsure = got.rule, got.unsure
	t.lacking(x, *r, by)
}

// lacking tells what an item can't be used without.
func (t *taking) lacking(x *item, r Row, by sign) {
	switch {
	case r.Text == "" && len(t.cols[AsText]) > 0:
		t.problem(x.row, -1, "table.row.notext")
	case by == takes:
		t.problem(x.row, -1, "table.row.takes", r.Text)
	case r.Points == 0 && !x.has && x.at == (spot{}) && len(t.cols[AsPoints]) > 0 && r.Rule.Kind != standard.Veto:
		t.problem(x.row, -1, "table.row.nopoints", r.Text)
	}
}

// pointsInText takes an item's points from its text, where no column has them: 健全台账（5分）. What follows them, where no column has rules
// either, is the rule: 健全台账（5分），缺一本扣1分.
func (t *taking) pointsInText(x *item) {
	parts := x.parts[AsText]
	if len(t.cols[AsPoints]) > 0 || x.has || len(parts) == 0 {
		return
	}
	last := &parts[len(parts)-1]
	if rest, p, ok := stated(strings.TrimRight(last.text, "。；;")); ok {
		last.text, x.points, x.has = rest, p, true
		return
	}
	m := statedAmid.FindStringSubmatch(last.text)
	if m == nil || len(x.parts[AsRule]) > 0 || acts.MatchString(m[1]) {
		return
	}
	if p, ok := parse(m[2]); ok {
		x.parts[AsRule] = append(x.parts[AsRule], part{text: m[3], at: last.at})
		last.text, x.points, x.has = m[1], p, true
	}
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
