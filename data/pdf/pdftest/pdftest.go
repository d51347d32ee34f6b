// Package pdftest prints documents for the tests of other packages.
package pdftest

import (
	"context"
	"errors"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/circular"
	"kaohe/app/report"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/assets/sample"
	"kaohe/assets/standard"
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

// Documents are one of each kind that the sample can print now, and those of the round, by the keys of their kinds.
func Documents(t testing.TB) map[string]report.Document {
	t.Helper()
	r, err := roundplantest.Open(sample.Files, standard.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	zh, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	a, out := r.View(), map[string]report.Document{}
	for _, k := range assess.Papers {
		for _, j := range report.Jobs(a, k) {
			doc, err := circular.Make(k.Key, a, a.District(j.District), zh)
			if errors.Is(err, words.Refuse("report.none")) {
				continue
			} else if err != nil {
				t.Fatal(err)
			}
			name := k.Key
			if j.District == "" {
				name += " of the round"
			}
			out[name] = doc
		}
	}
	return out
}
