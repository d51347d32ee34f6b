package listpage

import (
	"slices"
	"strconv"
	"strings"

	"kaohe/app/words"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Fill gives what the first of several rows says to the others, as a table that is pasted would: what each row then changes, and what does
// not fit, is shown before it is taken. Which column is meant is asked where several could be. Faults: fill.rows, fill.empty.
func (t *Tabled) Fill(x widgets.Table) {
	x.Rows = slices.DeleteFunc(x.Rows, func(r widgets.TableRow) bool { return r.Head })
	var names []string
	var choices []filling
	for i, c := range x.Columns {
		if c.Fills {
			names = append(names, c.Name)
		}
		if c.Fills && len(x.Rows) > 0 && x.Rows[0].Cells[i] != "" {
			choices = append(choices, filling{c.Name, strings.Join(strings.Fields(x.Rows[0].Cells[i]), " "), []int{i}})
		}
	}
	switch {
	case len(x.Rows) < 2:
		t.k.Window.Fail(words.Refuse("fill.rows", strings.Join(names, t.k.T("list.sep"))))
	case len(choices) == 0:
		t.k.Window.Fail(words.Refuse("fill.empty", strings.Join(names, t.k.T("list.sep"))))
	case len(choices) == 1:
		t.fill(x, choices[0].columns)
	default:
		all := filling{name: t.k.T("fill.all")}
		for _, c := range choices {
			all.columns = append(all.columns, c.columns...)
		}
		t.chooseFilling(append(choices, all), func(f filling) { t.fill(x, f.columns) })
	}
}

// filling is what can be filled down: one column's value, or those of all of them.
type filling struct {
	name, value string
	columns     []int
}

func (t *Tabled) fill(x widgets.Table, columns []int) {
	for _, r := range x.Rows[1:] {
		for _, c := range columns {
			r.Cells[c] = x.Rows[0].Cells[c]
		}
	}
	x.Rows = x.Rows[1:]
	p := t.Pasting()
	p.Fills = true
	t.k.Window.Paste(p, x.Tabbed())
}

// chooseFilling asks by number.
func (t *Tabled) chooseFilling(choices []filling, then func(filling)) {
	k := t.k
	var over *widgets.Modal
	list := widgets.NewPicker(widgets.Picking[filling]{
		Kind: widgets.Kind[filling]{Height: theme.Touch, Key: func(f filling) string { return f.name }, Columns: []widgets.Column[filling]{
			{Width: 24, Cell: func(f filling) widgets.Cell {
				n := slices.IndexFunc(choices, func(c filling) bool { return c.name == f.name })
				return widgets.Cell{Text: strconv.Itoa(n + 1), Ink: theme.Ink2}
			}},
			{Width: 120, Cell: widgets.Plain(func(f filling) string { return f.name })},
			{Cell: widgets.Plain(func(f filling) string { return f.value })}}},
		Rows: func() []filling { return choices }, Text: func(f filling) string { return f.name },
		Pick: func(f filling) string { over.Close(); then(f); return "" }, Count: true, Width: 440})
	over = list.Over(k.Window.Canvas(), k.T("fill.title"), k.T("fill.hint"), widgets.NewButton(k.T("fill.cancel"), "", func() { over.Close() }))
}
