package report

import (
	"cmp"
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// closingSheets makes 销号确认单: a page for each problem of which the rectification was reported as done, closed or carried over, with everything
// that was written about it, to be signed by who reported it and by who checked it.
func closingSheets(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	list := Reported(d)
	if len(list) == 0 {
		return none("closing")
	}
	c := closing{begin("closing", a, d, say, titleOf("closing", a, d), drawnUp(a, []*assess.District{d}))}
	title := c.doc.Blocks
	c.doc.Blocks = nil
	for n, f := range list {
		c.add(Part{})
		c.add(title...)
		c.rests(Until(assess.Summary))
		c.add(To("closing", a, d, "")...)
		c.item(n+1, f)
	}
	return c.close(), nil
}

// Reported are the problems of a district of which the rectification was reported as done, closed, or carried into the next round.
func Reported(d *assess.District) []*assess.Finding {
	var out []*assess.Finding
	for _, f := range d.Standing(assess.Problem) {
		if f.RectState() != assess.RectOpen {
			out = append(out, f)
		}
	}
	return out
}

type closing struct{ *paper }

func (c closing) item(at int, f *assess.Finding) {
	r := f.Rectification
	t := Table{Columns: []Column{{"项目", 20, Left}, {"内容", 80, Left}}}
	row := func(name, text string) {
		if text != "" {
			t.Rows = append(t.Rows, Row{Cells: []string{name, text}})
		}
	}
	if f.Numbered {
		row("问题编号", f.No)
	}
	name := problem(at)
	if f.Numbered {
		name = "问题" + f.No
	}
	row("问题", behind(f.FinalNamed, c.cite("finding", f.ID, name)))
	row("考核项目", c.codes(f.Items))
	row("整改要求", cmp.Or(f.Requirement, "未写"))
	row("责任单位和期限", c.terms(f))
	row("整改措施", strings.Join(lines(r.Measures), "\n"))
	row("阶段目标", c.steps(f.Milestones, name+"的整改", true))
	row("进展和证明材料", c.steps(f.Progress, name+"的整改", false))
	row("报告完成", c.who(r.Reported))
	row("核查情况", strings.Join(lines(r.Checked), "\n"))
	row("核查人", c.who(r.Checker))
	if r.State == assess.RectCarried {
		row("转入下轮的理由", r.Reason)
		c.para("这个整改事项没有销号，转入下轮考核，到时回头看。")
	} else {
		row("核查结论", "□已经落实，同意销号　　□没有落实，退回继续整改")
		c.para("这个整改事项已由责任单位报告完成。请核查人对照整改要求核查，签署结论。")
	}
	for _, who := range []string{"报告人签字、单位盖章", "核查人签字", "组长签字"} {
		row(who, toSign)
	}
	c.add(t)
}

// toSign is a cell of two lines, to sign and to write the day.
const toSign = "　\n　　　　　　　　　　　　　　　　年　　月　　日"

// terms are who is responsible, by when and in which way.
func (c closing) terms(f *assess.Finding) string {
	var out []string
	for _, text := range []string{f.Responsible, f.Deadline.Prose()} {
		if text != "" {
			out = append(out, text)
		}
	}
	if mode := f.Rectification.Mode; mode != "" {
		out = append(out, c.say.Get("rect."+mode))
	}
	return strings.Join(out, "，")
}

// who names a person or an office; empty for nobody.
func (c closing) who(id string) string {
	if id == "" {
		return ""
	}
	return c.a.Name(id)
}

// steps lists entries with their days, proofs and who entered them; of is what they belong to, and goals say whether they are reached.
func (c closing) steps(list []*assess.Step, of string, goals bool) string {
	var out []string
	for n, s := range list {
		text := fmt.Sprintf("%d. %s", n+1, strings.TrimSpace(s.Day.Prose()+" "+strings.TrimSuffix(s.Text, "。")))
		var more []string
		if goals {
			more = append(more, map[bool]string{true: "已完成", false: "未完成"}[s.Done])
		}
		if s.Proof != "" {
			more = append(more, "证明材料："+s.Proof)
		}
		if x := c.cite("step", s.ID, of); x != "" {
			more = append(more, x)
		}
		if s.Person != "" {
			more = append(more, "登记人："+c.a.Name(s.Person))
		}
		if len(more) > 0 {
			text += "（" + strings.Join(more, "；") + "）"
		}
		out = append(out, text)
	}
	return strings.Join(out, "\n")
}
