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
	b.WriteString(c.purpose() + "，" + c.months())
	if c.a.Lead != "" {
		b.WriteString(c.a.Lead + "牵头组织")
	} else {
		b.WriteString("考核小组")
	}
	fmt.Fprintf(&b, "对各区%s情况进行了考核。现将考核情况通报如下：", c.matter())
	return &Section{Key: Opening, Made: []Paragraph{{Sentences: unit(b.String(), nil)}}}
}

// purpose says why the round was held, as a clause that begins with 为.
func (c *composer) purpose() string {
	text := strings.TrimRight(strings.Join(strings.Fields(c.a.Purpose), ""), "，。；")
	if text == "" {
		return "为全面了解各区" + c.matter() + "情况，督促工作落实"
	}
	if !strings.HasPrefix(text, "为") {
		text = "为" + text
	}
	return text
}

// months returns when the round was held, in months: 2006年9月至11月，.
func (c *composer) months() string {
	if c.a.From == "" || c.a.To == "" {
		return ""
	}
	y, m, _ := c.a.From.Date()
	v, n, _ := c.a.To.Date()
	switch {
	case y != v:
		return fmt.Sprintf("%d年%d月至%d年%d月，", y, m, v, n)
	case m != n:
		return fmt.Sprintf("%d年%d月至%d月，", y, m, n)
	}
	return fmt.Sprintf("%d年%d月，", y, m)
}

func (c *composer) conduct() *Section {
	s := &Section{Key: Conduct, Title: "考核工作开展情况"}
	if p := slices.Concat(c.team(), c.course(), c.found()); len(p) > 0 {
		s.Made = []Paragraph{{Sentences: p}}
	}
	return s
}

// team says which agencies sent people, and who leads.
func (c *composer) team() []Sentence {
	var leaders, deputies []string
	for _, p := range c.a.Team {
		switch p.Role {
		case assess.Leader:
			leaders = append(leaders, p.Agency+p.Post+p.Name)
		case assess.Deputy:
			deputies = append(deputies, p.Agency+p.Post+p.Name)
		}
	}
	var parts []string
	if units := c.agencies(); units != "" {
		parts = append(parts, "由"+units+"派员组成")
	}
	if len(leaders) > 0 {
		parts = append(parts, "由"+strings.Join(leaders, "、")+"担任组长")
	}
	if len(deputies) > 0 {
		parts = append(parts, strings.Join(deputies, "、")+"担任副组长")
	}
	if parts == nil {
		return nil
	}
	return plain("考核小组%s。", strings.Join(parts, "，"))
}

// agencies names the agencies of the team, the one that leads first: 市打假办和市监察局、质监局、工商局四个单位. The word that they share is
// said twice.
func (c *composer) agencies() string {
	var all []string
	for _, p := range c.a.Team {
		if p.Agency != "" && !slices.Contains(all, p.Agency) {
			all = append(all, p.Agency)
		}
	}
	if i := slices.Index(all, c.a.Lead); i > 0 {
		all = slices.Insert(slices.Delete(all, i, i+1), 0, c.a.Lead)
	}
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	rest := slices.Clone(all[1:])
	for i := len(rest) - 1; i > 0; i-- {
		for _, level := range []string{"省", "市", "区", "县"} {
			if short, ok := strings.CutPrefix(rest[i], level); ok && strings.HasPrefix(all[i], level) {
				rest[i] = short
			}
		}
	}
	return all[0] + "和" + strings.Join(rest, "、") + count(len(all)) + "个单位"
}

// course says by which steps and methods the assessment went, and how much was looked at.
func (c *composer) course() []Sentence {
	used := map[string]bool{}
	docs, subs := 0, 0
	for _, d := range c.a.Districts {
		seen := map[string]bool{}
		for _, r := range d.Records {
			used[r.Method] = true
			docs += len(r.Docs)
			if r.Form == standard.SubdistrictCheck && r.Subdistrict != "" && !seen[r.Subdistrict] {
				seen[r.Subdistrict] = true
				subs++
			}
		}
	}
	out := plain("考核分为准备、现场考核、征求意见、总结和整改五个阶段。")
	var methods, amount []string
	for _, m := range c.a.Standard.Methods {
		switch {
		case !used[m.ID]:
		case m.Form == standard.Symposium:
			methods = append(methods, "召开"+m.Chinese())
		default:
			methods = append(methods, m.Chinese())
		}
	}
	if methods == nil {
		return out
	}
	if subs > 0 {
		amount = append(amount, fmt.Sprintf("实地走访街道%d个", subs))
	}
	if docs > 0 {
		amount = append(amount, fmt.Sprintf("抽查文件资料%d份", docs))
	}
	text := "现场考核采取" + strings.Join(methods, "、") + "等方式进行"
	if amount != nil {
		text += "，共" + strings.Join(amount, "、")
	}
	return append(out, plain("%s。", text)...)
}

// found says what the assessment led to, as far as there are findings of each kind.
func (c *composer) found() []Sentence {
	some := map[assess.FindingKind]bool{}
	for _, kind := range assess.FindingKinds {
		every(c.a, kind, func(*assess.District, *assess.Finding) { some[kind] = true })
	}
	text := "通过考核，基本摸清了各区" + c.matter() + "的实际情况"
	if some[assess.Achievement] || some[assess.Highlight] {
		text += "，总结了一批可以推广的做法"
	}
	if some[assess.Problem] {
		text += "，也找准了工作中的薄弱环节"
	}
	if len(some) == 0 {
		return nil
	}
	return plain("%s。", text)
}
