package widgets

import (
	"errors"

	"kaohe/ui/theme"
)

// How the box of a Sheet moves, and what becomes of its text.

// last is the last row that the box may stand on.
func (s *Sheet) last() int {
	if s.data.lock {
		return max(0, len(s.data.rows)-1)
	}
	return len(s.data.rows)
}

func (s *Sheet) fit(r []string) []string {
	out := make([]string, len(s.cols))
	copy(out, r)
	return out
}

// text is what a cell holds; the empty row holds nothing.
func (s *Sheet) text(r, c int) string {
	if r < 0 || r >= len(s.data.rows) || c < 0 || c >= len(s.cols) {
		return ""
	}
	return s.data.rows[r][c]
}

// goTo moves the box, unless what is in it is refused.
func (s *Sheet) goTo(r, c int) bool {
	if !s.leave() {
		s.Focus()
		return false
	}
	r, c = max(0, min(r, s.last())), max(0, min(c, len(s.cols)-1))
	old := s.data.r
	s.data.r, s.data.c = r, c
	s.load()
	s.view.pane.again(old)
	s.view.pane.again(r)
	s.view.reveal()
	if r != old && s.OnMove != nil {
		s.OnMove(r)
	}
	return true
}

func (s *Sheet) load() {
	s.edit.load(s.text(s.data.r, s.data.c), s.cols[s.data.c])
	s.view.place()
}

// leave keeps the box's text: a changed cell goes to OnCell, the first cell of the empty
// row makes a new row. Our own copy is changed first, since the callbacks may call Put.
func (s *Sheet) leave() bool {
	if !s.edit.dirty() || s.data.lock {
		return true
	}
	r, c := s.data.r, s.data.c
	text, err := s.parse(c, s.edit.box.Text)
	if err != nil {
		s.view.foot.Put(theme.Refused, err.Error())
		s.Refresh()
		return false
	}
	s.view.foot.Put(theme.Info, "")
	s.edit.keep(text)
	switch {
	case text == s.text(r, c):
	case r < len(s.data.rows):
		s.data.rows[r][c] = text
		s.view.pane.again(r)
		if s.OnCell != nil {
			s.OnCell(r, c, text)
		}
	default:
		s.grow(c, text)
	}
	return true
}

func (s *Sheet) grow(c int, text string) {
	row := s.fit(nil)
	row[c] = text
	s.data.rows = append(s.data.rows, row)
	s.view.put()
	if s.OnNew != nil {
		s.OnNew(append([]string(nil), row...))
	}
}

// parse is the text that a column keeps of what was typed.
func (s *Sheet) parse(c int, text string) (string, error) {
	col := s.cols[c]
	if col.Kind == Day {
		day, err := ParseDay(text)
		if err != nil {
			return "", errors.New(col.Bad)
		}
		text = day
	}
	if col.Check == nil || col.Kind == Choice {
		return text, nil
	}
	return col.Check(text)
}
