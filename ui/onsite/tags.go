package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// tag is a link to something: a record, an item.
type tag struct{ id, text string }

// tags shows links in a flow, with a button behind them that adds one. Enter or a tap follows a link, Delete or a tap on its
// cross takes it off.
type tags struct {
	widget.BaseWidget
	open, drop func(id string)
	add        *widgets.Button
	more       []fyne.CanvasObject // behind it
	chips      []*chip
	flow       *fyne.Container
	locked     bool
	bare       bool // links can't be taken off
}

func newTags(open, drop func(string), add string, adding func()) *tags {
	t := &tags{open: open, drop: drop, add: widgets.NewQuiet(add, theme.IconLink, adding)}
	t.flow = layout.Flow(theme.Grid, t.add)
	t.ExtendBaseWidget(t)
	return t
}

// Put shows these links.
func (t *tags) Put(list []tag) {
	for len(t.chips) < len(list) {
		t.chips = append(t.chips, newChip(t))
	}
	objs := make([]fyne.CanvasObject, 0, len(list)+1)
	same := len(list)+1+len(t.more) == len(t.flow.Objects)
	for i, x := range list {
		same = t.chips[i].put(x) && same
		objs = append(objs, t.chips[i])
	}
	if !same {
		t.flow.Objects = append(append(objs, t.add), t.more...)
		t.flow.Refresh()
	}
}

// Lock takes away what changes the links.
func (t *tags) Lock(on bool) {
	if t.locked == on {
		return
	}
	t.locked = on
	t.add.Able(!on)
	for _, c := range t.chips {
		widgets.Visible(c.cross, !on && !t.bare)
	}
}

// Inner is the flow.
func (t *tags) Inner() *fyne.Container { return t.flow }

// CreateRenderer draws the flow.
func (t *tags) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.flow) }

// chip is one link.
type chip struct {
	widget.BaseWidget
	widgets.Teller
	owner  *tags
	is     tag
	word   *theme.Line
	cross  *theme.Pic
	ground *theme.Box
	ring   *theme.Box
	body   *fyne.Container
}

const crossWidth float32 = 24

func newChip(t *tags) *chip {
	c := &chip{owner: t, word: theme.Text("", theme.Body, false, theme.Accent).Whole(), cross: theme.NewPic(theme.IconClose, 12, theme.Ink2),
		ground: theme.NewBox(theme.BlueBand).Round(theme.Grid), ring: theme.NewBox(theme.None).Thick(theme.Accent, 2).Round(theme.Grid)}
	c.ring.Hide()
	widgets.Visible(c.cross, !t.locked && !t.bare)
	inner := container.New(layout.Inset{Left: 8, Right: 6}, newRow(-1, c.word, c.cross))
	c.body = container.New(layout.Fixed{Height: 28}, c.ground, inner, c.ring)
	c.ExtendBaseWidget(c)
	return c
}

// put tells whether the link was the same before.
func (c *chip) put(x tag) bool {
	if c.is == x {
		return true
	}
	c.is = x
	c.word.Put(x.text)
	layout.Relayout(c.body)
	return false
}

// Tapped follows the link, or takes it off.
func (c *chip) Tapped(e *fyne.PointEvent) {
	if c.cross.Visible() && e.Position.X > c.Size().Width-crossWidth {
		c.owner.drop(c.is.id)
		return
	}
	c.owner.open(c.is.id)
}

// Cursor shows that there is something to press.
func (c *chip) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows the ring.
func (c *chip) FocusGained() { widgets.Visible(c.ring, true); c.Gained() }

// FocusLost hides it.
func (c *chip) FocusLost() { widgets.Visible(c.ring, false) }

// TypedRune passes characters on.
func (c *chip) TypedRune(r rune) {
	if cv := canvasOf(c); cv != nil && cv.OnTypedRune() != nil && r != ' ' {
		cv.OnTypedRune()(r)
	}
}

// TypedKey follows the link, or takes it off.
func (c *chip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.owner.open(c.is.id)
	case fyne.KeyDelete, fyne.KeyBackspace:
		if c.cross.Visible() {
			c.owner.drop(c.is.id)
		}
	default:
		passKey(c, e)
	}
}

// TypedShortcut passes shortcuts on.
func (c *chip) TypedShortcut(s fyne.Shortcut) { passShortcut(c, s) }

// CreateRenderer draws the chip.
func (c *chip) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }

func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(o)
}

// passKey hands a key that a widget does not use to the window.
func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := canvasOf(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// passShortcut hands a shortcut that a widget does not use to the window.
func passShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := canvasOf(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
