package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"kaohe/ui/layout"
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
		f.put(Step{Name: "现场考核", State: theme.Underway, Word: "进行中", Far: c.far}, true, false)
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

func TestFoldedChipsAreOneButtonWithAMenuOfThem(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New())
	c := NewChips()
	c.Put(Chip{Key: "a", Name: "未评", Count: 12}, Chip{Key: "b", Name: "有扣分", Count: 8})
	c.Turn("a", true)
	var told []string
	c.OnToggle = func(key string, on bool) { told = append(told, key) }
	w := test.NewTempWindow(t, c)
	c.Fold(true)
	if got := c.says.word.String(); got != "未评 12 ▾" || c.Wide() <= c.MinSize().Width {
		t.Errorf("the fold says %q, and is %v wide of %v", got, c.MinSize().Width, c.Wide())
	}
	c.Focus()
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn} {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	if got := c.says.word.String(); len(told) != 1 || told[0] != "b" || got != "未评 12 + 有扣分 8 ▾" {
		t.Errorf("told %q; the fold says %q", told, got)
	}
	if c.Fold(false); !c.row.Visible() || len(c.cells) != 2 {
		t.Error("it does not unfold")
	}
}

func TestAMessageIsReadWholeOverSeveralLines(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New())
	f := NewField(nil)
	w := test.NewTempWindow(t, layout.Stack(0, f, theme.NewBox(theme.Rule).Least(0, 1)))
	w.Resize(fyne.NewSize(220, 300))
	one := f.MinSize().Height
	f.SetError("口令至少六位；请不要用生日、电话号码或者连续的数字，也不要和别人的一样")
	w.Resize(fyne.NewSize(221, 300))
	var lines []string
	for _, o := range test.LaidOutObjects(f.below) {
		if text, ok := o.(*canvas.Text); ok && text.Text != "" {
			lines = append(lines, text.Text)
		}
	}
	if len(lines) < 2 || strings.Join(lines, "") != f.Told() || f.MinSize().Height < one+2*f.below.text.Theme().Size("caption") {
		t.Errorf("%q in %v", lines, f.MinSize())
	}
}
