// Package pdftest prints documents for the tests of other packages.
package pdftest

import (
	"context"

	"kaohe/app/report"
	"kaohe/data/pdf"
)

// Print lays a document out and draws it, with the program's own fonts.
func Print(ctx context.Context, p *pdf.Printer, doc report.Document) ([]byte, error) {
	laid, err := p.LayOut(ctx, doc, pdf.Options{EmbeddedOnly: true})
	if err != nil {
		return nil, err
	}
	return pdf.Draw(ctx, laid, nil)
}
