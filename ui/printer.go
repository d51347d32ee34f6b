package ui

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/printing"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// roundPapers are the kinds of the round's documents that belong to a page.
var roundPapers = map[string][]string{
	pageOverview: {"circular", "summary", "ledger", "signoffs", "upward", "scheme"}, pageLedger: {"ledger"}, pageCircular: {"circular", "upward"},
	pageMatrix: {"summary"}, pageStandard: {"standard", "scheme"}, pageSetup: {"scheme"},
}

// papersHere are the documents that belong to the open page, the one most wanted first: in a district those of its phase.
func (u *App) papersHere() []printing.Stand {
	a, at := u.shell.v.View(), u.shell.at
	var out []printing.Stand
	take := func(k assess.Paper, district string) {
		for _, s := range printing.Stands(a, k) {
			if s.District == district {
				out = append(out, s)
			}
		}
	}
	if at.Page == pageDistrict {
		for _, k := range assess.PapersOf(at.Phase) {
			take(k, at.District)
		}
		return out
	}
	for _, key := range roundPapers[at.Page] {
		k, _ := assess.PaperOf(key)
		take(k, "")
	}
	return out
}

// offerPapers offers the documents that belong to the open page: to look at, from where they are printed, to print at once, or as PDF.
func (u *App) offerPapers() {
	u.shell.leave()
	stands := u.papersHere()
	if len(stands) == 0 {
		u.shell.show(route{Page: pagePapers})
		return
	}
	list := newPaperList(u, stands)
	var m *widgets.Modal
	with := func(do func(report.Job)) func() {
		return func() {
			if s, ok := list.Chosen(); ok {
				m.Close()
				do(s.Job)
			}
		}
	}
	list.OnOpen = func(printing.Stand) { with(u.preview)() }
	buttons := container.NewHBox(
		widgets.NewButton(u.T("preview.print"), theme.IconPrint, with(func(j report.Job) { u.toPrinter([]report.Job{j}) })),
		widgets.NewButton(u.T("preview.save"), theme.IconSave, with(func(j report.Job) { u.save([]report.Job{j}, report.PDF) })),
		widgets.NewQuiet(u.T("print.all"), "", func() { m.Close(); u.shell.show(route{Page: pagePapers}) }))
	body := container.NewBorder(nil, layout.Pad(0, 6, buttons), nil, nil, sized(list, 520, float32(len(stands))*theme.Row+8))
	m = u.ask(widgets.Question{Title: u.T("print.offer", u.pageName()), Body: body, Yes: u.T("print.look"), First: list, Size: width(520),
		Try: func() bool { with(u.preview)(); return false }})
}

// pageName is the open page, as people call it.
func (u *App) pageName() string {
	if at := u.shell.at; at.Page == pageDistrict {
		return u.T("print.phase", u.shell.v.View().District(at.District).Name, u.phase(at.Phase))
	}
	return u.T("shell." + u.shell.at.Page)
}

func newPaperList(u *App, stands []printing.Stand) *widgets.Lines[printing.Stand] {
	list := widgets.NewLines(widgets.Kind[printing.Stand]{
		Key: func(s printing.Stand) string { return s.Kind + "/" + s.District },
		Columns: []widgets.Column[printing.Stand]{
			widgets.Col(u.T("field.kind"), "", func(s printing.Stand) string { return u.T("paper." + s.Kind) }),
			{Name: u.T("listing.has"), Width: 200, Small: true, Cell: func(s printing.Stand) widgets.Cell {
				if s.Empty {
					return widgets.Cell{Text: u.say.Say(s.Msg), Ink: theme.Amber}
				}
				return widgets.Cell{Text: u.say.Say(s.Msg), Ink: theme.Ink2}
			}},
		}})
	list.Put(stands)
	return list
}

