package prepare

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// assignPane is 分工: who assesses which section.
type assignPane struct {
	p      *page
	st     assignState
	matrix *matrix
	here   *theme.Line // what the cell at hand is
	open   *theme.Line
	body   *fyne.Container
}

func newAssignPane(p *page) *assignPane {
	x := &assignPane{p: p, here: theme.Text("", theme.Body, false, theme.Ink), open: theme.Text("", theme.Body, true, theme.Ink)}
	x.matrix = newMatrix(x.tick, x.say)
	x.matrix.onSame, x.matrix.onDown = x.same, x.down
	foot := layout.Stack(2, x.here, small(p.t("prepare.assign.keys")))
	x.body = footed(x.open, container.NewStack(layout.Pad(8, 0, x.matrix)), foot)
	return x
}

func (x *assignPane) Object() fyne.CanvasObject { return x.body }
func (x *assignPane) Leave()                    {}
func (x *assignPane) New()                      {}
func (x *assignPane) Key(fyne.KeyName) bool     { return false }

// Render shows the page's district.
func (x *assignPane) Render(*assess.District) { x.render() }

func (x *assignPane) render() {
	x.st = readAssign(x.p.view(), x.p.d())
	var cols, rows []string
	var alarm []bool
	n := 0
	for _, p := range x.st.Persons {
		cols = append(cols, p.Name)
	}
	for i, s := range x.st.Sections {
		rows = append(rows, s.Title)
		alarm = append(alarm, x.st.open(i))
		if x.st.open(i) {
			n++
		}
	}
	x.matrix.put(cols, rows, alarm, x.st.In)
	if n > 0 {
		x.open.Set(x.p.t("prepare.assign.open", n), theme.Amber)
	} else {
		x.open.Set(x.p.t("prepare.assign.done", len(rows)), theme.Ink)
	}
	x.say()
}

// say tells what the cell at hand is: the person with their load, and the section.
func (x *assignPane) say() {
	r, c := x.matrix.Place()
	if r >= len(x.st.Sections) || c >= len(x.st.Persons) {
		return
	}
	p := x.st.Persons[c]
	x.here.Put(x.p.t("prepare.assign.here", p.Name, p.Agency, x.p.t("role."+string(p.Role)), x.st.Load[c], x.st.Points[c], x.st.Sections[r].Title))
}

func (x *assignPane) tick(r, c int) {
	if err := x.p.locked("assign"); err != nil {
		x.p.k.Window.Fail(err)
		return
	}
	x.p.k.Do(x.st.assign(x.p.d(), r, c))
}

// same gives the section at hand the assessors of the one above it.
func (x *assignPane) same() {
	if r, _ := x.matrix.Place(); r > 0 {
		x.fill(r-1, r)
	}
}

// down gives all sections below the one at hand its assessors.
func (x *assignPane) down() {
	r, _ := x.matrix.Place()
	var below []int
	for i := r + 1; i < len(x.st.Sections); i++ {
		below = append(below, i)
	}
	x.fill(r, below...)
}

func (x *assignPane) fill(from int, rows ...int) {
	if err := x.p.locked("assign"); err != nil {
		x.p.k.Window.Fail(err)
		return
	}
	if from < len(x.st.Sections) {
		if e := x.st.fill(x.p.view(), x.p.d(), from, rows...); e != nil {
			x.p.k.Do(e)
		}
	}
}

func (x *assignPane) Reveal(at assess.Place) {
	i := slices.IndexFunc(x.st.Sections, func(s *standard.Section) bool { return strings.HasSuffix(at.Entity, "/assign/"+s.ID) })
	if i >= 0 {
		_, c := x.matrix.Place()
		x.matrix.Go(i, c)
	}
	x.p.focus(x.matrix)
}

// Filter goes to the next section that has nobody, as done does.
func (x *assignPane) Filter() { x.Done() }

func (x *assignPane) Done() {
	row, c := x.matrix.Place()
	for i := range x.st.Sections {
		if r := (row + 1 + i) % len(x.st.Sections); x.st.open(r) {
			x.matrix.Go(r, c)
			break
		}
	}
	x.p.focus(x.matrix)
}
