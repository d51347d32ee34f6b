package report_test

import (
	"errors"
	"math"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
)

func TestKindsOfTheSample(t *testing.T) {
	r, say := round(t)
	a := r.View()
	for _, c := range []struct{ name, kind, district string }{
		{"score", "score", "longgang"}, {"records", "records", "longgang"}, {"documents", "documents", "longgang"},
		{"consultation", "consultation", "longgang"}, {"consultation-draft", "consultation", "nanshan"}, {"opinions", "opinions", "longgang"}, {"standard", "standard", ""},
		{"scheme", "scheme", ""}, {"materials", "materials", "longgang"}, {"summary", "summary", ""}, {"lookback", "lookback", "luohu"},
		{"urging", "urging", "longgang"}, {"attendance", "attendance", "longgang"}, {"closing", "closing", "longgang"},
		{"notice", "notice", "longgang"},
		{"ledger", "ledger", "longgang"}, {"ledger-all", "ledger", ""}, {"signoffs", "signoffs", "longgang"}, {"signoffs-all", "signoffs", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			golden(t, c.name, plain(made(t, c.kind, a, a.District(c.district), say)))
		})
	}
}

func made(t *testing.T, kind string, a *assess.Assessment, d *assess.District, say words.Catalog) report.Document {
	t.Helper()
	doc, err := report.Make(kind, a, d, say)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// What is laid out takes these for granted.
func TestTablesAndChartsAreFullInAllKinds(t *testing.T) {
	r, say := round(t)
	a := r.View()
	for _, k := range assess.Papers {
		for _, d := range append([]*assess.District{nil}, a.Districts...) {
			doc, err := report.Make(k.Key, a, d, say)
			if errors.Is(err, words.Refuse("report.scope")) || errors.Is(err, words.Refuse("report.kind")) || errors.Is(err, words.Refuse("report.none")) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range doc.Blocks {
				full(t, doc.Title, b)
			}
		}
	}
}

func full(t *testing.T, title string, b report.Block) {
	switch x := b.(type) {
	case report.Table:
		sum := 0.0
		for _, c := range x.Columns {
			sum += c.Width
		}
		if math.Abs(sum-100) > 1e-9 {
			t.Errorf("%s: columns are %v wide", title, sum)
		}
		for _, row := range x.Rows {
			if want := len(x.Columns); !row.Span && len(row.Cells) != want || row.Span && len(row.Cells) != 1 {
				t.Errorf("%s: %d cells in %d columns: %v", title, len(row.Cells), want, row.Cells)
			}
		}
	case report.Chart:
		for _, s := range x.Series {
			if len(s.Values) != len(x.Categories) {
				t.Errorf("%s: %d values of %s for %d categories", title, len(s.Values), s.Name, len(x.Categories))
			}
		}
	}
}
