package book_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/words"
)

// Each of these is what somebody did to an exported workbook, and what became of it: the rows that change or are refused, and what is said.
func TestWhatPeopleDoToAWorkbookIsTakenOrSaid(t *testing.T) {
	number := func(n float64, shown string) book.Raw { return book.Raw{Kind: book.RawNumber, Number: n, Text: shown} }
	for _, c := range []struct {
		name  string
		hands func(w typed)
		want  string // rows
		said  string // problems, by key
	}{
		{"a merge over equal cells changes nothing", func(w typed) {
			w.put("评分标准", 1, "一级指标", nil)
			w.merge("评分标准", "一级指标", 0, "一级指标", 1)
		}, "", ""},
		{"a merge gives what one sees", func(w typed) {
			w.put("评分标准", 1, "考核内容", nil)
			w.merge("评分标准", "考核内容", 0, "考核内容", 1)
		}, "评分标准 1.2 changed: 考核内容 签订责任书", ""},
		{"a merge to the side empties nothing", func(w typed) {
			w.put("评分标准", 0, "分值", nil)
			w.merge("评分标准", "考核内容", 0, "分值", 0)
		}, "", "book.problem.across"},
		{"a title that is merged above the heads is no matter", func(w typed) {
			s := w.sheet("评分标准")
			for n := range s.Rows {
				s.Rows[n].N++
			}
			s.Rows = append([]book.GridRow{{N: 1, Cells: []book.Raw{{Kind: book.RawText, Text: "评分标准一览"}}}}, s.Rows...)
			s.Merged = append(s.Merged, book.Merge{Row: 0, LastCol: 9}, book.Merge{Row: 1, LastCol: 9})
		}, "", ""},
		{"a merge over a row that has nothing of its own", func(w typed) {
			w.put("现场记录", 0, "地点", "会议室")
			w.merge("现场记录", "地点", 0, "地点", 3)
		}, "现场记录 南山区 1 changed: 地点 会议室", ""},
		{"a copied row with another name is new", func(w typed) {
			w.copy("评分标准", 0)
			w.put("评分标准", 5, "编号", "1.3")
		}, "评分标准 1.3 added", "book.problem.copied"},
		{"the copy stands above the original", func(w typed) {
			w.copy("评分标准", 0)
			w.put("评分标准", 0, "编号", "1.3")
		}, "评分标准 1.3 added", "book.problem.copied"},
		{"a copied row that was left as it is", func(w typed) { w.copy("评分标准", 0) }, "", "book.problem.repeated"},
		{"copies that were changed alike are one new row", func(w typed) {
			w.copy("评分标准", 0)
			w.put("评分标准", 5, "编号", "1.3")
			w.copy("评分标准", 5)
		}, "评分标准 1.3 added", "book.problem.copied; book.problem.repeated"},
		{"a copy that was left as it is, of a row that was changed before", func(w typed) {
			w.put("评分标准", 0, "考核内容", "签订责任书和承诺书")
			w.copy("评分标准", 0)
		}, "评分标准 1.1 changed: 考核内容 签订责任书和承诺书", "book.problem.repeated"},
		{"a deduction that was copied and left as it is is not deducted twice", func(w typed) { w.copy("扣分", 0) }, "", "book.problem.repeated"},
		{"a copy with another value under the old name is refused", func(w typed) {
			w.copy("评分标准", 0)
			w.put("评分标准", 5, "分值", 6)
		}, "评分标准 1.1 refused: 编号 book.twice", "book.problem.copied"},
		{"a copied deduction is another one", func(w typed) {
			w.copy("扣分", 0)
			w.put("扣分", 1, "扣分依据", "名册不全")
		}, "扣分 南山区 1.1 added", "book.problem.copied"},
		{"a row that was deleted stays, and is named", func(w typed) {
			s := w.sheet("评分标准")
			s.Rows = append(s.Rows[:3], s.Rows[4:]...)
		}, "", "book.problem.missing"},
		{"a cell of the program's that was overwritten is named", func(w typed) { w.put("考核得分", 0, "考核内容", "改了") }, "", "book.problem.locked"},
		{"a full-width code and a name with a blank", func(w typed) {
			w.put("考核得分", 0, "项目编号", "１．１")
			w.put("现场记录", 0, "记录人", "李　䶮")
		}, "", ""},
		{"a mark that was typed over one of the summary's formulas is named", func(w typed) { w.put("汇总", 0, "1.1", 4) }, "", "book.problem.summary"},
		{"a comment is named, and what the heads' notes say is not", func(w typed) {
			s := w.sheet("评分标准")
			s.Notes = []book.Note{{Row: 1, Col: 2, Text: "如 1.3，不能重复；1.10 这样的编号，请把单元格设为文本。"}, {Row: 2, Col: 5, Text: "顾彧:\n这里要核"}}
			w.sheet("汇总").Notes = []book.Note{{Row: 1, Col: 1, Text: "满分"}, {Row: 4, Col: 1, Text: "偏高"}}
		}, "", "book.problem.comment; book.problem.comment"},
		{"a code that became a number", func(w typed) { w.put("考核得分", 0, "项目编号", 1.1) }, "", ""},
		{"a number that is shown as the code", func(w typed) { w.put("考核得分", 0, "项目编号", number(1.1, "1.10")) }, "考核得分 南山区 1.10 refused: 项目编号 book.unknown", ""},
		{"a percentage where points belong", func(w typed) {
			w.put("考核得分", 0, "考核得分", book.Raw{Kind: book.RawNumber, Number: 0.04, Percent: true, Text: "4%"})
		}, "考核得分 南山区 1.1 refused: 考核得分 book.share", ""},
		{"a date where points belong", func(w typed) {
			w.put("考核得分", 0, "考核得分", book.Raw{Kind: book.RawNumber, Number: 4, Date: true})
		}, "考核得分 南山区 1.1 refused: 考核得分 book.number", ""},
		{"a percentage where one belongs", func(w typed) {
			w.put("评分标准", 0, "关键项底线", book.Raw{Kind: book.RawNumber, Number: 0.6, Percent: true, Text: "60%"})
		}, "评分标准 1.1 changed: 关键项底线 60", ""},
		{"numbers in a text are as they are shown", func(w typed) {
			w.put("现场记录", 0, "时间", book.Raw{Kind: book.RawNumber, Number: 9.5 / 24, Clock: true})
			w.put("现场记录", 0, "地点", number(12, "0012"))
			w.put("现场记录", 0, "标题", number(0.853, "85.3%"))
		}, "现场记录 南山区 1 changed: 时间 09:30, 地点 0012, 标题 85.3%", ""},
		{"a required cell can't be emptied", func(w typed) {
			w.put("评分标准", 0, "一级指标", nil)
			w.put("现场记录", 0, "方式", nil)
			w.put("考核发现", 0, "类别", nil)
		}, "评分标准 1.1 refused: 一级指标 required; 现场记录 南山区 1 refused: 方式 required; 考核发现 南山区 1 refused: 类别 required", ""},
		{"a formula without a value", func(w typed) { w.put("考核得分", 0, "考核得分", book.Raw{Kind: book.RawError, Formula: true}) },
			"考核得分 南山区 1.1 refused: 考核得分 book.formula", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := smallDesk(t)
			w := typed{grid(book.Export(d.View(), frontier(d.log)))}
			c.hands(w)
			p := book.Take(d.View(), d.View(), w.Grid, d.Who(), d.Today())
			if got := outcome(p); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
			if got := said(p); got != c.said {
				t.Errorf("said %q, want %q: %v", got, c.said, p.Problems)
			}
		})
	}
}

