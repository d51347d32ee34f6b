package widgets

import (
	"strings"

	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// picks is a row of marks of which one is chosen: the other face of Mark. A digit picks
// the mark that begins with it, if there is only one.
type picks struct {
	strip
	onPick func(string)
	rune   func(rune) bool
	marks  []string
	chosen string
	locked bool
	row    *fyne.Container
}

func newPicks(onPick func(string)) *picks {
	p := &picks{onPick: onPick, row: container.New(layout.Row{Gap: theme.Grid})}
	p.strip.on = func(i int) bool { return p.marks[i] == p.chosen }
	p.strip.press = func(i int) { p.pick(p.marks[i]) }
	p.begin(p)
	return p
}

func (p *picks) choices(marks []string) {
	if strings.Join(p.marks, "\n") == strings.Join(marks, "\n") {
		return
	}
	p.marks, p.cells = append(p.marks[:0:0], marks...), nil
	p.row.RemoveAll()
	for i, m := range marks {
		word := theme.Text(m, theme.Body, false, theme.Ink).Whole().Centre()
		c := newCell(container.New(layout.Least{Width: 48, Height: theme.Touch}, container.New(layout.Centre{}, word)), func() { p.tapped(i) })
		c.edge = theme.Edge
		p.cells = append(p.cells, c)
		p.row.Add(c)
	}
	p.row.Refresh()
	p.paint()
}

func (p *picks) put(mark string) {
	if p.chosen == mark {
		return
	}
	p.chosen = mark
	for i, m := range p.marks {
		if m == mark {
			p.cursor = i
		}
	}
	p.paint()
}

func (p *picks) lock(on bool) {
	p.locked = on
	p.paint()
}

func (p *picks) pick(mark string) {
	if p.locked || mark == p.chosen {
		return
	}
	p.put(mark)
	p.onPick(mark)
}

// TypedRune picks by digit.
func (p *picks) TypedRune(r rune) {
	if n := []rune(HalfWidth(string(r))); len(n) == 1 {
		r = n[0]
	}
	if p.rune != nil && p.rune(r) {
		return
	}
	found := -1
	for i, m := range p.marks {
		if r < '0' || r > '9' || !strings.HasPrefix(m, string(r)) {
			continue
		}
		if found >= 0 {
			return
		}
		found = i
	}
	if found < 0 {
		p.strip.TypedRune(r)
		return
	}
	p.do(found)
}

// CreateRenderer draws the row.
func (p *picks) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.row) }
