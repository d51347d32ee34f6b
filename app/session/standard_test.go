package session_test

import (
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/standard"
)

// whole makes the stage's standard one that can be frozen: two items of 50 points.
func wholeStandard(t *testing.T) *stage {
	d := newStage(t)
	e := assess.Fields("edit.standard", "std", "title", "考核评分标准", "version", "2006")
	e.Set("std", "grades", []standard.Grade{{Name: "优秀", From: 9000}, {Name: "合格", From: 6000}, {Name: "不合格"}})
	for _, i := range []string{"std/item/a1", "std/item/a2"} {
		e.Set(i, "points", 5000).Set(i, "rule", standard.Rule{Kind: standard.Free, Amount: 50, What: "缺一项"})
	}
	d.must(d.Apply(e))
	d.must(d.AddPerson(session.NewPerson{ID: "wu", Name: "吴", Role: assess.Deputy, PIN: "135790"}, "chen", "246810"))
	second(t, d)
	d.must(d.Use("chen"))
	return d
}

func (d *stage) stdItem(id string) *standard.Item { return d.View().Standard.Item(id) }

func TestFreeze(t *testing.T) {
	t.Run("only a leader may", func(t *testing.T) {
		d := wholeStandard(t)
		d.refused("role", d.Freeze("wu", "135790"))
		d.refused("role", d.Freeze("li", ""))
	})
	t.Run("a wrong PIN freezes nothing", func(t *testing.T) {
		d := wholeStandard(t)
		d.refused("pin.wrong", d.Freeze("chen", "000000"))
		if d.View().Standard.Frozen {
			t.Fatal("frozen")
		}
	})
	for name, e := range map[string]*assess.Edit{
		"a total other than a hundred": assess.SetItem("std", "a1", "points", int64(4999)),
		"an item without a text": assess.SetItem("std", "a1", "points", int64(4000)).Texts("std/item/a3", "section", "a", "code", "3").
			Set("std/item/a3", "points", 1000).Set("std/item/a3", "rule", standard.Rule{Kind: standard.Free, Amount: 50, What: "缺一项"}),
		"an item without points": assess.New("edit.standard").Set("std/item/a1", "points", 0).Set("std/item/a2", "points", 10000),
		"an item without a rule": assess.SetItem("std", "a1", "rule", standard.Rule{}),
		"no grades":              assess.SetStandard("std", "grades", []standard.Grade{}),
	} {
		t.Run(name+" is refused", func(t *testing.T) {
			d := wholeStandard(t)
			d.must(d.Apply(e))
			d.refused("std.incomplete", d.Freeze("chen", "246810"))
		})
	}
	t.Run("frozen is frozen, signed, and not undone", func(t *testing.T) {
		d := wholeStandard(t)
		d.must(d.Apply(assess.SetItem("std", "a1", "basis", "条例")))
		d.must(d.Freeze("chen", "246810"))
		if !d.View().Standard.Frozen {
			t.Fatal("not frozen")
		}
		d.refused("standard.frozen", d.Apply(assess.SetItem("std", "a1", "text", "改")))
		d.refused("standard.frozen", d.Freeze("chen", "246810"))
		d.refused("standard.frozen", d.Undo())
		if x := d.View().Editions; len(x) != 1 || x[0].Fault != "" || x[0].Person != "chen" || x[0].Version != "2006" {
			t.Fatalf("%+v", x)
		}
	})
}

// draftedStandard is a frozen standard of which a draft was begun, after a2 was marked 40.
func draftedStandard(t *testing.T) *stage {
	d := wholeStandard(t)
	d.must(d.Freeze("chen", "246810"))
	d.must(d.mark("a2", 4000))
	d.must(d.Apply(assess.BeginVersion(d.View())))
	return d
}

func TestDraftIsACopyThatCanBeEdited(t *testing.T) {
	d := draftedStandard(t)
	v := d.View()
	if len(standard.Diff(v.Standard, v.NextStandard))+len(standard.DiffGeneral(v.Standard, v.NextStandard)) > 0 || v.NextStandard.Frozen {
		t.Fatalf("%+v", v.NextStandard)
	}
	d.must(d.Apply(assess.SetItem(assess.NextTable, "a1", "text", "改过")))
	if d.stdItem("a1").Text == "改过" || d.View().NextStandard.Item("a1").Text != "改过" {
		t.Fatal("the draft is not apart from the standard")
	}
	d.must(d.Undo())
	d.must(d.Undo())
	if d.View().NextStandard != nil {
		t.Fatal("undo leaves the draft")
	}
}

func TestADroppedDraftLeavesNothingToTheNext(t *testing.T) {
	d := draftedStandard(t)
	d.must(d.Apply(assess.AddItem(assess.NextTable, d.View().NextStandard, "a", "", "a3")))
	d.must(d.Apply(assess.DropVersion(d.View())))
	if d.View().NextStandard != nil {
		t.Fatal("still there")
	}
	d.must(d.Apply(assess.BeginVersion(d.View())))
	if got := len(d.View().NextStandard.Items()); got != 2 {
		t.Fatalf("%d items", got)
	}
}

