// Package listpage is the page that lists things beside the one at hand: chips, a box and an order above the list, the rows, and the
// detail beside them, or over them in a narrow window.
//
// A page says what it lists as data, a Kind: the columns of a row, what the chips let through, what the box looks through, and what the
// detail does with the row at hand. It gives its rows with Put whenever it is rendered; the row at hand, the keyboard and what is scrolled
// to stay. Rows of one line are drawn from the columns; rows of several lines have a widgets.NewRow of their own, and the columns are
// what is copied and printed. Where the columns name those of a sheet of the workbook, a table that was copied in a spreadsheet pastes into
// the list as into that sheet.
//
//	p := listpage.New(k, listpage.Kind[Row]{
//		Kind:   widgets.Kind[Row]{Key: key, Columns: columns(k)},
//		Detail: form.page, Show: form.put, Open: form.focus,
//		Empty:  widgets.NewEmpty(icon, text, next),
//	})
//	p.Put(rows) // in Render
package listpage

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/book"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Kind says what a page lists. Only what Lines needs of widgets.Kind must be given, a Detail, and Show.
type Kind[T any] struct {
	widgets.Kind[T]
	Tile    *widgets.Tile[T]    // the rows may also stand side by side, and do so at first; nil: they may not
	Headed  bool                // the columns' names stand above the rows; a tap on one sorts by it
	Given   string              // how the order is called in which rows are given; empty: only that one is offered
	Filters []Filter[T]         // the chips; a row passes if one of those that are on lets it through
	Every   bool                // all of those that are on must let it through instead
	Text    func(T) string      // what the box looks through, by characters and by pinyin; nil: there is no box
	Picks   []fyne.CanvasObject // what else chooses what is listed, before the order and the box
	Beside  []fyne.CanvasObject // what can be done, behind them

	Detail fyne.CanvasObject
	Show   func(T)        // fills the detail in; called for the row at hand whenever rows are put or another is chosen
	Open   func(T)        // gives the keyboard to the detail; nil: it only comes into view
	Turn   func()         // follows Show where a person went to another row; may be nil
	Leave  func()         // commits what is being typed into the detail, before another row is at hand; may be nil
	Choose *widgets.Empty // stands for the detail while no row is at hand; may be nil
	Empty  *widgets.Empty // stands for the page while there are no rows: what belongs there, and the next step; may be nil

	Share, Below float32 // as of widgets.Split; 0: its own
	Under        bool    // the detail stands below the list, as high as it needs, instead of beside it

	Title string                   // of the list on paper
	Of    func() string            // whose rows they are: the district's name; nil: the round's
	Sheet string                   // of the workbook, whose rows they are; empty: nothing is pasted
	Whose func() map[string]string // what holds of each row that is pasted, by that sheet's heads; nil: that it is the district's
}

// Filter is a chip: what it is called and what it lets through.
type Filter[T any] struct {
	Key, Name string
	Lets      func(T) bool
}

// Page is the page.
type Page[T any] struct {
	List  *widgets.Lines[T] // for keys of the page's own
	Split *widgets.Split
	kind  Kind[T]
	table *Tabled
	all   []T
	on    map[string]bool // the filters, by their keys
	bar   *bar[T]
	order Order
	tiled bool
	body  *fyne.Container

	leaving bool
}

// New makes a page without rows.
func New[T any](k *screen.Kit, kind Kind[T]) *Page[T] {
	p := &Page[T]{kind: kind, on: map[string]bool{}, List: widgets.NewLines(kind.Kind)}
	p.List.OnMove = func(T) { p.turn() }
	p.List.OnOpen = func(T) { p.Open() }
	p.List.Empty(widgets.NewEmpty(theme.IconFilter, k.T("list.nomatch"), widgets.Action{Name: k.T("list.showall"), Do: func() {
		p.ShowAll()
		p.List.Focus()
	}}))
	p.table = p.tabled(k)
	On(p.table, p.List)
	p.bar = newBar(k, p)
	p.Split = widgets.NewSplit(layout.Fill(1, p.bar.heads, p.List), p.detail(), k.T("list.back"))
	p.Split.OnBack, p.Split.Under = p.List.Focus, kind.Under
	if kind.Share > 0 {
		p.Split.Share = kind.Share
	}
	if kind.Below > 0 {
		p.Split.Below = kind.Below
	}
	stack := container.NewStack(container.New(layout.Inset{Left: theme.Grid * 2}, p.Split))
	if kind.Empty != nil {
		kind.Empty.Hide()
		stack.Add(kind.Empty)
	}
	p.body = layout.Fill(1, p.bar.body, stack)
	p.Tiled(kind.Tile != nil)
	return p
}

// Tiled shows the rows side by side, or as lines.
func (p *Page[T]) Tiled(on bool) {
	if p.tiled = on; on {
		p.List.Tiles(p.kind.Tile)
	} else {
		p.List.Tiles(nil)
	}
	p.bar.face(p)
}

