package report

import (
	"fmt"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// documentList makes 文件抽查清单, landscape: every document that was looked at, in the order of the records.
func documentList(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	var all []*assess.Document
	var day assess.Day
	t := Table{Columns: []Column{{"序号", 5, Centre}, {"文件名称", 20.5, Left}, {"文号", 15, Left}, {"发文单位", 12, Left}, {"日期", 9.5, Centre},
		{"要求", 13, Left}, {"结论", 8, Centre}, {"备注", 12, Left}, {"记录", 5, Centre}}}
	for _, r := range d.Records {
		for _, x := range r.Docs {
			all = append(all, x)
			day = max(day, r.Date)
			t.Rows = append(t.Rows, Row{Cells: []string{fmt.Sprint(len(all)), x.Title, x.Number, x.Issuer, dayCell(x.Date), x.Wanted,
				say.Get("verdict." + string(x.Verdict)), x.Remark, r.No}})
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
	p.add(t, Hands{[]string{"查阅人", "被考核单位代表"}})
	return p.close(), nil
}
