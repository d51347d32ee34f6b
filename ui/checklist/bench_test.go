package checklist_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/checklist"
	"kaohe/ui/overview"
	"kaohe/ui/uitest"
)

func BenchmarkRender(b *testing.B) {
	s := uitest.Sample(b)
	v := checklist.NewWith(s.Kit(), nil)
	v.SetPlace("longgang", assess.Rectification)
	v.Render()
	s.W.Show(v.Object(), 1080, 640)
	for b.Loop() {
		v.Render()
	}
}

func BenchmarkRenderOverview(b *testing.B) {
	s := uitest.Sample(b)
	v := overview.New(s.Kit())
	v.Render()
	s.W.Show(v.Object(), 1080, 640)
	for b.Loop() {
		v.Render()
	}
}
