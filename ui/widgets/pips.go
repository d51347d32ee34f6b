package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Pips are small boxes in a row, of which those that stand for something done are filled.
type Pips struct {
	widget.BaseWidget
	row *fyne.Container
}

// NewPips makes a row without boxes.
func NewPips() *Pips {
	p := &Pips{row: container.New(layout.Row{Gap: 2})}
	p.ExtendBaseWidget(p)
	return p
}

// Put shows which are done.
func (p *Pips) Put(done ...bool) {
	for len(p.row.Objects) < len(done) {
		p.row.Add(theme.NewBox(theme.None).Line(theme.Ink2).Round(1).Least(6, 11))
	}
	p.row.Objects = p.row.Objects[:len(done)]
	for i, on := range done {
		if b, ok := p.row.Objects[i].(*theme.Box); ok {
			fill := theme.None
			if on {
				fill = theme.Ink2
			}
			b.Set(fill, theme.Ink2)
		}
	}
}

// CreateRenderer draws the row.
func (p *Pips) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.row) }
