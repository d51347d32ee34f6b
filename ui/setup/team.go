package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// team is the fourth step: who belongs to it and who can sign. It is changed on the team's own page.
type team struct {
	k     *screen.Kit
	title *theme.Line
	signs *theme.Line
	open  *widgets.Button
	rows  []*teamRow
	list  *fyne.Container
	page  *widgets.Page
}

type teamRow struct {
	cells [3]*theme.Line
	sign  *widgets.Badge
	body  *fyne.Container
}

var teamCells = layout.Cells{Widths: []float32{96, 0, 72, 132}, Gap: 8}

func newTeam(k *screen.Kit) *team {
	v := &team{k: k, title: widgets.Heading(""), signs: theme.Text("", theme.Body, false, theme.Ink2), list: layout.Stack(0)}
	v.open = widgets.NewPrimary(k.T("setup.team.open"), theme.IconTeam, func() { k.Window.Go(assess.Place{Tab: TabTeam}) })
	var heads []fyne.CanvasObject
	for _, key := range []string{"name", "agency", "role", "sign"} {
		heads = append(heads, theme.Text(k.T("setup.team."+key), theme.Small, false, theme.Ink2))
	}
	v.page = widgets.NewPage(8, container.New(layout.Most{Width: 720},
		layout.Stack(8, widgets.Head(v.title, v.open), v.signs, container.New(teamCells, heads...), v.list)))
	return v
}

func (v *team) object() fyne.CanvasObject { return v.page }
func (v *team) flush()                    {}

func (v *team) put(s State) {
	n := 0
	for len(v.rows) < len(s.A.Team) {
		r := newTeamRow()
		v.rows = append(v.rows, r)
		v.list.Add(r.body)
	}
	for i, r := range v.rows {
		widgets.Visible(r.body, i < len(s.A.Team))
		if i >= len(s.A.Team) {
			continue
		}
		p := s.A.Team[i]
		state, word := signState(p)
		if state == theme.Signed {
			n++
		}
		r.cells[0].Put(p.Name)
		r.cells[1].Put(p.Agency)
		r.cells[2].Put(v.k.T("role." + string(p.Role)))
		r.sign.Set(state, v.k.T(word))
	}
	v.title.Put(v.k.T("setup.team.title", len(s.A.Team)))
	v.signs.Put(v.k.T("setup.team.signs", n))
	v.page.Fit()
}

// signState says whether a person can sign phases.
func signState(p *assess.Person) (theme.State, string) {
	switch {
	case assess.May(p.Role, assess.Sign) && len(p.Key) > 0:
		return theme.Signed, "setup.team.yes"
	case assess.May(p.Role, assess.Sign):
		return theme.Warning, "setup.team.nopin"
	case len(p.Key) > 0:
		return theme.Done, "setup.team.pin"
	}
	return theme.Idle, "setup.team.never"
}

func newTeamRow() *teamRow {
	r := &teamRow{sign: widgets.NewBadge(theme.Idle, "")}
	for i := range r.cells {
		r.cells[i] = theme.Text("", theme.Body, i == 0, theme.Ink)
	}
	row := container.New(teamCells, r.cells[0], r.cells[1], r.cells[2], container.NewHBox(r.sign))
	r.body = container.NewBorder(nil, theme.NewBox(theme.Rule).Least(0, 1), nil, nil, container.New(layout.Least{Height: theme.Touch}, container.New(layout.Middle{}, row)))
	return r
}

func (v *team) reveal(string, string) { focus(v.k, v.open) }
