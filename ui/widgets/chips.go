package widgets

import (
	"strconv"
	"strings"

	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Chip is one filter: its word and how many it lets through. Count < 0 shows none.
type Chip struct {
	Key   string
	Name  string
	Count int
}

// Chips is a row of filters, each on or off by itself; folded, it is one button that says what is on, with a menu of them all.
type Chips struct {
	strip
	OnToggle func(key string, on bool)
	chips    []Chip
	set      map[string]bool
	faces    []*face
	each     []*cell
	row      *fyne.Container
	fold     *cell
	says     *face // on the fold
	body     *fyne.Container
}

// NewChips makes an empty row.
func NewChips() *Chips {
	c := &Chips{set: map[string]bool{}, row: container.New(layout.Row{Gap: theme.Grid * 2}), says: newFace()}
	c.fold = chip(c.says, func() { c.tapped(0) })
	c.fold.Hide()
	c.body = container.NewStack(c.row, container.New(layout.Row{}, c.fold))
	c.strip.on = func(i int) bool { return !c.Folded() && c.set[c.chips[i].Key] }
	c.strip.press = func(i int) {
		if c.Folded() {
			c.menu()
		} else {
			c.toggle(i)
		}
	}
	c.begin(c)
	return c
}

func chip(f *face, tap func()) *cell {
	k := newCell(container.New(layout.Least{Height: 28}, layout.Pad(10, 0, f)), tap)
	k.edge = theme.Edge
	return k
}

// Fold makes one button of the row, or a row again.
func (c *Chips) Fold(on bool) {
	if c.Folded() == on {
		return
	}
	Either(on, c.fold, c.row)
	c.repaint()
}

// Folded says whether it is one button.
func (c *Chips) Folded() bool { return c.fold.Visible() }

// Wide is the width of the row, whether it is folded or not.
func (c *Chips) Wide() float32 { return c.row.MinSize().Width }

// menu offers the filters below the fold.
func (c *Chips) menu() {
	m := fyne.NewMenu("")
	for i, x := range c.chips {
		item := fyne.NewMenuItem(x.said(), func() { c.toggle(i) })
		item.Checked = c.set[x.Key]
		m.Items = append(m.Items, item)
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.fold)
	widget.ShowPopUpMenuAtPosition(m, canvasOf(c), pos.AddXY(0, c.fold.Size().Height))
}

// said is a chip's word with its count.
func (x Chip) said() string {
	if x.Count < 0 {
		return x.Name
	}
	return x.Name + " " + strconv.Itoa(x.Count)
}

// Put shows these chips; what is on stays on as long as its key is there.
func (c *Chips) Put(chips ...Chip) {
	c.chips = append(c.chips[:0:0], chips...)
	for len(c.faces) < len(chips) {
		i := len(c.faces)
		f := newFace()
		k := chip(f, func() { c.tapped(i) })
		c.faces, c.each = append(c.faces, f), append(c.each, k)
		c.row.Add(k)
	}
	for len(c.faces) > len(chips) {
		last := len(c.faces) - 1
		c.row.Remove(c.each[last])
		c.faces, c.each = c.faces[:last], c.each[:last]
	}
	c.repaint()
}

// Turn sets a chip on or off without a callback.
func (c *Chips) Turn(key string, on bool) {
	if c.set[key] != on {
		c.set[key] = on
		c.repaint()
	}
}

// On says whether a chip is on.
func (c *Chips) On(key string) bool { return c.set[key] }

// Focus gives the row the keyboard.
func (c *Chips) Focus() { focus(c) }

// CreateRenderer draws the row, or the button.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }

func (c *Chips) toggle(i int) {
	k := c.chips[i].Key
	c.set[k] = !c.set[k]
	c.repaint()
	if c.OnToggle != nil {
		c.OnToggle(k, c.set[k])
	}
}

func (c *Chips) repaint() {
	var on []string
	for i, ch := range c.chips {
		c.faces[i].put(ch.Name, ch.Count, c.set[ch.Key])
		if c.set[ch.Key] {
			on = append(on, ch.said())
		}
	}
	c.says.put(strings.Join(on, " + ")+" ▾", -1, false)
	if c.cells = c.each; c.Folded() {
		c.cells = []*cell{c.fold}
	}
	c.row.Refresh()
	c.paint()
}

// face is a word with an optional count, as chips and tabs show them. What is on has a
// check or is bold, so that colour is not alone.
type face struct {
	widget.BaseWidget
	pic   *theme.Pic
	word  *theme.Line
	count *theme.Line
	row   *fyne.Container
}

func newFace() *face {
	f := &face{
		pic:   theme.NewPic(theme.IconCheck, 14, theme.Accent),
		word:  theme.Text("", theme.Body, false, theme.Ink).Whole(),
		count: theme.Text("", theme.Small, false, theme.Ink2).Whole(),
	}
	f.pic.Hide()
	f.row = container.New(layout.Row{Gap: theme.Grid + 1}, f.pic, f.word, f.count)
	f.ExtendBaseWidget(f)
	return f
}

func (f *face) put(word string, count int, checked bool) {
	f.word.Set(word, f.word.Colour())
	if count >= 0 {
		f.count.Put(strconv.Itoa(count))
	}
	Visible(f.count, count >= 0)
	Visible(f.pic, checked)
	f.row.Refresh()
}

// CreateRenderer draws the row.
func (f *face) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.row) }

func (f *face) drawn() fyne.CanvasObject { return f.row }
