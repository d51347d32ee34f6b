package checklist

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/piece"
	"kaohe/ui/part"
)

// prepare says who assesses which section, and which subdistricts were drawn.
type prepare struct {
	k        *kit.Kit
	do       func(*assess.Edit) bool
	st       State
	sections []*sectionRow
	list     *fyne.Container
	drawn    *look.Line
	ticks    []*piece.Tick
	grid     *fyne.Container
	none     *widget.Label
	body     *fyne.Container
}

// sectionRow is a section with its assessors.
type sectionRow struct {
	title, names *widget.Label
	sign         *look.Pic
	change       *part.Button
	body         *fyne.Container
}

func newPrepare(k *kit.Kit, do func(*assess.Edit) bool) *prepare {
	p := &prepare{k: k, do: do, list: piece.Stack(0), drawn: piece.Heading(""), grid: container.New(layout.NewGridWrapLayout(fyne.NewSize(140, look.Touch))), none: wrapped()}
	p.none.SetText(k.T("block.subdistricts"))
	p.body = piece.Stack(4, piece.Head(piece.Heading(k.T("checklist.assign")), nil), p.list, piece.Head(p.drawn, nil), p.none, p.grid)
	return p
}

func (p *prepare) object() fyne.CanvasObject { return p.body }
func (p *prepare) flush()                    {}

func (p *prepare) put(st State) {
	p.st = st
	a := p.k.Desk.View()
	secs := a.Standard.Sections
	for len(p.sections) < len(secs) {
		r := p.newRow()
		p.sections = append(p.sections, r)
		p.list.Add(r.body)
	}
	for i, r := range p.sections {
		piece.Visible(r.body, i < len(secs))
		if i < len(secs) {
			p.putRow(r, a, secs[i])
		}
	}
	p.putSubs()
}

func (p *prepare) newRow() *sectionRow {
	r := &sectionRow{title: wrapped(), names: wrapped(), sign: look.NewPic(look.IconCheck, look.Glyph, look.Green)}
	r.change = part.NewQuiet(p.k.T("checklist.change.who"), "", nil)
	sign := container.New(piece.Least{Width: 20, Height: look.Touch}, container.New(layout.NewCenterLayout(), r.sign))
	cells := piece.Cells{Widths: []float32{20, 200, 0, 72}, Gap: 4}
	r.body = container.NewBorder(nil, look.NewBox(look.Rule).Least(0, 1), nil, nil, container.New(cells, sign, r.title, r.names, r.change))
	return r
}

func (p *prepare) putRow(r *sectionRow, a *assess.Assessment, sec *standard.Section) {
	setText(r.title, sec.Title)
	var names []string
	for _, id := range p.st.District.Assigned[sec.ID] {
		names = append(names, a.Name(id))
	}
	text, state := strings.Join(names, p.k.T("list.sep")), look.Done
	if len(names) == 0 {
		text, state = p.k.T("checklist.noassessor"), look.Warning
	}
	r.sign.Set(state.Icon(), state.Ink())
	setText(r.names, text)
	piece.Visible(r.change, p.st.LockMore == nil)
	r.change.OnTapped = func() { p.choose(sec) }
}

func (p *prepare) putSubs() {
	d := p.st.District
	n := 0
	for len(p.ticks) < len(d.Subdistricts) {
		t := piece.NewTick("")
		p.ticks = append(p.ticks, t)
		p.grid.Add(t)
	}
	w := float32(140)
	for i, t := range p.ticks {
		piece.Visible(t, i < len(d.Subdistricts))
		if i >= len(d.Subdistricts) {
			continue
		}
		s := d.Subdistricts[i]
		if s.Drawn {
			n++
		}
		t.OnTick = func(on bool) { p.do(SetDrawn(s, on)) }
		t.Word(s.Name)
		t.Put(s.Drawn)
		t.Lock(p.st.LockMore != nil)
		w = max(w, t.MinSize().Width)
	}
	p.grid.Layout = layout.NewGridWrapLayout(fyne.NewSize(w, look.Touch))
	p.drawn.Put(p.k.T("checklist.drawn", n, len(d.Subdistricts)))
	piece.Visible(p.none, len(d.Subdistricts) == 0)
}

// choose asks who assesses a section.
func (p *prepare) choose(sec *standard.Section) {
	d, a := p.st.District, p.k.Desk.View()
	in := map[string]bool{}
	for _, id := range d.Assigned[sec.ID] {
		in[id] = true
	}
	list := piece.Stack(0)
	var first fyne.Focusable
	for _, person := range a.Team {
		t := piece.NewTick(p.k.T("checklist.person", person.Name, person.Agency, p.k.T("role."+string(person.Role))))
		t.Put(in[person.ID])
		t.OnTick = func(on bool) { in[person.ID] = on }
		list.Add(t)
		if first == nil {
			first = t
		}
	}
	c := p.k.Window.Canvas()
	body := piece.Stack(4, look.Text(sec.Title, look.Body, false, look.Ink2), list)
	m := piece.Ask(c, p.k.T("checklist.assign.title"), container.NewVScroll(body), p.k.T("checklist.save"), p.k.T("checklist.cancel"), func() bool {
		e := SetAssigned(d, sec.ID, in)
		return e == nil || p.do(e)
	})
	m.Resize(fyne.NewSize(420, 160+look.Touch*float32(len(a.Team))))
	if first != nil {
		c.Focus(first)
	}
}

func (p *prepare) at(entity string) (fyne.CanvasObject, fyne.Focusable) {
	if p.st.District == nil {
		return nil, nil
	}
	for i, s := range p.st.District.Subdistricts {
		if s.Entity == entity {
			return p.ticks[i], p.ticks[i]
		}
	}
	a := p.k.Desk.View()
	for i, sec := range a.Standard.Sections {
		whose := p.st.District.Assigned[sec.ID]
		if entity == assess.Path(p.st.District.Entity, "assign", sec.ID) || entity == "" && len(whose) == 0 {
			return p.sections[i].body, p.sections[i].change
		}
	}
	drawn := func(s *assess.Subdistrict) bool { return s.Drawn }
	if subs := p.st.District.Subdistricts; entity == "" && len(subs) > 0 && !slices.ContainsFunc(subs, drawn) {
		return p.ticks[0], p.ticks[0]
	}
	return nil, nil
}
