package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/ui/theme"
)

func TestANarrowStepSaysHowFarItIsWhole(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New())
	for _, c := range []struct {
		width float32
		far   string
		word  bool
	}{{120, "23/42", true}, {stepLeast, "23/42", false}, {stepLeast, "", true}} {
		f := newStepFace(1, false, false)
		f.put(Step{Name: "现场考核", State: theme.Underway, Word: "进行中", Far: c.far}, true)
		test.NewTempWindow(t, f).Resize(fyne.NewSize(c.width, 80))
		f.Resize(fyne.NewSize(c.width, 80))
		line := f.far
		if c.word {
			line = f.word
		}
		if f.word.Visible() != c.word || f.far.Visible() == c.word || line.Size().Width < line.MinSize().Width {
			t.Errorf("%v wide, %q: the word is shown: %v, in %v", c.width, c.far, f.word.Visible(), line.Size())
		}
	}
}
