package sheet

import (
	"fmt"
	"github.com/xuri/excelize/v2"

	"kaohe/app/book"
)

// rows writes the data, and what stands below them.
func (x *writer) rows(s *book.Sheet, sw *excelize.StreamWriter) error {
	plain, err := x.styled(s, cells)
	if err != nil {
		return err
	}
	foot, err := x.styled(s, totals)
	if err != nil {
		return err
	}
	for n, row := range s.Rows {
		if err := x.line(s, sw, FirstRow+n, row, plain); err != nil {
			return err
		}
	}
	for n, row := range s.Foot {
		if err := x.line(s, sw, FirstRow+len(s.Rows)+n, row, foot); err != nil {
			return err
		}
	}
	return nil
}

// dress holds the styles of a column's cells: for any value, and for a text that needs a quote prefix.
type dress struct{ plain, quoted int }

func (x *writer) styled(s *book.Sheet, r region) ([]dress, error) {
	out := make([]dress, len(s.Columns))
	for i, c := range s.Columns {
		l := look{kind: c.Kind, region: r, locked: c.Locked}
		var err error
		if out[i].plain, err = x.style(l); err != nil {
			return nil, err
		}
		l.quoted = true
		if out[i].quoted, err = x.style(l); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// line writes one row.
func (x *writer) line(s *book.Sheet, sw *excelize.StreamWriter, n int, row []book.Cell, styles []dress) error {
	x.clear()
	most := 1
	for i := range row {
		c, worn := &row[i], styles[i]
		if k := s.Columns[i].Kind; k == book.Long || k == book.List || c.Look != book.LookPlain {
			most = max(most, lines(c.Text, width(s.Columns[i])))
		}
		if c.Look != book.LookPlain {
			id, err := x.style(look{region: standing[c.Look], locked: true})
			if err != nil {
				return err
			}
			worn = dress{id, id}
		}
		if c.Formula == "" && !c.Is {
			if err := x.text(s, n, i, c.Text, worn.plain, worn.quoted); err != nil {
				return err
			}
			continue
		}
		x.put(excelize.Cell{StyleID: worn.plain, Formula: c.Formula, Value: value(c, s.Columns[i].Kind)})
	}
	return x.flush(sw, cellName(n, 0), excelize.RowOpts{Height: height(most)})
}

// standing tells as what a cell with a look of its own is styled.
var standing = map[book.Look]region{book.LookHead: heads, book.LookMust: required}

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
	case k == book.Share:
		return float64(c.Number) / book.ShareOne
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
			cell.Formula = fmt.Sprintf("SUM(%s:%s)", cellName(FirstRow, i), cellName(last, i))
			cell.Value = value(&book.Cell{Number: sum, Is: true}, c.Kind)
		}
		x.put(cell)
	}
	return x.flush(sw, cellName(last+1, 0), excelize.RowOpts{Height: height(1)})
}
