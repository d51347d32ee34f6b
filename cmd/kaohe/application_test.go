package main

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/cmd/kaohe/opengl"
)

// TestNothingMovesWhereTheProcessorDraws: widgets ask the current app.
func TestNothingMovesWhereTheProcessorDraws(t *testing.T) {
	for by, want := range map[opengl.Renderer]bool{"llvmpipe (LLVM 15.0.6, 256 bits)": false, "Mesa Intel(R) UHD Graphics 620 (KBL GT2)": true} {
		a := calmed(test.NewTempApp(t), by)
		if got := fyne.CurrentApp().Settings().ShowAnimations(); got != want || a != fyne.CurrentApp() {
			t.Errorf("drawn by %s, animations are shown: %v", by, got)
		}
	}
}
