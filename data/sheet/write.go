package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/data/opc"
)

// firstList is the column of the hidden sheet with the first list of choices, counted from 0.
const firstList = 3

// writer writes one workbook.
type writer struct {
	file     *excelize.File
	book     *book.Book
	styles   map[look]int
	lists    [][]string // choices that are on the hidden sheet
	controls bool       // some text was masked
	row      []any      // pointers into cells; both are reused for every row
	cells    []excelize.Cell
	last     int // filled cells of the row, from the left
	filled   int // cells so far, as Read counts them
	bytes    int // of text, likewise
}

func (x *writer) clear() { x.row, x.cells = x.row[:0], x.cells[:0] }

func (x *writer) put(c excelize.Cell) {
	x.cells = append(x.cells, c)
	x.row = append(x.row, &x.cells[len(x.cells)-1])
}

// flush writes the row that was put together. Fault: sheet.large.
func (x *writer) flush(sw *excelize.StreamWriter, at string, opts ...excelize.RowOpts) error {
	for i, c := range x.cells {
		switch v := c.Value.(type) {
		case nil:
			continue
		case string:
			if v == "" && c.Formula == "" {
				continue
			}
			x.bytes += len(v)
			if x.controls {
				x.bytes += maskGrows * strings.Count(v, string(maskBytes))
			}
		default:
			x.bytes += 16 // as its format shows it
		}
		x.last = i + 1
	}
	x.filled, x.last = x.filled+x.last, 0
	if x.filled > MaxCells || x.bytes > MaxText {
		return words.Refuse("sheet.large")
	}
	return sw.SetRow(at, x.row, opts...)
}

// Write writes a book as a workbook. The same book always gives the same bytes. What it writes, Read reads. Faults:
// sheet.long, sheet.long.row and sheet.character, with sheet and cell; sheet.large; sheet.write.
func Write(w io.Writer, b *book.Book) error {
	x := &writer{file: excelize.NewFile(), book: b, styles: map[look]int{}}
	defer x.file.Close()
	if err := x.all(); err != nil {
		var f *words.Fault
		if errors.As(err, &f) {
			return f
		}
		return words.Refuse("sheet.write").Because(err)
	}
	x.file.SetZipWriter(func(w io.Writer) excelize.ZipWriter {
		return &packer{w: w, parts: map[string]*bytes.Buffer{}, controls: x.controls}
	})
	if err := x.file.Write(w); errors.Is(err, opc.ErrBomb) {
		return words.Refuse("sheet.large").Because(err)
	} else if err != nil {
		return words.Refuse("sheet.write").Because(err)
	}
	return nil
}

func (x *writer) all() error {
	if err := x.file.SetDefaultFont(bodyFace); err != nil {
		return err
	}
	private := false // otherwise Excel takes the names from the workbook when saving it
	if err := x.file.SetWorkbookProps(&excelize.WorkbookPropsOptions{FilterPrivacy: &private}); err != nil {
		return err
	}
	for i := range x.book.Sheets {
		name := x.book.Sheets[i].Name
		if i == 0 {
			if err := x.file.SetSheetName("Sheet1", name); err != nil {
				return err
			}
		} else if _, err := x.file.NewSheet(name); err != nil {
			return err
		}
	}
	if _, err := x.file.NewSheet(hiddenName); err != nil {
		return err
	}
	// This comes before the rows, because excelize reads all sheets again to hide one.
	if err := x.file.SetSheetVisible(hiddenName, false); err != nil {
		return err
	}
	for i := range x.book.Sheets {
		if err := x.sheet(&x.book.Sheets[i]); err != nil {
			return err
		}
	}
	if err := x.origin(); err != nil {
		return err
	}
	const day = "2006-12-30T00:00:00Z" // any fixed time
	return x.file.SetDocProps(&excelize.DocProperties{Title: x.book.Head.Title, Creator: "考核通", LastModifiedBy: "考核通", Created: day, Modified: day})
}

// origin writes where the workbook comes from, as properties and on the hidden sheet, and the choices there.
func (x *writer) origin() error {
	all := properties(x.book.Head)
	for _, p := range all {
		if err := x.file.SetCustomProps(excelize.CustomProperty{Name: p.name, Value: p.value}); err != nil {
			return err
		}
	}
	plain, err := x.style(look{region: nothing, locked: true})
	if err != nil {
		return err
	}
	rows := [][]string{{sign}}
	for _, p := range all {
		rows = append(rows, []string{p.name, p.value})
	}
	for i, list := range x.lists {
		for j, choice := range list {
			for len(rows) <= j {
				rows = append(rows, nil)
			}
			for len(rows[j]) <= firstList+i {
				rows[j] = append(rows[j], "")
			}
			rows[j][firstList+i] = choice
		}
	}
	sw, err := x.file.NewStreamWriter(hiddenName)
	if err != nil {
		return err
	}
	for i, texts := range rows {
		x.clear()
		for col, t := range texts {
			t, _, masked, err := encode(t)
			if err != nil {
				return refuse(err, &book.Sheet{Name: hiddenName}, i+1, col)
			}
			x.controls = x.controls || masked
			x.put(excelize.Cell{StyleID: plain, Value: t})
		}
		if err := x.flush(sw, cellName(i+1, 0)); err != nil {
			return err
		}
	}
	if err := x.file.ProtectSheet(hiddenName, &excelize.SheetProtectionOptions{}); err != nil {
		return err
	}
	return sw.Flush()
}

// refuse returns the fault for a text that can't be written, with its cell and, among the rows, with what the row is called.
func refuse(err error, s *book.Sheet, row, col int) error {
	if !errors.Is(err, errLong) {
		return words.Refuse("sheet.character", s.Name, cellName(row, col)).Because(err)
	}
	if n := row - FirstRow; n >= 0 && n < len(s.Rows) {
		return words.Refuse("sheet.long.row", s.Name, called(s, n), s.Columns[col].Head, maxUnits, cellName(row, col))
	}
	return words.Refuse("sheet.long", s.Name, cellName(row, col), maxUnits)
}

// called returns what people call a row: its names, shortened.
func called(s *book.Sheet, n int) string {
	const most = 20
	var out []string
	for i, c := range s.Columns {
		v := fmt.Sprint(value(&s.Rows[n][i], c.Kind))
		if c.Kind == book.Date && s.Rows[n][i].Is {
			v = time.Date(1899, 12, 30+int(s.Rows[n][i].Number), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		}
		if c.Name && v != "" {
			out = append(out, words.Begin(v, most))
		}
	}
	return strings.Join(out, " ")
}
