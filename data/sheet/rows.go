package sheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"kaohe/app/book"
)

// rows writes the data.
func (x *writer) rows(s *book.Sheet, sw *excelize.StreamWriter) error {
	type pair struct{ plain, quoted int }
	styles := make([]pair, len(s.Columns))
	for i, c := range s.Columns {
		l := look{kind: c.Kind, locked: c.Locked}
		var err error
		if styles[i].plain, err = x.style(l); err != nil {
			return err
		}
		l.quoted = true
		if styles[i].quoted, err = x.style(l); err != nil {
			return err
		}
	}
	for n, row := range s.Rows {
		x.clear()
		most := 1
		for i := range row {
			c := &row[i]
			if k := s.Columns[i].Kind; k == book.Long || k == book.List {
				most = max(most, lines(c.Text, width(s.Columns[i])))
			}
			if c.Formula == "" && !c.Is {
				if err := x.text(s, FirstRow+n, i, c.Text, styles[i].plain, styles[i].quoted); err != nil {
					return err
				}
				continue
			}
			x.put(excelize.Cell{StyleID: styles[i].plain, Formula: c.Formula, Value: value(c, s.Columns[i].Kind)})
		}
		if err := sw.SetRow(cellName(FirstRow+n, 0), x.row, excelize.RowOpts{Height: height(most)}); err != nil {
			return err
		}
	}
	return nil
}

// lines estimates how many lines a text takes in a column of a width: a Chinese character is as wide as two others.
func lines(text string, width float64) int {
	n, used := 1, 0.0
	for _, r := range text {
		w := 1.0
		if r >= 0x1100 {
			w = 2
		}
		if used += w; r == '\n' || used > width {
			n, used = n+1, w
		}
		if r == '\n' {
			used = 0
		}
	}
	return n
}

// height returns the height of a number of lines in points; Excel allows at most maxHeight.
func height(lines int) float64 { return min(3+15*float64(lines), maxHeight) }

const maxHeight = 409

// value returns a number in the form in which Excel stores it, or the present text of a formula.
func value(c *book.Cell, k book.Kind) any {
	switch {
	case !c.Is:
		return c.Text
	case k == book.Points:
		return float64(c.Number) / 100
	}
	return c.Number
}

// total writes the row of sums.
func (x *writer) total(s *book.Sheet, sw *excelize.StreamWriter) error {
	label := -1
	for i, c := range s.Columns {
		if !c.Hidden && !c.Sum {
			label = i
			break
		}
	}
	if !summed(s) || label < 0 {
		return nil
	}
	last := lastRow(s)
	x.clear()
	for i, c := range s.Columns {
		id, err := x.style(look{kind: c.Kind, region: totals, locked: true})
		if err != nil {
			return err
		}
		cell := excelize.Cell{StyleID: id}
		switch {
		case i == label:
			cell.Value = Total
		case c.Sum:
			var sum int64
			for _, row := range s.Rows {
				sum += row[i].Number
			}
			letters := strings.TrimRight(cellName(1, i), "1")
			cell.Formula = fmt.Sprintf("SUM(%s%d:%s%d)", letters, FirstRow, letters, last)
			cell.Value = value(&book.Cell{Number: sum, Is: true}, c.Kind)
		}
		x.put(cell)
	}
	return sw.SetRow(cellName(last+1, 0), x.row, excelize.RowOpts{Height: height(1)})
}
