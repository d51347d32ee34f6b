package circular

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// The part before the findings: why, when, by whom and by which methods the assessment was made. Every number is counted from the data.

// matter returns what was assessed: 落实打假责任制 for the title 2006年度落实打假责任制考核.
func (c *composer) matter() string {
	return strings.TrimSuffix(strings.TrimPrefix(c.a.Title, c.a.Year+"年度"), "考核")
}

func (c *composer) title() string { return c.office() + "关于" + c.a.Title + "情况的通报" }

// office returns the office that issues the circular.
func (c *composer) office() string {
	return cmp.Or(c.a.IssueFor("circular", nil).Office, c.a.City)
}

func (c *composer) opening() *Section {
	var b strings.Builder
	if len(c.a.Bases) > 0 {
		b.WriteString("根据" + strings.Join(c.a.Bases, "和") + "，")
	}
	if c.a.From != "" && c.a.To != "" {
		b.WriteString(c.a.From.Prose() + "至" + c.until() + "，")
	}
	fmt.Fprintf(&b, "考核小组对各区%s情况进行了考核。现将考核情况通报如下：", c.matter())
	return &Section{Key: Opening, Made: []Paragraph{{Sentences: unit(b.String(), nil)}}}
}

// until returns the last day, without the year if it is the same as that of the first day.
func (c *composer) until() string {
	y, _, _ := c.a.From.Date()
	return strings.TrimPrefix(c.a.To.Prose(), fmt.Sprintf("%d年", y))
}

// did says how often something was done by a method; a symposium is held.
func did(m *standard.Method, n int) string {
	held := ""
	if m.Form == standard.Symposium {
		held = "召开"
	}
	return fmt.Sprintf("%s%s%d次", held, m.Chinese(), n)
}

func (c *composer) conduct() *Section {
	s := &Section{Key: Conduct, Title: "考核工作开展情况"}
	add := func(parts ...[]Sentence) {
		if p := slices.Concat(parts...); len(p) > 0 {
			s.Made = append(s.Made, Paragraph{Sentences: p})
		}
	}
	add(c.team(), c.assessed())
	add(c.methods())
	add(c.found())
	return s
}

func (c *composer) team() []Sentence {
	if len(c.a.Team) == 0 {
		return nil
	}
	var agencies, leaders, deputies []string
	for _, p := range c.a.Team {
		if p.Agency != "" && !slices.Contains(agencies, p.Agency) {
			agencies = append(agencies, p.Agency)
		}
		switch p.Role {
		case assess.Leader:
			leaders = append(leaders, p.Name)
		case assess.Deputy:
			deputies = append(deputies, p.Name)
		}
	}
	text := fmt.Sprintf("考核小组由%d人组成", len(c.a.Team))
	if len(agencies) > 0 {
		text = fmt.Sprintf("考核小组由%s%d个单位的%d人组成", strings.Join(agencies, "、"), len(agencies), len(c.a.Team))
	}
	if len(leaders) > 0 {
		text += "，" + strings.Join(leaders, "、") + "任组长"
	}
	if len(deputies) > 0 {
		text += "，" + strings.Join(deputies, "、") + "任副组长"
	}
	return unit(text+"。", nil)
}

func (c *composer) assessed() []Sentence {
	var names []string
	for _, d := range c.a.Districts {
		names = append(names, d.Name)
	}
	if len(names) == 0 {
		return nil
	}
	return plain("被考核单位为%s%d个区，考核分为准备、现场考核、征求意见、总结和整改五个阶段。", strings.Join(names, "、"), len(names))
}

// methods says how often each method was used and what was seen.
func (c *composer) methods() []Sentence {
	n := map[string]int{}
	records, questions, docs, subs := 0, 0, 0, 0
	for _, d := range c.a.Districts {
		seen := map[string]bool{}
		for _, r := range d.Records {
			n[r.Method]++
			records++
			questions += len(r.QA)
			docs += len(r.Docs)
			if r.Form == standard.SubdistrictCheck && r.Subdistrict != "" && !seen[r.Subdistrict] {
				seen[r.Subdistrict] = true
				subs++
			}
		}
	}
	var parts, more []string
	for _, m := range c.a.Standard.Methods {
		if n[m.ID] > 0 {
			parts = append(parts, did(m, n[m.ID]))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	out := plain("现场考核中，考核小组%s，形成现场记录%d份。", strings.Join(parts, "、"), records)
	for _, x := range []struct {
		n    int
		says string
	}{{questions, "提出问题%d个"}, {docs, "抽查文件%d份"}, {subs, "走访街道%d个"}} {
		if x.n > 0 {
			more = append(more, fmt.Sprintf(x.says, x.n))
		}
	}
	if len(more) > 0 {
		out = append(out, plain("共%s。", strings.Join(more, "、"))...)
	}
	return out
}

// found counts the findings.
func (c *composer) found() []Sentence {
	var n [3]int
	for i, kind := range assess.FindingKinds {
		every(c.a, kind, func(*assess.District, *assess.Finding) { n[i]++ })
	}
	if n == [3]int{} {
		return nil
	}
	return plain("通过考核，基本掌握了各区%s情况，总结成绩%d项、工作特色%d项，发现问题%d项。", c.matter(), n[0], n[1], n[2])
}
