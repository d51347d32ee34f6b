// Package sheet writes a book.Book as an Excel workbook and reads workbooks as a book.Grid. Package book knows what they mean.
//
//	write.go layout.go rows.go style.go choices.go   Book -> excelize -> .xlsx
//	chart.go                                         bars below a table
//	text.go                                          what is done to a cell's text, both ways
//	archive.go                                       the same parts in the same order, without a clock
//	head.go                                          where a workbook comes from, kept in it twice
//	kind.go parts.go                                 what a file is; the parts of one that is a workbook (data/opc)
//	read.go workbook.go cells.go value.go            parts -> Grid
//	format.go date.go                                what a cell shows by its format
//	notes.go                                         people's comments on cells
//
// # A written sheet
//
// Row 1 is the sheet's note, merged over the columns; row 2 has the heads, each with its note as a comment and as the input prompt of the
// cells below; data begin in row 3 (FirstRow). If columns are summed, empty rows follow that the sums include, so that a row inserted above
// the total counts; then comes the total, which is recognised by the text 合计 (Total) in the first visible column that is not summed.
// Nothing is protected: in a protected sheet with a locked cell, Excel and WPS neither sort nor delete rows nor allow further columns.
// Cells written by the program are grey, and package book reports where they were changed. Cells with several values (book.List) get a
// prompt and no drop-down list, because such a list allows one value only.
//
// A hidden sheet repeats where the workbook comes from (properties may be removed by 检查文档) and holds the choices that are too long
// for a drop-down list of their own. Read leaves it out.
//
// Text stays text: cells have the format @, and a text that begins like a formula also has the quote prefix. Control characters are written
// as _x000B_, as Excel does; what a workbook can't hold is refused, naming the cell.
//
// # Why Read does not use excelize
//
// Its row reader gives every cell as a string: numbers stored as text, dates and the values of formulas can't be told apart, and phonetic
// runs and cached errors come as text. Its other way loads the whole sheet and makes a structure for each declared row, so that one cell
// in row 1,048,576 costs a million of them. Read therefore goes through the parts once, tag by tag, and inflates only those that it needs;
// it never touches pictures, external links and macros. A test compares it with excelize, cell by cell.
//
// # Caveats
//
// Read takes the values of formulas as the program that saved the file left them; a formula without a value is an error cell. Macros in
// .xlsm are not run; its cells are read like those of .xlsx. Days before 1900-03-01 are off by one, as in Excel.
package sheet

import "kaohe/app/book"

// FirstRow is the first row of data of a written sheet, counted from 1.
const FirstRow = book.FirstRow

// Total is the text in the first visible column of a row of totals.
const Total = "合计"

// The limits on a file that comes in. Each is more than ten times what an assessment of twelve districts needs; together they keep the
// memory of Read below some 200 MiB, whatever the file contains.
const (
	MaxFile  = 32 << 20  // bytes of the file
	MaxParts = 4096      // entries of the archive
	MaxBulk  = 128 << 20 // bytes of a sheet or the shared strings, inflated; they are read as a stream
	MaxPart  = 16 << 20  // bytes of any other part, inflated
	MaxAll   = 256 << 20 // bytes of all parts that are read
	MaxRatio = 400       // for a part larger than 4 MiB: inflated size divided by packed size
	MaxText  = 48 << 20  // bytes of text that is kept
	MaxCells = 1_000_000 // cells that are kept, including the empty ones to the left of filled ones
	MaxMerge = 50_000    // merged areas
	MaxSheet = 256       // sheets
	maxUnits = 32767     // UTF-16 units of a cell: Excel's own limit
	maxRows  = 1_048_576
	maxCols  = 16_384
)
