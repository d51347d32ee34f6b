package checklist_test

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/checklist"
	"kaohe/ui/uitest"
)

func TestSampleIsShownAtBothSizes(t *testing.T) {
	s := uitest.Sample(t)
	v := checklist.NewWith(s.Kit(), nil)
	for _, at := range []struct {
		district string
		phase    assess.Phase
	}{{"yantian", 1}, {"futian", 1}, {"baoan", 3}, {"futian", 4}, {"longgang", 5}, {"longgang", 3}} {
		for _, size := range [][2]float32{{1080, 640}, {824, 560}} {
			v.SetPlace(at.district, at.phase)
			v.Render()
			s.W.Show(v.Object(), size[0], size[1])
			v.Render()
			s.W.Shot(fmt.Sprintf("checklist-%s-%d-%.0f", at.district, at.phase, size[0]))
		}
		for _, text := range uitest.Texts(v.Object()) {
			if strings.HasPrefix(text, "checklist.") {
				t.Errorf("untranslated: %q", text)
			}
		}
	}
}
