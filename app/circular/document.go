package circular

import (
	"cmp"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
)

// annexTitle is the title of the districts' scores. They are apart from the text, which names no district for a problem: a reader who wants
// to compare finds all districts on one page, in figures and as bars.
const annexTitle = "各区考核得分情况"

// Make makes the document of any kind as report.Make does, those that are composed here too. Faults: those of report.Make.
func Make(kind string, a *assess.Assessment, d *assess.District, say words.Catalog) (report.Document, error) {
	switch {
	case kind == "circular" && d == nil:
		return Compose(a).Document(a), nil
	case kind == "upward" && d == nil:
		return Compose(a).Upward(a), nil
	}
	return report.Make(kind, a, d, say)
}

// Document returns the circular for printing. Sections use their present text, edited or generated; empty sections are left out.
func (t *Text) Document(a *assess.Assessment) report.Document {
	doc := report.Issued("circular", a, nil, t.Title, cmp.Or(a.AsOf, a.To))
	doc.Blocks = append(doc.Blocks, report.Rests(a.Districts, report.Until(assess.Summary))...)
	doc.Blocks = append(doc.Blocks, report.To("circular", a, nil, a.Bodies())...)
	doc.Blocks = append(doc.Blocks, t.body()...)
	table, chart, ok := sideBySide(a)
	if ok = ok && !a.Circular.NoScores; ok {
		doc.Blocks = append(doc.Blocks, report.Attachments{Names: []string{annexTitle}})
	}
	report.Close(&doc, a, nil)
	if ok {
		doc.Blocks = append(doc.Blocks, report.Annex{Label: "附件", Title: annexTitle}, table, chart)
	}
	return doc
}

// body returns the sections as headings and paragraphs.
func (t *Text) body() []report.Block {
	var out []report.Block
	n := 0
	for _, s := range t.Sections {
		if len(s.Paragraphs) == 0 {
			continue
		}
		if s.Title != "" {
			n++
			out = append(out, report.Heading{Level: 1, Text: report.Numeral(n) + "、" + s.Title})
		}
		for _, p := range s.Paragraphs {
			if text := strings.TrimSpace(p.String()); p.Heading {
				out = append(out, report.Heading{Level: 2, Text: text})
			} else {
				out = append(out, report.Para{Text: text})
			}
		}
	}
	return out
}

// sideBySide returns the final scores of the districts in the order of the round. ok is false if no district has a complete score.
func sideBySide(a *assess.Assessment) (table report.Table, chart report.Chart, ok bool) {
	table = report.Table{Columns: []report.Column{{Head: "被考核单位", Width: 40, Align: report.Left},
		{Head: "满分", Width: 20, Align: report.Right}, {Head: "考核得分", Width: 20, Align: report.Right}, {Head: "等次", Width: 20, Align: report.Centre}}}
	chart = report.Chart{Caption: "各区考核得分", Kind: report.Bars, Unit: "分", Series: []report.Series{{Name: "考核得分"}}}
	for _, d := range a.Districts {
		r := d.Final
		score, grade, value := "尚未评完", "", report.Missing
		switch {
		case r.Open > 0 || r.Full == 0:
		case r.Range.Open():
			score = r.Range.String()
		default:
			score, grade, value = r.Total.String(), d.Grade(), int64(r.Total)
			ok = true
		}
		table.Rows = append(table.Rows, report.Row{Cells: []string{d.Name, r.Full.String(), score, grade}})
		chart.Categories = append(chart.Categories, d.Name)
		chart.Series[0].Values = append(chart.Series[0].Values, value)
	}
	return table, chart, ok
}
