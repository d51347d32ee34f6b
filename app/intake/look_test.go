package intake_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/intake"
)

func found(lines ...string) (out []intake.Found) {
	for _, l := range lines {
		name, taken, _ := strings.Cut(l, " ")
		out = append(out, intake.Found{Path: "/card/" + name, Name: name, Taken: taken, Draws: true})
	}
	return out
}

func round() *assess.District {
	return &assess.District{ID: "ns", Records: []*assess.Record{
		{ID: "r1", Date: "2006-11-20", Time: "09:00"}, {ID: "r2", Date: "2006-11-20", Time: "15:30"}, {ID: "r3", Date: "2006-11-21", Time: "09:00"}, {ID: "r4", Date: "2006-11-20"}}}
}

func ids(list []*assess.Record) string {
	var out []string
	for _, r := range list {
		out = append(out, r.ID)
	}
	return strings.Join(out, " ")
}

func TestFilesStandInTheOrderOfTheirTimesAndThenOfTheirNames(t *testing.T) {
	list := found("IMG_10.jpg", "b.jpg 2006-11-20 15:00:00", "IMG_9.jpg", "a.jpg 2006-11-20 15:00:00", "c.jpg 2006-11-20 09:00:00", "d.jpg 2006-11-20 15:19:00")
	list = append(list, intake.Found{Name: "old.jpg", Known: "2-1"})
	l := intake.NewLook(round(), assess.Onsite, list)
	var got []string
	for _, f := range l.Files {
		got = append(got, fmt.Sprint(f.Group, f.Name))
	}
	if want := []string{"1c.jpg", "2a.jpg", "2b.jpg", "2d.jpg", "3IMG_9.jpg", "3IMG_10.jpg"}; !slices.Equal(got, want) || l.Known != 1 {
		t.Errorf("%q and %d known", got, l.Known)
	}
	var stops []int
	for range 3 {
		stops = append(stops, l.At)
		l.NextGroup(1)
	}
	l.NextGroup(-1)
	if stops = append(stops, l.At); !slices.Equal(stops, []int{0, 1, 4, 1}) {
		t.Errorf("groups began at %v", stops)
	}
}

func TestRecordsOfTheDayComeFirstTheNearestInTimeBefore(t *testing.T) {
	l := intake.NewLook(round(), assess.Onsite, found("a.jpg 2006-11-20 14:00:00", "b.jpg"))
	if got := ids(l.Near()); got != "r2 r1 r4 r3" {
		t.Errorf("for a photo of that day: %s", got)
	}
	l.Go(1)
	if got := ids(l.Near()); got != "r3 r2 r1 r4" {
		t.Errorf("for one without a time: %s", got)
	}
}

func TestEachFileIsAskedForWithWhatItWasLaidTo(t *testing.T) {
	l := intake.NewLook(round(), assess.Onsite, found("a.jpg 2006-11-20 09:00:00", "b.jpg 2006-11-20 09:01:00", "c.jpg 2006-11-20 09:02:00", "d.jpg 2006-11-20 09:03:00"))
	l.SetCaption("责任书")
	l.Turn()
	l.LayItem("a1")
	l.LayRecord("r1")
	l.Same()
	l.Skip()
	l.LayFinding("f1")
	l.LayFinding("f1")
	r := l.Request()
	want := []intake.File{
		{Path: "/card/a.jpg", Name: "a.jpg", Caption: "责任书", Turn: 90, Supports: assess.Supports{Items: []string{"a1"}, Records: []string{"r1"}}},
		{Path: "/card/b.jpg", Name: "b.jpg", Supports: assess.Supports{Items: []string{"a1"}, Records: []string{"r1"}}},
		{Path: "/card/d.jpg", Name: "d.jpg", Supports: assess.Supports{Findings: []string{}}}}
	if r.District != "ns" || r.Phase != assess.Onsite || !reflect.DeepEqual(r.Files, want) {
		t.Errorf("%+v", r)
	}
	if wanted, loose, out := l.Tally(); wanted != 3 || loose != 1 || out != 1 {
		t.Errorf("%d wanted, %d of them loose, %d left out", wanted, loose, out)
	}
}

// steps are acts in a look-through that can be undone.
func steps(t *rapid.T, l *intake.Look) []func() {
	id := rapid.SampledFrom([]string{"x", "y"})
	return []func(){func() { l.LayRecord(id.Draw(t, "record")) }, func() { l.LayItem(id.Draw(t, "item")) }, func() { l.LayFinding(id.Draw(t, "finding")) }, l.Skip, l.Keep, l.Turn,
		func() { l.LayTo(assess.Supports{Records: []string{id.Draw(t, "to")}}) }}
}

func TestUndoGoesBackThroughEveryState(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []intake.Found
		for i := range rapid.IntRange(1, 6).Draw(t, "files") {
			list = append(list, intake.Found{Path: fmt.Sprint(i), Name: fmt.Sprint(i)})
		}
		l := intake.NewLook(round(), assess.Onsite, list)
		acts, was := steps(t, l), []string{}
		for range rapid.IntRange(0, 20).Draw(t, "acts") {
			l.Go(rapid.IntRange(-1, 7).Draw(t, "at"))
			was = append(was, fmt.Sprintf("%d %+v", l.At, l.Files))
			rapid.SampledFrom(acts).Draw(t, "act")()
		}
		for i := len(was) - 1; i >= 0; i-- {
			l.Undo()
			if now := fmt.Sprintf("%d %+v", l.At, l.Files); now != was[i] {
				t.Fatalf("after undo %d\n%s\nbefore\n%s", i, now, was[i])
			}
		}
		if l.CanUndo() {
			t.Error("there is more to undo than was done")
		}
	})
}
