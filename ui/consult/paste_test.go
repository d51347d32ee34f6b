package consult_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/consult"
	"kaohe/ui/uitest"
)

func TestWhatTheListCopiesComesBackUnchanged(t *testing.T) {
	s := uitest.Sample(t)
	v := consult.New(s.Kit())
	s.Opened(v, "futian")
	f := s.View().District("futian").Of(assess.Problem)[0]
	v.Reveal(assess.Place{District: "futian", Phase: assess.Consultation, Entity: "d/futian/resp/" + f.ID})
	v.Key(fyne.KeyEscape)
	if n, want := s.ComesBack(), len(s.View().District("futian").Of(assess.Problem)); n != want {
		t.Errorf("%d rows of %d", n, want)
	}
}
