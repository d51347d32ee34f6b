package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/ui"
)

// Whoever founds a round sees its recovery code once, and is asked before it is gone.
func TestARecoveryCodeIsShownOnceAndNotLostByEsc(t *testing.T) {
	s := newStage(t).open()
	s.system.code = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567-ABCD"
	ui.ShowRecovery(s.App, s.system.v)
	s.mustSee("请保管恢复码", "ABCD  EFGH  IJKL", "只显示这一次")
	s.press(fyne.KeyEscape)
	s.mustSee("还没有保管恢复码", "请保管恢复码")
	s.press(fyne.KeyEscape)
	s.mustSee("请保管恢复码")
	ui.SaveRecovery(s.App, s.system.v, "out")
	s.mustSee("请保管恢复码")
}

func TestAVaultThatWasNotJustMadeHasNoCodeToShow(t *testing.T) {
	s := newStage(t).open()
	ui.ShowRecovery(s.App, s.system.v)
	if s.sees("请保管恢复码") {
		t.Error("a code is shown that nobody has")
	}
}
