package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Mark is a box for points with [-] and [+], or a row of allowed marks. It works on
// text; what is a number is the caller's to say.
//
// The first digit typed after the box was entered or committed replaces what is there.
// Enter commits, Esc goes back, Up and Down step, and '-' in an untouched or empty box
// calls OnMinus. Full-width digits are taken as digits. Leaving the box commits.
type Mark struct {
	widget.BaseWidget
	OnCommit func(text string)
	OnStep   func(up int) // +1 or -1
	OnMinus  func()
	OnDone   func() // Ctrl+Enter, after the commit
	// Parse gives the text to commit and show, or an error to stand below; of Choices, one of them. It may be nil.
	Parse func(typed string) (string, error)

	field *Field
	pick  *picks
	body  *fyne.Container
	fresh bool // the next digit replaces what is there
	less  *Button
	more  *Button
}

// NewMark makes a box; a nil Timer is the running program's clock.
func NewMark(t Timer) *Mark {
	m := &Mark{field: NewField(t), fresh: true}
	m.pick = newPicks(t, func(s string) {
		if m.OnCommit != nil {
			m.OnCommit(s)
		}
	})
	m.pick.Hide()
	m.pick.parse = m.parsed
	m.pick.rune = func(r rune) bool { return r == '-' && m.minus() }
	m.less, m.more = NewButton("", theme.IconMinus, func() { m.step(-1) }), NewButton("", theme.IconPlus, func() { m.step(1) })
	m.wire()
	box := container.New(layout.Fixed{Width: 80}, m.field)
	m.body = container.New(layout.Row{Gap: theme.Grid}, box, m.less, m.more, m.pick)
	m.ExtendBaseWidget(m)
	return m
}

func (m *Mark) wire() {
	e := m.field.entry
	e.onRune, e.onKey = m.rune, m.key
	e.onFocus = func(in bool) {
		m.field.focusing(in)
		if m.fresh = true; in {
			e.selectAll()
		}
	}
	e.onMouse = func() { m.fresh = false }
	m.field.Parse = m.parsed
	m.field.OnCommit = func(s string) {
		if m.OnCommit != nil {
			m.OnCommit(s)
		}
	}
	e.onShortcut = func(s fyne.Shortcut) bool {
		if isCtrlEnter(s) && m.OnDone != nil {
			m.commit()
			m.OnDone()
			return true
		}
		return false
	}
	// Unlike words, a number half typed is another number: no commit in a pause.
	e.OnChanged = nil
}

func (m *Mark) parsed(s string) (string, error) {
	if m.Parse == nil {
		return strings.TrimSpace(s), nil
	}
	return m.Parse(HalfWidth(s))
}

// Put shows a mark without a callback; what is being typed stays.
func (m *Mark) Put(text string) {
	untouched := !m.field.dirty()
	m.field.Put(text)
	m.pick.put(text)
	if untouched && m.field.Focused() {
		m.ready()
	}
}

// Text is what is shown.
func (m *Mark) Text() string { return m.field.Text() }

// Choices shows a row of these marks instead of the box; none shows the box again.
func (m *Mark) Choices(marks ...string) {
	m.pick.choices(marks)
	row := len(marks) > 0
	Visible(m.pick, row)
	for _, o := range m.body.Objects {
		if o != fyne.CanvasObject(m.pick) {
			Visible(o, !row)
		}
	}
	m.body.Refresh()
}

// Lock disables the box and the buttons and says why; an empty reason unlocks them.
func (m *Mark) Lock(reason string) {
	if m.field.told.lock == reason {
		return
	}
	m.field.Lock(reason)
	m.less.Able(reason == "")
	m.more.Able(reason == "")
	m.pick.lock(reason != "")
	m.body.Refresh()
}

// SetError shows an error below the box; an empty one takes it away.
func (m *Mark) SetError(text string) { m.field.SetError(text); m.body.Refresh() }

// Flush commits now.
func (m *Mark) Flush() {
	m.field.Flush()
	m.pick.settle()
}

// Drop lets go what was typed, such as before another mark is shown.
func (m *Mark) Drop() {
	m.field.Drop()
	m.pick.drop()
}

// Refused tells whether something was typed that is no mark.
func (m *Mark) Refused() bool { return m.field.dirty() || m.pick.said != "" }

// Focus puts the cursor into the box, or onto the row of marks.
func (m *Mark) Focus() { focus(m.Target()) }

// Target is what has the keyboard when Mark has.
func (m *Mark) Target() fyne.Focusable {
	if m.pick.Visible() {
		return m.pick
	}
	return m.field.entry
}

// Type begins the box with a digit that was typed elsewhere, such as on a list.
func (m *Mark) Type(r rune) {
	m.Focus()
	m.Target().TypedRune(r)
}

// Inner is the row.
func (m *Mark) Inner() *fyne.Container { return m.body }

// CreateRenderer draws the row.
func (m *Mark) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.body) }

// What the keys of a Mark do.

func (m *Mark) ready() {
	m.fresh = true
	m.field.entry.selectAll()
}

func (m *Mark) commit() {
	m.field.Flush()
	m.ready()
}

func (m *Mark) step(up int) {
	m.field.Flush()
	if m.OnStep != nil {
		m.OnStep(up)
	}
}

func (m *Mark) minus() bool {
	if m.OnMinus == nil {
		return false
	}
	m.OnMinus()
	return true
}

func (m *Mark) rune(r rune) bool {
	e := m.field.entry
	if n := []rune(HalfWidth(string(r))); len(n) == 1 && n[0] != r {
		e.TypedRune(n[0])
		return true
	}
	if r == '-' && (m.fresh || e.Text == "") && m.minus() {
		return true
	}
	if m.fresh {
		e.selectAll() // typing replaces it
	}
	m.fresh = false
	return false
}

func (m *Mark) key(k *fyne.KeyEvent) bool {
	switch {
	case isEnter(k):
		m.commit()
	case k.Name == fyne.KeyUp:
		m.step(1)
		m.ready()
	case k.Name == fyne.KeyDown:
		m.step(-1)
		m.ready()
	case k.Name == fyne.KeyEscape && m.field.dirty():
		m.field.key(k)
		m.ready()
	default:
		m.fresh = m.fresh && k.Name == fyne.KeyEscape
		return false
	}
	return true
}