func TestTakeVersion(t *testing.T) {
	d := draftedStandard(t)
	d.refused("std.same", d.TakeVersion("wu", "135790"))
	d.must(d.Apply(assess.SetItem(assess.NextTable, "a2", "points", int64(3000))))
	d.refused("std.version", d.TakeVersion("wu", "135790"))
	d.must(d.Apply(assess.SetStandard(assess.NextTable, "version", "2006-2")))
	d.refused("std.incomplete", d.TakeVersion("wu", "135790"))
	d.must(d.Apply(assess.AddItem(assess.NextTable, d.View().NextStandard, "a", "a1", "a3")))
	e := assess.SetItem(assess.NextTable, "a3", "text", "新项目").Set("nstd/item/a3", "points", 2000)
	d.must(d.Apply(e))
	d.refused("role", d.TakeVersion("li", "1"))
	d.refused("pin.wrong", d.TakeVersion("wu", "1"))
	before := len(d.log.Records)
	d.must(d.TakeVersion("wu", "135790"))
	v := d.View()
	last := d.log.Records[len(d.log.Records)-1]
	if len(d.log.Records) != before+1 || last.Label != "edit.version" || last.Author != "wu" {
		t.Fatalf("%d records, the last %q by %q", len(d.log.Records)-before, last.Label, last.Author)
	}
	if v.NextStandard != nil || !v.Standard.Frozen || v.Standard.Version != "2006-2" || v.Standard.Total() != 10000 || len(v.Standard.Items()) != 3 {
		t.Fatalf("%+v", v.Standard)
	}
	if s := d.score("a2"); s.Mark != 4000 || d.ns().Result.Sections["a"].Got != 3000 {
		t.Fatalf("mark %v counts %v", s.Mark, d.ns().Result.Sections["a"].Got)
	}
	if x := v.Editions; len(x) != 2 || x[1].Fault != "" || x[1].Act != assess.Version {
		t.Fatalf("%+v", x)
	}
	d.refused("std.none", d.TakeVersion("wu", "135790"))
	d.refused("standard.frozen", d.Apply(assess.SetItem("std", "a1", "text", "改")))
}

func TestAMarkComesBackWithItsItem(t *testing.T) {
	d := draftedStandard(t)
	next := func() *standard.Standard { return d.View().NextStandard }
	d.must(d.Apply(assess.RemoveItem(assess.NextTable, next(), "a2")))
	d.must(d.Apply(assess.SetStandard(assess.NextTable, "version", "2").Set("nstd/item/a1", "points", 10000)))
	touched := assess.Touched(d.View(), standard.Diff(d.View().Standard, next())[1])
	if len(touched) != 1 || !touched[0].Kept || touched[0].Mark != 4000 {
		t.Fatalf("%+v", touched)
	}
	d.must(d.TakeVersion("chen", "246810"))
	if d.stdItem("a2") != nil {
		t.Fatal("a2 still stands")
	}
	d.must(d.Apply(assess.BeginVersion(d.View())))
	e := assess.SetStandard(assess.NextTable, "version", "3").Set("nstd/item/a1", "points", 5000).Set("nstd/item/a2", "gone", false)
	d.must(d.Apply(e))
	d.must(d.TakeVersion("chen", "246810"))
	if s := d.score("a2"); s == nil || s.Mark != 4000 || s.Item.Points != 5000 {
		t.Fatalf("%+v", s)
	}
}

func TestADraftInDisputeIsNotTaken(t *testing.T) {
	d := draftedStandard(t)
	d.must(d.Apply(assess.SetStandard(assess.NextTable, "version", "2")))
	// two others have written the same text without seeing each other
	for n, text := range []string{"甲", "乙"} {
		_, err := d.log.Append(nil, ledger.Record{Author: "chen", Stamp: ledger.Stamp(2<<50 + n), Ops: []ledger.Op{
			{Entity: "nstd/item/a1", Field: "text", Value: ledger.Of(text)}}})
		d.must(err)
	}
	d.Session = open(t, d.log, d.keys)
	if !slices.ContainsFunc(d.View().Disputed, func(r ledger.Register) bool { return r.Field == "text" }) {
		t.Fatal("no dispute")
	}
	d.refused("unsettled", d.TakeVersion("chen", "246810"))
}

func TestWhatIsWrittenBehindASignatureIsSeen(t *testing.T) {
	d := wholeStandard(t)
	d.must(d.Freeze("chen", "246810"))
	late := ledger.Record{Author: "chen", Stamp: 2 << 50, Ops: []ledger.Op{{Entity: "std/item/z", Field: "section", Value: ledger.Of("a")}}}
	_, err := d.log.Append(nil, late)
	d.must(err)
	d.Session = open(t, d.log, d.keys)
	if held := d.View().Held; len(held) != 1 || held[0].Why != authority.WasFrozen || held[0].Adoptable || d.View().Editions[0].Fault != "" {
		t.Fatalf("held %+v", held)
	}
	d.elsewhere(late)
	if x := d.View().Editions; len(x) != 1 || x[0].Fault != "digest" {
		t.Fatalf("%+v", x[0])
	}
}

func TestANewVersionSettlesADisputeInTheOldOne(t *testing.T) {
	d := draftedStandard(t)
	d.must(d.Apply(assess.SetStandard(assess.NextTable, "version", "2")))
	for n, text := range []string{"甲", "乙"} {
		d.elsewhere(ledger.Record{Author: "chen", Stamp: ledger.Stamp(2<<50 + n), Ops: []ledger.Op{
			{Entity: "std/item/a1", Field: "text", Value: ledger.Of(text)}}})
	}
	if len(d.View().Disputed) != 1 {
		t.Fatal("no dispute")
	}
	shown := d.stdItem("a1").Text // the draft has the very value that is shown: it must be written all the same
	d.must(d.Use("chen"))
	d.must(d.Apply(assess.SetItem(assess.NextTable, "a1", "text", shown)))
	d.must(d.TakeVersion("chen", "246810"))
	if len(d.View().Disputed) > 0 || d.stdItem("a1").Text != shown {
		t.Fatalf("%v, %q", d.View().Disputed, d.stdItem("a1").Text)
	}
}
