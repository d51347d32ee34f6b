package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/data/opc/tags"
)

// sheetReader is the state of reading one sheet.
type sheetReader struct {
	*reader
	sheet    *book.GridSheet
	data     bool // inside sheetData
	hidden   bool // the row is
	rowN     int
	col      int // of the cell, from 0
	last     int // of the row's filled cells
	kind     string
	style    int
	formula  bool
	valued   bool // the cell has a v, though it may be empty
	inText   bool
	phonetic int
}

// sheet reads one sheet.
func (r *reader) sheet(f found) (*book.GridSheet, error) {
	s := &sheetReader{reader: r, sheet: &book.GridSheet{Name: f.name, Hidden: f.hidden}}
	if err := r.each(f.part, MaxBulk, s.visit); err != nil {
		return nil, err
	}
	if err := r.notes(f.part, s.sheet); err != nil {
		return nil, err
	}
	return s.sheet, nil
}

func (s *sheetReader) visit(t *tags.Scanner, kind tags.Kind) error {
	if kind == tags.Text {
		if s.inText && s.phonetic == 0 {
			return s.more(t.Text())
		}
		return nil
	}
	name := string(t.Name())
	switch start := kind == tags.Start; {
	case name == "sheetData":
		s.data = start
	case !s.data && start && name == "mergeCell":
		return s.merge(t)
	case !s.data && start && name == "col":
		s.fold(t)
	case !s.data: // how it looks
	case start && name == "row":
		return s.begin(t)
	case name == "row":
		return s.end()
	case start && name == "c":
		return s.open(t)
	case name == "c":
		return s.close()
	default:
		s.within(name, kind)
	}
	return nil
}

// within records which part of a cell is being read.
func (s *sheetReader) within(name string, kind tags.Kind) {
	switch name {
	case "f":
		s.formula = true
	case "v":
		s.valued, s.inText = true, kind == tags.Start
	case "t":
		s.inText = kind == tags.Start
	case "rPh":
		s.phonetic += step(kind)
	}
}

// begin begins a row.
func (s *sheetReader) begin(t *tags.Scanner) error {
	n := s.rowN + 1
	if r, ok := t.Raw("r"); ok {
		var err error
		if n, err = strconv.Atoi(string(r)); err != nil {
			return fmt.Errorf("row %.20q", r)
		}
	}
	if n > maxRows {
		return words.Refuse("sheet.range", s.sheet.Name, strconv.Itoa(n))
	}
	if n <= s.rowN {
		return fmt.Errorf("row %d comes after row %d", n, s.rowN)
	}
	s.rowN, s.col, s.last, s.row, s.hidden = n, -1, -1, s.row[:0], isHidden(t)
	return nil
}

// end keeps the row unless it is empty.
func (s *sheetReader) end() error {
	if s.last < 0 {
		return nil
	}
	n := s.last + 1
	if s.cells -= n; s.cells < 0 {
		return words.Refuse("sheet.cells", MaxCells)
	}
	if len(s.free) < n {
		s.free = make([]book.Raw, max(n, 1024))
	}
	cells := s.free[:n:n]
	s.free = s.free[n:]
	copy(cells, s.row)
	s.sheet.Rows = append(s.sheet.Rows, book.GridRow{N: s.rowN, Hidden: s.hidden, Cells: cells})
	return nil
}

// isHidden tells whether a row or columns are.
func isHidden(t *tags.Scanner) bool {
	v, _ := t.Raw("hidden")
	return string(v) == "1" || string(v) == "true"
}

// fold notes hidden columns; what is no number hides nothing.
func (s *sheetReader) fold(t *tags.Scanner) {
	from, _ := t.Raw("min")
	to, _ := t.Raw("max")
	a, errA := strconv.Atoi(string(from))
	b, errB := strconv.Atoi(string(to))
	if isHidden(t) && errA == nil && errB == nil && 1 <= a && a <= b && len(s.sheet.Folded) < maxCols {
		s.sheet.Folded = append(s.sheet.Folded, [2]int{a - 1, b - 1})
	}
}

// open begins a cell.
func (s *sheetReader) open(t *tags.Scanner) error {
	s.col++
	if ref, ok := t.Raw("r"); ok {
		row, col, err := place(ref)
		if err != nil {
			return err
		}
		if col >= maxCols {
			return words.Refuse("sheet.range", s.sheet.Name, string(ref))
		}
		if row != s.rowN {
			return fmt.Errorf("cell %s in row %d", ref, s.rowN)
		}
		if col < s.col {
			return fmt.Errorf("cell %s comes too late", ref)
		}
		s.col = col
	}
	if s.col >= maxCols {
		return words.Refuse("sheet.range", s.sheet.Name, strconv.Itoa(s.rowN))
	}
	s.style = -1
	if v, ok := t.Raw("s"); ok {
		if n, err := strconv.Atoi(string(v)); err == nil {
			s.style = n
		}
	}
	kind, _ := t.Raw("t")
	s.kind = cellKind(kind)
	s.formula, s.valued, s.buf = false, false, s.buf[:0]
	return nil
}

// cellKind avoids allocating a string for each cell's kind.
func cellKind(b []byte) string {
	for _, k := range [...]string{"n", "s", "str", "inlineStr", "b", "e", "d"} {
		if string(b) == k {
			return k
		}
	}
	return ""
}

// close reads the value of a cell.
func (s *sheetReader) close() error {
	raw, err := s.raw()
	if err != nil {
		return err
	}
	if raw.Kind == book.RawEmpty {
		return nil
	}
	if len(raw.Text) > maxUnits && units(raw.Text) > maxUnits {
		return words.Refuse("sheet.long", s.sheet.Name, cellName(s.rowN, s.col), maxUnits)
	}
	for len(s.row) <= s.col {
		s.row = append(s.row, book.Raw{})
	}
	s.row[s.col], s.last = raw, s.col
	return nil
}

// merge reads a merged area; one of a single cell is ignored.
func (s *sheetReader) merge(t *tags.Scanner) error {
	ref, _ := t.Attr("ref")
	from, to, _ := strings.Cut(ref, ":")
	if to == "" {
		return nil
	}
	row, col, err := place([]byte(from))
	if err != nil {
		return err
	}
	lastRow, lastCol, err := place([]byte(to))
	if err != nil {
		return err
	}
	if row > lastRow || col > lastCol || lastRow > maxRows || lastCol >= maxCols {
		return fmt.Errorf("merged area %.30q", ref)
	}
	if len(s.sheet.Merged) == MaxMerge {
		return words.Refuse("sheet.cells", MaxCells)
	}
	s.sheet.Merged = append(s.sheet.Merged, book.Merge{Row: row - 1, Col: col, LastRow: lastRow - 1, LastCol: lastCol})
	return nil
}

// place reads a reference such as C5: row counts from 1, col from 0. Both may exceed Excel's limits, but only by little.
func place(ref []byte) (row, col int, err error) {
	i := 0
	for ; i < len(ref) && i < 4 && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		col = 26*col + int(ref[i]-'A') + 1
	}
	digits := ref[i:]
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, 0, fmt.Errorf("cell %.20q", ref)
		}
		row = 10*row + int(c-'0')
	}
	if i == 0 || len(digits) == 0 || len(digits) > 9 || row == 0 {
		return 0, 0, fmt.Errorf("cell %.20q", ref)
	}
	return row, col - 1, nil
}

// cellName returns a reference such as C5; row counts from 1, col from 0.
func cellName(row, col int) string {
	name := ""
	for col++; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}
