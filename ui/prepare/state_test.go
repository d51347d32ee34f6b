package prepare_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/prepare"
	"kaohe/ui/uitest"
)

func TestTabOf(t *testing.T) {
	for entity, want := range map[string]string{
		"d/ns/task/1/t1": assess.TabTask, "d/ns/assign/a": assess.TabAssign, "d/ns/mat/a1/0": assess.TabMaterial, "d/ns/claim/a1": assess.TabClaim,
		"d/ns/plan/v": assess.TabPlan, "d/ns/draw/x": assess.TabDraw, "d/ns/sub/yh": assess.TabDraw, "d/ns": "", "": "", "d/ns/score/a1": "",
	} {
		if got := prepare.TabOf(assess.Place{Entity: entity}); got != want {
			t.Errorf("%s: %q, want %q", entity, got, want)
		}
	}
	if got := prepare.TabOf(assess.Place{Tab: assess.TabTask, Entity: "d/ns/claim/a1"}); got != assess.TabTask {
		t.Errorf("a tab that is named goes first: %q", got)
	}
}

func TestOpenCountsOfTheSample(t *testing.T) {
	s := uitest.Sample(t)
	for id, want := range map[string]string{
		"yantian": "task 5, assign 2, material 84, claim 42, plan 5, draw 0",
		"futian":  "task 0, assign 0, material 0, claim 0, plan 13, draw 1",
	} {
		n := prepare.OpenCounts(s.View(), s.View().District(id))
		var got []string
		for _, tab := range tabs {
			got = append(got, fmt.Sprint(tab, " ", n[tab]))
		}
		if g := strings.Join(got, ", "); g != want {
			t.Errorf("%s: %s, want %s", id, g, want)
		}
	}
}

func TestMaterialsStandBelowTheirSections(t *testing.T) {
	std := &standard.Standard{Sections: []*standard.Section{{ID: "a", Title: "甲", Items: []*standard.Item{{ID: "a1", Section: "a"}}},
		{ID: "b", Title: "乙", Items: []*standard.Item{{ID: "b1", Section: "b"}}}}}
	d := &assess.District{}
	for i, state := range []string{"got", "part", "none", ""} {
		d.Materials = append(d.Materials, &assess.Material{Entity: fmt.Sprint("m", i), Item: "a1", State: state})
	}
	d.Materials = append(d.Materials, &assess.Material{Entity: "m4", Item: "b1", State: "got"})
	rows, n := prepare.MaterialRows(&assess.Assessment{Standard: std}, d)
	var got []string
	for _, r := range rows {
		if r.Head {
			got = append(got, r.Text)
		} else {
			got = append(got, r.Key)
		}
	}
	if g := strings.Join(got, " "); g != "甲 m0 m1 m2 m3 乙 m4" {
		t.Error(g)
	}
	if n.All != 5 || n.Got != 2 || n.Part != 1 || n.Missing != 1 || n.Open != 1 || rows[0].Got != 1 || rows[0].All != 4 {
		t.Errorf("%+v", n)
	}
}

func TestClaimsStandBelowTheirSections(t *testing.T) {
	s := uitest.Small(t)
	d := ns(s)
	d.Scores[0].Claim, d.Scores[0].Claims, d.Scores[1].Claimed = 600, standard.Range{Low: 600, High: 600}, false
	rows, over := prepare.ClaimRows(s.View(), d)
	if len(rows) != 3 || !rows[1].Over || over != 1 || rows[1].Open || !rows[2].Open || rows[0].Claim != "6.00" || rows[0].Full != "10.00" {
		t.Fatalf("%+v", rows)
	}
}

func TestSetClaimWritesOnlyWhatChanges(t *testing.T) {
	s := uitest.Small(t) // both items claimed at 5.00
	for _, c := range []struct {
		name, item, points, note, want string
	}{
		{"Same", "a1", "5.00", "", ""},
		{"SameOtherwiseWritten", "a1", "5", "", ""},
		{"Points", "a1", "4.50", "", "points note"},
		{"Grounds", "a1", "5.00", "会议两次", "points note"},
		{"TakenAway", "a1", "", "", "points"},
		{"NoSuchItem", "x", "1", "", ""},
		{"NoPoints", "a1", "五", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			if e := prepare.SetClaim(ns(s), c.item, c.points, c.note); e != nil {
				for _, w := range e.Writes {
					got = append(got, w.Field)
				}
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("%q, want %q", g, c.want)
			}
		})
	}
}

func TestReadPlanKeepsTheFreshLineLast(t *testing.T) {
	d := &assess.District{Schedule: []*assess.Visit{{ID: "1", Day: "2006-11-27", Time: "9:00", Who: "甲、乙"}, {ID: "2", Day: "2006-11-27", Time: "10:00", Who: "甲"},
		{ID: "3", Day: "2006-11-28"}, {ID: "4"}}}
	a := &assess.Assessment{Districts: []*assess.District{d}}
	st := prepare.ReadPlan(a, d, "1")
	if want := []string{"2", "3", "4", "1"}; !slices.Equal(st.Keys, want) {
		t.Errorf("%q", st.Keys)
	}
	st = prepare.ReadPlan(a, d, "")
	if len(st.Days) != 3 || st.Days[0].N != 2 || st.Days[0].People != 2 || st.Days[0].Weekday != 1 || st.Days[1].First != 2 || st.Days[2].Weekday != -1 {
		t.Errorf("%+v", st.Days)
	}
}

func TestReadAssignSumsTheLoad(t *testing.T) {
	s := uitest.Sample(t)
	st := prepare.ReadAssign(s.View(), s.View().District("yantian"))
	for i, p := range st.Persons {
		if p.Name == "何淼" && (st.Load[i] != 2 || st.Points[i] != 2100) {
			t.Errorf("%d sections, %v points", st.Load[i], st.Points[i])
		}
	}
}
