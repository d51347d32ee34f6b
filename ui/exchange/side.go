package exchange

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/book/table"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// The tabs beside the grid.
const (
	tabItems    = "items"
	tabProblems = "problems"
	tabLeft     = "left"
)

// side shows what comes of a table: its sum, and in tabs the items, what to look at, and what is left out.
type side struct {
	k          *screen.Kit
	sum, count *theme.Line
	hundred    *widgets.Badge
	tabs       *widgets.Tabs
	list       *widgets.Lines[sideRow]
	read       *reading
	rules      *widgets.Prose
	next       *widgets.Button
	none       *widgets.Para
	made       table.Result
	body       *fyne.Container
}

// sideRow is one line of any of the tabs.
type sideRow struct {
	key, at, text, more, right string
	head                       bool
	sign                       theme.State
	item                       int // among the result's rows, from 1; 0 for none
}

func newSide(k *screen.Kit) *side {
	s := &side{k: k, sum: theme.Text("", theme.Figure, true, theme.Ink).Whole(),
		count: theme.Text("", theme.Small, false, theme.Ink2), hundred: widgets.NewBadge(theme.Done, ""),
		tabs: widgets.NewTabs(), none: widgets.Paragraph("")}
	s.none.Alignment = fyne.TextAlignCenter
	s.list = widgets.NewLines(widgets.Kind[sideRow]{New: newSideView, Key: func(r sideRow) string { return r.key },
		Head: func(r sideRow) bool { return r.head }, Height: theme.Rows2, Loose: true, Columns: []widgets.Column[sideRow]{
			widgets.Col(k.T("field.code"), "", func(r sideRow) string { return r.at }), widgets.Col(k.T("listing.what"), "", func(r sideRow) string { return r.text }),
			widgets.Col(k.T("field.note"), "", func(r sideRow) string { return r.more }), widgets.Col(k.T("field.points"), "", func(r sideRow) string { return r.right })}})
	listpage.On(listpage.NewTabled(k, listpage.Tabled{Title: k.T("mapper.tab.items"), Table: s.list.Table}), s.list)
	s.list.Empty(layout.Pad(20, 40, s.none))
	s.read, s.rules = newReading(k), widgets.NewProse().Faint()
	s.next = widgets.NewQuiet("", theme.IconWarning, s.seek)
	s.list.OnMove = s.show
	s.tabs.OnPick = func(string) { s.list.Put(nil); s.put(s.made) }
	figure := container.NewHBox(s.sum, container.NewCenter(s.hundred))
	count := container.NewBorder(nil, nil, nil, s.next, container.New(layout.Middle{}, s.count))
	s.body = container.NewBorder(layout.Stack(4, figure, count, s.rules.Body, s.tabs), s.read.body, nil, nil, s.list)
	return s
}

// seek goes to the next item whose rule wants a look.
func (s *side) seek() {
	if s.tabs.Chosen() != tabItems {
		s.tabs.Pick(tabItems)
		s.list.Put(nil)
		s.put(s.made)
	}
	s.list.Seek(func(r sideRow) bool { return r.sign == theme.Warning })
	s.list.Focus()
}

// show shows the rule of the item at hand.
func (s *side) show(r sideRow) {
	widgets.Visible(s.read.body, r.item > 0)
	if r.item > 0 {
		s.read.put(s.made.Rows[r.item-1])
	}
	s.body.Refresh()
}

// counted says how many rules of each kind were read, and how many want a look.
func (s *side) counted(r table.Result) {
	var kinds []string
	for _, x := range r.Kinds() {
		kinds = append(kinds, s.k.T("rules.kind."+string(x.Kind))+" "+strconv.Itoa(x.Items))
	}
	s.rules.Put(strings.Join(kinds, " · "))
	s.next.SetText(s.k.T("mapper.next", r.Unsure()))
	widgets.Visible(s.next, r.Unsure() > 0)
}

