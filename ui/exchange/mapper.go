package exchange

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/book/table"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Tables is what the Mapper needs of the shell.
type Tables interface {
	// File is the name of the workbook at hand, Sheets what is in it.
	File() string
	Sheets() []book.GridSheet
	// Recall is the mapping that was used last for a head with this fingerprint; Remember keeps one.
	Recall(fingerprint string) (table.Mapping, bool)
	Remember(fingerprint string, m table.Mapping)
	// Take applies the edit and leaves the page; false if it was refused, which the shell has shown.
	Take(*assess.Edit) bool
	// Back leaves the page without taking anything.
	Back()
}

// Mapper is the page on which a department's own scoring table is taken in: at the left its first rows with a choice above each column,
// at the right what comes of it, anew at each choice.
type Mapper struct {
	k     *screen.Kit
	from  Tables
	sheet *book.GridSheet
	cells table.Cells
	is    table.Mapping
	made  table.Result
	known bool // the columns are those that were chosen last time
	picks mapperPicks
	grid  *grid
	side  *side
	foot  mapperFoot
	body  *fyne.Container
}

type mapperPicks struct{ sheet, head, last *widgets.Pick }

type mapperFoot struct {
	why *saying
	use *widgets.Button
}

var (
	_ screen.Screen    = (*Mapper)(nil)
	_ screen.Commanded = (*Mapper)(nil)
)

// NewMapper makes the page and begins with the first sheet that has a table.
func NewMapper(k *screen.Kit, from Tables) *Mapper {
	m := &Mapper{k: k, from: from}
	m.grid = newGrid(k, m.setHead, m.setColumn)
	m.side = newSide(k)
	m.picks = mapperPicks{widgets.NewPick(""), widgets.NewPick(""), widgets.NewPick("")}
	m.picks.sheet.OnPick = func(n string) { m.choose(number(n)) }
	m.picks.head.OnPick = func(n string) { m.setHead(number(n)) }
	m.picks.last.OnPick = func(n string) { m.is.Last = number(n); m.again() }
	m.foot = mapperFoot{newSaying(theme.Info), widgets.NewPrimary(k.T("mapper.use"), theme.IconCheck, m.use)}
	file := theme.Text(from.File(), theme.Body, true, theme.Ink)
	labelled := func(key string, p *widgets.Pick, w float32) fyne.CanvasObject {
		name := theme.Text(k.T(key), theme.Small, false, theme.Ink2).Whole()
		return container.NewHBox(container.NewCenter(name), container.New(layout.Least{Width: w}, p))
	}
	picks := container.NewHBox(labelled("mapper.sheet", m.picks.sheet, 150), labelled("mapper.head", m.picks.head, 104),
		labelled("mapper.last", m.picks.last, 104))
	hint := theme.Text(k.T("mapper.hint"), theme.Small, false, theme.Ink2)
	top := layout.Stack(6, container.NewBorder(nil, nil, nil, picks, container.New(layout.Middle{}, file)), hint)
	buttons := container.NewHBox(widgets.NewQuiet(k.T("mapper.back"), theme.IconBack, from.Back), layout.Spacer(), m.foot.use)
	foot := layout.Stack(0, theme.NewBox(theme.Rule).Least(0, 1), layout.Pad(10, 6, layout.Stack(6, m.foot.why.banner, buttons)))
	split := widgets.NewSplit(m.grid, m.side.body, k.T("exchange.back"))
	split.Share, split.Below = 0.56, 0
	none := widgets.NewEmpty(theme.IconDoc, k.T("mapper.nosheets"), widgets.Action{})
	m.body = container.NewBorder(layout.Pad(10, 6, top), foot, nil, nil, container.New(layout.Least{}, layout.Pad(8, 0, split)), none)
	m.choose(m.best())
	show(picks, m.sheet != nil)
	show(hint, m.sheet != nil)
	show(split, m.sheet != nil)
	show(none, m.sheet == nil)
	return m
}

// best is the first sheet in which a whole table is found at once, or the first.
func (m *Mapper) best() int {
	first := 0
	for n, g := range m.from.Sheets() {
		if r := table.Take(&g, table.Propose(&g)); !g.Hidden && len(r.Rows) > 1 && r.Blocked() == nil {
			return n
		}
	}
	return first
}

