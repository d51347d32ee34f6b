package rectify_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/rectify"
	"kaohe/ui/uitest"
)

func TestWhatTheLedgerCopiesComesBackUnchanged(t *testing.T) {
	s := uitest.Sample(t)
	v := rectify.New(s.Kit())
	s.W.OnChange = v.Render
	s.W.Show(v.Object(), 1080, 640)
	v.SetDistrict("")
	v.Reveal(assess.Place{})
	want := 0
	for _, d := range s.View().Districts {
		want += len(d.Standing(assess.Problem))
	}
	if n := s.ComesBack(); n != want {
		t.Errorf("%d rows of %d", n, want)
	}
}
