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
