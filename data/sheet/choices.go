package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"kaohe/app/book"
)

// further is the number of rows below the last one that still get drop-down lists and formats.
const further = 600

// validate gives a column its drop-down list or its limits, and its prompt. Excel refuses a value that is not in a fixed list or is not a
// number. It only warns about a name that its sheet lacks, since the name may be added there later.
func (x *writer) validate(s *book.Sheet, col int) error {
	c := &s.Columns[col]
	if c.Locked || c.Hidden || s.Aside {
		return nil
	}
	from := FirstRow
	for _, l := range s.Limits {
		if l.Col == col {
			from = FirstRow + len(s.Rows) // these have their own
		}
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s:%s", cellName(from, col), cellName(lastRow(s)+further, col))
	bound := excelize.DataValidationErrorStyleStop
	const limit = 1e9
	var err error
	switch c.Kind {
	case book.Points:
		err = v.SetRange(-limit, limit, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween)
	case book.Count:
		err = v.SetRange(0.0, limit, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween)
	case book.Date: // the years 1990 to 2199; other ways of writing a date are read too, so this only warns
		bound = excelize.DataValidationErrorStyleWarning
		err = v.SetRange(32874.0, 109574.0, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween)
	case book.Yes:
		err = v.SetDropList([]string{"是", "否"})
	case book.Choice:
		if c.From != "" {
			bound = excelize.DataValidationErrorStyleWarning
		}
		err = x.offer(v, c)
	}
	if err != nil {
		return err
	}
	if v.Type != "" {
		v.SetError(bound, short(c.Head, 32), short(c.Note, 250))
		if c.Note == "" { // Excel's own sentence is better than none
			v.Error, v.ErrorTitle = nil, nil
		}
	}
	if c.Note != "" {
		v.SetInput(short(c.Head, 32), short(c.Note, 250))
	}
	if v.Type == "" && c.Note == "" {
		return nil
	}
	return x.file.AddDataValidation(s.Name, v)
}

// limits gives single cells their limits: a list where there are few numbers, otherwise a formula.
func (x *writer) limits(s *book.Sheet) error {
	for _, l := range s.Limits {
		cell := cellName(FirstRow+l.Row, l.Col)
		v := excelize.NewDataValidation(true)
		v.Sqref = cell
		if len(l.Only) > 0 {
			list := make([]string, len(l.Only))
			for i, n := range l.Only {
				list[i] = decimal(n)
			}
			if err := v.SetDropList(list); err != nil {
				return err
			}
		} else {
			v.Type = "custom"
			v.Formula1 = escapeXML(fmt.Sprintf("AND(ISNUMBER(%s),%s>=%s,%s<=%s,MOD(ROUND(%s*100,4),1)=0)", cell, cell, decimal(l.Low), cell, decimal(l.High), cell))
		}
		head := short(s.Columns[l.Col].Head, 32)
		v.SetInput(head, short(l.Says, 250))
		v.SetError(excelize.DataValidationErrorStyleStop, head, short(l.Says, 250))
		if err := x.file.AddDataValidation(s.Name, v); err != nil {
			return err
		}
	}
	return nil
}

// decimal writes hundredths as formulas do, without trailing zeros.
func decimal(n int64) string { return strconv.FormatFloat(float64(n)/100, 'f', -1, 64) }

// offer makes the drop-down list of a column.
func (x *writer) offer(v *excelize.DataValidation, c *book.Column) error {
	if c.From != "" {
		if r := x.named(c.From); r != "" {
			v.SetSqrefDropList(r)
		}
		return nil
	}
	if len(c.Choices) == 0 {
		return nil
	}
	if joined := strings.Join(c.Choices, ","); units(joined) <= 250 && !strings.HasPrefix(joined, "=") &&
		strings.Count(joined, ",") == len(c.Choices)-1 && !strings.ContainsAny(joined, "\"\n\r") {
		return v.SetDropList(c.Choices)
	}
	i := 0
	for i < len(x.lists) && strings.Join(x.lists[i], "\x00") != strings.Join(c.Choices, "\x00") {
		i++
	}
	if i == len(x.lists) {
		x.lists = append(x.lists, c.Choices)
	}
	col := firstList + i
	v.SetSqrefDropList(escapeXML(fmt.Sprintf("%s!%s:%s", quote(hiddenName), absolute(1, col), absolute(len(c.Choices), col))))
	return nil
}

// named returns the formula for the names in another sheet's rows, without the empty rows below: a list with these would open at its end.
// The formula counts names, so if there is an empty row between them, the last one is missing in the list but still valid.
func (x *writer) named(sheet string) string {
	for i := range x.book.Sheets {
		s := &x.book.Sheets[i]
		if s.Name != sheet {
			continue
		}
		for col, c := range s.Columns {
			if c.Name && !c.Hidden {
				last := lastRow(s)
				if !summed(s) {
					last += further
				}
				first := quote(s.Name) + "!" + absolute(FirstRow, col)
				return escapeXML(fmt.Sprintf("OFFSET(%s,0,0,MAX(1,COUNTA(%s:%s)),1)", first, first, absolute(last, col)))
			}
		}
	}
	return ""
}

func absolute(row, col int) string { return fmt.Sprintf("$%s$%d", letters(col), row) }

// letters returns the name of a column, which counts from 0.
func letters(col int) string { return strings.TrimRight(cellName(1, col), "1") }

func quote(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// escapeXML is for formulas, which excelize writes as raw XML.
func escapeXML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// short cuts a text to at most n UTF-16 units.
func short(s string, n int) string {
	if units(s) <= n {
		return s
	}
	used := 1 // for the …
	for i, r := range s {
		if used += units(string(r)); used > n {
			return s[:i] + "…"
		}
	}
	return s
}
