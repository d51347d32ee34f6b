package rules

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// generalPane is 总则: what holds for the whole standard.
type generalPane struct {
	p           *page
	box         struct{ title, version, bonus *widgets.Field }
	rescale, by *widgets.Pick
	grades      *register
	forces      *register
	rows        map[string]*formRow
	edit        *fyne.Container
	facts       *facts
	load        fyne.CanvasObject
	view        *widgets.Page
}

func newGeneralPane(p *page) *generalPane {
	g := &generalPane{p: p,
		rescale: widgets.NewPick(""), by: widgets.NewPick(""), rows: map[string]*formRow{}, facts: newFacts()}
	g.box.title, g.box.version, g.box.bonus = widgets.NewField(p.timer), widgets.NewField(p.timer), widgets.NewField(p.timer)
	g.box.title.OnCommit = func(s string) { g.set("title", strings.TrimSpace(s)) }
	g.box.version.OnCommit = func(s string) { g.set("version", strings.TrimSpace(s)) }
	g.box.bonus.Parse = p.pointsText
	g.box.bonus.OnCommit = func(s string) { n, _ := points(s); g.set("bonus", int64(n)) }
	g.rescale.OnPick = func(s string) { g.set("rescale", s == "spread") }
	g.by.OnPick = g.turn
	g.grades, g.forces = g.newGrades(), g.newForces()
	form := widgets.NewForm(96)
	add := func(field string, box fyne.CanvasObject, hint string) {
		g.rows[field] = &formRow{row: form.Add(p.t("rules."+field), box, hint)}
	}
	add("title", g.box.title, "")
	add("version", container.New(layout.Most{Width: 200}, g.box.version), p.t("rules.version.hint"))
	add("rescale", container.New(layout.Most{Width: 320}, g.rescale), p.t("rules.rescale.hint"))
	add("bonus", container.New(layout.Most{Width: 120}, g.box.bonus), p.t("rules.bonus.hint"))
	add("by", container.New(layout.Most{Width: 320}, g.by), "")
	add("grades", g.grades.body, "")
	add("forces", g.forces.body, p.t("rules.forces.hint"))
	g.load = container.NewHBox(widgets.NewButton(p.t("rules.builtin.replace"), "", g.replace))
	g.edit = layout.Stack(theme.Grid*3, form, g.load)
	g.view = widgets.NewPage(theme.Grid*2, container.New(layout.Most{Width: 760}, g.edit), g.facts.body)
	return g
}

func (g *generalPane) object() fyne.CanvasObject { return g.view }

func (g *generalPane) set(field string, v any) {
	g.p.k.Do(assess.SetStandard(g.p.st.Table, field, v))
}

func (g *generalPane) flush() {
	for _, f := range []*widgets.Field{g.box.title, g.box.version, g.box.bonus} {
		f.Flush()
	}
	g.grades.sheet.Flush()
	g.forces.sheet.Flush()
}

func (g *generalPane) put(st State) {
	s, t := st.Standard, g.p.t
	locked := st.Lock != nil
	widgets.Visible(g.edit, !locked)
	widgets.Visible(g.facts.body, locked)
	if locked {
		g.read(s)
		g.view.Fit()
		return
	}
	g.box.title.Needed = g.p.k.Needed(string(st.Table), "title")
	g.box.title.Put(s.Title)
	g.box.version.Put(s.Version)
	g.box.bonus.Put(some(s.Bonus))
	g.rescale.Put([]widgets.Option{{Key: "spread", Name: t("rules.rescale.spread")}, {Key: "out", Name: t("rules.rescale.out")}}, spread(s))
	g.by.Put([]widgets.Option{{Key: "points", Name: t("rules.by.points")}, {Key: "rank", Name: t("rules.by.rank")}}, by(s))
	g.grades.put(gradeRows(s), t("rules.grades."+by(s)))
	g.forces.put(forceRows(s), t("rules.forces.say"))
	widgets.Visible(g.load, !st.Frozen && len(s.Sections) > 0)
	lacks := st.lacksOf("", "")
	for _, l := range st.Lacks {
		if l.Item == "" && l.Section == "" {
			lacks[l.Field] = l.Msg
		}
	}
	sayAll(g.p, g.rows, lacks)
	if st.Draft && s.Version == g.p.k.Session.View().Standard.Version {
		g.rows["version"].wrong(t("rules.version.same"))
	}
	g.view.Fit()
}

