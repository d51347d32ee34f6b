package team_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/team"
	"kaohe/ui/uitest"
)

func TestTheTeamComesBackUnchanged(t *testing.T) {
	s := uitest.Small(t)
	v := team.New(s.Kit(), s)
	v.Render()
	s.W.Show(v.Object(), 1080, 640)
	v.Reveal(assess.Place{})
	if n := s.ComesBack(); n != len(s.View().Team) {
		t.Errorf("%d of %d", n, len(s.View().Team))
	}
}
