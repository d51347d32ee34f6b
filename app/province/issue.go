package province

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/report"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Book is the table as a workbook, a sheet for each of its parts. say must be the Chinese catalogue.
func (t *Table) Book(say words.Catalog) *book.Book {
	b := &book.Book{Head: book.Head{Title: Name}, Sample: t.Sample()}
	for _, p := range t.parts(say) {
		b.Sheets = append(b.Sheets, p.sheet())
	}
	return b
}

// Document is the table as a working paper, dated with the day on which it is made. say must be the Chinese catalogue.
func (t *Table) Document(day assess.Day, say words.Catalog) report.Document {
	y, m, d := day.Date()
	doc := report.Document{Kind: "gather", Title: Name, Date: report.Date{Year: y, Month: m, Day: d}, Sample: t.Sample(), Landscape: true}
	of := ""
	if year := t.year(); year != "" {
		of = year + "年度，"
	}
	doc.Blocks = []report.Block{report.Title{Text: Name}, report.Subtitle{Text: "（" + of + day.Prose() + "汇总）"}}
	for _, s := range t.sums() {
		doc.Blocks = append(doc.Blocks, report.Para{Text: s})
	}
	for n, p := range t.parts(say) {
		doc.Blocks = append(doc.Blocks, report.Heading{Level: 1, Text: report.Numeral(n+1) + "、" + p.name})
		doc.Blocks = append(doc.Blocks, p.tables()...)
		doc.Blocks = append(doc.Blocks, report.Para{Text: "注：" + p.note, Flush: true, Kai: true}) // below, so that no heading is parted from its table
	}
	return doc
}

// sums says in sentences what the tables come to.
func (t *Table) sums() []string {
	all, whole, signed := t.Districts()
	var w Work
	twice := 0
	for _, r := range t.Rounds {
		for _, d := range r.Districts {
			w.add(d.Work)
			twice += pick(d.Twice, 1, 0)
		}
	}
	out := []string{fmt.Sprintf("汇总了%d个考核、%d个被考核单位。已全部评分的%d个，其中得分已签字的%d个；其余的还没有签字，或者签字后有变更，得分可能变动。", len(t.Rounds), all, whole, signed),
		fmt.Sprintf("共有问题%d个：已销号%d个，转入下轮%d个，未完成%d个，其中超期%d个。", w.Problems, w.Closed, w.Carried, w.Left(), w.Overdue)}
	if t.several() {
		out = append(out, fmt.Sprintf("各考核的年度、评分标准不完全相同，共%d种；名次只在同一年度、同一标准的单位之间排。", len(t.Groups)))
	}
	if twice > 0 {
		out = append(out, fmt.Sprintf("有%d行是两个考核都评了的单位，不排名次，合计里重复计算；请核对后移走其中一个考核文件，再汇总一次。", twice))
	}
	if t.Broken > 0 {
		out = append(out, fmt.Sprintf("有%d个文件的内容没有汇总进来，见最后一表。", t.Broken))
	}
	return out
}

// The width of a page across, and of the margins of a cell, in the unit of a column's width. More is set smaller than it reads well.
const page, margins = 112.0, 1.0

// tables are a part on paper: one table, or several where there are more columns than fit on a page; each begins with those that name a row.
func (p *part) tables() []report.Block {
	cols := p.cols
	if p.paper > 0 {
		cols = cols[:p.paper]
	}
	var names, use []int
	var out []report.Block
	wide := 0.0
	for i, c := range cols {
		if len(names) == i && c.Name {
			names = append(names, i)
		}
		if wide += c.Width + margins; wide > page && len(use) > len(names) {
			out, use, wide = append(out, p.table(use)), slices.Clone(names), c.Width+margins
			for _, n := range names {
				wide += cols[n].Width + margins
			}
		}
		use = append(use, i)
	}
	return append(out, p.table(use))
}

// table has some of the columns, as wide to each other as in a workbook, and the margins of a cell beside.
func (p *part) table(use []int) report.Table {
	var l report.Table
	sums, summed, wide := report.Row{Strong: true, Cells: make([]string, len(use))}, false, 0.0
	for _, i := range use {
		wide += p.cols[i].Width + margins
	}
	for n, i := range use {
		c := p.cols[i]
		l.Columns = append(l.Columns, report.Column{Head: c.Head, Align: aligned[c.Kind], Width: (c.Width + margins) / wide})
		if !c.Sum {
			continue
		}
		sum := int64(0)
		for _, row := range p.rows {
			sum += row[i].Number
		}
		sums.Cells[n], summed = strconv.FormatInt(sum, 10), true
	}
	for _, row := range p.rows {
		cells := make([]string, len(use))
		for n, i := range use {
			cells[n] = shown(row[i], p.cols[i].Kind)
		}
		l.Rows = append(l.Rows, report.Row{Cells: cells})
	}
	if summed && len(p.rows) > 1 {
		sums.Cells[0] = "合计"
		l.Rows = append(l.Rows, sums)
	}
	return l
}

var aligned = map[book.Kind]report.Align{book.Count: report.Right, book.Points: report.Right, book.Share: report.Right, book.Choice: report.Centre}

// shown is a cell as a workbook shows it.
func shown(c book.Cell, k book.Kind) string {
	switch {
	case !c.Is:
		return strings.TrimSpace(c.Text)
	case k == book.Points:
		return standard.Points(c.Number).String()
	case k == book.Share:
		const hundredth = book.ShareOne / 100
		return standard.Points((c.Number + hundredth/2) / hundredth).String()
	}
	return strconv.FormatInt(c.Number, 10)
}
