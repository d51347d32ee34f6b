package gallery

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Pairs shows what a problem looked like before and after its rectification, picture beside picture. A tap leads to the larger ones.
type Pairs struct {
	k    *screen.Kit
	rows []*pairRow
	list *fyne.Container
	Body *fyne.Container // hidden while there is no pair
}

// NewPairs makes it, without any.
func NewPairs(k *screen.Kit) *Pairs {
	p := &Pairs{k: k, list: layout.Stack(8)}
	p.Body = layout.Stack(4, widgets.Head(widgets.Heading(k.T("gallery.pairs")), nil), p.list)
	p.Body.Hide()
	return p
}

// Put shows the pairs of which one half supports the problem or a step of its rectification.
func (p *Pairs) Put(d *assess.District, f *assess.Finding) {
	of := func(x *assess.Evidence) bool {
		return slices.Contains(x.Findings, f.ID) || slices.ContainsFunc(slices.Concat(f.Milestones, f.Progress), func(s *assess.Step) bool { return slices.Contains(x.Steps, s.ID) })
	}
	var objs []fyne.CanvasObject
	for _, after := range d.Evidence {
		i := slices.IndexFunc(d.Evidence, func(x *assess.Evidence) bool { return x.ID == after.Before && x.ID != after.ID })
		if i < 0 || !of(after) && !of(d.Evidence[i]) {
			continue
		}
		if len(objs) == len(p.rows) {
			p.rows = append(p.rows, newPairRow(p.k))
		}
		row := p.rows[len(objs)]
		row.put(d.Evidence[i], after)
		objs = append(objs, row.body)
	}
	layout.SetObjects(p.list, objs)
	widgets.Visible(p.Body, len(objs) > 0)
}

// pairRow is one pair.
type pairRow struct {
	halves [2]half
	body   *fyne.Container
}

// half is one of its pictures, with what it shows below it.
type half struct {
	thumb *Thumb
	says  *theme.Line
	at    *assess.Place
}

func newPairRow(k *screen.Kit) *pairRow {
	r := &pairRow{}
	var objs []fyne.CanvasObject
	for i := range r.halves {
		h := half{NewThumb(k), theme.Text("", theme.Small, false, theme.Ink2), &assess.Place{}}
		r.halves[i] = h
		picture := newPressed(container.New(layout.Least{Height: 140}, h.thumb), func() { k.Window.Go(*h.at) })
		name := theme.Text(k.T([]string{"gallery.before", "gallery.after"}[i]), theme.Small, true, theme.Ink2)
		objs = append(objs, layout.Stack(2, name, picture, h.says))
	}
	r.body = container.New(layout.Cells{Widths: []float32{0, 0}, Gap: 8}, objs...)
	return r
}

func (r *pairRow) put(before, after *assess.Evidence) {
	for i, x := range []*assess.Evidence{before, after} {
		r.halves[i].thumb.Put(x)
		r.halves[i].says.Put(x.Called() + "  " + Row{X: x}.Title())
		*r.halves[i].at = assess.PlaceOf(x.Entity)
	}
}