// tabled is what can be done with the list as a whole.
func (p *Page[T]) tabled(k *screen.Kit) *Tabled {
	t := Tabled{Title: p.kind.Title, Table: p.List.Table, Said: func() []string { return p.said(k) }}
	if p.kind.Sheet != "" {
		t.Pasting = func() book.Pasting {
			x := book.Pasting{Sheet: p.kind.Sheet, Heads: PastedHeads(p.kind.Columns)}
			switch {
			case p.kind.Whose != nil:
				x.Given = p.kind.Whose()
			case p.kind.Of != nil:
				x.Given = map[string]string{book.District: p.kind.Of()}
			}
			return x
		}
	}
	return NewTabled(k, t)
}

// said is whose rows are listed, and by what they are filtered.
func (p *Page[T]) said(k *screen.Kit) []string {
	var out []string
	if p.kind.Of != nil {
		out = append(out, p.kind.Of())
	}
	for _, f := range p.kind.Filters {
		if p.on[f.Key] {
			out = append(out, k.T("list.found", f.Name))
		}
	}
	if text := p.bar.find.Text(); text != "" {
		out = append(out, k.T("list.found", text))
	}
	return out
}

// detail is the detail, or what stands for it.
func (p *Page[T]) detail() fyne.CanvasObject {
	if p.kind.Choose == nil {
		return p.kind.Detail
	}
	p.kind.Choose.Hide()
	return container.NewStack(p.kind.Detail, p.kind.Choose)
}

// Object is the page.
func (p *Page[T]) Object() fyne.CanvasObject { return p.body }

// Put shows these rows, all of them: what is filtered and sorted is the page's matter.
func (p *Page[T]) Put(rows []T) {
	p.all = rows
	p.list()
}

// Chosen is the row at hand.
func (p *Page[T]) Chosen() (T, bool) { return p.List.Chosen() }

// Reset forgets which row is at hand, for other rows than before, such as those of another district.
func (p *Page[T]) Reset() {
	p.all = nil
	p.List.Put(nil)
}

// Choose brings a row to hand; filters that hide it are turned off. It is false where there is none.
func (p *Page[T]) Choose(key string) bool {
	if p.List.Choose(key) {
		p.list()
		return true
	}
	p.ShowAll()
	if !p.List.Choose(key) {
		return false
	}
	p.list()
	return true
}

// ShowAll turns all filters off.
func (p *Page[T]) ShowAll() {
	clear(p.on)
	p.bar.find.Put("")
	p.list()
}

// Turn turns a filter on or off; the row at hand need not stay.
func (p *Page[T]) Turn(key string, on bool) {
	if p.on[key] = on; !on {
		delete(p.on, key)
	}
	p.anew()
}

// Open goes from the list into the detail.
func (p *Page[T]) Open() {
	row, ok := p.Chosen()
	if !ok {
		return
	}
	p.Split.ShowDetail()
	if p.kind.Open != nil {
		p.kind.Open(row)
	}
}

// Next goes to the next row, with the keyboard on the list.
func (p *Page[T]) Next() {
	p.List.Focus()
	p.List.Next(1)
}

// Focus gives the list the keyboard.
func (p *Page[T]) Focus() {
	p.Split.ShowList()
	p.List.Focus()
}

// Filter goes to the box, or to the list where there is none.
func (p *Page[T]) Filter() {
	if p.kind.Text == nil || !p.bar.tools.Visible() {
		p.Focus()
		return
	}
	p.Split.ShowList()
	p.bar.find.Focus()
}

// Key is Esc, which goes back to the list, and F2, which goes into the detail. It tells whether the key was one of these, and did anything.
func (p *Page[T]) Key(name fyne.KeyName) bool {
	_, ok := p.Chosen()
	switch {
	case !ok:
		return false
	case name == fyne.KeyEscape:
		p.Focus()
	case name == fyne.KeyF2:
		p.Open()
	default:
		return false
	}
	return true
}

// turn follows a person to another row; the one before need not be listed any more.
func (p *Page[T]) turn() {
	p.leave()
	p.list()
	if p.kind.Turn != nil {
		p.kind.Turn()
	}
}

// anew lists for other filters or another order; the row at hand need not stay.
func (p *Page[T]) anew() {
	p.leave()
	p.List.Put(nil)
	p.list()
}

// leave commits what is being typed. It belongs to the row before: the detail must not turn to the next meanwhile.
func (p *Page[T]) leave() {
	if p.kind.Leave != nil {
		p.leaving = true
		p.kind.Leave()
		p.leaving = false
	}
}

// list shows the rows that pass, in order, and the one at hand.
func (p *Page[T]) list() {
	keep, _ := p.List.ChosenKey()
	p.bar.put(p)
	p.List.Put(Sorted(p.kind.Passing(p.all, p.on, p.bar.find.Text(), keep), p.kind.Columns, p.order, p.kind.Heads))
	row, ok := p.List.Chosen()
	if p.kind.Empty != nil {
		widgets.Either(len(p.all) > 0, p.Split, p.kind.Empty)
	}
	if p.kind.Choose != nil {
		widgets.Either(ok, p.kind.Detail, p.kind.Choose)
	}
	if ok && !p.leaving {
		p.kind.Show(row)
	}
}
