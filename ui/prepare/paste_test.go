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
	s.Opened(v, "nanshan")
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

func TestStateAndNoteOfMaterialsAreFilledDown(t *testing.T) {
	s := uitest.Sample(t)
	v := prepare.New(s.Kit())
	s.Opened(v, "yantian")
	v.Reveal(assess.Place{District: "yantian", Phase: assess.Preparation, Tab: assess.TabMaterial})
	m := s.View().District("yantian").Materials
	s.Must(s.Apply(assess.SetMaterial(m[0], assess.MaterialPart, "月底前补齐")))
	if got := s.FillsDown("3"); !got["状态"] || !got["备注"] || len(got) != 2 {
		t.Errorf("%v", got)
	}
	for _, x := range s.View().District("yantian").Materials {
		if x.State != assess.MaterialPart || x.Note != "月底前补齐" {
			t.Errorf("%s: %s %s", x.Name, x.State, x.Note)
		}
	}
}