// choose begins with a sheet: as its kind of head was read last time, or else by a guess.
func (m *Mapper) choose(n int) {
	sheets := m.from.Sheets()
	if n >= len(sheets) {
		return
	}
	m.sheet = &sheets[n]
	m.cells = table.Open(m.sheet)
	m.propose(table.Propose(m.sheet))
	var names []widgets.Option
	for i, g := range sheets {
		names = append(names, widgets.Option{Key: strconv.Itoa(i), Name: g.Name})
	}
	m.picks.sheet.Put(names, strconv.Itoa(n))
	m.grid.open(m.cells)
	m.again()
}

func (m *Mapper) propose(p table.Mapping) {
	m.is, m.known = p, false
	if last, ok := m.from.Recall(table.Fingerprint(m.sheet, p.Head)); ok && p.Head > 0 {
		m.is, m.known = last.On(p), true
	}
}

func (m *Mapper) setHead(row int) {
	if m.sheet != nil && row != m.is.Head {
		m.propose(table.ProposeAt(m.sheet, row))
		m.again()
	}
}

func (m *Mapper) setColumn(col int, f table.Field) {
	columns := map[int]table.Field{}
	for c, old := range m.is.Columns {
		columns[c] = old
	}
	columns[col] = f
	m.is.Columns, m.known = columns, false
	m.again()
}

// again takes the sheet anew and shows what comes of it.
func (m *Mapper) again() {
	m.made = table.Take(m.sheet, m.is)
	m.Render()
}

// Object is the page.
func (m *Mapper) Object() fyne.CanvasObject { return m.body }

// Render shows the mapping and what comes of it.
func (m *Mapper) Render() {
	m.foot.use.Able(m.sheet != nil && m.refused() == nil)
	if m.sheet == nil {
		return
	}
	heads := []widgets.Option{{Key: "0", Name: m.k.T("mapper.head.none")}}
	var lasts []widgets.Option
	rows := m.cells.Rows()
	for i, n := range rows {
		o := widgets.Option{Key: strconv.Itoa(n), Name: m.k.T("mapper.head.row", n)}
		if i < shownRows {
			heads = append(heads, o)
		}
		if n == m.is.Last || i >= len(rows)-shownRows {
			lasts = append(lasts, o)
		}
	}
	m.picks.head.Put(heads, strconv.Itoa(m.is.Head))
	m.picks.last.Put(lasts, strconv.Itoa(m.is.Last))
	m.grid.put(m.is)
	m.side.put(m.made)
	m.say()
}

func (m *Mapper) say() {
	text := ""
	m.foot.why.state = theme.Warning
	if err := m.refused(); err != nil {
		text = m.k.Say.Explain(err).Both()
	} else if m.known {
		m.foot.why.state, text = theme.Info, m.k.T("mapper.known")
	}
	m.foot.why.put(text)
	m.body.Refresh()
}

// refused is why the table can't be taken now.
func (m *Mapper) refused() error {
	_, err := m.made.Edit(m.k.Session.View(), func() string { return "" })
	return err
}

// use puts the table in the place of what the standard has, after asking, and remembers the columns.
func (m *Mapper) use() {
	a := m.k.Session.View()
	do := func() {
		e, err := m.made.Edit(a, m.k.Session.NewID)
		if err != nil {
			m.k.Window.Fail(err)
			return
		}
		if m.is.Head > 0 {
			m.from.Remember(table.Fingerprint(m.sheet, m.is.Head), m.is)
		}
		m.from.Take(e)
	}
	_, now := a.Editing()
	if n := len(now.Items()); n > 0 {
		m.k.Window.Confirm(m.k.T("mapper.replace.title"), m.k.T("mapper.replace.body", n, len(m.made.Rows), m.made.Sum), m.k.T("mapper.replace.yes"), do)
		return
	}
	do()
}

// Reveal has no places.
func (m *Mapper) Reveal(assess.Place) {}

// Leave has nothing to commit.
func (m *Mapper) Leave() {}

// New does nothing: another table is chosen on the page before.
func (m *Mapper) New() {}

// Filter does nothing.
func (m *Mapper) Filter() {}

// DoneAndNext takes the table.
func (m *Mapper) DoneAndNext() {
	if !m.foot.use.Disabled() {
		m.use()
	}
}

// number of a picked row; what isn't one, of a box that was never filled, is 0.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
