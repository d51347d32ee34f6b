package report

import (
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// opinionsTable makes 意见采纳情况表, landscape: what the district said of each problem and mark that it was asked about, how the team ruled and
// why, and what became of the text and of the score. It goes to the district, as the reply to what it objected to.
func opinionsTable(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	o := opinions{paper: begin("opinions", a, d, say, titleOf("opinions", a, d), answered(a, d))}
	o.read()
	if len(o.rows) == 0 {
		return none("opinions")
	}
	o.doc.Landscape = true
	o.rests(Until(assess.Consultation), o.objected()...)
	o.to()
	o.para("%s", o.answer())
	t := Table{Columns: []Column{{"序号", 5, Centre}, {"征求意见的内容", 19, Left}, {"反馈意见", 9, Left}, {"理由", 17, Left}, {"所附材料", 10, Left},
		{"采纳情况", 8, Centre}, {"采纳或者不采纳的理由", 16, Left}, {"处理结果", 16, Left}}, Rows: o.rows}
	divide(&t, 1, 3, 4, 6, 7)
	o.add(t)
	o.para("%s", o.result())
	return o.close(), nil
}

// Opined tells how many problems and marks of a district were put to it or objected to, and of how many it said something.
func Opined(d *assess.District) (said, all int) {
	for _, f := range asked(d) {
		all++
		if f.Response != nil {
			said++
		}
	}
	n := len(d.Objections())
	return said + n, all + n
}

// asked are the problems that were sent to the district or that it answered, those that were withdrawn later too.
func asked(d *assess.District) []*assess.Finding {
	var out []*assess.Finding
	for _, f := range d.Of(assess.Problem) {
		if _, sent := d.Sent(f.ID); sent || f.Response != nil {
			out = append(out, f)
		}
	}
	return out
}

// answered returns the day of the consultation's signature, or that of the last opinion if it came later.
func answered(a *assess.Assessment, d *assess.District) assess.Day {
	day := dated(a, d, assess.Consultation)
	for _, f := range asked(d) {
		if f.Response != nil {
			day = max(day, f.Response.Day)
		}
	}
	for _, s := range d.Objections() {
		day = max(day, s.Objection.Day)
	}
	return day
}

type opinions struct {
	*paper
	rows    []Row
	objects int            // how often the district objects
	ruled   map[string]int // of these, by ruling; "" where there is none yet
	late    bool           // it did not answer in time
}

func (o *opinions) read() {
	o.ruled = map[string]int{}
	for _, f := range asked(o.d) {
		text, sent := o.d.Sent(f.ID)
		if !sent {
			text = f.Named
		}
		r := f.Response
		if r == nil {
			o.row(behind(text, o.cite("finding", f.ID, o.next())), &assess.Response{}, "尚未收到反馈意见", "")
			continue
		}
		ours, theirs := o.proofs(o.d.Supporting("finding", f.ID))
		o.row(behind(text, ours), r, o.became(f, text), theirs)
	}
	for _, s := range o.d.Objections() {
		became := "得分不变"
		if s.Ruled && s.FinalWhy == "" {
			became = moved(s)
		}
		ours, theirs := o.proofs(o.d.Supporting("item", s.Item.ID))
		o.row(behind(fmt.Sprintf("考核项目%s的得分：%s", s.Item.Code, s.Item.Text), ours), s.Objection, became, theirs)
	}
}

// next is what the annex calls the line that is about to be added.
func (o *opinions) next() string { return fmt.Sprintf("意见%d", len(o.rows)+1) }

// proofs cites the evidence for a line: what the team has, and what came in while the district was asked, which is for what it said.
func (o *opinions) proofs(all []*assess.Evidence) (ours, theirs string) {
	asked := func(x *assess.Evidence) bool { return x.Phase == assess.Consultation }
	return o.citing(slices.DeleteFunc(slices.Clone(all), asked), o.next()),
		o.citing(slices.DeleteFunc(all, func(x *assess.Evidence) bool { return !asked(x) }), o.next())
}

// row adds a line about something that was put to the district; proofs is the evidence for what it said.
func (o *opinions) row(text string, r *assess.Response, became, proofs string) {
	stance, ruling := "", ""
	if r.Stance != "" {
		stance = o.say.Get("stance." + r.Stance)
	}
	if r.Day != "" {
		stance += "\n" + dayCell(r.Day)
	}
	o.late = o.late || r.Stance == "late"
	if r.Objects() {
		o.objects++
		o.ruled[r.Ruling]++
		ruling = "尚未答复"
	}
	if r.Ruling != "" {
		ruling = o.say.Get("ruling." + r.Ruling)
	} else if r.Objects() {
		became = ""
	}
	o.rows = append(o.rows, Row{Cells: []string{fmt.Sprint(len(o.rows) + 1), text, stance, r.Grounds, remarked(r.Proof, proofs), ruling, r.Reasons, became}})
}

// became says what a ruling made of a problem and of the mark that it moved.
func (o *opinions) became(f *assess.Finding, text string) string {
	var out []string
	switch {
	case f.Withdrawn:
		out = append(out, "问题撤销")
	case f.FinalNamed != text:
		out = append(out, "表述改为：“"+strings.TrimSuffix(f.FinalNamed, "。")+"”")
	case f.Response.Objects():
		out = append(out, "问题维持不变")
	default:
		out = append(out, "按征求意见稿认定")
	}
	if f.Response.Item == "" {
		return out[0]
	}
	if s := o.d.Score(f.Response.Item); s != nil && s.Ruled && s.FinalWhy == f.ID {
		out = append(out, "考核项目"+s.Item.Code+moved(s))
	}
	return strings.Join(out, "；")
}

// answer is the reply in one paragraph.
func (o *opinions) answer() string {
	matter := fmt.Sprintf("%s对%s情况征求意见稿的反馈意见", o.you(), o.matter())
	switch {
	case o.objects > 0:
		var how []string
		for _, r := range []string{"accept", "partly", "reject", ""} {
			if n := o.ruled[r]; n > 0 {
				name := "尚未答复"
				if r != "" {
					name = o.say.Get("ruling." + r)
				}
				how = append(how, fmt.Sprintf("%s%d条", name, n))
			}
		}
		return fmt.Sprintf("%s收悉，其中有异议的%d条。考核小组逐条核实研究，%s。现将采纳情况反馈如下：", matter, o.objects, strings.Join(how, "、"))
	case o.late:
		return fmt.Sprintf("到规定的期限，没有收到%s。现将征求意见的情况反馈如下：", matter)
	}
	return fmt.Sprintf("%s收悉，没有异议。现将有关情况反馈如下：", matter)
}

// result says what the rulings made of the total.
func (o *opinions) result() string {
	was, is := o.d.Result, o.d.Final
	switch {
	case is.Open > 0 || is.Range.Open():
		return "考核得分待全部项目评定后另行告知。"
	case was.Total == is.Total && was.Open == 0:
		return fmt.Sprintf("考核得分为%s分，征求意见前后没有变化。", is.Total)
	case was.Open > 0 || was.Range.Open():
		return fmt.Sprintf("征求意见后，考核得分为%s分。", is.Total)
	}
	return fmt.Sprintf("征求意见后，考核得分由%s分%s%s分。", was.Total, became(was.Total, is.Total), is.Total)
}

// became is the word between an old figure and a new one.
func became(was, is standard.Points) string {
	if is > was {
		return "提高到"
	}
	return "减少到"
}
