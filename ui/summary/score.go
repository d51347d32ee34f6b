package summary

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/frame"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// scorePane shows the result: by section as a chart and a table, what rulings changed, and the grade.
type scorePane struct {
	frame.Still
	f       *frame.Frame
	d       *assess.District
	total   *theme.Line
	says    *theme.Line
	bars    *widgets.Bars
	table   *table
	moved   *widgets.Links
	none    *widgets.Prose
	grade   *form.Form
	print   *widgets.Button
	printed *theme.Line // whether the findings were
	settled *form.Form  // whether the district's part of the circular is
	page    *widgets.Page
}

func newScore(f *frame.Frame) *scorePane {
	k := f.K
	p := &scorePane{f: f, total: theme.Text("", theme.Figure, true, theme.Ink).Whole(), says: theme.Text("", theme.Body, false, theme.Ink2),
		bars: widgets.NewBars(152, 176), none: widgets.NewProse().Faint()}
	p.table = newTable(k.T("summary.col.section"), k.T("summary.col.claim"), k.T("summary.col.onsite"), k.T("summary.col.final"), k.T("summary.col.full"))
	p.moved = widgets.NewLinks(0, func(int) string { return "" }, "")
	p.grade = form.New(k, "d/sum", "edit.grade", form.Pick("forced").Says("summary.forced").From(p.grades).As(p.event), form.Box("forcedwhy"))
	p.grade.OnWrite = func(e *assess.Edit, field, text string) *assess.Edit {
		if field == "forced" {
			return p.force(text)
		}
		return e
	}
	p.print = widgets.NewButton(k.T("checklist.print"), theme.IconPrint, func() { k.Window.Print(p.d.ID) })
	p.printed = theme.Text("", theme.Body, false, theme.Ink).Whole()
	p.settled = form.New(k, "d/sum", "edit.circulated", form.Tick("circulated").Says("summary.circulated"))
	figure := container.NewBorder(nil, nil, p.total, container.New(layout.Middle{}, p.print), layout.Pad(8, 0, container.New(layout.Middle{}, p.says)))
	grade := container.New(layout.Cells{Widths: []float32{220, 0}, Gap: 12}, p.grade.Row("forced"), p.grade.Row("forcedwhy"))
	ends := container.NewBorder(nil, nil, p.settled.Row("circulated"), p.printed)
	legend := theme.Text(k.T("summary.legend"), theme.Small, false, theme.Ink2).Whole()
	sides := container.New(layout.Sides{From: 900, Right: 400, Gap: 20}, p.bars, p.table.body)
	p.page = widgets.NewPage(6, figure, widgets.Head(widgets.Heading(k.T("summary.grade")), nil), grade, ends,
		widgets.Head(widgets.Heading(k.T("summary.moved")), nil), p.none.Body, p.moved,
		widgets.Head(widgets.Heading(k.T("summary.sections")), legend), sides)
	return p
}

// Object returns the pane.
func (p *scorePane) Object() fyne.CanvasObject { return p.page }

