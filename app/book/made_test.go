package book_test

import (
	"slices"
	"testing"

	"kaohe/app/book"
)

// typed is a workbook as a person fills it in: the template's heads, and rows below.
type typed struct{ *book.Grid }

func blank() typed { return typed{grid(book.Template())} }

func (w typed) sheet(name string) *book.GridSheet {
	i := slices.IndexFunc(w.Sheets, func(s book.GridSheet) bool { return s.Name == name })
	return &w.Sheets[i]
}

func cell(v any) book.Raw {
	switch v := v.(type) {
	case string:
		return book.Raw{Kind: book.RawText, Text: v}
	case float64:
		return book.Raw{Kind: book.RawNumber, Number: v}
	case int:
		return book.Raw{Kind: book.RawNumber, Number: float64(v)}
	case book.Raw:
		return v
	}
	return book.Raw{}
}

// put sets one cell of a row, counted from the first below the heads.
func (w typed) put(sheet string, row int, head string, v any) {
	s := w.sheet(sheet)
	heads := s.Rows[1].Cells
	for len(s.Rows) < row+3 {
		s.Rows = append(s.Rows, book.GridRow{N: len(s.Rows) + 1})
	}
	r := &s.Rows[row+2]
	for len(r.Cells) < len(heads) {
		r.Cells = append(r.Cells, book.Raw{})
	}
	at := slices.IndexFunc(heads, func(x book.Raw) bool { return x.Text == head })
	r.Cells[at] = cell(v)
}

// row adds a row; pairs are head and value.
func (w typed) row(sheet string, pairs ...any) {
	n := len(w.sheet(sheet).Rows) - 2
	for i := 0; i+1 < len(pairs); i += 2 {
		w.put(sheet, n, pairs[i].(string), pairs[i+1])
	}
}

// fact fills in a line of 考核信息.
func (w typed) fact(name string, v any) {
	for n, r := range w.sheet("考核信息").Rows[2:] {
		if r.Cells[0].Text == name {
			w.put("考核信息", n, "内容", v)
		}
	}
}

// small is a round typed by hand: two districts, five items, four persons of whom two have one name.
func small() typed {
	w := blank()
	w.fact("考核名称", "2006年度考核")
	w.fact("等次", "优秀≥90；不合格≥0")
	w.fact("考核开始日期", "２００６年９月４日")
	for _, p := range [][3]string{{"顾彧", "市打假办", "组长"}, {"李䶮", "市工商局", "成员"}, {"王芳", "市工商局", "成员"}, {"王芳", "市质监局", "秘书"}} {
		w.row("考核小组", "姓名", p[0], "派出单位", p[1], "角色", p[2])
	}
	item := func(code, sec, text string, points any, rule string, pairs ...any) {
		w.row("评分标准", append([]any{"编号", code, "一级指标", sec, "考核内容", text, "分值", points, "评分办法", rule}, pairs...)...)
	}
	item("1.1", "责任体系", "签订责任书", 5.0, "酌情扣分", "扣（加）分值", 0.5, "佐证材料清单", "责任书\n名册")
	item("1.2", "责任体系", "专题研究", 4, "达到得分")
	item("2.1", "协调机制", "召开会议", "３", "逐次扣分", "扣（加）分值", "１．５")
	item("2.2", "协调机制", "结案率", 10, "分档得分", "分档", "95→10；90→5")
	item("2.3", "协调机制", "先进经验", 2, "加分项", "扣（加）分值", 1)
	for _, d := range []string{"南山区", "福田区"} {
		w.row("被考核单位", "单位名称", d)
		w.row("街道", "被考核单位", d, "街道", "沙头街道", "抽中", "√")
	}
	w.row("现场记录", "被考核单位", "南山区", "记录号", "1", "方式", "听取汇报", "日期", 39000, "记录人", "李䶮", "考核项目", "1.1, 1.2", "记录内容", "听取汇报")
	w.row("考核发现", "被考核单位", "南山区", "发现号", "1", "类别", "问题", "反馈表述", "责任书未签", "依据记录", "1", "考核项目", "1.1")
	w.row("整改台账", "被考核单位", "南山区", "发现号", "1", "整改要求", "补签")
	w.row("考核得分", "被考核单位", "南山区", "项目编号", "1.1", "考核得分", 4.5)
	w.row("扣分", "被考核单位", "南山区", "项目编号", "1.1", "扣分", 0.5, "扣分依据", "两个街道未签", "依据记录", "1")
	return w
}

func smallDesk(t testing.TB) *stage { t.Helper(); return found(t, into(t, small().Grid)) }
