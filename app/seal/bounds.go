package seal

import (
	"fmt"
	"reflect"

	"kaohe/app/report"
)

// Bounds of a tree from anywhere, before it is laid out: many times what the largest document of ours comes to.
const (
	mostBlocks  = 20_000
	mostRows    = 20_000 // of all tables
	mostColumns = 24
	mostGap     = 60      // lines of one
	mostGaps    = 600     // lines of all
	mostBars    = 2000    // categories times series of one chart
	mostText    = 1 << 21 // bytes
)

// fits tells whether a tree can be a document of ours, as far as its numbers go.
func fits(doc report.Document) error {
	rows, gaps, text := 0, 0, len(doc.Title)+len(doc.Author)+len(doc.Kind)
	ok := within(len(doc.Blocks), 1, mostBlocks) && within(int(doc.Form), int(report.Plain), int(report.Letter)) && within(doc.Date.Year, 0, 9999) &&
		within(doc.Date.Month, 0, 12) && within(doc.Date.Day, 0, 31)
	for _, b := range doc.Blocks {
		switch x := b.(type) {
		case report.Gap:
			gaps += x.Lines
			ok = ok && within(x.Lines, 0, mostGap)
		case report.Heading:
			ok = ok && within(x.Level, 1, 3)
		case report.Table:
			rows += len(x.Rows)
			ok = ok && tableFits(x)
		case report.Chart:
			ok = ok && chartFits(x)
		case report.Hands:
			rows += len(x.Labels)
		case report.Signature:
			rows += len(x.Lines)
		case report.Attachments:
			rows += len(x.Names)
		}
		if !ok {
			return fmt.Errorf("%s with numbers that no document has", reflect.TypeOf(b).Name())
		}
	}
	for _, s := range Texts(doc) {
		text += len(s)
	}
	if !ok || rows > mostRows || gaps > mostGaps || text > mostText {
		return fmt.Errorf("more than a document has: %d blocks, %d rows, %d empty lines, %d bytes", len(doc.Blocks), rows, gaps, text)
	}
	return nil
}

func within(n, from, to int) bool { return n >= from && n <= to }

func tableFits(t report.Table) bool {
	if !within(len(t.Columns), 1, mostColumns) {
		return false
	}
	for _, c := range t.Columns {
		if !(c.Width >= 1 && c.Width <= 100) || !within(int(c.Align), int(report.Left), int(report.Right)) { // NaN is neither
			return false
		}
	}
	for _, r := range t.Rows {
		if len(r.Cells) > len(t.Columns) {
			return false
		}
	}
	return true
}

func chartFits(c report.Chart) bool {
	if !within(int(c.Kind), int(report.Bars), int(report.Progress)) || len(c.Categories)*len(c.Series) > mostBars {
		return false
	}
	for _, s := range c.Series {
		if len(s.Values) != len(c.Categories) {
			return false
		}
		for _, v := range s.Values {
			if v != report.Missing && (v < -mostBar || v > mostBar) {
				return false
			}
		}
	}
	return true
}

// mostBar is a bar's value in hundredths, in which sums of thousands do not overflow.
const mostBar = 1 << 40
