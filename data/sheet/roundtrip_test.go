package sheet_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/data/sheet"
)

// texts are those that a careless writer or reader changes.
var texts = rapid.OneOf(
	rapid.SampledFrom([]string{
		"=1+1", "+86", "-", "@甲", "\t缩进", "\r行首", "'引号", "𬭎𠮷", "👨‍👩‍👧", " 前后 ", "\n", "甲\r\n乙\r丙\n", "_x000D_", "_x005F_x000D_", "_xD83D_", "x\v\x00\x1fy", "\v",
		"1.10", "0012", "１２３", "2006年12月30日", "<b>&amp;]]>\"'", "\ufeff", "\u00a0", "e\u0301", "TRUE", "#N/A", " customHeight=\"1\"",
	}),
	rapid.String().Filter(func(s string) bool {
		return !slices.ContainsFunc([]rune(s), func(r rune) bool { return r >= 0xFDD0 && r <= 0xFDEF || r >= 0xFFFE && r <= 0xFFFF })
	}),
)

func books(t *rapid.T) *book.Book {
	piece := rapid.StringMatching(`[0-9a-f]{0,600}`)
	b := &book.Book{
		Head:   book.Head{Form: "whole", Vault: piece.Draw(t, "vault"), Frontier: piece.Draw(t, "frontier"), Title: rapid.StringMatching(`[考核 <&]{0,300}`).Draw(t, "title")},
		Sample: rapid.Bool().Draw(t, "sample"),
	}
	for _, name := range []string{"评分标准", "考核 & 得分"}[:rapid.IntRange(1, 2).Draw(t, "sheets")] {
		s := book.Sheet{Name: name, Note: texts.Draw(t, "note")}
		for range rapid.IntRange(1, 5).Draw(t, "columns") {
			k := book.Kind(rapid.IntRange(0, int(book.List)).Draw(t, "kind"))
			s.Columns = append(s.Columns, book.Column{
				Head: texts.Draw(t, "head"), Note: texts.Draw(t, "note"), Kind: k, Choices: []string{"甲", "乙"}, Sum: k == book.Points,
				Hidden: rapid.Bool().Draw(t, "hidden"), Locked: rapid.Bool().Draw(t, "locked"),
			})
		}
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			var row []book.Cell
			for _, c := range s.Columns {
				cell := book.Cell{Text: texts.Draw(t, "text")}
				if (c.Kind == book.Points || c.Kind == book.Count || c.Kind == book.Date) && rapid.Bool().Draw(t, "is") {
					cell = book.Cell{Is: true, Number: rapid.Int64Range(-1e9, 1e9).Draw(t, "number")}
				}
				row = append(row, cell)
			}
			s.Rows = append(s.Rows, row)
		}
		b.Sheets = append(b.Sheets, s)
	}
	return b
}

// expected is a written sheet's data as it must be read.
func expected(s *book.Sheet) []book.GridRow {
	var rows []book.GridRow
	for n, row := range s.Rows {
		r := book.GridRow{N: sheet.FirstRow + n}
		for i, c := range row {
			raw := book.Raw{}
			switch {
			case c.Is && s.Columns[i].Kind == book.Points:
				raw = book.Raw{Kind: book.RawNumber, Number: float64(c.Number) / 100}
				if raw.Text = strconv.FormatFloat(raw.Number, 'f', 2, 64); raw.Text == strconv.FormatFloat(raw.Number, 'f', -1, 64) {
					raw.Text = "" // shown as it is
				}
			case c.Is:
				raw = book.Raw{Kind: book.RawNumber, Number: float64(c.Number), Date: s.Columns[i].Kind == book.Date}
			case c.Text != "":
				raw = book.Raw{Kind: book.RawText, Text: c.Text}
			}
			r.Cells = append(r.Cells, raw)
			if raw.Kind == book.RawEmpty && i == len(row)-1 {
				for len(r.Cells) > 0 && r.Cells[len(r.Cells)-1].Kind == book.RawEmpty {
					r.Cells = r.Cells[:len(r.Cells)-1]
				}
			}
		}
		if len(r.Cells) > 0 {
			rows = append(rows, r)
		}
	}
	return rows
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := books(t)
		file := bytesOf(t, b)
		g := read(t, file)
		if !g.Ours || g.Head != b.Head {
			t.Fatalf("head %+v, want %+v", g.Head, b.Head)
		}
		if len(g.Sheets) != len(b.Sheets) {
			t.Fatalf("%d sheets", len(g.Sheets))
		}
		for i := range b.Sheets {
			s := &b.Sheets[i]
			end := sheet.FirstRow + len(s.Rows)
			data := slices.DeleteFunc(g.Sheets[i].Rows, func(r book.GridRow) bool { return r.N < sheet.FirstRow || r.N >= end })
			if want := expected(s); g.Sheets[i].Name != s.Name || len(data) != len(want) || len(want) > 0 && !reflect.DeepEqual(data, want) {
				t.Fatalf("%s:\n got %+v\nwant %+v", s.Name, data, want)
			}
		}
		if again := bytesOf(t, b); !reflect.DeepEqual(file, again) {
			t.Fatal("the same book gave other bytes")
		}
	})
}

