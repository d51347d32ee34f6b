package summary_test

import (
	"fmt"
	"testing"

	"kaohe/ui/uitest/fake"

	"kaohe/app/assess"
	"kaohe/ui/summary"
	"kaohe/ui/uitest"
)

// A district with 60 problems, the whole requirement page rendered after an edit.
func BenchmarkRenderRequirements(b *testing.B) {
	s := uitest.Small(b)
	e := assess.New("edit.finding")
	for i := range 60 {
		e.Texts(fmt.Sprintf("d/ns/find/f%02d", i), "kind", "problem", "named", "街道之间打假工作不够均衡，有的街道以接到举报后被动处置为主，城中村后巷小作坊底数不清")
	}
	s.Must(s.Apply(e))
	v := summary.NewWith(s.Kit(), &fake.Clock{})
	v.SetDistrict("ns")
	s.W.Show(v.Object(), 1080, 640)
	v.Turn(summary.TabRequire)
	for b.Loop() {
		v.Render()
	}
}
