package onsite

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// The note under the mark stays while one walks the list, so that its button must lead to the item in view.
func TestARulingIsShownUnderTheMarkAndLeadsToIt(t *testing.T) {
	d := newStage(t)
	for n, i := range []string{"a1", "a3"} {
		f := []string{"f1", "f2"}[n]
		d.must(d.Apply(assess.SetMark(d.ns(), d.score(i), 100, "x")))
		d.must(d.Apply(assess.AddFinding(d.ns(), f, assess.Problem, "named", "没有台账")))
		d.must(d.Apply(assess.Fields("edit.response", "d/ns/resp/"+f, "stance", "full", "ruling", "accept").
			Set("d/ns/finalmark/"+i, "mark", 150).Set("d/ns/finalmark/"+i, "why", f)))
	}
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabScore, Item: "a1"})
	note := d.pane().item.ruling
	if !note.says.Banner.Visible() || !strings.Contains(note.says.Said(), "1.50") || !strings.Contains(note.says.Said(), "采纳") {
		t.Fatalf("%q", note.says.Said())
	}
	d.at(assess.Place{Tab: assess.TabScore, Item: "a3"})
	for _, b := range uitest.All[*widgets.Button](note.says.Banner) {
		test.Tap(b)
	}
	if at := d.win.places[len(d.win.places)-1]; at.Phase != assess.Consultation || at.Entity != "d/ns/resp/f2" {
		t.Errorf("leads to %+v", at)
	}
	if d.at(assess.Place{Tab: assess.TabScore, Item: "a2"}); note.says.Banner.Visible() {
		t.Errorf("an item without a ruling says %q", note.says.Said())
	}
}
