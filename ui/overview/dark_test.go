package overview_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/ui/overview"
	"kaohe/ui/theme"
	"kaohe/ui/uitest"
)

func TestDarkIsOnlyOtherColours(t *testing.T) {
	s := uitest.Sample(t)
	v := overview.New(s.Kit())
	v.Render()
	s.W.Show(v.Object(), 1080, 680)
	before := uitest.Texts(v.Object())
	fyne.CurrentApp().Settings().SetTheme(theme.Forced(theme.Dark))
	v.Render()
	s.W.Shot("overview-dark")
	if after := uitest.Texts(v.Object()); len(after) != len(before) {
		t.Fatalf("%d words in light, %d in dark", len(before), len(after))
	}
}
