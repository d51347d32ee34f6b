package desk

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/data/pdf"
)

// Press prints documents to files. Its fonts are parsed at the first print and kept.
type Press struct {
	Say          words.Catalog // the Chinese catalogue, whatever the screen speaks
	EmbeddedOnly bool

	once    sync.Once
	printer *pdf.Printer
	err     error
}

// Findings prints 考核情况反馈 of one district to path, replacing a file of that name only when the new one is whole. Missing are
// characters that no face has. Faults: those of pdf.Printer.Write, and file.write.
func (p *Press) Findings(ctx context.Context, a *assess.Assessment, d *assess.District, path string, progress func(done, total int)) (missing []rune, err error) {
	p.once.Do(func() { p.printer, p.err = pdf.New(pdf.Embedded()) })
	if p.err != nil {
		return nil, p.err
	}
	var b bytes.Buffer
	res, err := p.printer.Write(ctx, &b, report.Findings(a, d, p.Say), pdf.Options{EmbeddedOnly: p.EmbeddedOnly, Progress: progress})
	if err != nil {
		return nil, err
	}
	return res.Missing, write(path, b.Bytes())
}

// FindingsName is the file name offered for a district's findings.
func FindingsName(a *assess.Assessment, d *assess.District) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '_'
		}
		return r
	}, d.Name+a.Title+"情况反馈.pdf")
}

func write(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".kaohe-*")
	if err != nil {
		return words.Refuse("file.write", path).Because(err)
	}
	defer os.Remove(f.Name()) // gone already when all went well
	_, err = f.Write(b)
	if e := f.Sync(); err == nil {
		err = e
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return words.Refuse("file.write", path).Because(err)
	}
	return nil
}
