package team

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/schema"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// FieldKeep is which of several laptops that used an invitation goes on.
const FieldKeep = "keep"

var withdrawNoun = authorised("withdrawal", schema.Field{Name: FieldKeep}, schema.Field{Name: FieldReason})

// invitation is what is shown of one: what became of it, its code while that is known, and how it is withdrawn.
type invitation struct {
	k        *screen.Kit
	roster   Roster
	fit      func()
	shown    Machine
	code     string // read out; known only where the invitation was made, until the vault is closed
	title    *theme.Line
	state    *widgets.Banner
	spelled  *theme.Line
	coded    *fyne.Container
	uncoded  fyne.CanvasObject
	uses     *fyne.Container
	form     *form.Form
	by       *authorise
	withdraw *fyne.Container
	body     *fyne.Container
}

func newInvitation(k *screen.Kit, roster Roster, save, fit func()) *invitation {
	v := &invitation{k: k, roster: roster, fit: fit, title: theme.Text("", theme.Title, true, theme.Ink), state: widgets.NewBanner(theme.Info, ""),
		spelled: theme.Text("", theme.Figure, true, theme.Ink).Whole(), uses: layout.Stack(2)}
	v.coded = layout.Stack(8, container.NewCenter(v.spelled), widgets.Paragraph(k.T("team.code.tell")),
		container.NewHBox(widgets.NewButton(k.T("team.invite.print"), theme.IconPrint, v.print), widgets.NewPrimary(k.T("team.invite.pack"), theme.IconSave, save)),
		widgets.Paragraph(k.T("team.invite.pack.means")))
	v.uncoded = layout.Stack(8, widgets.Paragraph(k.T("team.code.gone")), container.NewHBox(widgets.NewButton(k.T("team.invite.pack"), theme.IconSave, save)))
	v.by = &authorise{k: k, roster: roster}
	v.form = form.Asking(k, withdrawNoun, append([]*form.Field{form.Pick(FieldKeep).Says("team.keep").Hint("team.keep.hint").From(v.users),
		form.Box(FieldReason).Says("team.remove.reason").Must()}, v.by.fields()...)...)
	v.form.OnDone = v.end
	v.form.OnChange = func(string) { v.by.look(); fit() }
	rows := widgets.NewForm(88)
	rows.AddWide(widgets.Head(widgets.Heading(k.T("team.withdraw.head")), nil))
	v.form.Into(rows, FieldKeep, FieldReason)
	v.by.into(v.form, rows)
	v.withdraw = layout.Stack(8, rows, container.NewHBox(layout.Spacer(), widgets.NewButton(k.T("team.withdraw"), theme.IconMinus, v.end)))
	v.body = layout.Stack(8, v.title, v.state, v.coded, v.uncoded, v.uses, v.withdraw)
	return v
}

// users are the laptops that used the invitation, or tried to.
func (v *invitation) users() []widgets.Option {
	var out []widgets.Option
	if v.shown.Invited != nil {
		for _, u := range v.shown.Invited.Uses {
			out = append(out, widgets.Option{Key: u.Device.String(), Name: u.Name})
		}
	}
	return out
}

// begin shows an invitation; code is empty where it is not known.
func (v *invitation) begin(m Machine, code string, all []Row) {
	v.shown, v.code = m, code
	v.form.Drop()
	v.form.Fill(FieldReason, "")
	v.form.Forget()
	v.form.Tell(nil)
	v.by.begin("", all)
	keep := ""
	if u := m.Invited.Used(); u != nil {
		keep = u.Device.String()
	}
	v.form.Fill(FieldKeep, keep)
	v.put(m, all)
}

// put brings up to date what became of it.
func (v *invitation) put(m Machine, all []Row) {
	v.shown = m
	x, a := m.Invited, v.k.Session.View()
	v.title.Put(v.k.T("team.invited.title", a.Name(x.Person)))
	state := map[authority.InviteState]theme.State{authority.InviteOpen: theme.Info, authority.InviteUsed: theme.Done, authority.InviteContested: theme.Warning}[m.Door]
	v.state.Put(state, v.k.T("team.invited.state", v.k.T("invite.state."+string(m.Door)), said(x.Until), a.Officers(x.By)))
	open := m.Door == authority.InviteOpen
	v.spelled.Set(strings.ReplaceAll(v.code, "-", "  "), theme.Ink)
	widgets.Visible(v.coded, open && v.code != "")
	widgets.Visible(v.uncoded, open && v.code == "")
	v.uses.RemoveAll()
	for _, u := range x.Uses {
		text := v.k.T("team.used", u.Name, said(u.At))
		if u.Why != authority.Counts {
			text = v.k.T("team.used.held", u.Name, said(u.At), v.k.T("held."+string(u.Why)))
		}
		v.uses.Add(widgets.Paragraph(text))
	}
	v.by.put(all)
	v.form.Field(FieldKeep).Show(len(x.Uses) > 1)
	widgets.Visible(v.withdraw, open || len(x.Uses) > 1 && !x.Withdrawn)
	v.fit()
}

func said(ms int64) string { return time.UnixMilli(ms).Format("2006-01-02 15:04") }

// end withdraws the invitation.
func (v *invitation) end() {
	bad := map[string]words.Msg{}
	if v.form.Value(FieldReason) == "" {
		bad[FieldReason] = words.M("team.bad.reason")
	}
	if v.by.lacks(bad) {
		v.fit()
		return
	}
	w := session.Withdrawing{Invitation: v.shown.Invited.Digest, Keep: v.keeps(), Reason: v.form.Value(FieldReason)}
	first, _ := v.by.list()
	err := v.roster.Withdraw(w, first.By, first.PIN)
	v.form.Forget()
	if err != nil {
		v.by.refused(err, map[string]string{"text.control": FieldReason, "invite.keep": FieldKeep})
	}
	v.fit()
}

// keeps is the laptop that goes on, if several used the invitation and one was chosen.
func (v *invitation) keeps() (d ledger.Device) {
	for _, u := range v.shown.Invited.Uses {
		if len(v.shown.Invited.Uses) > 1 && u.Device.String() == v.form.Value(FieldKeep) {
			return u.Device
		}
	}
	return d
}

// print shows the sheet for who is invited: how to join, in steps, with the code.
func (v *invitation) print() {
	a, x, t := v.k.Session.View(), v.shown.Invited, v.k.T
	name, agency := a.Name(x.Person), ""
	if p := a.Person(x.Person); p != nil {
		agency = p.Agency
	}
	l := report.Listing{Title: t("team.sheet"), Said: []string{name}, Columns: []report.Column{{Head: t("team.sheet.item")}, {Head: t("team.sheet.content")}}}
	row := func(item, content string) { l.Rows = append(l.Rows, report.Row{Cells: []string{item, content}}) }
	row(t("team.name"), name)
	row(t("team.agency"), agency)
	row(t("join.code"), v.code)
	row(t("team.sheet.until"), said(x.Until))
	for _, step := range []string{"1", "2", "3", "4", "5"} {
		row(t("team.sheet.step", step), t("team.sheet.step."+step))
	}
	v.k.Window.PrintList(l)
}
