package sheet

import (
	"io"

	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/data/opc"
	"kaohe/data/opc/tags"
)

// reader reads one workbook. Its limits are for the whole workbook.
type reader struct {
	parts   *opc.Archive
	scan    *tags.Scanner
	strings []string       // the shared ones
	formats []numberFormat // by style
	shift   float64        // days from the file's epoch to 1899-12-30
	text    int            // bytes of text that may still be kept
	cells   int            // cells that may still be kept
	free    []book.Raw
	row     []book.Raw // the row that is being read
	buf     []byte     // the cell's text
}

// Read reads a workbook without interpreting its cells. Faults, all beginning with sheet.: empty, big, read, old, locked, binary, ods, csv,
// html, foreign (the file is something else); damaged; parts, bomb, cells, text, unsafe (it exceeds the limits); range, long (with sheet
// and cell); none. It is safe for concurrent use, but each call may need some 200 MiB.
func Read(r io.ReaderAt, size int64) (*book.Grid, error) {
	if err := recognise(r, size); err != nil {
		return nil, err
	}
	p, err := openParts(r, size)
	if err != nil {
		return nil, err
	}
	rd := &reader{parts: p, scan: tags.New(eof{}), text: MaxText, cells: MaxCells}
	w, err := rd.workbook()
	if err != nil {
		return nil, err
	}
	g := &book.Grid{Sheets: make([]book.GridSheet, 0, len(w.sheets))}
	for _, s := range w.sheets {
		sheet, err := rd.sheet(s)
		if err != nil {
			return nil, err
		}
		g.Sheets = append(g.Sheets, *sheet)
	}
	hidden := takeHidden(g)
	if g.Head, g.Ours = headOf(w.properties); !g.Ours {
		g.Head, g.Ours = headOf(hidden)
	}
	if len(g.Sheets) == 0 {
		return nil, words.Refuse("sheet.none")
	}
	return g, nil
}

// eof is an empty part.
type eof struct{}

func (eof) Read([]byte) (int, error) { return 0, io.EOF }

// keep returns a text as a string, with Excel's escapes (_x000B_) resolved, and counts it against the limit.
func (r *reader) keep(b []byte) (string, error) {
	if r.text -= len(b); r.text < 0 {
		return "", words.Refuse("sheet.text", MaxText>>20)
	}
	return unescape(b), nil
}
