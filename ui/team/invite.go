package team

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/schema"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// FieldDays is for how many days an invitation can be used.
const FieldDays = "days"

var inviteNoun = authorised("invitation", schema.Field{Name: FieldDays})

// inviteForm invites a person to join on a laptop of their own.
type inviteForm struct {
	k      *screen.Kit
	roster Roster
	fit    func()
	done   func(session.Invitation)
	whom   Row
	title  *theme.Line
	form   *form.Form
	by     *authorise
	body   *fyne.Container
}

// newInviteForm makes the form; back is called where it is left, done after somebody was invited.
func newInviteForm(k *screen.Kit, roster Roster, back func(), done func(session.Invitation), fit func()) *inviteForm {
	f := &inviteForm{k: k, roster: roster, fit: fit, done: done, title: theme.Text("", theme.Title, true, theme.Ink)}
	f.by = &authorise{k: k, roster: roster, alone: func(by string) error { return roster.MayInvite(f.whom.ID, by) }}
	f.form = form.Asking(k, inviteNoun, append([]*form.Field{form.Box(FieldDays).Says("team.invite.days").Note("team.invite.days.hint").Narrow().Must()}, f.by.fields()...)...)
	f.form.OnDone = f.invite
	f.form.OnChange = func(string) { f.by.look(); fit() }
	rows := widgets.NewForm(88)
	f.form.Into(rows, FieldDays)
	f.by.into(f.form, rows)
	f.body = layout.Stack(8, f.title, widgets.Paragraph(k.T("team.invite.what")), rows,
		container.NewHBox(layout.Spacer(), widgets.NewButton(k.T("team.remove.back"), "", back), widgets.NewPrimary(k.T("team.invite.yes"), theme.IconCheck, f.invite)))
	return f
}

func (f *inviteForm) begin(whom Row, all []Row) {
	f.whom = whom
	f.title.Put(f.k.T("team.invite.title", whom.Name))
	f.form.Drop()
	f.form.Fill(FieldDays, strconv.Itoa(session.UsualDays))
	f.form.Forget()
	f.form.Tell(nil)
	f.by.begin("", all)
	f.fit()
}

func (f *inviteForm) invite() {
	f.by.look()
	bad := map[string]words.Msg{}
	days, err := strconv.Atoi(strings.TrimSpace(f.form.Value(FieldDays)))
	if err != nil || days < 1 || days > session.MostDays {
		bad[FieldDays] = words.M("fault.invite.days", session.MostDays)
	}
	if f.by.lacks(bad) {
		f.fit()
		return
	}
	first, with := f.by.list()
	made, err := f.roster.Invite(f.whom.ID, days, first.By, first.PIN, with...)
	if err != nil {
		f.by.refused(err, map[string]string{"invite.days": FieldDays})
		f.fit()
		return
	}
	f.form.Forget()
	f.done(made)
}