func spread(s *standard.Standard) string {
	if s.Rescale {
		return "spread"
	}
	return "out"
}

func by(s *standard.Standard) string {
	if len(s.Ranks) > 0 {
		return "rank"
	}
	return "points"
}

// read shows the settings that can't be edited.
func (g *generalPane) read(s *standard.Standard) {
	t := g.p.t
	var grades, forces []string
	for _, r := range gradeRows(s) {
		switch {
		case by(s) == "points":
			grades = append(grades, t("rules.grade.points", r[0], r[1]))
		case r[1] == "":
			grades = append(grades, t("rules.grade.rest", r[0]))
		default:
			grades = append(grades, t("rules.grade.rank", r[0], r[1]))
		}
	}
	for _, f := range s.Forces {
		forces = append(forces, t("rules.force.read", f.Event, f.Grade))
	}
	g.facts.put(t("rules.title"), s.Title, t("rules.version"), s.Version, t("rules.rescale"), t("rules.rescale."+spread(s)), t("rules.bonus"), some(s.Bonus),
		t("rules.by"), t("rules.by."+by(s)), t("rules.grades"), strings.Join(grades, "\n"), t("rules.forces"), strings.Join(forces, "\n"))
}

// turn goes over from thresholds to ranks and back; the thresholds stay below the ranks, so that nothing is lost.
func (g *generalPane) turn(to string) {
	s := g.p.st.Standard
	if to == "rank" {
		g.set("ranks", ranked(s.Grades))
		return
	}
	g.set("ranks", []standard.RankGrade{})
}

func (g *generalPane) newGrades() *register {
	name := widgets.SheetCol{Title: g.p.t("rules.grade.name")}
	value := widgets.SheetCol{Title: g.p.t("rules.grade.from"), Width: 200, Check: func(s string) (string, error) {
		if by(g.p.st.Standard) == "points" {
			n, err := points(s)
			if err != nil || n > standard.Whole {
				return "", errors.New(g.p.t("rules.bad.points"))
			}
			return n.String(), nil
		}
		n, err := whole(s)
		switch {
		case err != nil:
			return "", errors.New(g.p.t("rules.bad.count"))
		case n == 0:
			return "", nil
		}
		return strings.TrimSpace(s), nil
	}}
	return newRegister(g.p, 176, g.writeGrades, name, value)
}

func (g *generalPane) writeGrades(rows [][]string) {
	if by(g.p.st.Standard) == "rank" {
		g.set("ranks", ranks(rows))
		return
	}
	g.set("grades", thresholds(rows))
}

func (g *generalPane) newForces() *register {
	event := widgets.SheetCol{Title: g.p.t("rules.force.event")}
	grade := widgets.SheetCol{Title: g.p.t("rules.force.grade"), Width: 200, Check: func(s string) (string, error) {
		s = strings.TrimSpace(s)
		names := g.p.st.Standard.GradeNames()
		if s != "" && !slices.Contains(names, s) {
			return "", errors.New(g.p.t("rules.bad.grade", strings.Join(names, g.p.t("list.sep"))))
		}
		return s, nil
	}}
	return newRegister(g.p, 144, g.writeForces, event, grade)
}

// writeForces keeps the IDs of the events that were there.
func (g *generalPane) writeForces(rows [][]string) {
	var out []standard.Force
	old := g.p.st.Standard.Forces
	for _, r := range rows {
		f := standard.Force{Event: strings.TrimSpace(r[0]), Grade: r[1]}
		if f.Grade == "" {
			f.Grade = g.p.lowest()
		}
		if i := slices.IndexFunc(old, func(x standard.Force) bool { return x.Event == f.Event }); i >= 0 {
			f.ID = old[i].ID
		} else {
			f.ID = g.p.k.Session.NewID()
		}
		out = append(out, f)
	}
	g.set("forces", out)
}

func forceRows(s *standard.Standard) [][]string {
	var out [][]string
	for _, f := range s.Forces {
		out = append(out, []string{f.Event, f.Grade})
	}
	return out
}

// replace loads the built-in table over what there is.
func (g *generalPane) replace() {
	g.flush()
	n := len(g.p.st.Standard.Items())
	g.p.k.Window.Confirm(g.p.t("rules.builtin.replace"), g.p.t("rules.builtin.body", n), g.p.t("rules.builtin.yes"), g.p.load)
}
