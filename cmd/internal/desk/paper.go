package desk

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/data/pdf"
)

// Document prints any document to path, as Findings does one kind. Faults: those of pdf.Printer.Write, and file.write.
func (p *Press) Document(ctx context.Context, doc report.Document, path string, progress func(done, total int)) (missing []rune, err error) {
	p.once.Do(func() { p.printer, p.err = pdf.New(pdf.Embedded()) })
	if p.err != nil {
		return nil, p.err
	}
	var b bytes.Buffer
	res, err := p.printer.Write(ctx, &b, doc, pdf.Options{EmbeddedOnly: p.EmbeddedOnly, Progress: progress})
	if err != nil {
		return nil, err
	}
	return res.Missing, write(path, b.Bytes())
}

// Draw prints 抽签记录 of one draw to path, and the same as plain text beside it under the name TextName gives.
func (p *Press) Draw(ctx context.Context, a *assess.Assessment, d *assess.District, x *assess.Draw, path string, progress func(done, total int)) (
	missing []rune, err error) {
	missing, err = p.Document(ctx, report.Draw(a, d, x, p.Say), path, progress)
	if err != nil {
		return nil, err
	}
	return missing, write(TextName(path), report.NewDrawSheet(a, d, x).Text())
}

// TextName is the name of the plain text beside a printed draw.
func TextName(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) + ".txt" }

// DrawName is the file name offered for a district's n-th draw, from 1.
func DrawName(a *assess.Assessment, d *assess.District, n int) string {
	name := strings.TrimSuffix(FindingsName(a, d), "情况反馈.pdf") + "抽签记录"
	if n > 1 {
		name += fmt.Sprintf("-%d", n)
	}
	return name + ".pdf"
}
