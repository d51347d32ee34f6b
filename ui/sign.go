package ui

import (
	"slices"
	"strconv"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/checklist"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// Sign implements screen.Window: a sheet with what is signed and what became of it since the person last looked; below it who signs with
// which PIN, or why nobody can and the way to what is missing.
func (u *App) Sign(district string, p assess.Phase) {
	u.shell.leave()
	d := u.shell.v.View().District(district)
	if d == nil {
		return
	}
	title, why := u.T("sign.title", d.Name, u.phase(p)), u.cantSign(d, p)
	leave := func() {}
	look := func() { u.shell.look(d, p) }
	seen := u.shell.seen(d, p)
	seen.Unknown = u.shell.v.Undeclared(d.ID, p)
	sheet, first := checklist.NewSheet(u.shell.k, d, p, why, seen, func() { leave() }, look)
	if why != nil {
		m := u.ask(widgets.Question{Title: title, Body: sheet, Yes: u.T("edit.sign"), Off: true, No: u.T("button.close"), First: first, Size: width(sheet.MinSize().Width)})
		leave = m.Close
		return
	}
	u.shell.k.AskSignature(screen.SignatureQuestion{Title: title, Sheet: sheet, Why: checklist.Locking(u.shell.k, d, p), Yes: u.T("edit.sign"), Act: assess.Sign, Opened: func(close func()) { leave = close },
		Do: func(s screen.Signature) error {
			_, err := u.shell.v.Sign(district, p, s.Person, s.PIN)
			if err == nil {
				look()
			}
			return err
		}})
}

// cantSign tells why the person at the keyboard can't sign a phase, or nil: the file, the laptop, the role, what is missing, no PIN.
func (u *App) cantSign(d *assess.District, p assess.Phase) error {
	v := u.shell.v
	if err := v.ReadOnly(); err != nil {
		return err
	}
	if !v.Enrolled() {
		return words.Refuse("device.unknown")
	}
	a, who := v.View(), v.Who()
	if err := assess.PermitStatement(a, d, p, assess.ActSign, who, ""); err != nil {
		return err
	}
	if !slices.ContainsFunc(a.Team, func(x *assess.Person) bool { return len(x.Key) > 0 && assess.May(x.Role, assess.Sign) }) {
		return words.Refuse("pin.none", who.Name)
	}
	return nil
}

// Reopen implements screen.Window.
func (u *App) Reopen(district string, p assess.Phase) {
	d := u.shell.v.View().District(district)
	if d == nil {
		return
	}
	why := u.T("reopen.body")
	if so := d.Phases[p].Signed(); so != nil {
		why = u.T("reopen.was", u.shell.v.View().Name(so.Person), so.Day().Said()) + why
	}
	u.shell.k.AskSignature(screen.SignatureQuestion{Title: u.T("reopen.title", d.Name, u.phase(p)), Why: why, Yes: u.T("edit.reopen"),
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
		rows[i] = link{key: strconv.Itoa(i), where: u.tab(b.Place), text: u.say.Say(b.Msg), place: b.Place}
	}
	u.links(u.T("sign.blocked", d.Name, u.phase(p), len(list)), rows)
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