// A code that is a number is refused where two items could be meant.
func TestANumberThatCouldBeTwoItemsIsRefused(t *testing.T) {
	w := small()
	w.row("评分标准", "编号", "1.10", "一级指标", "责任体系", "考核内容", "宣传", "分值", 4, "评分办法", "达到得分")
	w.row("考核得分", "被考核单位", "南山区", "项目编号", 1.1, "考核得分", 4)
	if got := refusals(book.Take(&assess.Assessment{}, nil, w.Grid, nil, "2006-09-01")); got != "考核得分 4 B4 项目编号 book.code" {
		t.Error(got)
	}
}

// Taking the corrected book again changes what the first one made.
func TestACorrectedHandMadeBookChangesWhatItMade(t *testing.T) {
	d := smallDesk(t)
	w := small()
	w.put("现场记录", 0, "记录内容", "听取了区政府的汇报")
	w.put("现场记录", 0, "日期", 39001)
	w.put("考核发现", 0, "反馈表述", "两份责任书未签")
	p := book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())
	if got := outcome(p); !strings.HasPrefix(got, "现场记录 南山区 1 changed: 日期 2006-10-11, 记录内容 听取了区政府的汇报; 考核发现 南山区 1 changed") {
		t.Error(got)
	}
}

// What empties many cells waits for somebody who means it.
func TestEmptyingManyCellsIsNotTicked(t *testing.T) {
	d := smallDesk(t)
	base := d.View()
	w := typed{grid(book.Export(base, frontier(d.log)))}
	for _, c := range []struct{ sheet, head string }{{"现场记录", "日期"}, {"现场记录", "记录人"}, {"现场记录", "考核项目"}, {"整改台账", "整改要求"}, {"扣分", "依据记录"}} {
		w.put(c.sheet, 0, c.head, nil)
	}
	w.put("考核得分", 0, "备注", "已核")
	few := book.Take(base, base, w.Grid, d.Who(), d.Today())
	w.put("扣分", 0, "扣分依据", nil)
	p := book.Take(base, base, w.Grid, d.Who(), d.Today())
	n := 0
	for _, l := range p.Lines {
		if l.Ticked {
			n++
		}
	}
	if few.Clearing != 0 || p.Clearing != 6 || n != 1 {
		t.Errorf("%d and %d cells, %d ticked of %s", few.Clearing, p.Clearing, n, outcome(p))
	}
	p.Clear(true)
	if e, err := p.Edit(); err != nil || len(e.Writes) < 6 {
		t.Error(e, err)
	}
}

