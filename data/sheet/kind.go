package sheet

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"kaohe/app/words"
	"kaohe/data/opc"
)

// The first bytes of files that people take for a workbook.
var (
	compound = []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1} // OLE2: .xls, .et, .doc, and every file with a password
	archive  = []byte("PK\x03\x04")
)

// recognise refuses a file that is not an archive, with the advice that fits it.
func recognise(r io.ReaderAt, size int64) error {
	if size <= 0 {
		return words.Refuse("sheet.empty")
	}
	if size > MaxFile {
		return words.Refuse("sheet.big", MaxFile>>20)
	}
	first := make([]byte, min(size, 4096))
	if n, err := r.ReadAt(first, 0); n < len(first) && err != nil {
		return words.Refuse("sheet.read").Because(err)
	}
	switch {
	case bytes.HasPrefix(first, compound):
		return old(r, size)
	case bytes.HasPrefix(first, archive):
		return nil
	case len(bytes.Trim(first, "\x00 \t\r\n\ufeff")) == 0:
		return words.Refuse("sheet.empty")
	case markup(first):
		return words.Refuse("sheet.html")
	case plain(first):
		return words.Refuse("sheet.csv")
	}
	return words.Refuse("sheet.foreign")
}

// old tells the kinds of compound files apart by the names of their streams, which are in them as UTF-16.
func old(r io.ReaderAt, size int64) error {
	for _, c := range []struct{ stream, code string }{{"EncryptedPackage", "sheet.locked"}, {"Workbook", "sheet.old"}, {"Book", "sheet.old"}} {
		var name []byte
		for _, u := range utf16.Encode([]rune(c.stream)) {
			name = append(name, byte(u), byte(u>>8))
		}
		if n, err := opc.Count(r, size, name); err != nil {
			return fault(err)
		} else if n > 0 {
			return words.Refuse(c.code)
		}
	}
	return words.Refuse("sheet.foreign")
}

// markup tells whether a file is a web page, or XML saved by Excel 2003. Some systems give both the name .xls.
func markup(first []byte) bool {
	low := bytes.ToLower(first)
	for _, mark := range []string{"<html", "<!doctype html", "<table", "mime-version:", "urn:schemas-microsoft-com:office:spreadsheet"} {
		if bytes.Contains(low, []byte(mark)) {
			return true
		}
	}
	return false
}

// plain tells whether a file is text in one of the encodings in which tables are saved here.
func plain(first []byte) bool {
	if bytes.HasPrefix(first, []byte("%PDF")) || bytes.HasPrefix(first, []byte(`{\rtf`)) {
		return false
	}
	if bytes.HasPrefix(first, []byte{0xFF, 0xFE}) || bytes.HasPrefix(first, []byte{0xFE, 0xFF}) {
		return true
	}
	for _, c := range first {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	if len(first) == 4096 {
		first = first[:bytes.LastIndexByte(first, '\n')+1] // a line's end does not cut through a character
	}
	if utf8.Valid(first) {
		return true
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(first)
	return err == nil && !bytes.ContainsRune(out, utf8.RuneError)
}

// stranger returns the fault for an archive that is not a workbook.
func stranger(p *opc.Archive) error {
	if p.Has("xl/workbook.bin") {
		return words.Refuse("sheet.binary")
	}
	if f, err := p.Open("mimetype", 200); err == nil {
		defer f.Close()
		kind, err := io.ReadAll(f)
		if err != nil && !errors.Is(err, opc.ErrBomb) {
			return words.Refuse("sheet.damaged").Because(err)
		}
		if bytes.HasPrefix(kind, []byte("application/vnd.oasis.opendocument.spreadsheet")) {
			return words.Refuse("sheet.ods")
		}
	}
	return words.Refuse("sheet.foreign")
}
