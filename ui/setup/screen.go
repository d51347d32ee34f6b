package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// view is one step on screen.
type view interface {
	object() fyne.CanvasObject
	put(State)
	// flush commits what is being typed.
	flush()
	// reveal brings an entity (and a field of the round) to view and puts the keyboard there.
	reveal(entity, field string)
}

// Screen is the page.
type Screen struct {
	k      *screen.Kit
	roster Roster
	st     State
	at     Step
	steps  *widgets.Steps
	told   *widgets.Banner
	views  map[Step]view
	middle *fyne.Container
	foot   struct {
		back, next *widgets.Button
		says       *theme.Line
	}
	body *fyne.Container
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// New makes the page.
func New(k *screen.Kit, team Roster) *Screen {
	s := &Screen{k: k, roster: team, at: StepRound, steps: widgets.NewSteps(), told: widgets.NewBanner(theme.Warning, ""), middle: container.NewStack()}
	s.steps.OnPick = func(key string) { s.turn(Step(key)) }
	s.views = map[Step]view{
		StepRound:     newRound(k),
		StepStandard:  newStandardView(k),
		StepDistricts: newDistricts(k),
		StepTeam:      newTeam(k),
		StepAssign:    newAssignView(k),
		StepTasks:     newTasks(k),
		StepBegin:     newBegin(k, s.show),
	}
	s.foot.back = widgets.NewQuiet("", theme.IconBack, func() { s.walk(-1) })
	s.foot.next = widgets.NewButton("", theme.IconNext, func() { s.walk(1) })
	s.foot.next.IconPlacement = widget.ButtonIconTrailingText
	s.foot.says = theme.Text("", theme.Small, false, theme.Ink2)
	says := container.New(layout.Least{Height: theme.Touch}, container.New(layout.Middle{}, s.foot.says))
	foot := layout.Stack(0, theme.NewBox(theme.Rule).Least(0, 1), layout.Pad(16, 4, container.NewBorder(nil, nil, s.foot.back, s.foot.next, layout.Pad(8, 0, says))))
	top := layout.Stack(4, layout.Pad(8, 4, s.steps), layout.Pad(16, 0, s.told))
	s.body = container.NewBorder(top, container.NewStack(theme.NewBox(theme.Paper), foot), nil, nil, s.middle)
	return s
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows what the session has now.
func (s *Screen) Render() {
	s.st = Read(s.k.Session.View(), s.k.Session.Who(), s.roster.Enrolled())
	var steps []widgets.Step
	for _, step := range Steps {
		steps = append(steps, s.face(step))
	}
	s.steps.Put(steps...)
	s.steps.Pick(string(s.at))
	s.tell()
	s.putFoot()
	s.body.Layout.Layout(s.body.Objects, s.body.Size()) // the notice comes and goes
	v := s.views[s.at]
	if len(s.middle.Objects) != 1 || s.middle.Objects[0] != v.object() {
		s.middle.Objects = []fyne.CanvasObject{v.object()}
		s.middle.Refresh()
	}
	v.put(s.st)
}

// face is a step's sign: done, or how much is open.
func (s *Screen) face(step Step) widgets.Step {
	f := widgets.Step{Key: string(step), Name: s.k.T("setup.step." + string(step)), State: theme.Done, Word: s.k.T("setup.done")}
	n := len(s.st.Lacks[step])
	switch {
	case step == StepBegin && n > 0:
		f.State, f.Word = theme.Idle, s.k.T("setup.notbegun")
	case step == StepBegin:
		f.Word = s.k.T("setup.begun")
	case s.st.waits(step):
		f.State, f.Word = theme.Idle, s.k.T("setup.waits")
	case n > 0:
		f.State, f.Word = theme.Awaiting, s.k.T("setup.open", n)
	}
	return f
}

// tell says in one line why nothing can be changed here, or else what the step lacks first.
func (s *Screen) tell() {
	lacks := s.st.Lacks[s.at]
	switch lock := s.lock(); {
	case lock != nil:
		e := s.k.Say.Explain(lock)
		s.told.Put(theme.Locked, e.Both())
	case s.at == StepBegin || len(lacks) == 0:
		s.told.Put(theme.Info, "")
	default:
		text := s.k.Say.Say(lacks[0].Msg)
		if len(lacks) > 1 {
			text = s.k.T("setup.more", text, len(lacks))
		}
		s.told.Put(theme.Warning, text, widgets.Action{Name: s.k.T("setup.mend"), Do: func() { s.mend(lacks[0]) }})
	}
}

func (s *Screen) lock() error {
	switch {
	case s.at == StepTeam || s.at == StepBegin:
		return nil
	case s.at == StepStandard:
		return s.st.LockStd
	}
	return s.st.Lock
}

func (s *Screen) putFoot() {
	at := s.index()
	widgets.Visible(s.foot.back, at > 0)
	widgets.Visible(s.foot.next, at < len(Steps)-1)
	if at > 0 {
		s.foot.back.Put(s.k.T("setup.step." + string(Steps[at-1])))
	}
	if at < len(Steps)-1 {
		s.foot.next.Put(s.k.T("setup.step." + string(Steps[at+1])))
	}
	s.foot.says.Put(s.k.T("setup.says." + string(s.at)))
}

func (s *Screen) index() int {
	for i, step := range Steps {
		if step == s.at {
			return i
		}
	}
	return 0
}

func (s *Screen) walk(dir int) { s.turn(Steps[max(0, min(len(Steps)-1, s.index()+dir))]) }

// turn goes to a step; what is being typed is committed first.
func (s *Screen) turn(step Step) {
	if step != s.at {
		s.Leave()
		s.at = step
	}
	s.Render()
}

// show turns to what is missing.
func (s *Screen) show(l Lack) {
	s.turn(l.Step)
	s.views[s.at].reveal(l.Entity, l.Field)
}

// mend goes to where a thing that this step lacks is put right, which is another page for the standard and the team.
func (s *Screen) mend(l Lack) {
	switch l.Step {
	case StepStandard:
		if len(s.st.A.Standard.Items()) > 0 {
			s.k.Window.Go(assess.Place{Tab: TabStandard})
		}
	case StepTeam:
		s.k.Window.Go(assess.Place{Tab: TabTeam})
	default:
		s.views[s.at].reveal(l.Entity, l.Field)
	}
}

// Leave commits what is being typed.
func (s *Screen) Leave() { s.views[s.at].flush() }

// Reveal turns to the step of an entity; without one it stays where it was, or goes to the first step that is open.
func (s *Screen) Reveal(p assess.Place) {
	if p.Entity == "" {
		s.steps.Focus()
		return
	}
	s.show(Lack{Step: stepOf(p.Entity), Entity: p.Entity})
}

// New adds what the step is about.
func (s *Screen) New() {
	switch v := s.views[s.at].(type) {
	case *districts:
		v.add()
	case *tasks:
		v.add()
	case *team:
		s.k.Window.Go(assess.Place{Tab: TabTeam})
	}
}

// Filter has nothing to filter.
func (s *Screen) Filter() {}

// DoneAndNext goes to the next step.
func (s *Screen) DoneAndNext() { s.walk(1) }

// right puts things at the right.
func right(o ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewHBox(append([]fyne.CanvasObject{layout.Spacer()}, o...)...)
}

// focus puts the keyboard on something.
func focus(k *screen.Kit, f fyne.Focusable) {
	if c := k.Window.Canvas(); c != nil && f != nil {
		c.Focus(f)
	}
}
