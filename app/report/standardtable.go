package report

import (
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// standardTable makes 评分标准, landscape: the table by which districts are marked, with its rules in words.
func standardTable(a *assess.Assessment, _ *assess.District, say words.Catalog) (Document, error) {
	if len(a.Standard.Items()) == 0 {
		return none("standard")
	}
	p := begin("standard", a, nil, say, titleOf("standard", a, nil), a.From)
	p.doc.Landscape = true
	p.add(Subtitle{p.standardName()})
	if a.Standard.Frozen {
		p.add(Subtitle{"（已定稿）"})
	} else {
		p.add(draft("评分标准尚未定稿")...)
	}
	p.add(To("standard", a, nil, "")...)
	p.standard(Table{Columns: []Column{{"编号", 5, Centre}, {"考核项目", 25, Left}, {"分值", 7, Right}, {"评分办法", 23, Left}, {"考核方式", 10, Left},
		{"佐证材料", 16, Left}, {"依据", 14, Left}}}, func(i *standard.Item) []string {
		return []string{i.Code, p.wanted(i), pointsCell(i), p.ruleText(i), p.methods(i.Methods), strings.Join(i.Materials, "\n"), i.Basis}
	})
	return p.close(), nil
}

// standard adds how points are given in all, the table of items, what gives which grade, and what is looked at in subdistricts.
func (p *paper) standard(t Table, cells func(*standard.Item) []string) {
	std := p.a.Standard
	p.add(Para{Text: p.points()})
	for _, sec := range std.Sections {
		t.Rows = append(t.Rows, Row{Span: true, Cells: []string{sectionHead(sec)}})
		for _, i := range sec.Items {
			t.Rows = append(t.Rows, Row{Cells: cells(i)})
		}
	}
	p.add(t)
	for _, text := range p.grading() {
		p.add(Para{Text: text})
	}
	if len(p.a.Checks) > 0 {
		checks := Table{Caption: "抽查街道的检查要点", Columns: []Column{{"序号", 8, Centre}, {"检查要点", 92, Left}}}
		for n, c := range p.a.Checks {
			checks.Rows = append(checks.Rows, Row{Cells: []string{fmt.Sprint(n + 1), c.Text}})
		}
		p.add(checks)
	}
	p.sampleNote()
}

// sectionHead is a section's name with what its items add up to and the cap of its bonus items.
func sectionHead(sec *standard.Section) string {
	text := sec.Title
	if n := sec.Points(); n > 0 {
		text += fmt.Sprintf("　满分%s分", n)
	}
	if sec.BonusCap > 0 {
		text += fmt.Sprintf("　加分合计最多%s分", sec.BonusCap)
	}
	return text
}

// pointsCell is what an item is worth: a figure, 加2.00 for a bonus, or 否决.
func pointsCell(i *standard.Item) string {
	switch {
	case i.Veto():
		return "否决"
	case i.Bonus():
		return "加" + i.Points.String()
	}
	return i.Points.String()
}

// wanted is an item's text, and for a key item what it takes to pass it.
func (p *paper) wanted(i *standard.Item) string {
	switch {
	case i.Key && i.KeyFloor > 0:
		return fmt.Sprintf("（关键项，得分不低于分值的%d%%）%s", i.KeyFloor, i.Text)
	case i.Key:
		return "（关键项）" + i.Text
	}
	return i.Text
}

// ruleText is an item's rule as a sentence. A rule that does not say what it counts begins with its own words.
func (p *paper) ruleText(i *standard.Item) string {
	return strings.TrimLeft(p.say.Say(i.Rule.Words(i.Points)), "，：")
}

func (p *paper) methods(ids []string) string {
	var out []string
	for _, m := range p.a.Standard.Methods {
		for _, id := range ids {
			if id == m.ID {
				out = append(out, m.Chinese())
			}
		}
	}
	return strings.Join(out, "、")
}

// points says what the whole is worth, how far bonus items count and what happens with items that do not apply.
func (p *paper) points() string {
	std := p.a.Standard
	text := fmt.Sprintf("满分%s分。", std.Total())
	if std.Bonus > 0 {
		text += fmt.Sprintf("加分项的加分合计最多%s分，另行计入总分。", std.Bonus)
	}
	if std.Rescale {
		return text + "不适用的项目，其分值按比例摊到同一指标的其他项目。"
	}
	return text + "不适用的项目不计分，其分值从满分中减去。"
}

// grading says which grade is given for which score or place, and which events lower it.
func (p *paper) grading() []string {
	std := p.a.Standard
	var by []string
	next := int64(1)
	for _, g := range std.Ranks {
		switch {
		case g.Upto == 0:
			by = append(by, "其余为"+g.Name)
		case g.Upto == next:
			by = append(by, fmt.Sprintf("第%d名为%s", g.Upto, g.Name))
		default:
			by = append(by, fmt.Sprintf("第%d至%d名为%s", next, g.Upto, g.Name))
		}
		next = g.Upto + 1
	}
	for n, g := range std.Grades {
		switch {
		case len(std.Ranks) > 0:
		case n == len(std.Grades)-1 && g.From == 0:
			by = append(by, "其余为"+g.Name)
		default:
			by = append(by, from(std, g)+"为"+g.Name)
		}
	}
	var out []string
	if len(by) > 0 {
		out = append(out, "考核等次："+strings.Join(by, "，")+"。")
	}
	if names := std.GradeNames(); len(names) > 1 {
		if slices.ContainsFunc(std.Items(), func(i *standard.Item) bool { return i.Key && i.KeyFloor > 0 }) {
			out = append(out, fmt.Sprintf("有关键项未达到规定得分的，等次最高为%s。", names[max(0, len(names)-2)]))
		}
		if slices.ContainsFunc(std.Items(), (*standard.Item).Veto) {
			out = append(out, fmt.Sprintf("发生一票否决事项的，等次为%s。", names[len(names)-1]))
		}
	}
	for _, x := range std.Forces {
		out = append(out, fmt.Sprintf("发生%s的，等次最高为%s。", x.Event, x.Grade))
	}
	return out
}

// from is from how many points on a grade is given: 90分以上 where the full mark is a hundred.
func from(std *standard.Standard, g standard.Grade) string {
	n := strings.TrimSuffix(g.From.String(), ".00")
	if std.Total() == 10000 {
		return n + "分以上"
	}
	return "总分达到满分的" + n + "%以上"
}
