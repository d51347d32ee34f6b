package session_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session/memory"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// twoMarks is a desk on whose item a1 two laptops gave a mark, each with a deduction of its own.
func twoMarks(t *testing.T) (*stage, ledger.Register) {
	t.Helper()
	d := newStage(t)
	second(t, d)
	d.must(d.mark("a1", 300))
	mine := d.score("a1").Deductions[0].Entity
	d.must(d.Apply(assess.Fields("edit.deduct", mine, "reason", "未签责任书")))
	at := ledger.Register{Entity: "d/ns/score/a1", Field: "mark"}
	x := "d/ns/ded/a1/theirs"
	d.elsewhere(ledger.Record{Author: "chen", Label: "edit.mark", Stamp: 2 << 50, Ops: []ledger.Op{
		{Entity: at.Entity, Field: at.Field, Value: ledger.Of(int64(400))},
		{Entity: x, Field: "amount", Value: ledger.Of(int64(100))}, {Entity: x, Field: "order", Value: ledger.Of(int64(1))},
		{Entity: x, Field: "reason", Value: ledger.Of("台账不全")}}})
	if s := d.score("a1"); !s.Disputed || len(s.Deductions) != 2 {
		t.Fatalf("%+v", s)
	}
	return d, at
}

func TestASettledMarkTakesItsDeductionsAlong(t *testing.T) {
	for _, c := range []struct {
		name    string
		mark    any
		reasons []string // of the deductions that are left
	}{
		{"the first version keeps its own", int64(300), []string{"未签责任书"}},
		{"the second version keeps its own", int64(400), []string{"台账不全"}},
		{"of another value the last follows", int64(250), []string{"未签责任书", "台账不全"}},
		{"with no mark all stay", nil, []string{"未签责任书", "台账不全"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, at := twoMarks(t)
			d.must(d.Apply(d.View().Settle(at, ledger.Of(c.mark), "核对过", d.NewID())))
			s, left := d.score("a1"), map[string]bool{}
			for _, x := range s.Deductions {
				left[x.Reason] = true
			}
			if s.Disputed || s.Marked != (c.mark != nil) || s.Marked && (s.Lost() != s.Explained() || int64(s.Mark) != c.mark) || len(s.Deductions) != len(c.reasons) {
				t.Errorf("%+v, explained %v", s, s.Explained())
			}
			for _, r := range c.reasons {
				if !left[r] {
					t.Errorf("%s is gone: %v", r, left)
				}
			}
		})
	}
}

func TestASettledMarkGoesAsAGivenOne(t *testing.T) {
	for _, c := range []struct {
		name string
		mark standard.Points
		want standard.Points // of the only deduction; 0 for none
	}{
		{"points lost make a deduction", 200, 300},
		{"a full mark leaves none", 500, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newStage(t)
			second(t, d)
			at := ledger.Register{Entity: "d/ns/score/a1", Field: "mark"}
			d.must(d.mark("a1", 500))
			d.elsewhere(ledger.Record{Author: "chen", Stamp: 2 << 50, Ops: []ledger.Op{{Entity: at.Entity, Field: at.Field, Value: ledger.Of(int64(200))}}})
			d.must(d.Apply(d.View().Settle(at, ledger.Of(int64(c.mark)), "核对过", d.NewID())))
			if s := d.score("a1"); s.Mark != c.mark || s.Explained() != c.want || s.Lost() != c.want {
				t.Errorf("%+v", s)
			}
		})
	}
}

// A deduction whose amount disagrees is settled by itself: the mark does not write over it.
func TestASettledMarkLeavesADisputedDeductionAlone(t *testing.T) {
	d, at := twoMarks(t)
	mine := ledger.Register{Entity: d.score("a1").Deductions[0].Entity, Field: "amount"}
	d.elsewhere(ledger.Record{Author: "chen", Stamp: 3 << 50, Ops: []ledger.Op{{Entity: mine.Entity, Field: mine.Field, Value: ledger.Of(int64(50))}}})
	d.must(d.Apply(d.View().Settle(at, ledger.Of(int64(100)), "核对过", d.NewID())))
	if len(d.View().Disputed) != 1 || d.View().Disputed[0] != mine {
		t.Fatalf("%v", d.View().Disputed)
	}
}

