package team_test

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/ui/team"
	"kaohe/ui/trial"
)

func TestSampleIsShownAtBothSizes(t *testing.T) {
	s := trial.Sample(t)
	v := team.New(s.Kit(), s)
	for _, size := range [][2]float32{{1080, 680}, {824, 580}} {
		v.Render()
		s.W.Show(v.Object(), size[0], size[1])
		v.Render()
		s.W.Shot(fmt.Sprintf("team-%.0f", size[0]))
	}
	v.New()
	s.W.Shot("team-new-824")
	for _, text := range trial.Texts(v.Object()) {
		if strings.HasPrefix(text, "team.") {
			t.Errorf("untranslated: %q", text)
		}
	}
	c := team.NewChooser(s.Kit(), func(string) error { return nil })
	s.W.Show(c.Object(), 420, 400)
	s.W.Canvas().Focus(c.Focus())
	s.W.Shot("chooser")
}
