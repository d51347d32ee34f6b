package ui

import (
	"strconv"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/widgets"
)

// Sign implements kit.Window: what is missing, or who signs with which PIN.
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
	u.withPIN(u.T("sign.title", d.Name, u.phase(p)), text, "", assess.Sign, func(person, pin, _ string) error {
		_, err := u.shell.v.Sign(district, p, person, pin)
		return err
	})
}

// Reopen implements kit.Window.
func (u *App) Reopen(district string, p assess.Phase) {
	d := u.shell.v.View().District(district)
	if d == nil {
		return
	}
	u.withPIN(u.T("reopen.title", d.Name, u.phase(p)), u.T("reopen.body"), u.T("reopen.reason"), assess.Reopen, func(person, pin, reason string) error {
		_, err := u.shell.v.Reopen(district, p, person, pin, reason)
		return err
	})
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
	if p.Tab != "" {
		return u.T("tab." + p.Tab)
	}
	return u.phase(p.Phase)
}

// signers are those who may do an act and have a key, whoever is at the keyboard first.
func (u *App) signers(act assess.Act) []*assess.Person {
	var out []*assess.Person
	who := u.shell.v.Who()
	for _, p := range u.shell.v.View().Team {
		if assess.May(p.Role, act) && len(p.Key) > 0 {
			if who != nil && p.ID == who.ID {
				out = append([]*assess.Person{p}, out...)
			} else {
				out = append(out, p)
			}
		}
	}
	return out
}

// withPIN asks for a person who may, a PIN, and a reason if one is wanted, and does the deed. A wrong PIN is said beside the box.
func (u *App) withPIN(title, text, reasonLabel string, act assess.Act, deed func(person, pin, reason string) error) {
	who := u.shell.v.Who()
	if who == nil || !assess.May(who.Role, act) {
		u.Fail(assess.PermitAct(who, act))
		return
	}
	people := u.signers(act)
	if len(people) == 0 {
		u.Fail(words.Refuse("pin.none", who.Name))
		return
	}
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = u.T("sign.who", p.Name, words.M("role."+string(p.Role)))
	}
	pick := widget.NewSelect(names, nil)
	pick.SetSelectedIndex(0)
	pin, reason := newPinBox(u.T("sign.pin.hint")), widgets.NewField(nil)
	form := widgets.NewForm(0)
	form.AddWide(widgets.Paragraph(text))
	form.Add(u.T("sign.person"), pick, "")
	var why *widgets.FormRow
	if reasonLabel != "" {
		why = form.Add(reasonLabel, reason, "")
	}
	row := form.Add(u.T("sign.pin"), pin, u.T("sign.pin.note"))
	m := u.ask(title, form, u.T("edit."+string(act)), func(m *modal) {
		if why != nil && reason.Text() == "" {
			why.SetError(u.T("shell.needed"))
			return
		}
		err := deed(people[pick.SelectedIndex()].ID, pin.Text, reason.Text())
		if err == nil {
			m.close()
			return
		}
		row.SetError(u.say.Explain(err).Line())
		pin.SetText("")
		u.win.Canvas().Focus(pin)
	}, pin, 480)
	pin.key = m.typed
	if why != nil {
		u.win.Canvas().Focus(reason.Target())
	}
}
