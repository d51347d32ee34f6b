package widgets

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// What has the keyboard leaves Ctrl+V to the window where it takes no paste, and where what was copied is no text.
func TestWhatTakesNoPasteLeavesItToTheWindow(t *testing.T) {
	var taken []string
	take := func(text string) { taken = append(taken, text) }
	list := func(paste func(string)) func() fyne.CanvasObject {
		return func() fyne.CanvasObject {
			l := sampleLines()
			l.OnPaste = paste
			return l
		}
	}
	cells := func(paste func(_, _ int, text string)) func() fyne.CanvasObject {
		return func() fyne.CanvasObject {
			g := NewCells()
			g.Put([]CellCol{{Key: "ns", Name: "南山区"}}, []CellRow{{Key: "a", Cells: make([]Cell, 1)}})
			g.OnPaste = paste
			return g
		}
	}
	register := func(kind ColKind, lock string) func() fyne.CanvasObject {
		return func() fyne.CanvasObject {
			s := NewSheet(SheetCol{Title: "结论", Kind: kind, Choices: []string{"合格"}})
			s.Put([][]string{{""}})
			s.OnPaste = take
			s.Lock(lock)
			return s
		}
	}
	takeCells := func(_, _ int, text string) { take(text) }
	box := func() fyne.CanvasObject { return NewField(Never{}) }
	search := func() fyne.CanvasObject { return NewInput("") }
	pick := func() fyne.CanvasObject { return NewPick("") }
	const text, rows, picture = "甲", "甲\n乙", ""
	for _, c := range []struct {
		name   string
		part   func() fyne.CanvasObject
		copied string
		taken  []string // by OnPaste
		window bool
	}{
		{"a list", list(nil), text, nil, true},
		{"a list that takes text", list(take), text, []string{text}, false},
		{"a list that takes text, a picture", list(take), picture, nil, true},
		{"cells", cells(nil), text, nil, true},
		{"cells that take text", cells(takeCells), text, []string{text}, false},
		{"cells that take text, a picture", cells(takeCells), picture, nil, true},
		{"a register", register(Words, ""), text, nil, false},
		{"a register, rows", register(Words, ""), rows, []string{rows}, false},
		{"a register, a picture", register(Words, ""), picture, nil, true},
		{"a register, a choice", register(Choice, ""), text, nil, true},
		{"a register that is closed", register(Words, "已签字"), text, nil, true},
		{"a box", box, text, nil, false},
		{"a box, a picture", box, picture, nil, true},
		{"a search", search, text, nil, false},
		{"a search, a picture", search, picture, nil, true},
		{"a choice", pick, text, nil, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			taken = nil
			part, window := c.part(), 0
			canvas := lay(t, part, 400, 300)
			canvas.AddShortcut(&fyne.ShortcutPaste{}, func(fyne.Shortcut) { window++ })
			focus, ok := part.(fyne.Focusable)
			if !ok {
				focus = part.(interface{ Target() fyne.Focusable }).Target()
			}
			clip := test.NewClipboard()
			clip.SetContent(c.copied)
			focus.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
			want := 0
			if c.window {
				want = 1
			}
			if window != want || !slices.Equal(taken, c.taken) {
				t.Errorf("the window is asked %d times, and %q is taken", window, taken)
			}
		})
	}
}
