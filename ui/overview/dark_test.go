package overview_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/ui/look"
	"kaohe/ui/overview"
	"kaohe/ui/trial"
)

func TestDarkIsOnlyOtherColours(t *testing.T) {
	s := trial.Sample(t)
	v := overview.New(s.Kit())
	v.Render()
	s.W.Show(v.Object(), 1080, 680)
	before := trial.Texts(v.Object())
	fyne.CurrentApp().Settings().SetTheme(look.Forced(look.Dark))
	v.Render()
	s.W.Shot("overview-dark")
	if after := trial.Texts(v.Object()); len(after) != len(before) {
		t.Fatalf("%d words in light, %d in dark", len(before), len(after))
	}
}