func TestTheLongestTextsAreReadBack(t *testing.T) {
	b := example()
	long := []string{strings.Repeat("长", 32767), strings.Repeat("𬭎", 16383), strings.Repeat("\v", 32767), strings.Repeat("&", 32767)}
	for _, text := range long {
		b.Sheets[2].Rows = append(b.Sheets[2].Rows, []book.Cell{{Text: text}})
	}
	for i, r := range read(t, bytesOf(t, b)).Sheets[2].Rows[2:] {
		if r.Cells[0].Text != long[i] {
			t.Errorf("%.10q came back as %.10q", long[i], r.Cells[0].Text)
		}
	}
}

func TestWriteRefusesWhatNoCellHolds(t *testing.T) {
	for text, code := range map[string]string{
		strings.Repeat("长", 32768): "sheet.long.row", strings.Repeat("𬭎", 16384): "sheet.long.row",
		"\uFFFF": "sheet.character", "a\xff": "sheet.character", "\uFDD5": "sheet.character",
	} {
		b := example()
		b.Sheets[1].Rows[1][5].Text = text
		err := sheet.Write(io.Discard, b)
		var f *words.Fault
		if !errors.As(err, &f) || f.Code() != code || f.Args[0] != "考核得分" || !slices.Contains(f.Args, any("F4")) {
			t.Errorf("%.10q: %v, want %s", text, err, code)
		}
	}
}

func TestWriteSaysThatTheDiskIsFull(t *testing.T) {
	if err := sheet.Write(full{}, example()); !errors.Is(err, words.Refuse("sheet.write")) {
		t.Fatal(err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// At its limits a workbook is written and read back; beyond them it is refused where it is written, and not where it comes back.
func TestWhatIsWrittenIsNotTooMuchToRead(t *testing.T) {
	sized := func(rows int, text func(n int) string) *book.Book {
		b := &book.Book{Sheets: []book.Sheet{{Name: "记录", Columns: []book.Column{{Head: "甲", Kind: book.Long, Width: 10}, {Head: "乙", Kind: book.Long, Width: 10}}}}}
		for n := range rows {
			b.Sheets[0].Rows = append(b.Sheets[0].Rows, []book.Cell{{}, {Text: text(n)}})
		}
		return b
	}
	short := func(n int) string { return strconv.Itoa(n) }
	long := func(int) string { return strings.Repeat("长", 10_000) }
	for name, c := range map[string]struct {
		book *book.Book
		want error
	}{
		"as many cells as are read": {sized(sheet.MaxCells/2-20, short), nil},
		"more cells than are read":  {sized(sheet.MaxCells/2+1, short), words.Refuse("sheet.large")},
		"more text than is read":    {sized(sheet.MaxText/30_000+1, long), words.Refuse("sheet.large")},
		"texts that pack very well": {sized(200, long), nil},
	} {
		var out bytes.Buffer
		err := sheet.Write(&out, c.book)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil {
			continue
		}
		if g, err := sheet.Read(bytes.NewReader(out.Bytes()), int64(out.Len())); err != nil || len(g.Sheets[0].Rows) != len(c.book.Sheets[0].Rows)+1 {
			t.Errorf("%s is refused: %v", name, err)
		}
	}
}
