// Package strip shows what evidence supports something: a row of thumbnails on the form of an item, a deduction, a record, a finding or a step of
// rectification, with the ways in which more comes in.
package strip

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/gallery"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Strip is the row. Enter or a tap shows a file large, Delete or a tap on its cross takes the link away.
type Strip struct {
	widget.BaseWidget
	k      *screen.Kit
	to     screen.Target
	add    *widgets.Button
	paste  *widgets.Button
	tiles  []*tile
	flow   *fyne.Container
	locked bool
}

// New makes an empty strip.
func New(k *screen.Kit) *Strip {
	s := &Strip{k: k}
	s.add = widgets.NewQuiet(k.T("strip.add"), theme.IconPlus, func() { k.Window.AddFiles(s.to) })
	s.paste = widgets.NewQuiet(k.T("strip.paste"), "", func() { k.Window.PasteFiles(s.to) })
	s.flow = layout.Flow(theme.Grid, s.add, s.paste)
	s.ExtendBaseWidget(s)
	return s
}

// Short leaves out the button that pastes, where many strips stand below each other.
func (s *Strip) Short() *Strip {
	s.paste.Hide()
	return s
}

// Put shows the evidence that supports what a target names.
func (s *Strip) Put(to screen.Target, list []*assess.Evidence, locked bool) {
	s.to = to
	same := len(list) == len(s.flow.Objects)-2 && locked == s.locked
	s.locked = locked
	s.add.Able(!locked)
	s.paste.Able(!locked)
	for len(s.tiles) < len(list) {
		s.tiles = append(s.tiles, newTile(s))
	}
	objs := make([]fyne.CanvasObject, 0, len(list)+2)
	for i, x := range list {
		s.tiles[i].put(x)
		objs = append(objs, s.tiles[i])
	}
	for _, t := range s.tiles[len(list):] {
		t.put(nil)
	}
	if !same {
		s.flow.Objects = append(objs, s.add, s.paste)
		s.flow.Refresh()
	}
}

// Inner is the flow.
func (s *Strip) Inner() *fyne.Container { return s.flow }

// CreateRenderer draws the flow.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.flow) }

// open shows a file large.
func (s *Strip) open(x *assess.Evidence) {
	s.k.Window.Go(assess.Place{District: s.to.District, Phase: x.Phase, Tab: assess.TabEvidence, Entity: x.Entity})
}

// drop takes the link away; the file stays evidence.
func (s *Strip) drop(x *assess.Evidence) {
	if !s.locked && s.k.Do(assess.SupportWith(x, s.to.Supports, false)) {
		s.k.Window.Canvas().Focus(s.add)
	}
}

// The size of a tile, and of its cross.
const (
	tileWide  float32 = 104
	tileHigh  float32 = 92
	crossSide float32 = 24
)

// tile is one file.
type tile struct {
	widget.BaseWidget
	widgets.Teller
	owner *Strip
	is    *assess.Evidence
	thumb *gallery.Thumb
	word  *theme.Line
	cross *fyne.Container
	ring  *theme.Box
	body  *fyne.Container
}

func newTile(s *Strip) *tile {
	t := &tile{owner: s, thumb: gallery.NewThumb(s.k), word: theme.Text("", theme.Small, false, theme.Ink), ring: theme.NewBox(theme.None).Thick(theme.Accent, 2).Round(theme.Grid)}
	t.ring.Hide()
	mark := container.NewStack(theme.NewBox(theme.Paper).Round(theme.Grid), container.NewCenter(theme.NewPic(theme.IconClose, 12, theme.Ink2)))
	t.cross = container.New(layout.Fixed{Width: crossSide, Height: crossSide}, mark)
	corner := container.NewBorder(container.NewBorder(nil, nil, nil, t.cross), nil, nil, nil)
	foot := container.New(layout.Inset{Left: 4, Right: 4}, t.word)
	t.body = container.New(layout.Fixed{Width: tileWide, Height: tileHigh}, container.NewBorder(nil, foot, nil, nil, t.thumb), corner, t.ring)
	t.ExtendBaseWidget(t)
	return t
}

func (t *tile) put(x *assess.Evidence) {
	t.is = x
	t.thumb.Put(x)
	if x == nil {
		return
	}
	text := x.Called()
	if says := x.Caption; says != "" {
		text += " " + words.Begin(strings.Join(strings.Fields(says), " "), 12)
	}
	t.word.Put(text)
	widgets.Visible(t.cross, !t.owner.locked)
}

// Tapped shows the file large, or takes the link away.
func (t *tile) Tapped(e *fyne.PointEvent) {
	if t.cross.Visible() && e.Position.X > t.Size().Width-crossSide && e.Position.Y < crossSide {
		t.owner.drop(t.is)
		return
	}
	t.owner.open(t.is)
}

// Cursor shows that there is something to press.
func (t *tile) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows the ring.
func (t *tile) FocusGained() { widgets.Visible(t.ring, true); t.Gained() }

// FocusLost hides it.
func (t *tile) FocusLost() { widgets.Visible(t.ring, false) }

// TypedRune does nothing: there is nothing to type.
func (t *tile) TypedRune(rune) {}

// TypedKey shows the file large, takes the link away, or passes the key on.
func (t *tile) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.owner.open(t.is)
	case fyne.KeyDelete, fyne.KeyBackspace:
		t.owner.drop(t.is)
	default:
		if c := t.owner.k.Window.Canvas(); c.OnTypedKey() != nil {
			c.OnTypedKey()(e)
		}
	}
}

// TypedShortcut passes shortcuts on.
func (t *tile) TypedShortcut(s fyne.Shortcut) {
	if c, ok := t.owner.k.Window.Canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// CreateRenderer draws the tile.
func (t *tile) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.body) }
