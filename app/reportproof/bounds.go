package reportproof

import (
	"fmt"
	"reflect"

	"kaohe/app/marks"
	"kaohe/app/report"
)

// Limits on a tree from an unknown source, checked before it is laid out. They are many times what the largest real document needs.
const (
	mostBlocks  = 20_000
	mostRows    = 20_000 // of all tables
	mostColumns = 24
	mostGap     = 60      // lines of one Gap
	mostGaps    = 600     // lines of all Gaps
	mostBars    = 2000    // categories times series of one chart
	mostText    = 1 << 21 // bytes

	mostPictures = 20_000 // of all rows
	mostInRow    = 3      // pictures beside one another, and rows on a page
)

// fits checks that the numbers in a tree are in the range of real documents.
func fits(doc report.Document) error {
	rows, gaps, text := 0, 0, len(doc.Title)+len(doc.Author)+len(doc.Kind)
	ok := within(len(doc.Blocks), 1, mostBlocks) && within(int(doc.Form), int(report.Plain), int(report.Letter)) && within(doc.Date.Year, 0, 9999) &&
		within(doc.Date.Month, 0, 12) && within(doc.Date.Day, 0, 31)
	for _, b := range doc.Blocks {
		r, g := height(b)
		rows, gaps = rows+r, gaps+g
		if ok = ok && blockFits(b); !ok {
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

// height returns how many rows and empty lines a block has.
func height(b report.Block) (rows, gaps int) {
	switch x := b.(type) {
	case report.Gap:
		return 0, x.Lines
	case report.Table:
		return len(x.Rows), 0
	case report.Hands:
		return len(x.Labels), 0
	case report.Part:
		return len(x.Foot), 0
	case report.Signature:
		return len(x.Lines), 0
	case report.Attachments:
		return len(x.Names), 0
	}
	return 0, 0
}

func blockFits(b report.Block) bool {
	switch x := b.(type) {
	case report.Gap:
		return within(x.Lines, 0, mostGap)
	case report.Heading:
		return within(x.Level, 1, 3)
	case report.Table:
		return tableFits(x)
	case report.Chart:
		return chartFits(x)
	case report.Pictures:
		return picturesFit(x)
	}
	return true
}

func picturesFit(r report.Pictures) bool {
	for _, p := range r.Items {
		if p.Turn%90 != 0 || !within(p.Turn, 0, 270) || len(p.Layer) > marks.MaxBytes {
			return false
		}
	}
	return within(r.Across, 1, mostInRow) && within(r.Down, 1, mostInRow) && within(len(r.Items), 1, r.Across)
}

func within(n, from, to int) bool { return n >= from && n <= to }

func tableFits(t report.Table) bool {
	if !within(len(t.Columns), 1, mostColumns) {
		return false
	}
	for _, c := range t.Columns {
		if !(c.Width >= 1 && c.Width <= 100) || !within(int(c.Align), int(report.Left), int(report.Right)) { // written so that NaN is refused too
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

// mostBar is the largest value of a bar in hundredths; sums of thousands of them do not overflow.
const mostBar = 1 << 40
