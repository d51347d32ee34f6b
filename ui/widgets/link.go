package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Item is one row of Links: a sign, words that wrap, a short note at the right, and where it leads.
type Item struct {
	State      theme.State
	Icon       theme.IconName // instead of the state's; may be empty
	Text, Note string
	Go         func()
}

// Link is one such row on screen. A click, Enter or Space goes; Up and Down walk to the next.
type Link struct {
	widget.BaseWidget
	Teller
	item   Item
	ground *theme.Box
	ring   *theme.Box
	pic    *theme.Pic
	text   *Para
	note   *theme.Line
	body   *fyne.Container
	next   func(int)
}

// NewLink makes an empty row.
func NewLink() *Link {
	l := &Link{
		ground: theme.NewBox(theme.None).Round(theme.Grid),
		ring:   theme.NewBox(theme.None).Thick(theme.Accent, 2).Round(theme.Grid),
		pic:    theme.NewPic(theme.IconNext, theme.Glyph, theme.Ink2),
		text:   Paragraph(""),
		note:   theme.Text("", theme.Small, false, theme.Ink2).Whole(),
	}
	l.ring.Hide()
	l.body = container.New(linkLayout{l}, l.ground, l.pic, l.text, l.note, l.ring)
	l.note.In(l)
	l.ExtendBaseWidget(l)
	return l
}

// Put shows an item.
func (l *Link) Put(i Item) {
	l.item = i
	icon := i.State.Icon()
	if i.Icon != "" {
		icon = i.Icon
	}
	l.pic.Set(icon, i.State.Ink())
	if l.text.Text != i.Text {
		l.text.SetText(i.Text)
	}
	l.note.Set(i.Note, noteInk(i.State))
	Visible(l.note, i.Note != "")
}

func noteInk(s theme.State) fyne.ThemeColorName {
	if s == theme.Overdue || s == theme.Conflict {
		return s.Ink()
	}
	return theme.Ink2
}

// Item is what is shown.
func (l *Link) Item() Item { return l.item }

// Tapped goes.
func (l *Link) Tapped(*fyne.PointEvent) {
	if l.item.Go != nil {
		l.item.Go()
	}
}

// TypedKey goes, or walks.
func (l *Link) TypedKey(e *fyne.KeyEvent) {
	Touched()
	switch {
	case isPress(e):
		l.Tapped(nil)
	case e.Name == fyne.KeyDown && l.next != nil:
		l.next(1)
	case e.Name == fyne.KeyUp && l.next != nil:
		l.next(-1)
	default:
		passKey(l, e)
	}
}

// TypedRune does nothing: a space came as a key.
func (l *Link) TypedRune(rune) {}

// TypedShortcut passes shortcuts on.
func (l *Link) TypedShortcut(s fyne.Shortcut) { passShortcut(l, s) }

// FocusGained shows the ring.
func (l *Link) FocusGained() { Visible(l.ring, true); l.Gained() }

// FocusLost hides it.
func (l *Link) FocusLost() { Visible(l.ring, false) }

// MouseIn lights the row up.
func (l *Link) MouseIn(*desktop.MouseEvent) { l.ground.Set(theme.Under, theme.None) }

// MouseMoved does nothing.
func (l *Link) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends that.
func (l *Link) MouseOut() { l.ground.Set(theme.None, theme.None) }

// Cursor shows that there is somewhere to go.
func (l *Link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// Inner is the row.
func (l *Link) Inner() *fyne.Container { return l.body }

// CreateRenderer draws the row.
func (l *Link) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }

type linkLayout struct{ l *Link }

func (x linkLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, max(theme.Touch, x.l.text.MinSize().Height))
}

func (x linkLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const pad, gap = 4, 2
	l := x.l
	l.ground.Resize(size)
	l.ring.Resize(size)
	l.pic.Resize(fyne.NewSquareSize(theme.Glyph))
	l.pic.Move(fyne.NewPos(pad, (theme.Touch-theme.Glyph)/2))
	left, right := pad+theme.Glyph+gap, float32(pad)
	if l.note.Visible() {
		m := l.note.MinSize()
		right += m.Width + gap
		l.note.Resize(m)
		l.note.Move(fyne.NewPos(size.Width-pad-m.Width, (theme.Touch-m.Height)/2))
	}
	w := size.Width - left - right
	l.text.Resize(fyne.NewSize(w, layout.HeightAt(l.text, w)))
	l.text.Move(fyne.NewPos(left, 0))
}

// Grey shows that the row leads nowhere.
func (l *Link) Grey() {
	if l.text.Importance != widget.LowImportance {
		l.text.Importance = widget.LowImportance
		l.text.Refresh()
	}
}
