package ui_test

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
)

// BenchmarkEditInTheWindow is one mark on the sample, typed into its box: what a person waits for at Enter besides the write and the
// drawing.
func BenchmarkEditInTheWindow(b *testing.B) {
	s := newStage(b).open()
	s.Go(assess.Place{District: "luohu", Phase: assess.Onsite, Tab: assess.TabScore, Item: "a1"})
	for n := 0; b.Loop(); n++ {
		f := s.Window().Canvas().Focused()
		f.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
		test.Type(f, strconv.Itoa(1+n%2))
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
}