// One wrong cell is one refusal; what only follows from it is counted under it.
func TestWhatFollowsFromARefusalIsCountedUnderIt(t *testing.T) {
	w := small()
	w.row("被考核单位", "联络员", "某人") // a district without a name
	for n := range 7 {
		w.row("街道", "被考核单位", "宝安区", "街道", fmt.Sprint("街道", n))
	}
	w.row("评分标准", "编号", "3.1", "一级指标", "责任体系", "考核内容", "宣传", "分值", "四分半", "评分办法", "达到得分")
	w.row("考核得分", "被考核单位", "南山区", "项目编号", "3.1", "考核得分", 4)
	p := book.Take(&assess.Assessment{}, nil, w.Grid, nil, "2006-09-01")
	var got []string
	for _, l := range p.Lines {
		if l.State == book.Refused && l.Because == nil {
			got = append(got, fmt.Sprintf("%s %s+%d", l.Sheet, l.Name, l.Follow))
		}
	}
	if s := strings.Join(got, "; "); s != "评分标准 3.1+1; 被考核单位 +0; 街道 宝安区 街道0+6" {
		t.Error(s)
	}
}

func TestTheWorkbookOfAnotherRoundIsToldFirst(t *testing.T) {
	d := smallDesk(t)
	w := typed{grid(book.Export(d.View(), frontier(d.log)))}
	w.Head.Vault = strings.Repeat("ab", 32)
	if got := said(book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())); !strings.HasPrefix(got, "book.problem.foreign") {
		t.Error(got)
	}
	w.Head.Vault = d.View().Vault.String()
	if got := said(book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())); !strings.HasPrefix(got, "book.problem.baseless") {
		t.Error(got)
	}
}

func TestAWorkbookOfAKindThatOnlyANewerProgramKnowsIsToldFirst(t *testing.T) {
	d := smallDesk(t)
	w := typed{grid(book.Export(d.View(), frontier(d.log)))}
	w.Head.Form = "hologram"
	if got := said(book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())); !strings.HasPrefix(got, "book.problem.newer") {
		t.Error(got)
	}
}

// outcome of a plan: what each row becomes, and its cells or why not.
func outcome(p *book.Plan) string {
	var out []string
	for _, l := range p.Lines {
		s := fmt.Sprintf("%s %s %s", l.Sheet, l.Name, [...]string{"added", "changed", "conflict", "refused"}[l.State])
		var cells []string
		for _, x := range l.Diffs {
			switch {
			case x.Why != nil:
				var f *words.Fault
				if errors.As(x.Why, &f) {
					cells = append(cells, strings.TrimSpace(x.Column+" "+f.Code()))
				}
			case l.State == book.Changed:
				cells = append(cells, x.Column+" "+x.New)
			}
		}
		if cells != nil {
			s += ": " + strings.Join(cells, ", ")
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func said(p *book.Plan) string {
	var out []string
	for _, x := range p.Problems {
		out = append(out, x.Why.Key)
	}
	return strings.Join(out, "; ")
}

// merge merges from one cell to another; rows are counted from the first below the heads.
func (w typed) merge(sheet, from string, row int, to string, last int) {
	s := w.sheet(sheet)
	at := func(head string) int {
		for i, x := range s.Rows[1].Cells {
			if x.Text == head {
				return i
			}
		}
		panic(head)
	}
	s.Merged = append(s.Merged, book.Merge{Row: row + 2, Col: at(from), LastRow: last + 2, LastCol: at(to)})
}

// copy puts a copy of a row behind the last.
func (w typed) copy(sheet string, row int) {
	s := w.sheet(sheet)
	r := s.Rows[row+2]
	s.Rows = append(s.Rows, book.GridRow{N: s.Rows[len(s.Rows)-1].N + 1, Cells: append([]book.Raw{}, r.Cells...)})
}
