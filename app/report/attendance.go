package report

import (
	"cmp"
	"fmt"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// attendanceSheets makes 座谈会签到表: for each record of a symposium a page with when and where it is held, and empty rows in which those who come
// sign. It can be printed before the symposium, as soon as its record has been begun.
func attendanceSheets(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	held := Symposia(d)
	if len(held) == 0 {
		return none("attendance")
	}
	p := attendance{begin("attendance", a, d, say, titleOf("attendance", a, d), lastRecord(d))}
	title := p.doc.Blocks
	p.doc.Blocks = nil
	for _, r := range held {
		p.add(Part{})
		p.add(title...)
		p.add(To("attendance", a, d, "")...)
		p.sheet(r)
	}
	return p.close(), nil
}

// Symposia are the records of a district's symposia.
func Symposia(d *assess.District) []*assess.Record {
	var out []*assess.Record
	for _, r := range d.Records {
		if r.Form == standard.Symposium {
			out = append(out, r)
		}
	}
	return out
}

type attendance struct{ *paper }

func (p attendance) sheet(r *assess.Record) {
	head := Table{Columns: []Column{{"项目", 20, Left}, {"内容", 80, Left}}}
	row := func(name, text string) { head.Rows = append(head.Rows, Row{Cells: []string{name, text}}) }
	row("会议", cmp.Or(r.Title, p.a.Standard.Method(r.Method).Chinese()))
	row("时间", r.Date.Prose()+" "+r.Time)
	row("地点", r.Place)
	row("人数", cmp.Or(turnout(r), "应到　　人，实到　　人"))
	row("记录人", p.a.Name(r.Recorder))
	p.add(head, Para{Text: "到会人员反映的情况由考核小组如实记录、汇总研究，不说明是谁反映的。请本人签名；代别人参加的，请注明代谁参加。"})
	t := Table{Columns: []Column{{"序号", 8, Centre}, {"姓名", 20, Left}, {"单位", 30, Left}, {"职务", 18, Left}, {"联系电话", 24, Left}}}
	for n := range rows(r) {
		t.Rows = append(t.Rows, Row{Cells: []string{fmt.Sprint(n + 1), high, "", "", ""}})
	}
	p.add(t)
}

// high is an empty cell of two lines, in which there is room to write.
const high = "　\n　"

// rows are how many people can sign: those who are invited or came, and some more; a page of rows where nobody has been counted.
func rows(r *assess.Record) int {
	const page, more, most = 18, 4, 200
	if n := max(r.Invited, r.Attended); n > 0 {
		return int(min(n+more, most))
	}
	return page
}
