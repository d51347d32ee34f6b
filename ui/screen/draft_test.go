package screen_test

import (
	"testing"

	"kaohe/app/words"
	"kaohe/ui/screen"
	"kaohe/ui/uitest"
)

// fullDisk keeps nothing.
type fullDisk struct{ *uitest.Stage }

func (fullDisk) SetSetting(string, string) error { return words.Refuse("vault.full") }

func TestADraftIsKeptUntilItIsForgotten(t *testing.T) {
	s := uitest.Small(t)
	screen.NewDesk(s.Kit()).Keep("a", []string{"采纳"})
	var got []string
	d := screen.NewDesk(s.Kit()) // another start of the program
	if !d.Recall("a", &got) || len(got) != 1 || got[0] != "采纳" || d.Lost("a") {
		t.Errorf("%q", got)
	}
	d.Forget("a")
	if d.Recall("a", &got) {
		t.Error("still there")
	}
	s.Must(s.SetSetting("draft/b", "{")) // of another version
	if d.Recall("b", &got) {
		t.Error("nonsense is taken for a draft")
	}
}

func TestADraftThatCantBeKeptIsToldOnceAndCountsAsLost(t *testing.T) {
	s := uitest.Small(t)
	k := s.Kit()
	k.Session = fullDisk{s}
	d := screen.NewDesk(k)
	d.Keep("a", "采纳")
	d.Keep("a", "部分采纳")
	if len(s.W.Failed) != 1 || !d.Lost("a") {
		t.Errorf("%v", s.W.Failed)
	}
	d.Forget("a")
	if d.Lost("a") {
		t.Error("what was given up is not lost")
	}
}
