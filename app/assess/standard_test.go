package assess_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/standard"
)

// draftRound is the sample with a draft of the standard's next version.
func draftRound(t *testing.T) *roundplantest.Round {
	t.Helper()
	r := round(t)
	okay(t, r.Apply(assess.BeginVersion(r.View())))
	return r
}

func okay(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// codesOf lists a section's items as ID:code.
func codesOf(s *standard.Standard, section string) string {
	var out []string
	for _, i := range s.Section(section).Items {
		out = append(out, i.ID+":"+i.Code)
	}
	return strings.Join(out, " ")
}

func TestTheEditorKeepsOrderAndCodes(t *testing.T) {
	const before = "b1:2.1 b2:2.2 b3:2.3 b4:2.4 b5:2.5 b6:2.6"
	next := assess.NextTable
	for _, c := range []struct {
		name string
		edit func(*standard.Standard) *assess.Edit
		want string
	}{
		{"a new item stands behind the one at hand", func(s *standard.Standard) *assess.Edit { return assess.AddItem(next, s, "b", "b2", "n") },
			"b1:2.1 b2:2.2 n:2.3 b3:2.4 b4:2.5 b5:2.6 b6:2.7"},
		{"a new item stands last", func(s *standard.Standard) *assess.Edit { return assess.AddItem(next, s, "b", "", "n") }, before + " n:2.7"},
		{"an item moves up", func(s *standard.Standard) *assess.Edit { return assess.MoveItem(next, s, "b2", -1) }, "b2:2.1 b1:2.2 b3:2.3 b4:2.4 b5:2.5 b6:2.6"},
		{"an item moves down", func(s *standard.Standard) *assess.Edit { return assess.MoveItem(next, s, "b5", 1) }, "b1:2.1 b2:2.2 b3:2.3 b4:2.4 b6:2.5 b5:2.6"},
		{"the first moves into the section before", func(s *standard.Standard) *assess.Edit { return assess.MoveItem(next, s, "b1", -1) }, "b2:2.1 b3:2.2 b4:2.3 b5:2.4 b6:2.5"},
		{"the last of another section comes in at the end", func(s *standard.Standard) *assess.Edit { return assess.MoveItem(next, s, "c1", -1) }, before + " c1:2.7"},
		{"an item is removed", func(s *standard.Standard) *assess.Edit { return assess.RemoveItem(next, s, "b3") }, "b1:2.1 b2:2.2 b4:2.3 b5:2.4 b6:2.5"},
		{"a section moves", func(s *standard.Standard) *assess.Edit { return assess.MoveSection(next, s, "b", 1) }, strings.ReplaceAll(before, ":2.", ":3.")},
		{"a section before it is removed", func(s *standard.Standard) *assess.Edit { return assess.RemoveSection(next, s, "a") }, strings.ReplaceAll(before, ":2.", ":1.")},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := draftRound(t)
			okay(t, r.Apply(c.edit(r.View().NextStandard)))
			if got := codesOf(r.View().NextStandard, "b"); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			okay(t, r.Undo())
			if got := codesOf(r.View().NextStandard, "b"); got != before {
				t.Errorf("undone: %s", got)
			}
		})
	}
}

func TestAMoveWritesNoMoreThanItMust(t *testing.T) {
	r := draftRound(t)
	e := assess.SetStandard(assess.NextTable, "version", "2")
	for n, i := range r.View().NextStandard.Section("b").Items {
		e.Set(assess.NextTable.Item(i.ID), "order", (n+1)*1000)
	}
	okay(t, r.Apply(e))
	if e := assess.MoveItem(assess.NextTable, r.View().NextStandard, "b2", 1); len(e.Writes) != 3 { // one order, two codes
		t.Errorf("%d writes", len(e.Writes))
	}
	first, last := r.View().NextStandard.Sections[0], r.View().NextStandard.Sections[8]
	if assess.MoveItem(assess.NextTable, r.View().NextStandard, first.Items[0].ID, -1) != nil || assess.MoveSection(assess.NextTable, r.View().NextStandard, last.ID, 1) != nil {
		t.Error("something moves beyond the ends")
	}
}

func TestACodeFromOutsideStays(t *testing.T) {
	r := draftRound(t)
	okay(t, r.Apply(assess.SetItem(assess.NextTable, "b2", "code", "B-二")))
	okay(t, r.Apply(assess.RemoveItem(assess.NextTable, r.View().NextStandard, "b1")))
	if got := codesOf(r.View().NextStandard, "b"); !strings.HasPrefix(got, "b2:B-二 b3:2.2") {
		t.Error(got)
	}
}

func TestGradesByRankReachTheDistricts(t *testing.T) {
	r := draftRound(t)
	okay(t, r.Apply(assess.SetStandard(assess.NextTable, "version", "2").Set("nstd", "ranks", []standard.RankGrade{{Name: "甲", Upto: 1}, {Name: "乙"}})))
	okay(t, r.TakeVersion(r.Plan.Team[0].ID, r.Plan.Team[0].PIN))
	var done *assess.District
	for _, d := range r.View().Districts {
		want := map[bool]string{true: "乙", false: ""}[d.Rank > 0]
		if d.Rank == 1 {
			want, done = "甲", d
		}
		if d.Final.Grade != want {
			t.Errorf("%s has place %d and the grade %q", d.Name, d.Rank, d.Final.Grade)
		}
	}
	if done == nil {
		t.Fatal("nobody is first")
	}
}

func TestAnEventForcesTheFinalGrade(t *testing.T) {
	r := round(t)
	for _, d := range r.View().Districts {
		if d.Final.Grade == "" || d.Phases[assess.Summary].Signed() != nil {
			continue
		}
		was := d.Final.Grade
		okay(t, r.Apply(assess.Fields("edit.sum", d.SumEntity(), "forced", "不合格", "forcedwhy", "瞒报案件")))
		if now := r.View().District(d.ID).Final; now.Grade != "不合格" || now.Why != "瞒报案件" {
			t.Errorf("%+v", now)
		}
		okay(t, r.Apply(assess.Fields("edit.sum", d.SumEntity(), "forced", "")))
		if now := r.View().District(d.ID).Final; now.Grade != was || now.Why != "" {
			t.Errorf("%s: %q, before %q", d.Name, now.Grade, was)
		}
		return
	}
	t.Fatal("the sample has no district whose summary is open and that has a grade")
}
