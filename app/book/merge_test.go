package book_test

import (
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/book"
)

// Two cells of one row, each left alone or changed here and there: what becomes of them is a plain comparison of three values.
func TestMergeIsThreeWay(t *testing.T) {
	values := rapid.SampledFrom([]string{"原", "甲", "乙", ""})
	cells := []struct{ head, field string }{{"答", "a"}, {"问", "q"}}
	rapid.Check(t, func(rt *rapid.T) {
		d := smallDesk(t)
		ns := d.View().Districts[0]
		qa := assess.Path(ns.Entity, "qa", ns.Records[0].ID, "x")
		must(t, d.Apply(assess.Fields("edit.qa", qa, "q", "原", "a", "原")))
		base := d.View()
		w := typed{grid(book.Export(base, frontier(d.log)))}
		want, changed, conflict, refused := map[string]string{}, false, false, false
		for _, c := range cells {
			ours, theirs := values.Draw(rt, "ours"), values.Draw(rt, "theirs")
			if ours == "" && c.field == "q" {
				ours = "原" // a question can't be emptied
			}
			must(t, d.Apply(assess.Fields("edit.qa", qa, c.field, ours)))
			w.put("访谈问答", 0, c.head, theirs)
			want[c.field] = ours
			switch {
			case theirs == "原":
			case theirs == "" && c.head == "问":
				refused = true // a name may not be taken away
			case theirs != ours:
				want[c.field], changed, conflict = theirs, true, conflict || ours != "原"
			}
		}
		tick := rapid.Bool().Draw(rt, "tick")
		p := book.Take(d.View(), base, w.Grid, d.Who(), d.Today())
		for _, l := range p.Lines {
			if state := l.State; (state == book.Refused) != refused || !refused && (state == book.Conflict) != conflict || len(p.Lines) != 1 {
				rt.Fatalf("%s %+v", states(p), l.Diffs)
			}
			l.Ticked = l.Ticked || tick
		}
		if (len(p.Lines) > 0) != (changed || refused) {
			rt.Fatalf("%d lines", len(p.Lines))
		}
		before := d.View().Districts[0].Records[0].QA[0]
		d.apply(t, p)
		after := d.View().Districts[0].Records[0].QA[0]
		got := map[string]string{"q": after.Question, "a": after.Answer}
		if refused || conflict && !tick {
			want = map[string]string{"q": before.Question, "a": before.Answer}
		}
		if got["q"] != want["q"] || got["a"] != want["a"] {
			rt.Fatalf("got %v, want %v", got, want)
		}
	})
}
