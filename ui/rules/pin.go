package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/widgets"
)

// freeze asks for a leader's PIN and makes the standard final.
func (s *Screen) freeze() {
	s.Leave()
	st := s.p.st
	n := len(st.Standard.Items())
	s.withPIN(s.p.t("rules.freeze.title"), s.p.t("rules.freeze.body", len(st.Standard.Sections), n, st.Standard.Total()), s.p.t("rules.freeze.yes"),
		assess.Freeze, s.seal.Freeze)
}

// take asks for a leader's or deputy's PIN and makes the draft the standard.
func (s *Screen) take() {
	s.turn(tabDiff) // shown before it is taken
	body := ReadDiff(s.p.k.Session.View()).says(s.p.k.Say)
	s.withPIN(s.p.t("rules.take.title", s.p.st.Standard.Version), body+"\n"+s.p.t("rules.take.body"), s.p.t("rules.take.yes"), assess.Version, s.seal.TakeVersion)
}

// begin copies the frozen standard into a draft.
func (s *Screen) begin() {
	if s.p.do(assess.BeginVersion(s.p.k.Session.View())) {
		s.turn(tabGeneral)
		s.panes[tabGeneral].(*generalPane).box.version.Focus()
	}
}

// drop asks and takes the draft away.
func (s *Screen) drop() {
	a := s.p.k.Session.View()
	d := ReadDiff(a)
	s.p.k.Window.Confirm(s.p.t("rules.drop"), s.p.t("rules.drop.body", len(d.Rows)), s.p.t("rules.drop.yes"), func() {
		s.Leave()
		s.p.do(assess.DropVersion(s.p.k.Session.View()))
	})
}

const pinWidth = 468

// signers are those who may and have a key, and who of them is chosen to begin with: whoever is at the keyboard.
func signers(a *assess.Assessment, who *assess.Person, act assess.Act) (people []widgets.Option, first string) {
	for _, p := range a.Team {
		if assess.MayStandard(p, act) && len(p.Key) > 0 {
			people = append(people, widgets.Option{Key: p.ID, Name: p.Name})
			if first == "" || p.ID == who.ID {
				first = p.ID
			}
		}
	}
	return people, first
}

// withPIN asks who, of those who may, and for the PIN, and does the deed. What is wrong stands beside the box.
func (s *Screen) withPIN(title, text, yes string, act assess.Act, deed func(person, pin string) error) {
	a, who, t := s.p.k.Session.View(), s.p.k.Session.Who(), s.p.t
	if err := assess.PermitStandard(a, who, act); err != nil {
		s.p.k.Window.Fail(err)
		return
	}
	people, first := signers(a, who, act)
	if len(people) == 0 {
		s.p.k.Window.Fail(words.Refuse("pin.none", who.Name))
		return
	}
	var m *widgets.Modal
	pick, pin := widgets.NewPick(""), widgets.NewSecret("", func() { m.OnEnter() })
	pick.Put(people, first)
	form := widgets.NewForm(0)
	form.AddWide(widgets.Paragraph(text))
	form.Add(t("sign.person"), pick, "")
	row, todo := form.Add(t("sign.pin"), pin, t("rules.pin.note")), widgets.Paragraph("")
	form.AddWide(todo)
	do := func() bool {
		err := deed(pick.Chosen(), pin.Text)
		if err != nil {
			e := s.p.k.Say.Explain(err)
			row.SetError(e.What)
			todo.SetText(e.Todo)
			pin.Clear()
			s.p.k.Window.Canvas().Focus(pin)
			return false
		}
		return true
	}
	wide := container.New(layout.Least{Width: pinWidth}, form) // narrower, wrapped text would make the question high
	for range 2 {                                              // the second time, the text knows its height
		wide.Resize(fyne.NewSize(pinWidth, wide.MinSize().Height))
	}
	m = widgets.Ask(s.p.k.Window.Canvas(), title, wide, yes, t("button.cancel"), do)
	m.Resize(fyne.NewSize(pinWidth+32, 0))
	s.p.k.Window.Canvas().Focus(pin)
}
