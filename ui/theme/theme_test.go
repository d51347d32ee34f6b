package theme_test

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"os"
	"strings"
	"testing"

	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(theme.Forced(theme.Light))
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
		theme.Paper, theme.Band, theme.Chosen, theme.Under, theme.BlueBand, theme.RedBand, theme.AmberBand, theme.GreenBand,
		fynetheme.ColorNameButton, fynetheme.ColorNameInputBackground, fynetheme.ColorNameMenuBackground, fynetheme.ColorNameOverlayBackground,
	}
	text := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		theme.Ink:                              grounds,
		theme.Ink2:                             grounds,
		theme.Accent:                           {theme.Paper, theme.Band, theme.Chosen, theme.Under, theme.BlueBand, fynetheme.ColorNameInputBackground},
		theme.Red:                              {theme.Paper, theme.Band, theme.Chosen, theme.Under, theme.RedBand, fynetheme.ColorNameInputBackground},
		theme.Amber:                            {theme.Paper, theme.Band, theme.Chosen, theme.Under, theme.AmberBand},
		theme.Green:                            {theme.Paper, theme.Band, theme.Chosen, theme.Under, theme.GreenBand},
		theme.White:                            {theme.Accent},
		fynetheme.ColorNamePlaceHolder:         {fynetheme.ColorNameInputBackground, theme.Paper},
		fynetheme.ColorNameDisabled:            {fynetheme.ColorNameInputBackground, fynetheme.ColorNameDisabledButton, theme.Paper},
		fynetheme.ColorNameHyperlink:           {theme.Paper, theme.Band},
		fynetheme.ColorNameForegroundOnError:   {theme.Red},
		fynetheme.ColorNameForegroundOnWarning: {theme.Amber},
		fynetheme.ColorNameForegroundOnSuccess: {theme.Green},
	}
	for name, th := range themes() {
		for ink, on := range text {
			for _, ground := range on {
				under := over(th.Color(ground, 0), th.Color(theme.Paper, 0))
				if c := contrast(over(th.Color(ink, 0), under), under); c < 4.5 {
					t.Errorf("%s: %s on %s has contrast %.2f, want 4.5", name, ink, ground, c)
				}
			}
		}
		// A primary button under the pointer.
		if pressed := over(th.Color(theme.Under, 0), th.Color(theme.Accent, 0)); contrast(th.Color(theme.White, 0), pressed) < 4.5 {
			t.Errorf("%s: a primary button under the pointer can't be read", name)
		}
		// The edge of a box and the ring of the focus are no text: 3:1.
		for _, edge := range []fyne.ThemeColorName{theme.Edge, theme.Accent} {
			if c := contrast(th.Color(edge, 0), th.Color(theme.Paper, 0)); c < 3 {
				t.Errorf("%s: %s on paper has contrast %.2f, want 3", name, edge, c)
			}
		}
	}
}

func themes() map[string]*theme.Theme {
	return map[string]*theme.Theme{"light": theme.Forced(theme.Light), "dark": theme.Forced(theme.Dark)}
}

func TestThemeFollowsTheVariantUnlessForced(t *testing.T) {
	auto := theme.New()
	if auto.Color(theme.Paper, fynetheme.VariantDark) == auto.Color(theme.Paper, fynetheme.VariantLight) {
		t.Error("paper is the same in light and dark")
	}
	if theme.Forced(theme.Light).Color(theme.Paper, fynetheme.VariantDark) != auto.Color(theme.Paper, fynetheme.VariantLight) {
		t.Error("forced light is not light")
	}
}

func TestStatesHaveSignsAndReadableWords(t *testing.T) {
	for name, th := range themes() {
		seen := map[theme.IconName]bool{}
		for s := theme.Idle; s <= theme.Done; s++ {
			seen[s.Icon()] = true
			if c := contrast(th.Color(s.Ink(), 0), th.Color(s.Ground(), 0)); c < 4.5 {
				t.Errorf("%s: state %d has contrast %.2f", name, s, c)
			}
		}
		if len(seen) < 10 { // two of the kinds of warning share a sign
			t.Errorf("%d signs for %d states", len(seen), theme.Done+1)
		}
	}
}

func TestEveryIconDrawsSomething(t *testing.T) {
	for _, n := range theme.Icons() {
		img := canvas.NewImageFromResource(theme.Icon(n))
		w := test.NewWindow(img)
		w.Resize(fyne.NewSize(32, 32))
		if ink(w.Canvas().Capture()) < 20 {
			t.Errorf("icon %s is (almost) blank", n)
		}
		w.Close()
		if !bytes.Contains(theme.Icon(n).Content(), []byte("#1c2130")) {
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
	l := theme.Text("关于印发打假责任制实施方案的通知", theme.Body, false, theme.Ink)
	whole := fyne.MeasureText(l.String(), theme.Body, fyne.TextStyle{}).Width
	for _, w := range []float32{whole + 1, 100, 30} {
		l.Resize(fyne.NewSize(w, 20))
		shown := ""
		for _, o := range test.LaidOutObjects(l) {
			if x, ok := o.(*canvas.Text); ok {
				shown = x.Text
			}
		}
		if got := fyne.MeasureText(shown, theme.Body, fyne.TextStyle{}).Width; got > w {
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
	l, b := theme.Text("考核", theme.Body, false, theme.Ink), theme.NewBox(theme.Band)
	w := test.NewWindow(b)
	defer w.Close()
	w2 := test.NewWindow(l)
	defer w2.Close()
	app := fyne.CurrentApp()
	before := w2.Canvas().Capture()
	app.Settings().SetTheme(theme.Forced(theme.Dark))
	defer app.Settings().SetTheme(theme.Forced(theme.Light))
	l.Refresh()
	if a, z := ink(before), ink(w2.Canvas().Capture()); a == z {
		t.Error("text is drawn as before in another theme")
	}
}
