package prepare_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/prepare"
	"kaohe/ui/uitest"
)

func TestWhatAListCopiesComesBackUnchanged(t *testing.T) {
	s := uitest.Sample(t)
	v := prepare.New(s.Kit())
	s.W.OnChange = v.Render
	s.W.Show(v.Object(), 1080, 640)
	v.SetDistrict("nanshan")
	d := s.View().District("nanshan")
	claims := 0
	for _, x := range d.Scores {
		if !x.Item.Veto() {
			claims++
		}
	}
	for tab, want := range map[string]int{assess.TabMaterial: len(d.Materials), assess.TabClaim: claims} {
		v.Reveal(assess.Place{District: "nanshan", Phase: assess.Preparation, Tab: tab})
		if n := s.ComesBack(); n != want {
			t.Errorf("%s: %d rows of %d", tab, n, want)
		}
	}
}
