package province

import (
	"fmt"
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
	doc.Blocks = []report.Block{report.Title{Text: Name}, report.Subtitle{Text: "（" + day.Prose() + "汇总）"}}
	for _, s := range t.sums() {
		doc.Blocks = append(doc.Blocks, report.Para{Text: s})
	}
	for n, p := range t.parts(say) {
		doc.Blocks = append(doc.Blocks, report.Heading{Level: 1, Text: report.Numeral(n+1) + "、" + p.name}, report.Para{Text: p.note, Flush: true, Kai: true})
		for _, l := range p.listings() {
			table, _ := l.Table()
			doc.Blocks = append(doc.Blocks, table)
		}
	}
	return doc
}

// sums says in sentences what the tables come to.
func (t *Table) sums() []string {
	all, whole, signed := t.Districts()
	var w Work
	for _, r := range t.Rounds {
		for _, d := range r.Districts {
			w.add(d.Work)
		}
	}
	out := []string{fmt.Sprintf("汇总了%d个考核、%d个被考核单位。已全部评分的%d个，其中得分已签字的%d个；其余的得分是草稿，可能变动。", len(t.Rounds), all, whole, signed),
		fmt.Sprintf("共有问题%d个：已销号%d个，转入下轮%d个，未完成%d个，其中超期%d个。", w.Problems, w.Closed, w.Carried, w.Left(), w.Overdue)}
	if t.several() {
		out = append(out, fmt.Sprintf("各考核的年度、评分标准不完全相同，共%d种；名次只在同一年度、同一标准的单位之间排。", len(t.Groups)))
	}
	if t.Broken > 0 {
		out = append(out, fmt.Sprintf("有%d个文件的内容没有汇总进来，见最后一表。", t.Broken))
	}
	return out
}

// most is how many columns fit on a page across.
const most = 14

// listings are a part's tables on paper: one, or several where there are more columns than fit on a page; each begins with those that name a row.
func (p *part) listings() []report.Listing {
	names := 0
	for names < len(p.cols) && p.cols[names].Name {
		names++
	}
	var out []report.Listing
	for from := names; from < len(p.cols); from += most - names {
		use := make([]int, 0, most)
		for i := range names {
			use = append(use, i)
		}
		for i := from; i < min(from+most-names, len(p.cols)); i++ {
			use = append(use, i)
		}
		out = append(out, p.listing(use))
	}
	return out
}

func (p *part) listing(use []int) report.Listing {
	var l report.Listing
	sums := report.Row{Strong: true, Cells: make([]string, len(use))}
	summed := false
	for n, i := range use {
		c := p.cols[i]
		l.Columns = append(l.Columns, report.Column{Head: c.Head, Align: aligned[c.Kind]})
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
