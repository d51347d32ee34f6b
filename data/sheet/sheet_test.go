package sheet_test

import (
	"bytes"
	"fmt"

	"kaohe/app/book"
	"kaohe/data/sheet"
)

// fataler is what tests and properties have in common.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

func bytesOf(t fataler, b *book.Book) *bytes.Reader {
	t.Helper()
	var out bytes.Buffer
	if err := sheet.Write(&out, b); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(out.Bytes())
}

func read(t fataler, file *bytes.Reader) *book.Grid {
	t.Helper()
	g, err := sheet.Read(file, file.Size())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// example is a small round: every kind of column, a locked one, a hidden one, sums, and texts that must not become formulas.
func example() *book.Book {
	text := func(s string) book.Cell { return book.Cell{Text: s} }
	number := func(n int64) book.Cell { return book.Cell{Number: n, Is: true} }
	long := make([]string, 60)
	for i := range long {
		long[i] = fmt.Sprintf("第%d项准备工作", i+1)
	}
	return &book.Book{
		Head: book.Head{Form: "whole", Vault: "00ff", Frontier: string(bytes.Repeat([]byte("0123456789abcdef"), 70)), Title: "2006 年度打假责任制考核"},
		Sheets: []book.Sheet{
			{
				Name: "评分标准", Note: "考核项目和分值。考核开始以后不能再改。",
				Columns: []book.Column{
					{Head: "编号", Note: "如 1.3；不能重复。", Width: 5, Name: true},
					{Head: "考核项目", Note: "一句话写清考核什么。", Kind: book.Long, Width: 24},
					{Head: "分值", Note: "最多两位小数。", Kind: book.Points, Width: 5, Sum: true},
					{Head: "关键项", Note: "填“是”或“否”，不填算“否”。", Kind: book.Yes, Width: 5},
					{Head: "标识", Kind: book.Text, Hidden: true},
				},
				Rows: [][]book.Cell{
					{text("1.1"), text("建立打假责任制，\n层层签订责任书"), number(550), text("是"), text("item/1.1")},
					{text("1.10"), text("=责任到人"), number(0), text(""), text("item/1.10")},
				},
			},
			{
				Name: "考核得分", Note: "按评分标准逐项打分。",
				Columns: []book.Column{
					{Head: "考核项目", Note: "从评分标准里选。", Kind: book.Choice, From: "评分标准", Width: 8, Name: true},
					{Head: "满分", Kind: book.Points, Locked: true, Width: 6, Sum: true},
					{Head: "考核得分", Note: "不高于满分。", Kind: book.Points, Width: 7, Sum: true},
					{Head: "考核日期", Note: "如 2006-12-30。", Kind: book.Date, Width: 8},
					{Head: "次数", Note: "整数。", Kind: book.Count, Width: 5},
					{Head: "准备事项", Note: "选一项。", Kind: book.Choice, Choices: long, Width: 12},
					{Head: "方式", Note: "选一种。", Kind: book.Choice, Choices: []string{"听取汇报", "提问交流"}, Width: 8},
					{Head: "依据", Note: "可填几项，中间用“、”隔开。", Kind: book.List, Width: 12},
				},
				Rows: [][]book.Cell{
					{text("1.1"), {Formula: "评分标准!C3", Number: 550, Is: true}, number(-50), number(39081), number(3), text(long[59]), text("听取汇报"), text("甲、乙")},
					{text("1.10"), number(450), number(123), {}, number(0), text("@甲"), text("-1"), text("\t乙\v丙 ")},
				},
			},
			{Name: "被考核单位", Note: "每个区一行。", Columns: []book.Column{{Head: "名称", Note: "全称", Name: true, Width: 20}}},
		},
		Sample: true,
	}
}
