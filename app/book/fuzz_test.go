package book_test

import (
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Whatever is typed into whichever sheet: nothing panics, what is refused is not written, and all that is written is permitted, well-formed
// and below entities that a workbook may write.
func FuzzTake(f *testing.F) {
	d := smallDesk(f)
	a, template := d.View(), book.Template()
	template.Sheets = slices.DeleteFunc(template.Sheets, func(s book.Sheet) bool { return s.Aside })
	f.Add(uint8(10), "南山区|1.1|||4.00|2|否||√|备注|3.5|1", true)
	f.Add(uint8(12), "rec:x|5|南山区|9|听取汇报|2006年9月1日|9:00|会议室|标题|甲、乙|3|2|李䶮|沙头街道|内容|1.1、1.2\n|||9", false)
	f.Add(uint8(1), "|||责任体系|文字|10|分档得分||||||95→10；90：5|%|说明|听取汇报|甲|依据|是|60\n item:../x||1.1|新的", true)
	f.Add(uint8(18), "南山区|1||整改|39000|区政府|长期整改|分步|已销号|顾彧|顾彧|理由", false)
	f.Add(uint8(0), "等次|优秀≥90;不合格≥\n考核依据|一\n加分上限|-1", false)
	f.Add(uint8(16), "draft:q|1|南山区|2006.9.1|2006/10/1|王芳（市质监局）|f:a\\nb|i:1.00", true)
	f.Fuzz(func(t *testing.T, n uint8, typed string, whole bool) {
		g := grid(template)
		s := &g.Sheets[int(n)%len(g.Sheets)]
		s.Rows = s.Rows[:2]
		for i, line := range strings.Split(typed, "\n") {
			row := book.GridRow{N: i + 3}
			for _, c := range strings.Split(line, "|") {
				row.Cells = append(row.Cells, cell(c))
			}
			s.Rows = append(s.Rows, row)
		}
		var base *assess.Assessment
		if whole {
			base = a
		}
		p := book.Take(a, base, g, d.Who(), d.Today())
		for _, l := range p.Lines {
			if l.Ticked && (l.State == book.Refused || l.State == book.Conflict) {
				t.Fatalf("ticked: %+v", l)
			}
			if l.State == book.Refused && !told(l) {
				t.Fatalf("refused without a reason: %+v", l)
			}
			l.Ticked = l.Ticked || l.State == book.Refused
		}
		e, err := p.Edit()
		if err != nil {
			t.Fatal(err)
		}
		if err := assess.Permit(a, d.Who(), e); err != nil {
			t.Fatal(err)
		}
		for _, w := range e.Writes {
			if !proper(w) {
				t.Fatalf("%q %q", w.Entity, w.Field)
			}
		}
	})
}

func told(l *book.Line) bool {
	for _, d := range l.Diffs {
		if d.Why != nil {
			return true
		}
	}
	return false
}

// proper writes have a path of whole parts, within a record's limits, and none that proves something by a signature.
func proper(w assess.Write) bool {
	for _, part := range strings.Split(w.Entity, "/") {
		if part == "" || part == ".." || strings.ContainsAny(part, "\n\t") {
			return false
		}
	}
	f := assess.At(w.Entity).Field(w.Field)
	return f != nil && f.Kind != schema.Statement && len(w.Entity) <= ledger.MaxName &&
		len(w.Field) <= ledger.MaxName && len(w.Value) <= ledger.MaxValue && w.Field != "frozen"
}
