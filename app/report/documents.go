package report

import (
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// documentList makes 文件抽查清单, landscape: every document that was looked at, in the order of the records.
func documentList(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	var all []*assess.Document
	var in []*assess.Record // of each
	var day assess.Day
	for _, r := range d.Records {
		for _, x := range r.Docs {
			all, in, day = append(all, x), append(in, r), max(day, r.Date)
		}
	}
	if len(all) == 0 {
		return none("documents")
	}
	p := begin("documents", a, d, say, titleOf("documents", a, d), day)
	p.doc.Landscape = true
	p.rests(Until(assess.Onsite))
	p.add(To("documents", a, d, "")...)
	p.para("共抽查文件%d份：%s。“记录”一栏是现场考核记录的编号。", len(all), p.verdicts(all))
	t := Table{Columns: []Column{{"序号", 5, Centre}, {"文件名称", 20.5, Left}, {"文号", 15, Left}, {"发文单位", 12, Left}, {"日期", 9.5, Centre},
		{"要求", 13, Left}, {"结论", 8, Centre}, {"备注", 12, Left}, {"记录", 5, Centre}}}
	for n, x := range all {
		t.Rows = append(t.Rows, Row{Cells: []string{fmt.Sprint(n + 1), x.Title, x.Number, x.Issuer, dayCell(x.Date), x.Wanted, p.verdict(x.Verdict),
			p.remark(x), in[n].No}})
	}
	p.add(t, Hands{[]string{"查阅人", "被考核单位代表"}})
	return p.close(), nil
}

// remark is what stands beside a document that was looked at, with the evidence of it.
func (p *paper) remark(x *assess.Document) string {
	name := "《" + strings.TrimSuffix(strings.TrimPrefix(x.Title, "《"), "》") + "》"
	return remarked(x.Remark, p.cite("document", x.ID, name))
}

// remarked is a remark, with evidence behind it where there is some.
func remarked(remark, proofs string) string {
	if remark == "" {
		return proofs
	}
	return behind(remark, proofs)
}
