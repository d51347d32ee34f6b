package listpage

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// every is the chip that turns the others off.
const every = "*"

// bar is what stands above the list and its detail, and the columns' names above the list.
type bar[T any] struct {
	k     *screen.Kit
	chips *widgets.Chips
	find  *widgets.Find
	sort  *widgets.Pick
	heads *Heads
	tiles *widgets.Button // shows the rows side by side, or as lines
	table *widgets.Button // of no use for a list without rows that nothing can be pasted into
	tools *fyne.Container // the order and the box, of which a list of one row has no use
	body  *fyne.Container
	wide  float32 // the chips, when the bar was laid out last
}

func newBar[T any](k *screen.Kit, p *Page[T]) *bar[T] {
	b := &bar[T]{k: k, chips: widgets.NewChips(), sort: widgets.NewPick("")}
	b.find = widgets.NewFind(k.T("list.find"), func(string) { p.list() })
	b.find.ToList(p.List)
	b.chips.OnToggle = func(key string, on bool) {
		if key == every {
			clear(p.on)
			p.anew()
		} else {
			p.Turn(key, on)
		}
	}
	b.sort.OnPick = func(column string) {
		p.sort(Order{By: slices.IndexFunc(p.kind.Columns, func(c widgets.Column[T]) bool { return c.Name == column && c.Sort != nil }) + 1})
	}
	b.heads = NewHeads(p.kind.Columns, p.sort)
	b.tiles = widgets.NewQuiet("", "", func() { p.Tiled(!p.tiled); p.Focus() })
	b.body = b.lay(p)
	return b
}

// lay puts the bar together of what the page has.
func (b *bar[T]) lay(p *Page[T]) *fyne.Container {
	wide := func(w float32, o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.Fixed{Width: w}, o)
	}
	b.tools = container.New(layout.Row{Gap: 6})
	if p.kind.Given != "" {
		b.tools.Add(wide(116, b.sort))
	}
	if p.kind.Text != nil {
		b.tools.Add(container.New(findLayout{k: b.k}, b.find))
	}
	right := slices.Clone(p.kind.Picks)
	if len(b.tools.Objects) > 0 {
		right = append(right, b.tools)
	}
	b.table = p.table.Button()
	right = append(append(right, p.kind.Beside...), b.tiles, b.table)
	row := container.New(layout.Row{Gap: 6}, right...)
	bar := layout.Wrap(theme.Grid*2, 6, false, b.chips, row)
	return container.New(barLayout[T]{b, row}, container.New(layout.Fixed{Width: 240}, bar))
}

// findLayout is how wide the box is: less in a low window, where all tools are to stand on one line.
type findLayout struct {
	layout.Inset
	k *screen.Kit
}

func (l findLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	w := float32(168)
	if l.k.Low() {
		w = 148
	}
	return fyne.NewSize(w, objs[0].MinSize().Height)
}

// barLayout keeps a distance around the bar. Chips that have no room on a line are folded, and in a low window those that need one of their own.
type barLayout[T any] struct {
	b   *bar[T]
	row fyne.CanvasObject
}

func (l barLayout[T]) inset() layout.Inset {
	side, high := theme.Grid*2, float32(6)
	if l.b.k.Low() {
		high = 2
	}
	return layout.Inset{Left: side, Top: high, Right: side, Bottom: high}
}

func (l barLayout[T]) MinSize(objs []fyne.CanvasObject) fyne.Size { return l.inset().MinSize(objs) }

func (l barLayout[T]) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	const gap = theme.Grid * 2
	room, wide := size.Width-2*gap, l.b.chips.Wide()
	l.b.chips.Fold(wide > room || l.b.k.Low() && wide+gap+l.row.MinSize().Width > room)
	l.inset().Layout(objs, size)
}

// sort lists in another order; the row at hand stays at hand.
func (p *Page[T]) sort(o Order) {
	p.order = o
	p.list()
}

// put shows how many rows each chip would let through, and which of them are on.
func (b *bar[T]) put(p *Page[T]) {
	all, each := p.kind.Count(p.all)
	chips := []widgets.Chip{{Key: every, Name: b.k.T("list.all"), Count: all}}
	none := true
	for i, f := range p.kind.Filters {
		chips = append(chips, widgets.Chip{Key: f.Key, Name: f.Name, Count: each[i]})
		none = none && !p.on[f.Key]
	}
	b.chips.Put(chips...)
	for _, f := range p.kind.Filters {
		b.chips.Turn(f.Key, p.on[f.Key])
	}
	b.chips.Turn(every, none)
	widgets.Visible(b.chips, len(p.kind.Filters) > 0 && all > 0)
	widgets.Visible(b.table, len(p.all) > 0 || p.kind.Sheet != "")
	b.heads.Put(p.order)
	b.putOrders(p)
	had, has := b.tools.Visible(), all > 1 || !none || b.find.Text() != "" || b.find.Focused()
	widgets.Visible(b.tools, has)
	if w := b.chips.Wide(); had != has || w != b.wide {
		b.wide = w
		if p.body != nil {
			layout.Relayout(p.body) // it may take another line now
		}
	}
}

// face shows as what the rows are shown: the button says what they would be shown as.
func (b *bar[T]) face(p *Page[T]) {
	name, icon := b.k.T("list.lines"), theme.IconList
	if !p.tiled {
		name, icon = b.k.T("list.tiles"), theme.IconTiles
	}
	b.tiles.Put(name)
	b.tiles.SetIcon(theme.Icon(icon))
	widgets.Visible(b.tiles, p.kind.Tile != nil)
	widgets.Visible(b.heads, p.kind.Headed && !p.tiled)
}

// putOrders offers the order in which rows are given, and that of each column that has one.
func (b *bar[T]) putOrders(p *Page[T]) {
	orders := []widgets.Option{{Key: "", Name: p.kind.Given}}
	for _, c := range p.kind.Columns {
		if c.Sort != nil {
			orders = append(orders, widgets.Option{Key: c.Name, Name: b.k.T("list.by", c.Name)})
		}
	}
	chosen := ""
	if p.order.By > 0 {
		chosen = p.kind.Columns[p.order.By-1].Name
	}
	b.sort.Put(orders, chosen)
}
