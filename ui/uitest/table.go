package uitest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kaohe/app/book"
	"kaohe/ui/screen"
)

// Opened shows a page of one district, or with none of all of them, as the shell does: rendered anew at each change.
func (s *Stage) Opened(v interface {
	screen.Screen
	SetDistrict(id string)
}, district string) {
	s.W.OnChange = v.Render
	s.W.Show(v.Object(), 1080, 640)
	v.SetDistrict(district)
}

// SelectDown selects the row at hand and so many below it, with Shift, in the list that has the keyboard.
func (s *Stage) SelectDown(rows int) {
	s.T.Helper()
	list, ok := s.W.Canvas().Focused().(interface {
		desktop.Keyable
		fyne.Focusable
	})
	if !ok {
		s.T.Fatalf("%T has the keyboard", s.W.Canvas().Focused())
	}
	list.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for range rows {
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	list.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

// FillsDown fills all selected rows of the list that has the keyboard with all that the first one says, and returns the workbook's columns
// in which something changes then; the test fails where a row is refused.
func (s *Stage) FillsDown(digit string) map[string]bool {
	s.T.Helper()
	s.Send(&fyne.ShortcutSelectAll{})
	n := len(s.W.Pasted)
	s.FillDown(digit)
	if len(s.W.Pasted) != n+1 {
		s.T.Fatalf("not filled: %v", s.W.Failed)
	}
	heads := map[string]bool{}
	for _, l := range s.W.Pasted[n].Lines {
		if l.State != book.Changed {
			s.T.Errorf("%s %s: %v", l.Sheet, l.Name, l.State)
		}
		for _, d := range l.Diffs {
			heads[d.Column] = true
		}
	}
	return heads
}

// FillDown presses Ctrl+D, and of what is asked then an answer's digit; empty: nothing is asked.
func (s *Stage) FillDown(digit string) {
	s.T.Helper()
	s.Send(&desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierControl})
	if digit != "" {
		s.Send(digit)
	}
}

// ComesBack copies all of what has the keyboard and pastes it there again: of a table that stands as it was, each row must be known, and
// nothing of it changes. It returns how many rows there were.
func (s *Stage) ComesBack() int {
	s.T.Helper()
	clip := test.NewClipboard()
	x, ok := s.W.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		s.T.Fatalf("%T can't be copied", s.W.Canvas().Focused())
	}
	x.TypedShortcut(&fyne.ShortcutSelectAll{})
	x.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	n := len(s.W.Pasted)
	x.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if len(s.W.Pasted) != n+1 {
		s.T.Fatalf("not pasted: %q, %v", clip.Content(), s.W.Failed)
	}
	p := s.W.Pasted[n]
	for _, l := range p.Lines {
		s.T.Errorf("%s %s: %+v", l.Sheet, l.Name, l.Diffs)
	}
	for _, x := range p.Problems {
		s.T.Errorf("%+v", x)
	}
	return p.Same
}
