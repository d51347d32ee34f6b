package ui_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
)

// What a workbook has and a new round does not is read through before the founder's PIN is asked for.
func TestANewRoundsWorkbookSaysWhatIsNotReadBeforeItIsTaken(t *testing.T) {
	row := func(n int, cells ...string) book.GridRow {
		r := book.GridRow{N: n}
		for _, c := range cells {
			r.Cells = append(r.Cells, book.Raw{Kind: book.RawText, Text: c})
		}
		return r
	}
	team := book.GridSheet{Name: "考核小组", Rows: []book.GridRow{row(1, "姓名", "派出单位", "角色"), row(2, "顾彧", "市打假办", "组长")}}
	plan := func(sheets ...book.GridSheet) *book.Plan {
		return book.Take(&assess.Assessment{}, nil, &book.Grid{Sheets: sheets}, nil, "2006-09-01")
	}
	s := newStage(t)
	s.Start()
	s.FoundFrom("样表.xlsx", plan(team))
	s.mustSee("由顾彧（组长）建立")
	s.pressOver("取消")
	team.Notes = []book.Note{{Row: 1, Col: 2, Text: "拟任副组长"}}
	s.FoundFrom("样表.xlsx", plan(team, book.GridSheet{Name: "王军汇总", Rows: []book.GridRow{row(1, "甲")}}))
	s.mustSee("样表.xlsx里有2处不导入", "考核小组 C2：批注不导入：“拟任副组长”", "王军汇总：不认识这张表，没有读。")
	if s.sees("由顾彧（组长）建立") {
		t.Error("the PIN is asked for at once")
	}
	s.pressOver("继续")
	s.mustSee("由顾彧（组长）建立")
}
