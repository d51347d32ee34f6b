package rules

import (
	"kaohe/app/assess"
	"kaohe/ui/screen"
)

// freeze asks for a leader's PIN and makes the standard final.
func (s *Screen) freeze() {
	s.Leave()
	st := s.p.st
	n := len(st.Standard.Items())
	s.withPIN(s.p.t("rules.freeze.title"), s.p.t("rules.freeze.body", len(st.Standard.Sections), n, st.Standard.Total()), s.p.t("rules.freeze.yes"),
		assess.Freeze, s.standards.Freeze)
}

// take asks for a leader's or deputy's PIN and makes the draft the standard.
func (s *Screen) take() {
	s.turn(tabDiff) // shown before it is taken
	body := ReadDiff(s.p.k.Session.View()).says(s.p.k.Say)
	s.withPIN(s.p.t("rules.take.title", s.p.st.Standard.Version), body+"\n"+s.p.t("rules.take.body"), s.p.t("rules.take.yes"), assess.Version, s.standards.TakeVersion)
}

// begin copies the frozen standard into a draft.
func (s *Screen) begin() {
	if s.p.k.Do(assess.BeginVersion(s.p.k.Session.View())) {
		s.turn(tabGeneral)
		s.panes[tabGeneral].(*generalPane).form.Focus("version")
	}
}

// drop asks and takes the draft away.
func (s *Screen) drop() {
	a := s.p.k.Session.View()
	d := ReadDiff(a)
	s.p.k.Window.Confirm(s.p.t("rules.drop"), s.p.t("rules.drop.body", len(d.Rows)), s.p.t("rules.drop.yes"), func() {
		s.Leave()
		s.p.k.Do(assess.DropVersion(s.p.k.Session.View()))
	})
}

// withPIN asks for the PIN of somebody who may, and does the deed.
func (s *Screen) withPIN(title, why, yes string, act assess.Act, deed func(person, pin string) error) {
	if err := assess.PermitStandard(s.p.k.Session.View(), s.p.k.Session.Who(), act); err != nil {
		s.p.k.Window.Fail(err)
		return
	}
	s.p.k.AskSignature(screen.SignatureQuestion{Title: title, Why: why, Yes: yes, Act: act,
		Do: func(by screen.Signature) error { return deed(by.Person, by.PIN) }})
}
