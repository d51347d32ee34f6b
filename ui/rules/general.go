package rules

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// generalPane is 总则: what holds for the whole standard.
type generalPane struct {
	p         *page
	form      *form.Form
	how       *form.Form // whether grades go by points or by rank: which of two registers is filled
	grades    *register
	forces    *register
	gradesRow *widgets.FormRow
	forcesRow *widgets.FormRow
	load      *fyne.Container
	view      *widgets.Page
}

// gradesBy is how grades are found.
var gradesBy = &schema.Noun{Key: "by", Fields: []schema.Field{{Name: "by", Kind: schema.Choice, Words: "rules.by.", One: []string{"points", "rank"}}}}

func newGeneralPane(p *page) *generalPane {
	g := &generalPane{p: p, how: form.Asking(p.k, gradesBy, form.Pick("by").Says("rules.by").Wide(320)),
		form: form.New(p.k, "std", "edit.standard", form.Box("title"), form.Tick("sample").Says("rules.sample"), form.Box("version").Note("rules.version.hint").Wide(200),
			form.Pick("rescale").From(p.rescales).Over(func(string) string { return "false" }).Note("rules.rescale.hint").Wide(320),
			form.Box("bonus").Note("rules.bonus.hint").Blank())}
	g.form.OnDone = p.done
	g.form.OnWrite = g.named
	g.how.OnChange = func(string) { g.turn(g.how.Value("by")) }
	g.grades, g.forces = g.newGrades(), g.newForces()
	rows := widgets.NewForm(112)
	g.form.Into(rows)
	g.how.Into(rows)
	g.gradesRow = rows.Add(p.t("field.grades"), g.grades.body, "")
	g.forcesRow = rows.Add(p.t("rules.forces"), g.forces.body, p.t("rules.forces.hint"))
	g.load = container.NewHBox(widgets.NewButton(p.t("rules.builtin.replace"), "", g.replace))
	g.view = widgets.NewPage(theme.Grid*2, container.New(layout.Most{Width: 760}, layout.Stack(theme.Grid*3, rows, g.load)))
	return g
}

// rescales are what may become of the points of items that are not applicable.
func (p *page) rescales() []widgets.Option {
	return []widgets.Option{{Key: "true", Name: p.t("rules.rescale.spread")}, {Key: "false", Name: p.t("rules.rescale.out")}}
}

func (g *generalPane) object() fyne.CanvasObject { return g.view }

func (g *generalPane) set(field string, v any) {
	g.p.k.Do(assess.SetStandard(g.p.st.Table, field, v))
}

func (g *generalPane) flush() {
	g.form.Flush()
	g.grades.sheet.Flush()
	g.forces.sheet.Flush()
}

func (g *generalPane) put(st State) {
	s, locked := st.Standard, st.Lock != nil
	g.form.Shut(locked).Put(string(st.Table))
	g.how.Shut(locked).Fill("by", by(s))
	filled(g.form, "version", "bonus")
	g.form.Field("sample").Show(s.Sample && !locked)
	g.grades.put(gradeRows(s), g.p.t("rules.grades."+by(s)))
	g.forces.put(forceRows(s), g.p.t("rules.forces.say"))
	g.grades.lock(locked, g.gradesRead(s))
	g.forces.lock(locked, g.forcesRead(s))
	g.forcesRow.Show(!locked || len(s.Forces) > 0)
	widgets.Visible(g.load, !locked && !st.Frozen && len(s.Sections) > 0)
	lacks := g.p.lacks("", "")
	if st.Draft && s.Version == g.p.k.Session.View().Standard.Version {
		lacks["version"] = g.p.t("rules.version.same")
	}
	g.form.Tell(lacks)
	g.gradesRow.SetError(lacks["grades"])
	g.view.Fit()
}

// named makes a standard whose title no more says that it is a sample one of the round's own.
func (g *generalPane) named(e *assess.Edit, field, text string) *assess.Edit {
	if s := g.p.st.Standard; field == "title" && s.Sample && strings.Contains(s.Title, sampleMark) && !strings.Contains(text, sampleMark) {
		e.Set(string(g.p.st.Table), "sample", false)
	}
	return e
}

// sampleMark is in the title of a standard that was made for practice.
const sampleMark = "示例"

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

// gradesRead are the grades in words.
func (g *generalPane) gradesRead(s *standard.Standard) string {
	t := g.p.t
	var out []string
	for _, r := range gradeRows(s) {
		switch {
		case by(s) == "points":
			out = append(out, t("rules.grade.points", r[0], r[1]))
		case r[1] == "":
			out = append(out, t("rules.grade.rest", r[0]))
		default:
			out = append(out, t("rules.grade.rank", r[0], r[1]))
		}
	}
	return strings.Join(out, "\n")
}

// forcesRead are the events in words.
func (g *generalPane) forcesRead(s *standard.Standard) string {
	var out []string
	for _, f := range s.Forces {
		out = append(out, g.p.t("rules.force.read", f.Event, f.Grade))
	}
	return strings.Join(out, "\n")
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
