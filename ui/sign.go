package ui

import (
	"strconv"

	"kaohe/app/assess"
	"kaohe/ui/screen"
)

// Sign implements screen.Window: what is missing, or who signs with which PIN.
func (u *App) Sign(district string, p assess.Phase) {
	u.shell.leave()
	d := u.shell.v.View().District(district)
	if d == nil {
		return
	}
	st := &d.Phases[p]
	if n := len(st.Blockers); n > 0 && st.Signed() == nil {
		u.blockers(d, p)
		return
	}
	text := u.T("sign.covers", d.Name, u.phase(p), st.Done, st.Total)
	u.shell.k.AskSignature(screen.SignatureQuestion{Title: u.T("sign.title", d.Name, u.phase(p)), Why: text, Yes: u.T("edit.sign"), Act: assess.Sign,
		Do: func(s screen.Signature) error {
			_, err := u.shell.v.Sign(district, p, s.Person, s.PIN)
			return err
		}})
}

// Reopen implements screen.Window.
func (u *App) Reopen(district string, p assess.Phase) {
	d := u.shell.v.View().District(district)
	if d == nil {
		return
	}
	u.shell.k.AskSignature(screen.SignatureQuestion{Title: u.T("reopen.title", d.Name, u.phase(p)), Why: u.T("reopen.body"), Yes: u.T("edit.reopen"),
		Reason: "reopen.reason", Act: assess.Reopen, Do: func(s screen.Signature) error {
			_, err := u.shell.v.Reopen(district, p, s.Person, s.PIN, s.Reason)
			return err
		}})
}

func (u *App) phase(p assess.Phase) string { return u.T("phase." + p.Key()) }

// blockers lists what is missing, each with a way there.
func (u *App) blockers(d *assess.District, p assess.Phase) {
	list := d.Phases[p].Blockers
	rows := make([]link, len(list))
	for i, b := range list {
		rows[i] = link{strconv.Itoa(i), u.tab(b.Place), u.say.Say(b.Msg), b.Place}
	}
	u.links(u.T("sign.blocked", d.Name, u.phase(p), len(list)), "", rows)
}

// tab names the place of a blocker.
func (u *App) tab(p assess.Place) string {
	switch {
	case p.District == "":
		return u.T("shell." + p.Tab)
	case p.Tab != "" && p.Phase == assess.Preparation:
		return u.T("prepare.tab." + p.Tab)
	case p.Tab != "" && p.Phase == assess.Onsite:
		return u.T("onsite.tab." + p.Tab)
	}
	return u.phase(p.Phase)
}
