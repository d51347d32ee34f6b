package overview_test

import (
	"fmt"
	"testing"

	"kaohe/ui/overview"
	"kaohe/ui/uitest"
)

func TestSampleIsShownAtBothSizes(t *testing.T) {
	s := uitest.Sample(t)
	v := overview.New(s.Kit())
	for _, size := range [][2]float32{{1080, 680}, {824, 580}, {1366, 900}} {
		v.Render()
		s.W.Show(v.Object(), size[0], size[1])
		v.Render()
		s.W.Shot(fmt.Sprintf("overview-%.0f", size[0]))
	}
	for _, text := range uitest.Texts(v.Object()) {
		if len(text) > 9 && text[:9] == "overview." {
			t.Errorf("untranslated: %q", text)
		}
	}
}