// Render shows a district.
func (p *scorePane) Render(d *assess.District) {
	p.d = d
	k, std := p.f.K, p.f.K.Session.View().Standard
	p.total.Put(k.T("checklist.total", d.Final.Range, d.Final.Full))
	p.says.Put(p.verdict(d))
	var bars []widgets.Bar
	var rows [][]string
	for _, sec := range std.Sections {
		end := d.Final.Sections[sec.ID]
		claim, was := d.Claimed.Sections[sec.ID], d.Result.Sections[sec.ID]
		if end.Full == 0 {
			continue
		}
		bars = append(bars, widgets.Bar{Label: sec.Title, Value: float64(end.Got), Full: float64(end.Full), Second: float64(claim.Got),
			Text: short(k, end.Open, fmt.Sprintf("%s / %s", end.Range, end.Full))})
		rows = append(rows, []string{sec.Title, claim.Range.String(), was.Range.String(), end.Range.String(), end.Full.String()})
	}
	rows = append(rows, []string{k.T("summary.bonus"), d.Claimed.Bonus.String(), d.Result.Bonus.String(), d.Final.Bonus.String(), ""},
		[]string{short(k, d.Final.Open, k.T("summary.sum")), d.Claimed.Range.String(), d.Result.Range.String(), d.Final.Range.String(), d.Final.Full.String()})
	p.bars.Put(bars...)
	p.table.put(rows)
	items := p.changes(d)
	p.moved.Put(items)
	p.none.Put("")
	if len(items) == 0 {
		p.none.Put(k.T("summary.unmoved"))
	}
	p.grade.Put(d.SumEntity())
	wrong := ""
	if d.Forced != "" && d.ForcedWhy == "" && !p.grade.Locked() {
		wrong = k.T("summary.noevent")
	}
	p.grade.Field("forcedwhy").Tell(wrong)
	p.grade.Field("forcedwhy").Show(d.Forced != "" || d.ForcedWhy != "")
	p.settled.Put(d.SumEntity())
	p.printed.Put(k.T("summary.unprinted"))
	if d.Printed != "" {
		p.printed.Put(k.T("summary.printed", d.Printed))
	}
	p.page.Fit()
}

// short says before a sum how many marks it lacks.
func short(k *screen.Kit, open int, sum string) string {
	if open == 0 {
		return sum
	}
	return k.T("overview.open", open) + "  " + sum
}

// grades returns the grades to choose from: the one by points, those of the standard, and the events that force one.
func (p *scorePane) grades() []widgets.Option {
	k, std := p.f.K, p.f.K.Session.View().Standard
	out := []widgets.Option{{Key: "", Name: k.T("summary.byscore.is", cmp.Or(p.d.Final.Grade, "—"))}}
	for _, g := range std.Grades {
		out = append(out, widgets.Option{Key: g.Name, Name: g.Name})
	}
	for _, x := range std.Forces {
		out = append(out, widgets.Option{Key: eventKey + x.ID, Name: k.T("summary.force", x.Grade, x.Event)})
	}
	return out
}

// event returns the choice for a grade: an event of the standard if that forced it, else the grade.
func (p *scorePane) event(grade string) string {
	for _, x := range p.f.K.Session.View().Standard.Forces {
		if p.d.Forced == x.Grade && p.d.ForcedWhy == x.Event {
			return eventKey + x.ID
		}
	}
	return grade
}

const eventKey = "event " // precedes the ID of an event in the choice of grades

// force returns the edit for a choice: a grade, whose event has to be written then, or an event of the standard with its grade.
func (p *scorePane) force(choice string) *assess.Edit {
	for _, x := range p.f.K.Session.View().Standard.Forces {
		if choice == eventKey+x.ID {
			return assess.Fields("edit.grade", p.d.SumEntity(), "forced", x.Grade, "forcedwhy", x.Event)
		}
	}
	return assess.Fields("edit.grade", p.d.SumEntity(), "forced", choice)
}

// verdict returns in words the result before the consultation, the grade and the place among all districts.
func (p *scorePane) verdict(d *assess.District) string {
	k := p.f.K
	if d.Final.Open > 0 {
		return k.T("summary.open", d.Final.Open)
	}
	text := k.T("summary.verdict", d.Result.Range, cmp.Or(d.Grade(), "—"))
	if d.Rank > 0 {
		text += k.T("summary.rank", d.Rank, ranked(k.Session.View()))
	}
	return text
}

func ranked(a *assess.Assessment) int {
	n := 0
	for _, d := range a.Districts {
		if d.Rank > 0 {
			n++
		}
	}
	return n
}

