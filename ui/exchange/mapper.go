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
	found []table.Found // the tables that make one standard
	other []table.Found // and those that don't belong to it
	whole bool          // all that were found are taken, not only the sheet in sight
	known bool          // the columns are those that were chosen last time
	grid  *grid
	side  *side
	why   *saying // the table can't be used as it is
	yes   *widgets.Button
	body  *fyne.Container

	sheetPick, headPick, lastPick *widgets.Pick
}

var (
	_ screen.Screen    = (*Mapper)(nil)
	_ screen.Commanded = (*Mapper)(nil)
	_ screen.Keyed     = (*Mapper)(nil)
)

// NewMapper makes the page and begins with the first sheet that has a table.
func NewMapper(k *screen.Kit, from Tables) *Mapper {
	m := &Mapper{k: k, from: from}
	m.grid = newGrid(k, m.setHead, m.setColumn)
	m.side = newSide(k)
	m.sheetPick, m.headPick, m.lastPick = widgets.NewPick(""), widgets.NewPick(""), widgets.NewPick("")
	m.sheetPick.OnPick = func(n string) { m.choose(number(n)) }
	m.headPick.OnPick = func(n string) { m.setHead(number(n)) }
	m.lastPick.OnPick = func(n string) { m.is.Last = number(n); m.again() }
	m.why, m.yes = newSaying(theme.Info), widgets.NewPrimary(k.T("mapper.use"), theme.IconCheck, m.use)
	file := theme.Text(from.File(), theme.Body, true, theme.Ink)
	labelled := func(key string, p *widgets.Pick, w float32) fyne.CanvasObject {
		name := theme.Text(k.T(key), theme.Small, false, theme.Ink2).Whole()
		return container.NewHBox(container.NewCenter(name), container.New(layout.Least{Width: w}, p))
	}
	picks := container.NewHBox(labelled("mapper.sheet", m.sheetPick, 150), labelled("mapper.head", m.headPick, 104),
		labelled("mapper.last", m.lastPick, 104))
	hint := theme.Text(k.T("mapper.hint"), theme.Small, false, theme.Ink2)
	top := layout.Stack(6, container.NewBorder(nil, nil, nil, picks, container.New(layout.Middle{}, file)), hint)
	buttons := container.NewHBox(widgets.NewQuiet(k.T("mapper.back"), theme.IconBack, from.Back), layout.Spacer(), m.yes)
	foot := layout.Stack(0, theme.NewBox(theme.Rule).Least(0, 1), layout.Pad(10, 6, layout.Stack(6, m.why.banner, buttons)))
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

// all is the choice of all sheets of one standard.
const all = -1

// best is the sheet of the table that is found, all if there are several, or the first.
func (m *Mapper) best() int {
	sheets := m.from.Sheets()
	if m.found, m.other = table.Find(sheets); len(m.found) > 1 {
		return all
	}
	for n := range sheets {
		if len(m.found) == 1 && m.found[0].Sheet == &sheets[n] {
			return n
		}
	}
	return 0
}

// choose begins with a sheet: as its kind of head was read last time, or else by a guess.
func (m *Mapper) choose(n int) {
	sheets := m.from.Sheets()
	if n >= len(sheets) {
		return
	}
	if m.whole = n == all; m.whole {
		m.sheet = m.found[0].Sheet
		m.propose(m.found[0].Mapping)
		if m.known {
			m.same(m.is.Columns)
		}
	} else {
		m.sheet = &sheets[n]
		m.propose(table.Propose(m.sheet))
	}
	m.cells = table.Open(m.sheet)
	var names []widgets.Option
	if len(m.found) > 1 {
		names = append(names, widgets.Option{Key: strconv.Itoa(all), Name: m.k.T("mapper.all", len(m.found))})
	}
	for i, g := range sheets {
		names = append(names, widgets.Option{Key: strconv.Itoa(i), Name: g.Name})
	}
	m.sheetPick.Put(names, strconv.Itoa(n))
	m.grid.open(m.cells)
	m.again()
}

// same reads all tables whose heads are like that of the first by the same columns.
func (m *Mapper) same(columns map[int]table.Field) {
	head := table.Fingerprint(m.found[0].Sheet, m.found[0].Head)
	for i, f := range m.found {
		if table.Fingerprint(f.Sheet, f.Head) == head {
			f.Columns = columns
			m.found[i] = table.Read(f.Sheet, f.Mapping)
		}
	}
}

func (m *Mapper) propose(p table.Mapping) {
	m.is, m.known = p, false
	if last, ok := m.from.Recall(table.Fingerprint(m.sheet, p.Head)); ok && p.Head > 0 {
		m.is, m.known = last.On(p), true
	}
}

func (m *Mapper) setHead(row int) {
	if m.sheet != nil && !m.whole && row != m.is.Head {
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
	if m.whole {
		m.same(columns)
	}
	m.again()
}

// again takes the sheet anew and shows what comes of it.
func (m *Mapper) again() {
	if m.whole {
		m.made = table.Join(m.found)
	} else {
		m.made = table.Take(m.sheet, m.is)
	}
	for _, f := range m.other {
		if m.whole || f.Sheet != m.sheet {
			m.made.Problems = append(m.made.Problems, f.Passed())
		}
	}
	m.Render()
}

// Object is the page.
func (m *Mapper) Object() fyne.CanvasObject { return m.body }

// Render shows the mapping and what comes of it.
func (m *Mapper) Render() {
	m.yes.Able(m.sheet != nil && m.refused() == nil)
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
	m.headPick.Lock(m.whole)
	m.lastPick.Lock(m.whole)
	m.headPick.Put(heads, strconv.Itoa(m.is.Head))
	m.lastPick.Put(lasts, strconv.Itoa(m.is.Last))
	m.grid.put(m.is)
	m.side.put(m.made)
	m.say()
}

func (m *Mapper) say() {
	text := ""
	m.why.state = theme.Warning
	if err := m.refused(); err != nil {
		text = m.k.Say.Explain(err).Both()
	} else if m.known {
		m.why.state, text = theme.Info, m.k.T("mapper.known")
	}
	m.why.put(text)
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
		body := m.k.T("mapper.replace.body", n, len(m.made.Rows), m.made.Sum)
		if gone := table.Goes(a); gone.Work() {
			body += "\n\n" + m.k.Say.Say(gone.Msg())
		}
		m.k.Window.Confirm(m.k.T("mapper.replace.title"), body, m.k.T("mapper.replace.yes"), do)
		return
	}
	do()
}

// Key is F8, which goes to the next item whose rule wants a look.
func (m *Mapper) Key(name fyne.KeyName) bool {
	if name != fyne.KeyF8 || m.sheet == nil {
		return false
	}
	m.side.seek()
	return true
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
	if !m.yes.Disabled() {
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
