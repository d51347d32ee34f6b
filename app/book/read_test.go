package book_test

import (
	"testing"

	"kaohe/app/book"
)

// However a cell is written: what it is read as, shown in the preview.
func TestCellsAreReadAsTheyAreMeant(t *testing.T) {
	serial := func(n float64, date bool) book.Raw { return book.Raw{Kind: book.RawNumber, Number: n, Date: date} }
	read := func(head string, v any) string {
		d := smallDesk(t)
		w := blank()
		if head == "考核得分" || head == "备注" || head == "不适用" {
			w.row("考核得分", "被考核单位", "南山区", "项目编号", "1.1", head, v)
		} else {
			w.row("现场记录", "被考核单位", "南山区", "记录号", "8", "方式", " 听取汇报　", head, v)
		}
		for _, l := range book.Take(d.View(), nil, w.Grid, d.Who(), d.Today()).Lines {
			for _, x := range l.Diffs {
				if x.Column == head && x.Why == nil {
					return x.New
				}
			}
		}
		return "refused"
	}
	for _, c := range []struct {
		head string
		v    any
		want string
	}{
		{"日期", "2006年12月30日", "2006-12-30"}, {"日期", "2006-12-30", "2006-12-30"}, {"日期", "2006/1/3", "2006-01-03"}, {"日期", "２００６．１２．３０", "2006-12-30"},
		{"日期", serial(39081, true), "2006-12-30"}, {"日期", serial(39081, false), "2006-12-30"}, {"日期", serial(39081.75, true), "2006-12-30"}, {"日期", "39081", "2006-12-30"},
		{"日期", serial(2006, false), "refused"}, {"日期", "2006-13-01", "refused"}, {"日期", "十二月", "refused"},
		{"时间", serial(0.375, true), "09:00"}, {"时间", "9:00", "9:00"},
		{"实到人数", "１２", "12"}, {"实到人数", 12.0, "12"}, {"实到人数", 1.5, "refused"}, {"实到人数", "1,200", "1200"},
		{"考核得分", "3.5分", "3.50"}, {"考核得分", 0.1 + 0.2, "0.30"}, {"考核得分", "3.500", "3.50"}, {"考核得分", "1e1", "refused"}, {"考核得分", "一", "refused"},
		{"备注", serial(2006, false), "2006"}, {"备注", serial(39081, true), "2006-12-30"}, {"备注", "　 两头有空格\r\n中间 不动　", "两头有空格\n中间 不动"}, {"备注", "=1+1", "=1+1"},
		{"备注", book.Raw{Kind: book.RawBool, Number: 1}, "是"}, {"备注", "a\x00\vb", "a\nb"}, {"备注", "\xff", "refused"},
		{"不适用", "√", "是"}, {"不适用", "ｙ", "是"}, {"不适用", book.Raw{Kind: book.RawBool, Number: 1}, "是"}, {"不适用", 1.0, "是"},
		{"考核项目", "1.2，1.1", "1.2，1.1"}, {"考核项目", 1.2, "1.2"}, {"考核项目", "1.1、7.7", "refused"},
		{"记录人", "王芳(市质监局)", "王芳(市质监局)"}, {"记录人", "王芳", "refused"},
	} {
		if got := read(c.head, c.v); got != c.want {
			t.Errorf("%s %v: got %q, want %q", c.head, c.v, got, c.want)
		}
	}
}

// One cell in dispute keeps the whole row back; others of the workbook are not touched by it.
func TestARowIsTakenWholeOrNotAtAll(t *testing.T) {
	d := smallDesk(t)
	base := d.View()
	w := typed{grid(book.Export(base, frontier(d.log)))}
	w.put("考核得分", 0, "考核得分", 99)
	w.put("考核得分", 0, "备注", "写了备注")
	w.put("考核得分", 1, "考核得分", 4)
	p := book.Take(base, base, w.Grid, d.Who(), d.Today())
	if got := states(p); got != "考核得分 南山区 1.1 refused; 考核得分 南山区 1.2 changed" || len(p.Lines[0].Diffs) != 2 {
		t.Fatal(got)
	}
	p.Lines[0].Ticked = true
	d.apply(t, p)
	if s := d.View().Districts[0].Scores; s[0].Remark != "" || s[0].Mark != 450 || s[1].Mark != 400 {
		t.Errorf("%+v", s[0])
	}
}
