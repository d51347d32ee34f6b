package summary

import (
	"strings"

	"fyne.io/fyne/v2"

	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/frame"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// comparePane is 各区比较: which districts share which problems.
type comparePane struct {
	frame.Still
	f    *frame.Frame
	is   assess.Comparison
	says *widgets.Prose
	grid *widgets.Grid
	none fyne.CanvasObject
	body *fyne.Container
}

func newCompare(f *frame.Frame) *comparePane {
	p := &comparePane{f: f, says: widgets.NewProse().Faint(), grid: widgets.NewGrid()}
	p.grid.OnOpen = p.open
	p.says.Put(f.K.T("summary.compare.about"))
	p.none = widgets.NewEmpty(theme.IconList, f.K.T("summary.compare.none"), f.K.Lead("empty.findings", f.ToFindings))
	p.body = container.NewBorder(layout.Pad(16, 8, p.says.Body), nil, nil, nil, layout.Pad(16, 0, container.NewStack(p.grid, p.none)))
	return p
}

// Object returns the pane.
func (p *comparePane) Object() fyne.CanvasObject { return p.body }

// Render shows the comparison of all districts; it does not depend on the page's district.
func (p *comparePane) Render(*assess.District) {
	k := p.f.K
	p.is = assess.Compare(k.Session.View())
	cols := []widgets.GridCol{}
	for _, d := range p.is.Districts {
		name := d.Name
		if d.Phases[assess.Onsite].Signed() == nil {
			name = k.T("summary.unsigned", name) // what it shows may still change
		}
		cols = append(cols, widgets.GridCol{Key: d.ID, Name: name})
	}
	rows := make([]widgets.GridRow, len(p.is.Rows))
	for i := range p.is.Rows {
		r := &p.is.Rows[i]
		rows[i] = widgets.GridRow{Key: r.Key(), Name: p.name(r), Note: k.T("summary.shared", k.T("quantifier."+string(r.Quantity)), r.Sharing, len(cols))}
		for _, list := range r.Problems {
			c := widgets.GridCell{State: theme.Idle, Word: "—"}
			if len(list) > 0 {
				c = widgets.GridCell{State: theme.Warning, Word: k.T("summary.count", len(list))}
			}
			rows[i].Cells = append(rows[i].Cells, c)
		}
	}
	p.grid.Put(cols, rows)
	widgets.Either(len(rows) > 0, p.grid, p.none)
}

func (p *comparePane) name(r *assess.CompareRow) string {
	switch {
	case r.Item != nil:
		return r.Item.Code + " " + r.Item.Text
	case r.Section != nil:
		return r.Section.Title
	}
	return p.f.K.T("summary.noitem")
}

// open goes to the district's first problem in a cell; for a row's head to the first district that has one.
func (p *comparePane) open(row, col string) {
	for i := range p.is.Rows {
		r := &p.is.Rows[i]
		if r.Key() != row {
			continue
		}
		for n, list := range r.Problems {
			d := p.is.Districts[n]
			if (col == "" || col == d.ID) && len(list) > 0 {
				p.f.K.Window.Go(assess.Place{District: d.ID, Phase: assess.Summary, Entity: list[0].Final(d)})
				return
			}
		}
	}
}

// Reveal gives the matrix the keyboard, unless the place has an entity of a district.
func (p *comparePane) Reveal(at assess.Place) {
	if !strings.HasPrefix(at.Entity, "d/") {
		p.grid.Focus()
	}
}
