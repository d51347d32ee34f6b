package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Tab is one tab: its word and an optional count (Count < 0 shows none).
type Tab struct {
	Key   string
	Name  string
	Count int
}

// Tabs is a bar of tabs. It shows which is chosen; what is below is the caller's.
type Tabs struct {
	strip
	OnPick func(key string)
	tabs   []Tab
	chosen string
	faces  []*face
	bars   []*theme.Box
	row    *fyne.Container
	body   *fyne.Container
}

// NewTabs makes an empty bar.
func NewTabs() *Tabs {
	t := &Tabs{row: container.New(layout.Row{Gap: theme.Grid})}
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	t.body = layout.Stack(0, t.row, rule)
	t.strip.on = func(int) bool { return false } // the bar below says it
	t.strip.press = func(i int) { t.pick(t.tabs[i].Key) }
	t.begin(t)
	return t
}

// Put shows these tabs; the first is chosen when the chosen one is not among them.
func (t *Tabs) Put(tabs ...Tab) {
	t.tabs = append(t.tabs[:0:0], tabs...)
	for len(t.faces) < len(tabs) {
		t.grow(len(t.faces))
	}
	for len(t.faces) > len(tabs) {
		last := len(t.faces) - 1
		t.row.Remove(t.cells[last])
		t.faces, t.bars, t.cells = t.faces[:last], t.bars[:last], t.cells[:last]
	}
	if len(tabs) > 0 && t.index(t.chosen) < 0 {
		t.chosen = tabs[0].Key
	}
	t.repaint()
}

// Pick chooses a tab without a callback.
func (t *Tabs) Pick(key string) {
	if t.chosen != key && t.index(key) >= 0 {
		t.chosen = key
		t.repaint()
	}
}

// Step chooses the tab n further on, round the end, and calls OnPick: for Ctrl+PageDown. The bar takes the keyboard, which a box of the tab that
// goes would keep unseen; OnPick may hand it on.
func (t *Tabs) Step(n int) {
	if len(t.tabs) > 0 {
		i := (t.index(t.chosen) + n + len(t.tabs)) % len(t.tabs)
		focus(t)
		t.pick(t.tabs[i].Key)
	}
}

// Chosen is the key of the chosen tab.
func (t *Tabs) Chosen() string { return t.chosen }

// Focus gives the bar the keyboard.
func (t *Tabs) Focus() { focus(t) }

// CreateRenderer draws the bar.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.body) }

func (t *Tabs) grow(i int) {
	f, bar := newFace(), theme.NewBox(theme.None).Least(0, 3)
	word := container.New(layout.Least{Height: theme.Row}, layout.Pad(12, 0, f))
	k := newCell(layout.Stack(0, word, bar), func() { t.tapped(i) })
	t.faces, t.bars, t.cells = append(t.faces, f), append(t.bars, bar), append(t.cells, k)
	t.row.Add(k)
}

func (t *Tabs) pick(key string) {
	if key == t.chosen {
		return
	}
	t.chosen = key
	t.repaint()
	if t.OnPick != nil {
		t.OnPick(key)
	}
}

func (t *Tabs) index(key string) int {
	for i, tab := range t.tabs {
		if tab.Key == key {
			return i
		}
	}
	return -1
}

func (t *Tabs) repaint() {
	for i, tab := range t.tabs {
		f, is := t.faces[i], tab.Key == t.chosen
		f.word.Bold(is)
		ink, bar := theme.Ink2, theme.None
		if is {
			ink, bar = theme.Accent, theme.Accent
			t.cursor = i
		}
		f.word.Set(tab.Name, ink)
		f.put(tab.Name, tab.Count, false)
		t.bars[i].Set(bar, theme.None)
	}
	t.row.Refresh()
	t.paint()
}
