package onsite

import (
	"testing"

	"kaohe/app/assess"
)

// The note under the mark stays while one walks the list, so that its button must lead to the item in view.
func TestARulingIsShownUnderTheMarkAndLeadsToIt(t *testing.T) {
	d := newStage(t)
	for n, i := range []string{"a1", "a3"} {
		f := []string{"f1", "f2"}[n]
		d.Must(d.Apply(assess.SetMark(d.ns(), d.score(i), 100, "x")))
		d.Must(d.Apply(assess.AddFinding(d.ns(), f, assess.Problem, "named", "没有台账")))
		d.Must(d.Apply(assess.Fields("edit.response", "d/ns/resp/"+f, "stance", "full", "ruling", "accept").
			Set("d/ns/finalmark/"+i, "mark", 150).Set("d/ns/finalmark/"+i, "why", f)))
	}
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabScore, Item: "a1"})
	if !d.says("改为1.50分（现场考核得1.00分），依据问题1的采纳情况：采纳") {
		t.Fatalf("%q", d.texts())
	}
	d.at(assess.Place{Tab: assess.TabScore, Item: "a3"})
	d.tap("看采纳情况")
	if at := d.W.Went[len(d.W.Went)-1]; at.Phase != assess.Consultation || at.Entity != "d/ns/resp/f2" {
		t.Errorf("leads to %+v", at)
	}
	if d.at(assess.Place{Tab: assess.TabScore, Item: "a2"}); d.says("采纳情况") {
		t.Errorf("an item without a ruling says %q", d.texts())
	}
}
