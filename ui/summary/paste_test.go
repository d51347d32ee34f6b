package summary_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/ui/summary"
	"kaohe/ui/uitest"
)

func TestWhatTheFinalFindingsCopyComesBackUnchanged(t *testing.T) {
	s := uitest.Sample(t)
	v := summary.New(s.Kit())
	s.Opened(v, "futian")
	s.Must(s.Apply(assess.Fields("edit.final", "d/futian/final/p1", "named", "改定的表述")))
	v.Reveal(assess.Place{District: "futian", Phase: assess.Summary, Entity: "d/futian/final/p1"})
	v.Key(fyne.KeyEscape)
	if n, want := s.ComesBack(), len(s.View().District("futian").Findings); n != want {
		t.Errorf("%d rows of %d", n, want)
	}
}

func TestFinalTextsArePastedByTheirFindingsNumbers(t *testing.T) {
	s := uitest.Sample(t)
	v := summary.New(s.Kit())
	s.Opened(v, "futian")
	v.Reveal(assess.Place{District: "futian", Phase: assess.Summary, Entity: "d/futian/final/p1"})
	v.Key(fyne.KeyEscape)
	was := s.View().District("futian").Findings[1].Named
	clip := test.NewClipboard()
	clip.SetContent("发现号\t定稿反馈表述\t定稿通报表述\n2\t改定的第二条\t\n3\t\t个别区有改定")
	s.Send(&fyne.ShortcutPaste{Clipboard: clip})
	f := s.View().District("futian").Findings
	if f[1].FinalNamed != "改定的第二条" || f[1].Named != was || f[2].FinalCity != "个别区有改定" {
		t.Errorf("%q %q, %v", f[1].FinalNamed, f[2].FinalCity, s.W.Failed)
	}
}
