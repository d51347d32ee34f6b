package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// head is the top of a district's pages: its name, the five phases, its score, what is missing, and the signature.
type head struct {
	s      *shell
	object fyne.CanvasObject
	name   *theme.Line
	steps  *widgets.Steps
	score  *theme.Line
	open   *theme.Line // how many items the score lacks
	full   *theme.Line
	miss   *widgets.Button
	print  *widgets.Button
	sign   *widgets.Button
	d      *assess.District
	p      assess.Phase
}

func newHead(s *shell) *head {
	h := &head{s: s, steps: widgets.NewSteps()}
	h.name = theme.Text("", theme.Title, true, theme.Ink)
	h.score = theme.Text("", theme.Figure, true, theme.Ink).Whole()
	h.open = theme.Text("", theme.Small, false, theme.Amber).Whole()
	h.full = theme.Text("", theme.Small, false, theme.Ink2).Whole()
	h.miss = widgets.NewQuiet("", theme.IconWarning, func() { s.u.blockers(h.d, h.p) })
	h.sign = widgets.NewPrimary("", theme.IconSign, func() { s.u.Sign(h.d.ID, h.p) })
	h.steps.OnPick = func(key string) {
		if n, err := strconv.Atoi(key); err == nil {
			s.show(route{Page: pageDistrict, District: s.at.District, Phase: assess.Phase(n)})
		}
	}
	h.print = widgets.NewButton("", theme.IconPrint, s.u.offerPapers)
	figure := container.NewHBox(h.score, container.NewVBox(layout.Spacer(), layout.Stack(0, h.open, h.full)))
	right := container.New(headSide{h}, container.NewHBox(layout.Spacer(), figure), container.NewHBox(layout.Spacer(), h.print, h.sign))
	left := layout.Pad(4, 0, container.New(headSide{h}, h.name, h.miss))
	row := container.New(headRow{h}, left, container.New(layout.Middle{}, h.steps), right)
	h.object = layout.Fill(0, layout.Pad(4, 4, row), theme.NewBox(theme.Rule).Least(0, 1))
	return h
}

// low makes the head as low as it can be, or as high as reads best.
func (h *head) low(on bool) {
	h.steps.Flat(on)
	if on {
		h.score.Sized(theme.Title)
	} else {
		h.score.Sized(theme.Figure)
	}
}

// headSide has something at the top and buttons at the bottom, which are lower in a low window.
type headSide struct{ h *head }

// buttonLow is how high the head's buttons are in a low window.
const buttonLow float32 = 28

func (l headSide) buttons(o fyne.CanvasObject) float32 {
	if l.h.s.k.Low() {
		return buttonLow
	}
	return o.MinSize().Height
}

func (l headSide) MinSize(o []fyne.CanvasObject) fyne.Size {
	top, low := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(top.Width, low.Width), top.Height+l.buttons(o[1]))
}

func (l headSide) Layout(o []fyne.CanvasObject, size fyne.Size) {
	high := l.buttons(o[1])
	o[0].Resize(fyne.NewSize(size.Width, o[0].MinSize().Height))
	o[1].Move(fyne.NewPos(0, size.Height-high))
	o[1].Resize(fyne.NewSize(size.Width, high))
}

// headRow lays left and right at their least widths and the steps between; the district's name gets what the steps can spare. On a narrow
// window the printer's word goes, so that all fits into 1024.
type headRow struct{ h *head }

// Measures of the row.
const (
	headWide  float32 = 860 // what is left beside the sidebar of a window of 1100
	nameLeast float32 = 96
	nameAir   float32 = 8 // around the name
	// stepsWhole is what the steps take before a name gets more than the least: the usual words fit there.
	stepsWhole float32 = 5 * 96
)

func (l headRow) MinSize(objs []fyne.CanvasObject) fyne.Size {
	l.h.low(l.h.s.k.Low())
	l.h.name.Most(nameLeast)
	var s fyne.Size
	for _, o := range objs {
		m := o.MinSize()
		s.Width, s.Height = s.Width+m.Width, max(s.Height, m.Height)
	}
	return s.SubtractWidthHeight(l.word(), 0)
}

// word is how much wider the printer's button is for its word.
func (l headRow) word() float32 {
	if l.h.print.Text == "" {
		return 0
	}
	return l.h.print.MinSize().Width - l.h.sign.MinSize().Height
}

func (l headRow) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	word := ""
	if size.Width >= headWide {
		word = l.h.s.u.T("shell.print")
	}
	if l.h.print.Text != word {
		l.h.print.Put(word)
		layout.Relayout(objs[2]) // which may be as wide as before, for the figure above it
	}
	right := objs[2].MinSize().Width
	l.h.name.Most(max(nameLeast, size.Width-right-stepsWhole-nameAir))
	left := objs[0].MinSize().Width
	x := float32(0)
	for i, w := range []float32{left, size.Width - left - right, right} {
		objs[i].Move(fyne.NewPos(x, 0))
		objs[i].Resize(fyne.NewSize(w, size.Height))
		x += w
	}
}

var stateOf = map[assess.Status]theme.State{
	assess.NotStarted: theme.Idle, assess.Underway: theme.Underway, assess.Awaiting: theme.Awaiting, assess.SignedOff: theme.Signed}

func (h *head) render(d *assess.District, p assess.Phase) {
	u := h.s.u
	h.d, h.p = d, p
	h.name.Put(d.Name)
	steps := make([]widgets.Step, 0, len(assess.Phases))
	for _, x := range assess.Phases {
		st := &d.Phases[x]
		step := widgets.Step{Key: strconv.Itoa(int(x)), Name: u.phase(x), State: stateOf[st.Status], Word: u.T("status." + st.Status.Key())}
		if st.Total > 0 {
			step.Far = strconv.Itoa(st.Done) + "/" + strconv.Itoa(st.Total)
		}
		if len(st.Changed) > 0 {
			step.State, step.Word = theme.Warning, u.T("shell.changed")
		}
		steps = append(steps, step)
	}
	h.steps.Put(steps...)
	h.steps.Pick(strconv.Itoa(int(p)))
	h.score.Put(d.Final.Range.String())
	h.full.Put("/ " + d.Final.Full.String())
	h.open.Put(u.T("overview.open", d.Final.Open))
	widgets.Visible(h.open, d.Final.Open > 0)
	h.signature(&d.Phases[p])
	layout.Relayout(h.object) // other words are of other widths
}

func (h *head) signature(st *assess.PhaseState) {
	u := h.s.u
	signed := st.Signed() != nil
	widgets.Visible(h.miss, !signed && len(st.Blockers) > 0)
	h.miss.Put(u.T("shell.missing", len(st.Blockers)))
	widgets.Visible(h.sign, !signed || len(st.Changed) > 0)
	h.sign.Put(u.T("shell.sign"))
}
