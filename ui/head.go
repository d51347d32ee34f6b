package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"kaohe/app/assess"
	"kaohe/ui/part"
	"kaohe/ui/piece"
	"kaohe/ui/theme"
)

// head is the top of a district's pages: its name, the five phases, its score, what is missing, and the signature.
type head struct {
	s      *shell
	object fyne.CanvasObject
	name   *theme.Line
	steps  *part.Steps
	score  *theme.Line
	full   *theme.Line
	miss   *part.Button
	print  *part.Button
	sign   *part.Button
	d      *assess.District
	p      assess.Phase
}

func newHead(s *shell) *head {
	h := &head{s: s, steps: part.NewSteps()}
	h.name = theme.Text("", theme.Title, true, theme.Ink).Whole()
	h.score = theme.Text("", theme.Figure, true, theme.Ink).Whole()
	h.full = theme.Text("", theme.Small, false, theme.Ink2).Whole()
	h.miss = part.NewQuiet("", theme.IconWarning, func() { s.u.blockers(h.d, h.p) })
	h.sign = part.NewPrimary("", theme.IconSign, func() { s.u.Sign(h.d.ID, h.p) })
	h.steps.OnPick = func(key string) {
		if n, err := strconv.Atoi(key); err == nil {
			s.show(route{Page: pageDistrict, District: s.at.District, Phase: assess.Phase(n)})
		}
	}
	h.print = part.NewButton("", theme.IconPrint, func() { s.u.Print(h.d.ID) })
	figure := container.NewHBox(h.score, container.NewVBox(layout.NewSpacer(), h.full))
	right := container.NewVBox(container.NewHBox(layout.NewSpacer(), figure), container.NewHBox(layout.NewSpacer(), h.print, h.sign))
	left := container.New(layout.NewCustomPaddedLayout(4, 0, 4, 4), container.NewVBox(h.name, layout.NewSpacer(), h.miss))
	row := container.New(headRow{h}, left, container.NewVBox(layout.NewSpacer(), h.steps, layout.NewSpacer()), right)
	h.object = container.NewBorder(nil, theme.NewBox(theme.Rule).Least(0, 1), nil, nil, container.NewPadded(row))
	return h
}

// headRow lays left and right at their least widths and the steps between. On a narrow window the printer's word goes, so that all
// fits into 1024.
type headRow struct{ h *head }

const headWide = 860 // what is left beside the sidebar of a window of 1100

func (l headRow) MinSize(objs []fyne.CanvasObject) fyne.Size {
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
	if size.Width < headWide {
		l.h.print.Put("")
	} else {
		l.h.print.Put(l.h.s.u.T("shell.print"))
	}
	left, right := objs[0].MinSize().Width, objs[2].MinSize().Width
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
	steps := make([]part.Step, 0, len(assess.Phases))
	for _, x := range assess.Phases {
		st := &d.Phases[x]
		step := part.Step{Key: strconv.Itoa(int(x)), Name: u.phase(x), State: stateOf[st.Status], Word: u.T("status." + st.Status.Key())}
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
	h.score.Put(d.Final.Total.String())
	h.full.Put("/ " + d.Final.Full.String())
	h.signature(&d.Phases[p])
}

func (h *head) signature(st *assess.PhaseState) {
	u := h.s.u
	signed := st.Signed() != nil
	piece.Visible(h.miss, !signed && len(st.Blockers) > 0)
	h.miss.Put(u.T("shell.missing", len(st.Blockers)))
	piece.Visible(h.sign, !signed || len(st.Changed) > 0)
	h.sign.Put(u.T("shell.sign"))
}
