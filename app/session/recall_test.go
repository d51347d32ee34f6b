package session_test

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/session"
)

// After the vault was closed and opened, what a person did last is found in the log and taken back, step by step, each once.
func TestRecallAndUndoGoBackStepByStepAcrossSessions(t *testing.T) {
	d := newStage(t)
	again := func() { d.Session = open(t, d.log, d.keys); d.must(d.Use("li")) }
	recall := func(want string) session.Action {
		t.Helper()
		last, why, err := d.Recall()
		d.must(err)
		d.must(why)
		if last.Label != want {
			t.Fatalf("recalled %q, want %q", last.Label, want)
		}
		return last
	}
	d.must(d.Use("li"))
	d.must(d.mark("a1", 300))
	d.must(d.Apply(assess.AddRecord(d.ns(), "r1", "briefing", "2006-10-12", "li", "a1")))
	d.must(d.mark("a2", 400))
	again()
	recall("edit.mark")
	d.must(d.Undo())
	if d.score("a2").Marked || !d.score("a1").Marked {
		t.Fatal("the later mark goes, the earlier stays")
	}
	d.must(d.Redo())
	d.must(d.Undo())
	again()
	recall("edit.record")
	d.must(d.Undo())
	if len(d.ns().Records) != 0 {
		t.Fatalf("%+v", d.ns().Records)
	}
	again()
	recall("edit.mark")
	d.must(d.Undo())
	if d.score("a1").Marked || len(d.score("a1").Deductions) != 0 {
		t.Fatal("the mark and its deduction go together")
	}
	again()
	_, _, err := d.Recall()
	d.refused("undo.none", err)
}

// An import that no record holds is one action; two edits of one moment are two.
func TestRecallTakesAnActionOfSeveralRecordsAsOne(t *testing.T) {
	d := newStage(t)
	many := assess.New("edit.import")
	for i := range 3000 {
		many.Texts(fmt.Sprintf("d/x%d", i), "name", fmt.Sprint(i)+strings.Repeat("区", 60))
	}
	before := len(d.log.Records)
	d.must(d.Apply(many))
	if len(d.log.Records)-before < 2 {
		t.Fatal("the test wants several records")
	}
	d.must(d.Apply(assess.Fields("edit.district", "d/ns", "name", "南山")))
	s := open(t, d.log, d.keys)
	d.must(s.Use("chen"))
	for _, want := range []int{1, 3000} {
		last, why, err := s.Recall()
		d.must(err)
		d.must(why)
		if last.Writes != want {
			t.Fatalf("%d writes, want %d", last.Writes, want)
		}
		d.must(s.Undo())
	}
	if n := len(s.View().Districts); n != 1 {
		t.Fatalf("%d districts are left", n)
	}
}

// What Undo refuses in the window it refuses of what was recalled, with the same words.
func TestRecallRefusesWhatUndoRefuses(t *testing.T) {
	d := newStage(t)
	d.must(d.Use("li"))
	d.must(d.mark("a1", 300))
	d.must(d.Use("chen"))
	d.must(d.mark("a1", 400))
	d.must(d.Use("li"))
	_, why, err := d.Recall()
	d.must(err)
	d.refused("undo.changed", why)
	d.refused("undo.changed", d.Undo())

	d.must(d.Use("chen"))
	d.finish()
	_, err = d.Sign("ns", assess.Preparation, "chen", "246810")
	d.must(err)
	_, _, err = d.Recall()
	d.refused("undo.signed", err)
}
