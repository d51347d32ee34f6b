package widgets

import (
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
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
//	F2            edit; Esc takes back what was typed; Ctrl+Delete calls OnDelete
//
// A text that its column refuses keeps the box where it is, with the reason at the foot.
type Sheet struct {
	widget.BaseWidget
	Teller
	OnCell   func(row, col int, text string)
	OnNew    func(row []string) // the row is then the last; call Put with it
	OnDelete func(row int)
	OnMove   func(row int) // row may be the empty one, one past the end
	OnDone   func()        // Ctrl+Enter

	cols []SheetCol
	data sheetData
	edit *sheetEdit
	view *sheetView
}

// sheetData is what is shown and where the box stands.
type sheetData struct {
	rows [][]string
	keys []string
	r, c int
	lock bool
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
	if s.data.r < len(s.data.keys) {
		key = s.data.keys[s.data.r]
	}
	s.data.rows = make([][]string, len(rows))
	for i, r := range rows {
		s.data.rows[i] = s.fit(r)
	}
	s.data.keys = append([]string(nil), keys...)
	if key != "" {
		for i, k := range keys {
			if k == key {
				s.data.r = i
			}
		}
	}
	s.data.r = max(0, min(s.data.r, s.last()))
	if !s.edit.dirty() {
		s.load()
	}
	s.view.put()
}

// Lock makes the register read-only and says why at the foot; "" unlocks it. Its cells
// can still be walked and copied.
func (s *Sheet) Lock(reason string) {
	if s.data.lock == (reason != "") {
		s.view.foot.Put(theme.Locked, reason)
		return
	}
	s.Flush()
	s.data.lock = reason != ""
	s.edit.box.readOnly = s.data.lock
	s.data.r = min(s.data.r, s.last())
	s.load()
	s.view.foot.Put(theme.Locked, reason)
	s.view.put()
}

// Row is the row at hand; ok is false on the empty row at the end.
func (s *Sheet) Row() (row int, ok bool) { return s.data.r, s.data.r < len(s.data.rows) }

// Go puts the box on a cell, if what is in it now can be kept.
func (s *Sheet) Go(row, col int) bool { return s.goTo(row, col) }

// New puts the box on the empty row at the end and gives it the keyboard.
func (s *Sheet) New() {
	if s.goTo(len(s.data.rows), 0) {
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
func (s *Sheet) Rows() [][]string { return s.data.rows }

// Told is what is said at the foot.
func (s *Sheet) Told() string { return s.view.foot.text.String() }

// MinSize is small: a register takes the room that it is given.
func (s *Sheet) MinSize() fyne.Size { return fyne.NewSize(240, theme.Row*4) }

// CreateRenderer stacks heads, rows and foot.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewBorder(s.view.head, s.view.foot, nil, nil, s.view.pane))
}