func TestASettlementIsNotUndone(t *testing.T) {
	d, at := twoMarks(t)
	d.must(d.Apply(assess.Fields("edit.remark", "d/ns/score/a2", "remark", "先写的")))
	d.must(d.Apply(d.View().Settle(at, ledger.Of(int64(300)), "核对过", d.NewID())))
	n := len(d.log.Records)
	err := d.Undo()
	d.refused("undo.settled", err)
	var f *words.Fault
	if len(d.log.Records) != n || d.score("a1").Mark != 300 || !errors.As(err, &f) || len(f.Args) != 2 {
		t.Fatalf("%d records, %+v, %v", len(d.log.Records)-n, d.score("a1"), err)
	}
	d.must(d.mark("a1", 400)) // it is changed by giving another mark
	d.must(d.Undo())
	if d.score("a1").Mark != 300 {
		t.Fatalf("%+v", d.score("a1"))
	}
	d.must(d.Undo())
	if d.score("a2").Remark != "" {
		t.Fatal("what was done before the settlement can't be undone any more")
	}
}

// Of two conflicts on one page each is told apart: by the item, and by the record.
func TestAConflictSaysOfWhatItIs(t *testing.T) {
	d, mark := twoMarks(t)
	d.must(d.Apply(assess.AddRecord(d.ns(), "r1", "document", "2006-10-12", "li", "a1")))
	say := words.Catalog{"register.item": "{0} {1}·{2}", "register.thing": "{0} {1}·{2}", "field.mark": "得分", "field.place": "地点", "noun.rec": "记录"}
	if got := say.Say(d.View().RegisterName(mark)); got != "a1 项目a1·得分" {
		t.Error(got)
	}
	at := ledger.Register{Entity: "d/ns/rec/r1", Field: "place"}
	if got, no := say.Say(d.View().RegisterName(at)), d.ns().Record("r1").No; no == "" || got != "记录 "+no+"·地点" {
		t.Error(got, no)
	}
}

func TestAMarkAgainstNotApplicableMakesTheSumARange(t *testing.T) {
	d := newStage(t)
	second(t, d)
	d.must(d.mark("a1", 300))
	before := d.ns().Result
	d.elsewhere(ledger.Record{Author: "chen", Label: "edit.na", Stamp: 2 << 50, Ops: []ledger.Op{
		{Entity: "d/ns/score/a1", Field: "na", Value: ledger.Of(true)}, {Entity: "d/ns/score/a1", Field: "nareason", Value: ledger.Of("没有这类企业")},
		{Entity: "d/ns/score/a1", Field: "mark", Value: ledger.Of(nil)}}})
	s, r := d.score("a1"), d.ns().Result
	if !s.MaybeNA || !s.Disputed || !s.Unsettled || !r.Unsure || r.Grade != "" || r.Range != (standard.Range{Low: before.Total - 300, High: before.Total}) {
		t.Fatalf("%+v, %+v", s, r)
	}
	for _, f := range []string{"mark", "na"} {
		if at := (ledger.Register{Entity: s.Entity, Field: f}); slices.Contains(d.View().Disputed, at) {
			d.must(d.Apply(d.View().Settle(at, ledger.Of(map[string]any{"mark": int64(300), "na": false}[f]), "查到两家企业", d.NewID())))
		}
	}
	if s = d.score("a1"); s.MaybeNA || s.Disputed || d.ns().Result.Unsure || d.ns().Result.Total != before.Total {
		t.Fatalf("%+v", s)
	}
}

// A blocker of a conflict names the thing when all is read anew too, where the district is not among others yet.
func TestABlockerSaysOfWhatAConflictIsAfterAMerge(t *testing.T) {
	var two []*far
	for _, l := range crew()[:2] {
		f := reopened(&memory.Log{Vault: l.Vault, Own: l.Own, Records: slices.Clone(l.Records)}, memory.Keys{}, 0)
		check(f.Use("li"))
		two = append(two, f)
	}
	check(two[0].Apply(assess.AddRecord(two[0].View().District("ns"), "r1", "document", "2006-10-12", "li", "a1")))
	merge := func(from, to *far) {
		_, err := to.Merge(nil, envelopesOf(from.Log())...)
		check(err)
	}
	merge(two[0], two[1])
	for n, f := range two {
		check(f.Apply(assess.Fields("edit.record", "d/ns/rec/r1", "place", fmt.Sprint("第", n))))
	}
	merge(two[0], two[1])
	var told []string
	for _, b := range two[1].View().District("ns").Phases[assess.Onsite].Blockers {
		if b.Msg.Key == "block.conflict" {
			told = append(told, b.Msg.Args[0].(words.Msg).Key)
		}
	}
	if !slices.Equal(told, []string{"register.thing"}) {
		t.Errorf("a conflict about a record is called %v", told)
	}
}
