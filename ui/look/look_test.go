package look_test

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"os"
	"strings"
	"testing"

	"kaohe/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(look.Forced(look.Light))
	os.Exit(m.Run())
}

// luminance and contrast are those of WCAG 2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	f := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.03928 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*f(r) + 0.7152*f(g) + 0.0722*f(b)
}

// over lays a colour that is not opaque over another.
func over(c, ground color.Color) color.Color {
	r, g, b, a := c.RGBA() // premultiplied
	x, y, z, _ := ground.RGBA()
	mix := func(c, g uint32) uint16 { return uint16(c + g*(0xffff-a)/0xffff) }
	return color.RGBA64{mix(r, x), mix(g, y), mix(b, z), 0xffff}
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestContrast computes every pair that words or signs are drawn in.
func TestContrast(t *testing.T) {
	grounds := []fyne.ThemeColorName{
		look.Paper, look.Band, look.Chosen, look.Under, look.BlueBand, look.RedBand, look.AmberBand, look.GreenBand,
		theme.ColorNameButton, theme.ColorNameInputBackground, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground,
	}
	text := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		look.Ink:                           grounds,
		look.Ink2:                          grounds,
		look.Accent:                        {look.Paper, look.Band, look.Chosen, look.Under, look.BlueBand, theme.ColorNameInputBackground},
		look.Red:                           {look.Paper, look.Band, look.Chosen, look.Under, look.RedBand, theme.ColorNameInputBackground},
		look.Amber:                         {look.Paper, look.Band, look.Chosen, look.Under, look.AmberBand},
		look.Green:                         {look.Paper, look.Band, look.Chosen, look.Under, look.GreenBand},
		look.White:                         {look.Accent},
		theme.ColorNamePlaceHolder:         {theme.ColorNameInputBackground, look.Paper},
		theme.ColorNameDisabled:            {theme.ColorNameInputBackground, theme.ColorNameDisabledButton, look.Paper},
		theme.ColorNameHyperlink:           {look.Paper, look.Band},
		theme.ColorNameForegroundOnError:   {look.Red},
		theme.ColorNameForegroundOnWarning: {look.Amber},
		theme.ColorNameForegroundOnSuccess: {look.Green},
	}
	for name, th := range themes() {
		for ink, on := range text {
			for _, ground := range on {
				under := over(th.Color(ground, 0), th.Color(look.Paper, 0))
				if c := contrast(over(th.Color(ink, 0), under), under); c < 4.5 {
					t.Errorf("%s: %s on %s has contrast %.2f, want 4.5", name, ink, ground, c)
				}
			}
		}
		// A primary button under the pointer.
		if pressed := over(th.Color(look.Under, 0), th.Color(look.Accent, 0)); contrast(th.Color(look.White, 0), pressed) < 4.5 {
			t.Errorf("%s: a primary button under the pointer can't be read", name)
		}
		// The edge of a box and the ring of the focus are no text: 3:1.
		for _, edge := range []fyne.ThemeColorName{look.Edge, look.Accent} {
			if c := contrast(th.Color(edge, 0), th.Color(look.Paper, 0)); c < 3 {
				t.Errorf("%s: %s on paper has contrast %.2f, want 3", name, edge, c)
			}
		}
	}
}

func themes() map[string]*look.Theme {
	return map[string]*look.Theme{"light": look.Forced(look.Light), "dark": look.Forced(look.Dark)}
}

func TestThemeFollowsTheVariantUnlessForced(t *testing.T) {
	auto := look.New()
	if auto.Color(look.Paper, theme.VariantDark) == auto.Color(look.Paper, theme.VariantLight) {
		t.Error("paper is the same in light and dark")
	}
	if look.Forced(look.Light).Color(look.Paper, theme.VariantDark) != auto.Color(look.Paper, theme.VariantLight) {
		t.Error("forced light is not light")
	}
}

func TestStatesHaveSignsAndReadableWords(t *testing.T) {
	for name, th := range themes() {
		seen := map[look.IconName]bool{}
		for s := look.Idle; s <= look.Done; s++ {
			seen[s.Icon()] = true
			if c := contrast(th.Color(s.Ink(), 0), th.Color(s.Ground(), 0)); c < 4.5 {
				t.Errorf("%s: state %d has contrast %.2f", name, s, c)
			}
		}
		if len(seen) < 10 { // two of the kinds of warning share a sign
			t.Errorf("%d signs for %d states", len(seen), look.Done+1)
		}
	}
}

func TestEveryIconDrawsSomething(t *testing.T) {
	for _, n := range look.Icons() {
		img := canvas.NewImageFromResource(look.Icon(n))
		w := test.NewWindow(img)
		w.Resize(fyne.NewSize(32, 32))
		if ink(w.Canvas().Capture()) < 20 {
			t.Errorf("icon %s is (almost) blank", n)
		}
		w.Close()
		if !bytes.Contains(look.Icon(n).Content(), []byte("#1c2130")) {
			t.Errorf("icon %s does not take the colour of text", n)
		}
	}
}

func ink(img image.Image) (n int) {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if luminance(img.At(x, y)) < 0.5 {
				n++
			}
		}
	}
	return n
}

func TestLineIsCutWhereItDoesNotFit(t *testing.T) {
	l := look.Text("关于印发打假责任制实施方案的通知", look.Body, false, look.Ink)
	whole := fyne.MeasureText(l.String(), look.Body, fyne.TextStyle{}).Width
	for _, w := range []float32{whole + 1, 100, 30} {
		l.Resize(fyne.NewSize(w, 20))
		shown := ""
		for _, o := range test.LaidOutObjects(l) {
			if x, ok := o.(*canvas.Text); ok {
				shown = x.Text
			}
		}
		if got := fyne.MeasureText(shown, look.Body, fyne.TextStyle{}).Width; got > w {
			t.Errorf("width %v: %q is %v wide", w, shown, got)
		}
		if cut := strings.HasSuffix(shown, "…"); cut != (w < whole) {
			t.Errorf("width %v: shows %q", w, shown)
		}
	}
	if l.String() != "关于印发打假责任制实施方案的通知" {
		t.Errorf("cutting changed the text to %q", l.String())
	}
}

func TestColoursChangeWithTheTheme(t *testing.T) {
	l, b := look.Text("考核", look.Body, false, look.Ink), look.NewBox(look.Band)
	w := test.NewWindow(b)
	defer w.Close()
	w2 := test.NewWindow(l)
	defer w2.Close()
	app := fyne.CurrentApp()
	before := w2.Canvas().Capture()
	app.Settings().SetTheme(look.Forced(look.Dark))
	defer app.Settings().SetTheme(look.Forced(look.Light))
	l.Refresh()
	if a, z := ink(before), ink(w2.Canvas().Capture()); a == z {
		t.Error("text is drawn as before in another theme")
	}
}
