package uitest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

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
