package setup

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// seats are the persons of the team to be ticked as assessors. The lines stay where they are; beside each that is ticked stands its place
// among these, which its knobs change.
type seats struct {
	v   *assignView
	in  []string // who is ticked, in order
	all []*seat
}

// seat is one person.
type seat struct {
	id, name string
	tick     *widgets.Tick
	moves    *fyne.Container
	body     *fyne.Container
}

func newSeats(v *assignView, in []string) *seats {
	s := &seats{v: v, in: in}
	for _, p := range v.st.A.Team {
		x := &seat{id: p.ID, name: strings.TrimSpace(v.k.T("setup.assign.person", p.Name, p.Agency, v.k.T("role."+string(p.Role))))}
		x.tick = widgets.NewTick(x.name)
		x.tick.Put(slices.Contains(in, p.ID))
		x.tick.OnTick = func(on bool) { s.ticked(x.id, on) }
		x.moves = container.NewHBox(widgets.NewKnob(theme.IconUp, func() { s.move(x.id, -1) }), widgets.NewKnob(theme.IconDown, func() { s.move(x.id, 1) }))
		x.body = container.NewBorder(nil, nil, nil, x.moves, x.tick)
		s.all = append(s.all, x)
	}
	s.put()
	return s
}

func (s *seats) first() fyne.Focusable {
	if len(s.all) == 0 {
		return nil
	}
	return s.all[0].tick
}

func (s *seats) ticked(id string, on bool) {
	s.in = slices.DeleteFunc(s.in, func(x string) bool { return x == id })
	if on {
		s.in = append(s.in, id)
	}
	s.put()
}

// move puts a person one place further up or down among those who are ticked.
func (s *seats) move(id string, dir int) {
	i := slices.Index(s.in, id)
	if j := i + dir; i >= 0 && j >= 0 && j < len(s.in) {
		s.in[i], s.in[j] = s.in[j], s.in[i]
		s.put()
	}
}

// put says the places.
func (s *seats) put() {
	for _, x := range s.all {
		at := slices.Index(s.in, x.id)
		word := x.name
		if at >= 0 && len(s.in) > 1 {
			word += " · " + s.v.k.T("setup.assign.place", at+1)
		}
		x.tick.Word(word)
		widgets.Visible(x.moves, at >= 0 && len(s.in) > 1)
		layout.Relayout(x.body)
	}
}
