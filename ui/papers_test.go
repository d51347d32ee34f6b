package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/words"
)

func TestPreviewLiesOverThePageAndIsClosedWithIt(t *testing.T) {
	s := newStage(t).open()
	s.at("nanshan", assess.Onsite)
	preview := func() { s.key(fyne.KeyP, fyne.KeyModifierControl|fyne.KeyModifierShift) }
	preview()
	s.mustSee("适合整页", "南山区考核情况反馈")
	s.press(fyne.KeyEscape)
	if s.system.open != 0 || s.sees("适合整页") {
		t.Fatalf("Esc must close it: %d open", s.system.open)
	}
	preview()
	preview() // another one takes its place
	if s.system.open != 1 {
		t.Fatalf("%d open", s.system.open)
	}
	s.key(fyne.Key8, fyne.KeyModifierControl)
	s.mustSee("全部打印")
	if s.system.open != 0 {
		t.Fatal("another page must close it")
	}
	s.at("nanshan", assess.Onsite)
	s.system.fail = words.Refuse("pdf.write")
	preview()
	if s.Window().Canvas().Overlays().Top() == nil {
		t.Fatal("a document that can't be made must be told")
	}
}

func TestNewPagesAreAKeyAway(t *testing.T) {
	s := newStage(t).open()
	for key, sees := range map[fyne.KeyName]string{fyne.Key6: "整改台账", fyne.Key7: "各区特色", fyne.Key8: "发文设置", fyne.Key9: "现场填写表"} {
		s.key(key, fyne.KeyModifierControl)
		s.mustSee(sees)
	}
}