func (s *side) put(r table.Result) {
	s.made = r
	s.sum.Put(s.k.T("mapper.sum", r.Sum))
	word, sign := "mapper.nothundred", theme.Warning
	if r.Sum == standard.Whole {
		word, sign = "mapper.hundred", theme.Done
	}
	s.hundred.Set(sign, s.k.T(word))
	count := s.k.T("mapper.count", len(r.Sections), len(r.Rows))
	if r.Bonus > 0 {
		count += " · " + s.k.T("mapper.bonus", r.Bonus)
	}
	s.count.Put(count)
	s.counted(r)
	left := s.left(r)
	s.tabs.Put(widgets.Tab{Key: tabItems, Name: s.k.T("mapper.tab.items"), Count: len(r.Rows)},
		widgets.Tab{Key: tabProblems, Name: s.k.T("mapper.tab.problems"), Count: len(r.Problems)},
		widgets.Tab{Key: tabLeft, Name: s.k.T("mapper.tab.left"), Count: len(left)})
	rows := left
	switch s.tabs.Chosen() {
	case tabItems:
		rows = s.items(r)
	case tabProblems:
		rows = s.problems(r)
	}
	if none := s.k.T("mapper." + s.tabs.Chosen() + ".none"); s.none.Text != none {
		s.none.SetText(none)
	}
	s.list.Put(rows)
	at, _ := s.list.Chosen()
	s.show(at)
}

// items are the rows as they will be, below their sections.
func (s *side) items(r table.Result) []sideRow {
	var out []sideRow
	of := make([][]int, len(r.Sections))
	for i, x := range r.Rows {
		of[x.Section] = append(of[x.Section], i)
	}
	for n, sec := range r.Sections {
		out = append(out, sideRow{key: "s" + strconv.Itoa(n), text: sec.Title, right: sec.Sum.String(), head: true})
		for _, i := range of[n] {
			x := r.Rows[i]
			says, sign := s.k.T("rules.kind."+string(x.Rule.Kind)), theme.Idle
			if x.Unsure.Key != "" {
				says, sign = s.k.T("mapper.unsure")+" · "+says, theme.Warning
			}
			if x.RuleText != "" {
				says += " · " + x.RuleText
			}
			out = append(out, sideRow{key: strconv.Itoa(i), at: x.Code, text: x.Text, more: says, right: x.Points.String(), sign: sign, item: i + 1})
		}
	}
	return out
}

func (s *side) problems(r table.Result) []sideRow {
	var out []sideRow
	for i, p := range r.Problems {
		sign := theme.Warning
		if p.Blocks {
			sign = theme.Refused
		}
		out = append(out, sideRow{key: strconv.Itoa(i), text: s.k.Say.Say(p.Why), more: s.place(p.Sheet, p.Row, p.Col), sign: sign})
	}
	return out
}

// left are the texts that are left out; those of a column that isn't taken are one line, each text once.
func (s *side) left(r table.Result) []sideRow {
	var out []sideRow
	column := map[int]int{}
	for i, l := range r.Left {
		more := s.place(l.Sheet, l.Row, l.Col) + " · " + s.k.Say.Say(l.Why)
		if l.Why.Key != "table.left.column" {
			out = append(out, sideRow{key: strconv.Itoa(i), text: l.Text, more: more})
			continue
		}
		if n, ok := column[l.Col]; ok {
			if !slices.Contains(strings.Split(out[n].text, "；"), l.Text) {
				out[n].text += "；" + l.Text
			}
			continue
		}
		column[l.Col] = len(out)
		out = append(out, sideRow{key: strconv.Itoa(i), text: l.Text, more: s.k.T("mapper.column", letters(l.Col)) + " · " + s.k.Say.Say(l.Why)})
	}
	return out
}

func (s *side) place(sheet string, row, col int) string {
	if sheet != "" {
		return sheet + " · " + s.place("", row, col)
	}
	switch {
	case row == 0:
		return s.k.T("mapper.at.table")
	case col < 0:
		return s.k.T("mapper.at.row", row)
	}
	return s.k.T("mapper.at.cell", letters(col), row)
}

// newSideView is a line of the tabs: what it is, a second line in small, a number at the right, a sign before it.
func newSideView() widgets.View[sideRow] {
	at, text := theme.Text("", theme.Body, false, theme.Ink2).Whole(), theme.Text("", theme.Body, false, theme.Ink)
	more, right := theme.Text("", theme.Small, false, theme.Ink2), theme.Num("", theme.Body, false, theme.Ink)
	sign := theme.NewPic(theme.IconWarning, theme.Glyph, theme.Amber)
	left := container.NewHBox(sign, at)
	line := container.NewBorder(nil, nil, left, right, text)
	return widgets.NewRow(container.New(layout.Middle{}, layout.Pad(10, 2, layout.Stack(1, line, more))), func(r sideRow) {
		at.Put(r.at)
		text.Put(r.text)
		text.Bold(r.head)
		more.Put(r.more)
		right.Put(r.right)
		right.Bold(r.head)
		sign.Set(r.sign.Icon(), r.sign.Ink())
		show(sign, r.sign != theme.Idle)
		show(at, r.at != "")
		show(left, r.sign != theme.Idle || r.at != "")
		show(more, r.more != "")
	})
}
