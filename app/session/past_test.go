package session_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
)

// An edit that one record can't hold becomes several, appended together, and is undone as one.
func TestALongEditIsSeveralRecordsAndOneAction(t *testing.T) {
	d := newStage(t)
	before, n := d.View(), len(d.log.Records)
	e := assess.New("edit.import")
	for i := range 9000 {
		r := fmt.Sprintf("d/ns/rec/r%04d", i)
		e.Texts(r, "method", "briefing", "text", strings.Repeat("听", 60))
	}
	d.must(d.Apply(e))
	if got := len(d.log.Records) - n; got < 3 {
		t.Fatalf("%d records", got)
	}
	for i, r := range d.log.Records[n:] {
		if r.Stamp <= d.log.Records[n+i-1].Stamp || len(r.Ops) == 0 {
			t.Fatalf("record %d does not come after the one before", n+i)
		}
	}
	if len(d.ns().Records) != 9000 {
		t.Fatalf("%d of them are there", len(d.ns().Records))
	}
	d.must(d.Undo())
	if got := d.ns(); len(got.Records) != 0 || !reflect.DeepEqual(got.Scores, before.District("ns").Scores) {
		t.Fatalf("undo must take back all of it; %d records are left", len(got.Records))
	}
	d.must(d.Redo())
	if len(d.ns().Records) != 9000 {
		t.Fatal("redo must bring back all of it")
	}
}

func TestAFailedLongEditLeavesNothing(t *testing.T) {
	d := newStage(t)
	before := d.View()
	d.log.Fail = fmt.Errorf("disk full")
	e := assess.New("edit.import")
	for i := range 9000 {
		e.Texts(fmt.Sprintf("d/ns/rec/r%04d", i), "text", "x")
	}
	if d.Apply(e) == nil || d.View() != before {
		t.Fatal("nothing may be taken where not all of it is")
	}
}

func TestThePastIsReadAgain(t *testing.T) {
	d := newStage(t)
	then, at := d.Snapshot()
	d.must(d.Apply(assess.Fields("edit.district", "d/ns", "contact", "后来的人")))
	got, ok := d.At(at)
	if !ok || got.District("ns").Contact != then.District("ns").Contact || d.ns().Contact != "后来的人" {
		t.Fatalf("%v %q", ok, got.District("ns").Contact)
	}
	other := newStage(t)
	other.must(other.Apply(assess.Fields("edit.district", "d/ns", "contact", "别处")))
	_, elsewhere := other.Snapshot()
	if _, ok := d.At(elsewhere); ok {
		t.Fatal("another log's frontier is not held here")
	}
}

func TestWorkIsTakenInAsItsAuthors(t *testing.T) {
	d := newStage(t)
	d.must(d.Use("chen"))
	d.must(d.ApplyAs("li", assess.Fields("edit.import", "d/ns/rec/r", "method", "briefing")))
	last := d.log.Records[len(d.log.Records)-1]
	if last.Author != "li" || d.Who().ID != "chen" || d.CanUndo().Label == "edit.import" {
		t.Fatalf("author %s, at the keyboard %s", last.Author, d.Who().ID)
	}
	d.refused("role", d.ApplyAs("li", assess.Fields("edit.district", "d/ns", "name", "改名")))
	d.refused("who", d.ApplyAs("", assess.Fields("edit.import", "d/ns/rec/r", "text", "x")))
}

func TestATextThatNoRecordHoldsIsRefused(t *testing.T) {
	d := newStage(t)
	d.refused("text.long", d.Apply(assess.Fields("edit.record", "d/ns/rec/r", "method", "briefing", "text", strings.Repeat("长", 22000))))
	d.must(d.Apply(assess.Fields("edit.record", "d/ns/rec/r", "method", "briefing", "text", strings.Repeat("长", 21000))))
}

// An edit that brings something into being and says itself that it stands is undone and redone as any other.
func TestWhatSaysThatItStandsIsUndone(t *testing.T) {
	d := newStage(t)
	d.must(d.Apply(assess.New("edit.record").Set("d/ns/rec/r", "gone", false).Texts("d/ns/rec/r", "method", "briefing")))
	d.must(d.Undo())
	if len(d.ns().Records) != 0 {
		t.Fatal("it still stands")
	}
	d.must(d.Redo())
	if len(d.ns().Records) != 1 || len(d.View().Disputed) != 0 {
		t.Fatalf("%d records, %d conflicts", len(d.ns().Records), len(d.View().Disputed))
	}
}

func TestWhatChangedInAPhaseSinceThenIsToldWithBothValues(t *testing.T) {
	d := newStage(t)
	d.must(d.Apply(assess.Fields("edit.record", "d/ns/rec/r1", "method", "briefing", "text", "先写的")))
	_, at := d.Snapshot()
	if got, ok := d.Since("ns", assess.Onsite, at); !ok || len(got) != 0 {
		t.Fatalf("nothing was written since: %+v %v", got, ok)
	}
	d.must(d.Apply(assess.Fields("edit.record", "d/ns/rec/r1", "text", "改过的")))
	d.must(d.Apply(assess.Fields("edit.record", "d/ns/rec/r1", "text", "又改的")))
	d.must(d.Apply(assess.Fields("edit.record", "d/ns/rec/r2", "text", "新的")))
	d.must(d.Apply(assess.Fields("edit.task", "d/ns/task/1/x", "what", "另一个阶段")))
	got, ok := d.Since("ns", assess.Onsite, at)
	if !ok || len(got) != 2 {
		t.Fatalf("%+v %v", got, ok)
	}
	old, is := d.View().ShowValue(nil, got[0].Register(), got[0].Old), d.View().ShowValue(nil, got[0].Register(), got[0].New)
	if got[0].Entity != "d/ns/rec/r1" || old != "先写的" || is != "又改的" || got[0].Person != d.Who().ID || got[0].At.IsZero() {
		t.Errorf("%+v: %q, %q", got[0], old, is)
	}
	if got[1].Entity != "d/ns/rec/r2" || got[1].Old != "" {
		t.Errorf("%+v", got[1])
	}
	d.must(d.Apply(assess.Fields("edit.record", "d/ns/rec/r1", "text", "先写的"))) // back to what it was
	if got, _ = d.Since("ns", assess.Onsite, at); len(got) != 1 {
		t.Errorf("%+v", got)
	}
	missing := slices.Clone(at)
	missing[0].Seq, missing[0].Hash = 999, [32]byte{1}
	if _, ok = d.Since("ns", assess.Onsite, missing); ok {
		t.Error("records that are not here can't be compared with")
	}
}
