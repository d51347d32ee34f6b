package ui

import (
	"context"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/schema"
	"kaohe/app/session"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/start"
	"kaohe/ui/team"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// waysIn says how this laptop, which only reads, can come to write.
func (u *App) waysIn() {
	var m *widgets.Modal
	row := func(b *widgets.Button, key string) fyne.CanvasObject {
		b.Alignment = widget.ButtonAlignLeading
		return layout.Stack(0, b, widgets.Paragraph(u.T(key)))
	}
	to := func(f func()) func() { return func() { m.Close(); f() } }
	first := widgets.NewPrimary(u.T("join.way.code"), theme.IconPerson, to(u.joinHere))
	body := layout.Stack(8, row(first, "join.way.code.says"),
		row(widgets.NewButton(u.T("join.way.ask"), theme.IconDoc, to(u.askHere)), "join.way.ask.says"),
		row(widgets.NewButton(u.T("join.way.officer"), theme.IconLock, to(func() { u.shell.show(route{Page: pageTeam}) })), "join.way.officer.says"),
		u.helpLink("backup"))
	m = u.notice(u.T("join.ways"), body, 520)
	u.win.Canvas().Focus(first)
}

// Fields of the questions by which this laptop joins.
const (
	fieldWho    = "who"
	fieldName   = "name"
	fieldCode   = "code"
	fieldLaptop = "laptop"
	fieldPIN    = "pin"
	fieldAgain  = "again"
	nobodyYet   = "!new" // among the team: somebody who is not in it
)

var (
	joinHereNoun = &schema.Noun{Key: "join", Fields: []schema.Field{{Name: fieldCode}, {Name: fieldLaptop}, {Name: fieldPIN}, {Name: fieldAgain}}}
	askHereNoun  = &schema.Noun{Key: "ask", Fields: []schema.Field{{Name: fieldWho}, {Name: fieldName}, {Name: fieldLaptop}, {Name: fieldPIN}, {Name: fieldAgain}}}
)

// entering is a question by which this laptop joins. It stays until that is done.
type entering struct {
	u    *App
	form *form.Form
	m    *widgets.Modal
	at   map[string]string // box by the fault about it
}

// show asks; do runs beside the window.
func (e *entering) show(title, yes string, body fyne.CanvasObject, check func() (do func() error), done func()) {
	u, size := e.u, width(520)
	try := func() bool {
		do := check()
		e.m.Fit(size)
		if do == nil {
			e.form.FocusWrong()
			return false
		}
		u.o.Runner.Run(u.T("join.joining"), func(context.Context, func(done, total int)) error { return do() }, func(err error) {
			if err != nil {
				if !e.form.Refused(err, e.at) {
					u.Fail(err)
				}
				e.m.Fit(size)
				return
			}
			e.form.Forget()
			e.m.Close()
			u.showChanges()
			done()
		})
		return false
	}
	e.m = u.ask(widgets.Question{Title: title, Body: body, Yes: yes, Size: size, Try: try})
	e.form.FocusEmpty()
}

// pins says beside the boxes what is wrong with a PIN that was typed twice; it may be left out where none is needed.
func (e *entering) pins(told map[string]string, needed bool) {
	pin, again := e.form.Secret(fieldPIN), e.form.Secret(fieldAgain)
	switch {
	case pin == "" && again == "" && !needed:
	case utf8.RuneCountInString(pin) < team.MinPIN:
		told[fieldPIN] = e.u.T("start.bad.pin", team.MinPIN)
	case pin != again:
		told[fieldAgain] = e.u.T("start.bad.again")
	}
}

// joinHere joins by the code of an invitation on an older copy of the round, or on one that holds the invitation.
func (u *App) joinHere() {
	v, path := u.shell.v, ""
	e := &entering{u: u, at: map[string]string{"invite.form": fieldCode, "invite.wrong": fieldCode, "invite.closed": fieldCode, "invite.expired": fieldCode,
		"invite.spent": fieldCode, "invite.withdrawn": fieldCode, "invite.rank": fieldCode, "text.control": fieldLaptop, "pin.short": fieldPIN}}
	e.form = form.Asking(u.kit(v), joinHereNoun, form.Box(fieldCode).Says("join.code").Hint("join.code.hint"), form.Box(fieldLaptop).Says("join.laptop").Note("join.laptop.hint"),
		form.Secret(fieldPIN).Says("start.pin").Note("join.pin.hint"), form.Secret(fieldAgain).Says("start.again"))
	e.form.Fill(fieldLaptop, u.system.LaptopName())
	file := widget.NewLabel(u.T("join.nopackage"))
	file.Truncation = fyne.TextTruncateEllipsis
	pick := widgets.NewButton(u.T("join.pick"), theme.IconFolder, func() {
		u.pickFile(u.T("join.pick"), []string{packageEnd}, func(p string) { path = p; file.SetText(p) })
	})
	rows := widgets.NewForm(96)
	rows.Add(u.T("join.package"), container.NewBorder(nil, nil, nil, pick, file), u.T("join.package.here"))
	e.form.Into(rows, fieldCode, fieldLaptop, fieldPIN, fieldAgain)
	e.show(u.T("join.way.code"), u.T("join.is.yes.short"), rows, func() func() error {
		j := start.Joining{Package: path, Code: e.form.Field(fieldCode).Text(), Laptop: strings.TrimSpace(e.form.Value(fieldLaptop)), PIN: e.form.Secret(fieldPIN)}
		told := map[string]string{}
		if err := u.system.CheckCode(j.Code); err != nil {
			told[fieldCode] = u.say.Explain(err).Both()
		}
		if j.Laptop == "" {
			told[fieldLaptop] = u.T("join.bad.laptop")
		}
		e.pins(told, true)
		if e.form.Tell(told); len(told) > 0 {
			return nil
		}
		return func() error {
			if j.Package != "" {
				if err := u.system.ReceiveInto(v, j); err != nil {
					return err
				}
			}
			return v.Join(session.Joining{Code: j.Code, Laptop: j.Laptop, PIN: j.PIN})
		}
	}, func() {
		u.Fail(v.SetSetting("who", v.Who().ID))
		u.notice(u.T("join.done", v.Who().Name), widgets.Paragraph(u.T("join.done.next", v.Path())), 520)
	})
}

// askHere asks the officers to enrol this laptop.
func (u *App) askHere() {
	v := u.shell.v
	e := &entering{u: u, at: map[string]string{"person.unknown": fieldWho, "person.name": fieldName, "laptop.name": fieldLaptop, "text.control": fieldLaptop, "pin.short": fieldPIN}}
	e.form = form.Asking(u.kit(v), askHereNoun, form.Pick(fieldWho).Says("join.ask.who").Hint("join.ask.pick").From(func() (out []widgets.Option) {
		for _, p := range v.View().Team {
			out = append(out, widgets.Option{Key: p.ID, Name: personLine(u.say, p)})
		}
		return append(out, widgets.Option{Key: nobodyYet, Name: u.T("join.ask.new")})
	}), form.Box(fieldName).Says("team.name"), form.Box(fieldLaptop).Says("join.laptop").Note("join.laptop.hint"),
		form.Secret(fieldPIN).Says("start.pin").Note("join.ask.pin"), form.Secret(fieldAgain).Says("start.again"))
	look := func() {
		isNew := e.form.Value(fieldWho) == nobodyYet
		e.form.Field(fieldName).Show(isNew)
		e.form.Field(fieldPIN).Show(!isNew)
		e.form.Field(fieldAgain).Show(!isNew)
	}
	e.form.OnChange = func(string) { look(); e.m.Fit(width(520)) }
	who := ""
	if p := v.Who(); p != nil {
		who = p.ID
	}
	e.form.Fill(fieldWho, who).Fill(fieldLaptop, u.system.LaptopName())
	look()
	rows := widgets.NewForm(96)
	e.form.Into(rows, fieldWho, fieldName, fieldLaptop, fieldPIN, fieldAgain)
	e.show(u.T("join.way.ask"), u.T("join.way.ask"), layout.Stack(8, widgets.Paragraph(u.T("join.ask.means")), rows), func() func() error {
		x, told := session.Asking{Person: e.form.Value(fieldWho), Laptop: strings.TrimSpace(e.form.Value(fieldLaptop)), PIN: e.form.Secret(fieldPIN)}, map[string]string{}
		switch x.Person {
		case "":
			told[fieldWho] = u.T("join.ask.pick")
		case nobodyYet:
			if x.Person, x.Name, x.PIN = "", e.form.Value(fieldName), ""; x.Name == "" {
				told[fieldName] = u.T("team.bad.name")
			}
		default:
			e.pins(told, false)
		}
		if x.Laptop == "" {
			told[fieldLaptop] = u.T("join.bad.laptop")
		}
		if e.form.Tell(told); len(told) > 0 {
			return nil
		}
		return func() error { return v.Ask(x) }
	}, u.askedWords)
}

// askedWords shows what is to be read out to an officer, and hands out the package in which the request travels.
func (u *App) askedWords() {
	spell := theme.Text(u.system.Spoken(u.shell.v.Own()), theme.Figure, true, theme.Ink).Whole()
	body := layout.Stack(8, widgets.Paragraph(u.T("join.asked.next")), container.NewCenter(spell), widgets.Paragraph(u.T("join.asked.held")))
	u.ask(widgets.Question{Title: u.T("join.asked"), Body: body, Yes: u.T("team.invite.pack"), No: u.T("button.close"), Size: width(520), Then: u.packTeam})
}
