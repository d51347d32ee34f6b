package book_test

import (
	"testing"

	"kaohe/app/book"
)

// The whole sample goes out and makes a new vault that gives the same workbook; taken into that, it changes nothing.
func TestTheSampleComesBackCellByCell(t *testing.T) {
	r := sampled(t)
	b := book.Export(r.View(), frontier(r.Log))
	d := found(t, into(t, grid(b)))
	again := book.Export(d.View(), frontier(d.log))
	if diff := differ(b, again); diff != "" {
		t.Error(diff)
	}
	a := d.View()
	for _, p := range []*book.Plan{book.Take(a, nil, grid(b), d.Who(), d.Today()), book.Take(a, a, grid(again), d.Who(), d.Today())} {
		for _, l := range p.Lines {
			t.Errorf("%s %d %s: %+v", l.Sheet, l.Row, l.Name, l.Diffs)
		}
	}
}

// A workbook of an older version says 口令 where this one says 短语.
func TestAHeadOfAnOlderVersionIsReadAsThePresentOne(t *testing.T) {
	r := sampled(t)
	g := grid(book.Export(r.View(), frontier(r.Log)))
	renamed := 0
	for _, s := range g.Sheets {
		for _, row := range s.Rows[:min(2, len(s.Rows))] {
			for c := range row.Cells {
				if s.Name == "抽签" && row.Cells[c].Text == "短语" {
					row.Cells[c].Text = "口令"
					renamed++
				}
			}
		}
	}
	if p := book.Take(r.View(), r.View(), g, r.View().Team[0], "2006-11-20"); renamed != 1 || len(p.Lines)+len(p.Problems) > 0 {
		t.Errorf("%d heads, %s %v", renamed, outcome(p), p.Problems)
	}
}
