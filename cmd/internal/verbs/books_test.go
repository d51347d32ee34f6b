package verbs_test

import (
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// fill types rows into a workbook as a person would: `fill BOOK.xlsx ROWS`, where ROWS is text with, for each sheet, a line "== name", a line
// of heads and lines of cells, all with | between. A row "@C5 text" puts one text into one cell.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	f, err := excelize.OpenFile(path)
	ts.Check(err)
	var sheet string
	var cols []int
	row := 0
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		line = strings.TrimRight(line, "\n")
		switch name, isSheet := strings.CutPrefix(line, "== "); {
		case line == "":
		case isSheet:
			sheet, cols = name, nil
		case line[0] == '@':
			cell, text, _ := strings.Cut(line[1:], " ")
			ts.Check(f.SetCellStr(sheet, cell, text))
		case cols == nil:
			cols, row = heads(ts, f, sheet, strings.Split(line, "|"))
		default:
			for i, text := range strings.Split(line, "|") {
				cell, err := excelize.CoordinatesToCellName(cols[i], row)
				ts.Check(err)
				ts.Check(f.SetCellStr(sheet, cell, text))
			}
			row++
		}
	}
	ts.Check(f.Save())
	ts.Check(f.Close())
}

// heads finds the columns of some heads, and the first row below them that is empty.
func heads(ts *testscript.TestScript, f *excelize.File, sheet string, names []string) (cols []int, row int) {
	rows, err := f.GetRows(sheet)
	ts.Check(err)
	for n, r := range rows {
		if !slices.Contains(r, names[0]) {
			continue
		}
		for _, name := range names {
			i := slices.Index(r, name)
			if i < 0 {
				ts.Fatalf("%s has no column %s: %v", sheet, name, r)
			}
			cols = append(cols, i+1)
		}
		row = n + 2
		for row <= len(rows) && strings.Join(rows[row-1], "") != "" {
			row++
		}
		return cols, row
	}
	ts.Fatalf("%s has no column %s", sheet, names[0])
	return nil, 0
}

// cells compares two workbooks cell by cell: sheets, heads, values and formulas.
func cells(ts *testscript.TestScript, _ bool, args []string) {
	var books [2]map[string][][]string
	for i := range books {
		f, err := excelize.OpenFile(ts.MkAbs(args[i]))
		ts.Check(err)
		books[i] = map[string][][]string{}
		for _, sheet := range f.GetSheetList() {
			if visible, err := f.GetSheetVisible(sheet); err != nil || !visible {
				continue // where the workbook comes from
			}
			books[i][sheet], err = f.GetRows(sheet, excelize.Options{RawCellValue: true})
			ts.Check(err)
		}
		ts.Check(f.Close())
	}
	if len(books[0]) < 15 || len(books[0]) != len(books[1]) {
		ts.Fatalf("%d and %d sheets", len(books[0]), len(books[1]))
	}
	for sheet, rows := range books[0] {
		if other := books[1][sheet]; !slices.EqualFunc(rows, other, slices.Equal[[]string]) {
			ts.Fatalf("%s differs:\n%v\n%v", sheet, rows, other)
		}
	}
}

// blank makes a workbook with one empty sheet.
func blank(ts *testscript.TestScript, _ bool, args []string) {
	f := excelize.NewFile()
	ts.Check(f.SetSheetName("Sheet1", args[1]))
	ts.Check(f.SaveAs(ts.MkAbs(args[0])))
	ts.Check(f.Close())
}