// toPrinter asks for a printer and the number of copies, and sends documents there. Where there is no printer it says so and offers PDFs.
func (u *App) toPrinter(jobs []report.Job) {
	u.shell.leave()
	var have printing.Printers
	u.o.Runner.Run(u.T("printer.looking"), func(c context.Context, _ func(done, total int)) (err error) {
		have, err = u.system.Printers(c)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case errors.Is(err, words.Refuse("printer.none")):
			u.noPrinter(jobs, err)
		case err != nil:
			u.Fail(err)
		case have.Asks:
			u.Confirm(u.T("print.title"), u.T("printer.asks", u.paperNames(jobs)), u.T("printer.go"), func() { u.send(jobs, printing.Printer{Copies: 1}) })
		default:
			u.askPrinter(jobs, have)
		}
	})
}

// noPrinter says what to do instead.
func (u *App) noPrinter(jobs []report.Job, why error) {
	e := u.say.Explain(why)
	body := layout.Stack(8, widgets.NewBanner(theme.Warning, e.What), widgets.Paragraph(e.Todo))
	u.ask(widgets.Question{Title: u.T("print.title"), Body: body, Yes: u.T("preview.save"), Then: func() { u.save(jobs, report.PDF) }, Size: width(460)})
}

// mostCopies is how many a laptop's printer is asked for at once; a slip of the finger would empty its tray.
const mostCopies = 99

// askPrinter asks which printer, and how many copies. The one used last is offered again.
func (u *App) askPrinter(jobs []report.Job, have printing.Printers) {
	usual := u.app.Preferences().String("printer")
	if !slices.Contains(have.Names, usual) {
		usual = have.Usual
	}
	if usual == "" {
		usual = have.Names[0]
	}
	var options []widgets.Option
	for _, n := range have.Names {
		options = append(options, widgets.Option{Key: n, Name: n})
	}
	to := widgets.NewPick("")
	to.Put(options, usual)
	copies := widgets.NewInput("")
	copies.SetText("1")
	form := widgets.NewForm(0)
	form.AddWide(widgets.Paragraph(u.paperNames(jobs)))
	form.Add(u.T("printer.name"), to, "")
	row := form.Add(u.T("printer.copies"), container.New(layout.Least{Width: 96}, copies), "")
	var n int
	u.ask(widgets.Question{Title: u.T("print.title"), Body: form, Yes: u.T("printer.go"), Size: width(420), Try: func() bool {
		var err error
		if n, err = strconv.Atoi(strings.TrimSpace(widgets.HalfWidth(copies.Text))); err != nil || n < 1 || n > mostCopies {
			row.SetError(u.T("printer.copies.wrong", mostCopies))
			u.win.Canvas().Focus(copies)
			return false
		}
		return true
	}, Then: func() {
		u.app.Preferences().SetString("printer", to.Chosen())
		u.send(jobs, printing.Printer{Name: to.Chosen(), Copies: n})
	}})
}

// paperNames are documents as people call them; of many, how many they are.
func (u *App) paperNames(jobs []report.Job) string {
	if len(jobs) == 1 {
		return u.paperName(jobs[0])
	}
	return u.T("print.papers", len(jobs))
}

func (u *App) send(jobs []report.Job, to printing.Printer) {
	v := u.shell.v
	var made []printing.Made
	u.o.Runner.Run(u.T("preview.sending"), func(c context.Context, progress func(done, total int)) (err error) {
		made, err = u.system.Send(c, v, jobs, to, progress)
		return err
	}, func(err error) {
		u.note(made) // what was sent before a fault is on paper
		bad := slices.IndexFunc(made, func(m printing.Made) bool { return m.Err != nil || m.Odd() })
		switch cancelled := errors.Is(err, context.Canceled); {
		case err != nil && !cancelled:
			u.Fail(err)
		case len(jobs) == 1 && len(made) == 1 && made[0].Err != nil:
			u.Fail(made[0].Err)
		case cancelled && len(made) > 0 || bad >= 0:
			u.shell.show(route{Page: pagePapers})
			u.shell.papers().Done(made, cancelled)
		case cancelled:
			u.shell.bar.say(u.T("print.cancelled"))
		default:
			u.shell.bar.say(u.T("preview.sent", u.paperNames(jobs)))
		}
	})
}
