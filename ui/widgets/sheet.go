package widgets

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/theme"
)

// ColKind says how a column is filled in.
type ColKind int

// The kinds of columns.
const (
	Words  ColKind = iota
	Choice         // one of Choices, by its digit, a tap or Space
	Day            // as ParseDay reads it, kept as 2006-12-30
)

// SheetCol is a column of a register.
type SheetCol struct {
	Title   string
	Width   float32 // 0: a share of what is left
	Kind    ColKind
	Choices []string
	Hint    string // in the empty box
	Bad     string // Day: what to say of a text that is no day
	Months  Months // Day: of the calendar
	// Check gives the text to keep, or an error to show; nil keeps all. Not for Choice.
	Check func(string) (string, error)
}

// Sheet is a register that is filled in like a spreadsheet. One box stands over the cell
// at hand, the others are labels. The last row is always an empty one: what is left in
// it becomes a new row as soon as its first cell is left, so that it is never lost.
//
//	Enter         next cell; from the end of a row to the next row
//	Tab, Shift+Tab  next, previous cell; beyond the ends, out of the register
//	Up, Down      rows; Left and Right, cells, until the text is edited
//	digits        in a choice column choose and go on; Space lists the choices
//	Space         in a column of days, before the text is edited: the calendar; so does Alt+Down
//	F2            edit; Esc takes back what was typed; Ctrl+Delete calls OnDelete
//	Ctrl+Shift+C  copies all rows, below the columns' names; Ctrl+V of rows and cells calls OnPaste
//
// A text that its column refuses keeps the box where it is, with the reason at the foot.
type Sheet struct {
	widget.BaseWidget
	Teller
	OnCell   func(row, col int, text string)
	OnNew    func(row []string) // the row is then the last; call Put with it
	OnDelete func(row int)
	OnMove   func(row int)     // row may be the empty one, one past the end
	OnDone   func()            // Ctrl+Enter
	OnPaste  func(text string) // rows and cells of a spreadsheet; nil: they go into the box as a text

	cols []SheetCol
	rows [][]string
	keys []string
	r, c int // where the box stands
	lock bool
	edit *sheetEdit
	view *sheetView
}

// NewSheet makes an empty register; its columns are fixed.
func NewSheet(cols ...SheetCol) *Sheet {
	s := &Sheet{cols: append([]SheetCol(nil), cols...)}
	s.edit = newSheetEdit(s)
	s.view = newSheetView(s)
	s.ExtendBaseWidget(s)
	s.load()
	return s
}

// Put shows a copy of these rows. With keys, one a row, the box stays with its row
// wherever that goes; what is being typed stays in any case.
func (s *Sheet) Put(rows [][]string, keys ...string) {
	key := ""
	if s.r < len(s.keys) {
		key = s.keys[s.r]
	}
	s.rows = make([][]string, len(rows))
	for i, r := range rows {
		s.rows[i] = s.fit(r)
	}
	s.keys = append([]string(nil), keys...)
	if key != "" {
		for i, k := range keys {
			if k == key {
				s.r = i
			}
		}
	}
	s.r = max(0, min(s.r, s.last()))
	if !s.edit.dirty() {
		s.load()
	}
	s.view.put()
}

// Lock makes the register read-only and says why at the foot; "" unlocks it. Its cells
// can still be walked and copied.
func (s *Sheet) Lock(reason string) {
	if s.lock == (reason != "") {
		s.view.foot.Put(theme.Locked, reason)
		return
	}
	s.Flush()
	s.lock = reason != ""
	s.edit.box.readOnly = s.lock
	s.r = min(s.r, s.last())
	s.load()
	s.view.foot.Put(theme.Locked, reason)
	s.view.put()
}

// Row is the row at hand; ok is false on the empty row at the end.
func (s *Sheet) Row() (row int, ok bool) { return s.r, s.r < len(s.rows) }

// Go puts the box on a cell, if what is in it now can be kept.
func (s *Sheet) Go(row, col int) bool { return s.goTo(row, col) }

// New puts the box on the empty row at the end and gives it the keyboard.
func (s *Sheet) New() {
	if s.goTo(len(s.rows), 0) {
		s.Focus()
	}
}

// Flush keeps what is in the box now; false if its column refuses it.
func (s *Sheet) Flush() bool { return s.leave() }

// Focus puts the cursor into the box.
func (s *Sheet) Focus() { focus(s.edit.box) }

// Target is what has the keyboard when the register has.
func (s *Sheet) Target() fyne.Focusable { return s.edit.box }

// Rows are the rows that are shown; not to be written to.
func (s *Sheet) Rows() [][]string { return s.rows }

// Table is what the register shows.
func (s *Sheet) Table() Table {
	var t Table
	for _, c := range s.cols {
		t.Columns = append(t.Columns, TableColumn{Name: c.Title})
	}
	for _, r := range s.rows {
		t.Rows = append(t.Rows, TableRow{Cells: r})
	}
	return t
}

// Told is what is said at the foot.
func (s *Sheet) Told() string { return s.view.foot.text.Text }

// MinSize is small: a register takes the room that it is given.
func (s *Sheet) MinSize() fyne.Size { return fyne.NewSize(240, theme.Row*4) }

// CreateRenderer stacks heads, rows and foot.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(s.view.head, s.view.foot, nil, nil, s.view.pane))
}

// How the box of a Sheet moves, and what becomes of its text.

// last is the last row that the box may stand on.
func (s *Sheet) last() int {
	if s.lock {
		return max(0, len(s.rows)-1)
	}
	return len(s.rows)
}

func (s *Sheet) fit(r []string) []string {
	out := make([]string, len(s.cols))
	copy(out, r)
	return out
}

// text is what a cell holds; the empty row holds nothing.
func (s *Sheet) text(r, c int) string {
	if r < 0 || r >= len(s.rows) || c < 0 || c >= len(s.cols) {
		return ""
	}
	return s.rows[r][c]
}

// goTo moves the box, unless what is in it is refused.
func (s *Sheet) goTo(r, c int) bool {
	if !s.leave() {
		s.Focus()
		return false
	}
	r, c = max(0, min(r, s.last())), max(0, min(c, len(s.cols)-1))
	old := s.r
	s.r, s.c = r, c
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
	s.edit.load(s.text(s.r, s.c), s.cols[s.c])
	s.view.place()
}

// leave keeps the box's text: a changed cell goes to OnCell, the first cell of the empty
// row makes a new row. Our own copy is changed first, since the callbacks may call Put.
func (s *Sheet) leave() bool {
	if !s.edit.dirty() || s.lock {
		return true
	}
	r, c := s.r, s.c
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
	case r < len(s.rows):
		s.rows[r][c] = text
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
	s.rows = append(s.rows, row)
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
