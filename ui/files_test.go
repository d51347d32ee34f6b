package ui_test

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/uitest"
)

// ticked are the entries of a menu that have a tick.
func (s *stage) ticked(menu string) (out []string) {
	for _, m := range s.Window().MainMenu().Items {
		if m.Label != menu {
			continue
		}
		for _, i := range m.Items {
			if i.Checked {
				out = append(out, i.Label)
			}
		}
	}
	return out
}

func TestTheAppearanceAndTheLanguageInUseHaveATick(t *testing.T) {
	s := newStage(t)
	s.Start()
	if got := s.ticked("视图"); !slices.Equal(got, []string{"浅色外观", "中文"}) {
		t.Errorf("on the start page: %q", got)
	}
	s.open()
	s.Appear("dark")
	if got := s.ticked("视图"); !slices.Equal(got, []string{"深色外观", "中文"}) {
		t.Errorf("%q", got)
	}
	s.Speak("en")
	if got := s.ticked("View"); !slices.Equal(got, []string{"Dark appearance", "English"}) {
		t.Errorf("%q", got)
	}
}

func TestAFileIsPickedBesideTheVaultInTheUsersLanguage(t *testing.T) {
	s := newStage(t).open()
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for language, says := range map[string][]string{"zh-Hans": {"打开考核文件", "主文件夹", "取消"}, "en": {"Open a vault", "Home", "Cancel"}} {
		s.Speak(language)
		s.key(fyne.KeyO, fyne.KeyModifierControl)
		over := s.Window().Canvas().Overlays().Top()
		var words []string
		for _, l := range uitest.All[*widget.Label](over) {
			words = append(words, l.Text)
		}
		for _, b := range uitest.All[*widget.Button](over) {
			words = append(words, b.Text)
		}
		for _, want := range append(says, filepath.Base(here)) {
			if !slices.Contains(words, want) {
				t.Errorf("%s: %q is not among %q", language, want, words)
			}
		}
		if got := lang.L("Paste"); got != s.T("stock.paste") {
			t.Errorf("%s: a text box offers %q", language, got)
		}
		over.Hide()
	}
}