// changes returns the marks that rulings changed, each as a link to the objection.
func (p *scorePane) changes(d *assess.District) []widgets.Item {
	k := p.f.K
	var out []widgets.Item
	for _, s := range d.Moved() {
		r := d.Cause(s)
		if r == nil {
			out = append(out, widgets.Item{State: theme.Warning, Text: k.T("block.untraced", s.Item.Code), Note: k.T("summary.takeback"), Go: func() { p.takeBack(s) }})
			continue
		}
		ruling := ""
		if r.Ruling != "" {
			ruling = k.T("ruling." + r.Ruling)
		}
		note := k.T("summary.objected", ruling)
		if f := d.Finding(s.FinalWhy); f != nil {
			note = k.T("summary.because", number(d, f), ruling)
		}
		at := assess.Place{District: d.ID, Phase: assess.Consultation, Entity: d.CauseEntity(s)}
		out = append(out, widgets.Item{State: theme.Info, Text: k.T("summary.change", s.Item.Code, strings.TrimSuffix(s.Item.Text, "。"), s.Mark, s.Final),
			Note: note, Go: func() { k.Window.Go(at) }})
	}
	return out
}

// number returns the number of a problem among the district's problems, from 1.
func number(d *assess.District, f *assess.Finding) int { return slices.Index(d.Of(f.Kind), f) + 1 }

// Reveal puts the keyboard on the box that waits, or on the grade; on a mark without a ruling, where there is one.
func (p *scorePane) Reveal(at assess.Place) {
	switch {
	case at.Box == "circulated" && p.settled.Focus("circulated"), at.Box == "forcedwhy" && p.grade.Focus("forcedwhy"):
	case at.Box == "printed":
		p.f.K.Window.Canvas().Focus(p.print)
	case assess.At(at.Entity).Is("finalmark") && p.toMark(at.Item):
	default:
		p.grade.Focus("forced")
	}
}

// toMark brings what was changed of an item's mark to view.
func (p *scorePane) toMark(item string) bool {
	for i, s := range p.d.Moved() {
		if s.Item.ID == item {
			row := p.moved.Rows()[i]
			p.page.Reveal(row)
			p.f.K.Window.Canvas().Focus(row)
			return true
		}
	}
	return false
}

// takeBack asks whether a final mark without a ruling becomes the one given on site again.
func (p *scorePane) takeBack(s *assess.Score) {
	k := p.f.K
	k.Window.Confirm(k.T("summary.takeback"), k.T("summary.takeback.body", s.Item.Code, s.Final, s.Mark), k.T("summary.takeback.yes"), func() {
		k.Do(assess.Unrule(p.d, s))
	})
}

// Leave writes what is being typed.
func (p *scorePane) Leave() { p.grade.Flush() }

// table shows rows of text and figures; the first column is text, the last row the sum.
type table struct {
	heads []string
	rows  [][]*theme.Line
	body  *fyne.Container
}

func newTable(heads ...string) *table {
	t := &table{heads: heads, body: layout.Stack(0)}
	t.body.Add(t.row(heads, theme.Small, false, theme.Ink2))
	return t
}

func (t *table) row(words []string, size float32, bold bool, ink fyne.ThemeColorName) fyne.CanvasObject {
	cells := layout.Cells{Widths: []float32{0}, Gap: 8}
	row := container.New(cells)
	var lines []*theme.Line
	for i, w := range words {
		var l *theme.Line
		if i == 0 {
			l = theme.Text(w, size, bold, ink)
		} else {
			l = theme.Num(w, size, bold, ink)
			cells.Widths = append(cells.Widths, 62)
		}
		lines = append(lines, l)
		row.Add(l)
	}
	row.Layout = cells
	t.rows = append(t.rows, lines)
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	return container.NewBorder(nil, rule, nil, nil, layout.Pad(0, 5, row))
}

// put shows these rows.
func (t *table) put(rows [][]string) {
	if len(t.rows) != len(rows)+1 {
		head := t.body.Objects[0]
		t.rows, t.body.Objects = t.rows[:1], []fyne.CanvasObject{head}
		for i, r := range rows {
			t.body.Add(t.row(r, theme.Body, i == len(rows)-1, theme.Ink))
		}
	}
	for i, r := range rows {
		for j, w := range r {
			t.rows[i+1][j].Put(w)
		}
	}
}
