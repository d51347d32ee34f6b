package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/words"
	content "kaohe/assets/sample"
	"kaohe/assets/standard"
	"kaohe/ui"
)

// place counts how often the window was brought to the front.
type place struct{ raised int }

func (p *place) Size() fyne.Size                              { return fyne.NewSize(1280, 800) }
func (p *place) Within(o fyne.CanvasObject) fyne.CanvasObject { return o }
func (p *place) Restore(fyne.Window)                          {}
func (p *place) Raise()                                       { p.raised++ }
func (p *place) Remember(fyne.Size)                           {}

// placed is a stage whose window can come to the front.
func placed(t *testing.T) (*stage, *place) {
	t.Helper()
	r, err := roundplantest.Open(content.Files, standard.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	p := &place{}
	return newStageOn(t, r, func(o *ui.Options) { o.Place = p }), p
}

func TestASecondStartBringsTheWindowThatHasItsVaultToTheFront(t *testing.T) {
	s, p := placed(t)
	s.Start()
	sample, other := ui.Handed{Path: "/home/sample.kaohe"}, ui.Handed{Path: "/home/other.kaohe"}
	if s.Take(sample) {
		t.Error("the start page took a vault")
	}
	s.open()
	if s.Take(other) || p.raised != 0 {
		t.Error("took a vault that another window may have")
	}
	if !s.Take(sample) || p.raised != 1 {
		t.Errorf("raised %d times for its vault", p.raised)
	}
	s.Quit()
	if s.Take(sample) {
		t.Error("a window that ended took a vault")
	}
}

func TestASecondStartHandsOverAPackageOfTheRoundThatIsOpen(t *testing.T) {
	s, p := placed(t)
	own, foreign := ui.Handed{Path: "/usb/北组.kpack", Round: "round"}, ui.Handed{Path: "/usb/外市.kpack", Round: "foreign"}
	s.Start()
	if s.Take(own) {
		t.Error("the start page took a package of some round")
	}
	s.open()
	if s.Take(foreign) {
		t.Error("took a package of another round")
	}
	if !s.Take(own) || p.raised != 1 {
		t.Errorf("raised %d times for a package of its round", p.raised)
	}
	if got := s.system.post.opened; len(got) != 1 || got[0] != own.Path {
		t.Errorf("opened %v", got)
	}
}

func TestASecondStartComesToTheDoorOfALockedVault(t *testing.T) {
	s, p := placed(t)
	s.system.fail = words.Refuse("vault.sealed", "sample.kaohe")
	s.open()
	if s.Take(ui.Handed{Path: "/usb/北组.kpack", Round: "round"}) {
		t.Error("a package was taken while nothing can be merged")
	}
	if !s.Take(ui.Handed{Path: "/home/sample.kaohe"}) || p.raised != 1 {
		t.Error("another window would ask for the passphrase")
	}
}
