package prepare_test

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/prepare"
	"kaohe/ui/uitest"
)

var tabs = []string{assess.TabTask, assess.TabAssign, assess.TabMaterial, assess.TabClaim, assess.TabPlan, assess.TabDraw}

func TestSampleIsShownAtBothSizes(t *testing.T) {
	s := uitest.Sample(t)
	v := prepare.New(s.Kit())
	v.OnPrint = func(string, string) {}
	s.W.OnChange = v.Render
	for _, district := range []string{"yantian", "longgang"} {
		for _, size := range [][2]float32{{1080, 640}, {824, 540}} {
			v.SetDistrict(district)
			s.W.Show(v.Object(), size[0], size[1])
			for _, tab := range tabs {
				v.Reveal(assess.Place{District: district, Phase: assess.Preparation, Tab: tab})
				s.W.Shot(fmt.Sprintf("prepare-%s-%s-%.0f", district, tab, size[0]))
				for _, text := range uitest.Texts(v.Object()) {
					if strings.HasPrefix(text, "prepare.") || strings.HasPrefix(text, "checklist.") {
						t.Errorf("untranslated: %q", text)
					}
				}
			}
		}
	}
	if len(s.W.Failed) > 0 {
		t.Fatal(s.W.Failed)
	}
}
