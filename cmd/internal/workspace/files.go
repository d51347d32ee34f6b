package workspace

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/data/ofd"
	"kaohe/data/pdfread"
)

// What a file may have at most.
const (
	mostPIN   = 64 << 10
	mostPaper = pdfread.MaxBytes
)

// open opens a regular file. A pipe, a device or a folder is refused at once, since nobody knows when it ends. Faults: file.read, file.kind.
func open(path string) (*os.File, os.FileInfo, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() { // asked before opening, for which a pipe lets one wait
		return nil, nil, words.Refuse("file.kind", path)
	}
	if err != nil {
		return nil, nil, words.Refuse("file.read", path).Because(err)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, words.Refuse("file.read", path).Because(err)
	}
	if info, err = f.Stat(); err != nil || !info.Mode().IsRegular() {
		_ = f.Close() // only read
		return nil, nil, words.Refuse("file.kind", path).Because(err)
	}
	return f, info, nil
}

// read reads a whole regular file of at most so many bytes. Faults: those of open, and file.large.
func read(path string, most int64) ([]byte, error) {
	f, info, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	large := words.Refuse("file.large", path, words.Size(most))
	if info.Size() > most {
		return nil, large
	}
	b := make([]byte, info.Size()+1) // read at once: growing would hold it twice
	n, err := io.ReadFull(f, b)
	switch {
	case err == nil: // it grows meanwhile
		return nil, large
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return b[:n], nil
	}
	return nil, words.Refuse("file.read", path).Because(err)
}

// ReadPIN reads the PIN of a file, which may end its line. Faults: file.read, file.kind, file.large.
func ReadPIN(path string) (string, error) {
	b, err := read(path, mostPIN)
	return string(bytes.TrimRight(b, "\r\n")), err
}

// ReadPDF reads a PDF that is to be measured; whether it is one, pdfread.Open says. Faults: file.read, file.kind, file.large.
func ReadPDF(path string) ([]byte, error) { return read(path, mostPaper) }

// Paper is a file that can be verified without being a vault. A draw's PDF or OFD is both: a draw sheet, and a report like any other.
type Paper struct {
	Bytes []byte
	Draw  *report.DrawSheet // of a draw's PDF, or of the text beside it; nil for any other paper
	PDF   bool              // its pages can be measured
	Sheet bool              // a PDF or an OFD file: what it carries as a report can be checked
}

// ReadPaper reads a file that begins as a PDF, an OFD file or a draw sheet does, and tells which it is. It is nil for any other, and for what can't be
// opened, for which opening a vault has better words. Faults: file.read, file.large, drawsheet.damaged, and those of ofd.Read.
func ReadPaper(path string) (*Paper, error) {
	f, info, err := open(path)
	if err != nil {
		return nil, nil
	}
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	isOFD := strings.EqualFold(filepath.Ext(path), report.OFD.Ext()) || bytes.HasPrefix(head, archiveHead) && ofd.Looks(f, info.Size())
	_ = f.Close() // only read
	if isOFD {
		return readOFD(path)
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) || !report.IsDrawSheet(head[:n]) {
		return nil, nil
	}
	b, err := read(path, mostPaper)
	if err != nil {
		return nil, err
	}
	draw, err := report.ReadDrawSheet(b)
	if err != nil && !errors.Is(err, words.Refuse("drawsheet.none")) {
		return nil, err
	}
	pdf := bytes.HasPrefix(b, []byte("%PDF-"))
	return &Paper{Bytes: b, Draw: draw, PDF: pdf, Sheet: pdf}, nil
}

func readOFD(path string) (*Paper, error) {
	b, err := read(path, mostPaper)
	if err != nil {
		return nil, err
	}
	if formatOf(b) != report.OFD { // an archive may have bytes before it, but then it would be verified as a PDF
		return nil, words.Refuse("ofd.damaged")
	}
	f, err := ofd.Read(b)
	if err != nil {
		return nil, err
	}
	draw, err := report.KeptDraw([]byte(f.Keywords))
	if err != nil && !errors.Is(err, words.Refuse("drawsheet.none")) {
		return nil, err
	}
	return &Paper{Bytes: b, Draw: draw, Sheet: true}, nil
}
