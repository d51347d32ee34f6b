package ui

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/ui/preview"
	"kaohe/ui/printing"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Print implements screen.Window: shows a district's findings as they would be printed, from where they go to the printer or into a PDF.
func (u *App) Print(district string) {
	if u.shell.v.View().District(district) != nil {
		u.preview(report.Job{Kind: "findings", District: district})
	}
}

// PrintList implements screen.Window: it shows the list as it would be printed, from where it goes to the printer or into a PDF.
func (u *App) PrintList(l report.Listing) { u.preview(report.Job{Kind: "list", List: &l}) }

// printHere is Ctrl+P: it prints the list that has the keyboard, and otherwise offers the documents that belong to the page.
func (u *App) printHere() {
	if u.previewing() {
		if v, ok := u.shell.over.(*preview.View); ok {
			v.Ctrl(fyne.KeyP)
		}
		return
	}
	if table := u.printsTable(); table != nil {
		table()
		return
	}
	u.offerPapers()
}

// printsTable prints what has the keyboard, if that is a table; nil otherwise.
func (u *App) printsTable() func() {
	if p, ok := u.win.Canvas().Focused().(interface{ Print() func() }); ok && !u.previewing() {
		return p.Print()
	}
	return nil
}

// printDraw shows the sheet of one draw.
func (u *App) printDraw(district, draw string) {
	u.preview(report.Job{Kind: "draw", District: district, Draw: draw})
}

// savingAs is what is said while documents of a format are made, and when one is.
var savingAs = map[report.Format]struct{ working, done string }{
	report.PDF: {"print.working", "print.done"}, report.OFD: {"ofd.working", "ofd.done"}, report.Word: {"word.working", "word.done"},
}

// save asks for the folder first.
func (u *App) save(jobs []report.Job, as report.Format) {
	u.pickFolder(u.T("print.here"), func(folder string) { u.printTo(jobs, as, folder) })
}

func (u *App) printTo(jobs []report.Job, as report.Format, folder string) {
	u.saving(func(replace bool, failed func(error)) { u.printInto(jobs, as, folder, replace, failed) })
}

// saving writes files and, where some of their names are taken, asks once whether those may be replaced, and writes them then. try calls
// failed with a fault.
func (u *App) saving(try func(replace bool, failed func(error))) {
	try(false, func(err error) {
		if !errors.Is(err, words.Refuse("output.exists")) {
			u.Fail(err)
			return
		}
		u.Confirm(u.T("print.replace"), u.say.Explain(err).What, u.T("print.replace.yes"), func() { try(true, u.Fail) })
	})
}

func (u *App) printInto(jobs []report.Job, as report.Format, folder string, replace bool, failed func(error)) {
	u.shell.leave()
	v := u.shell.v
	var made []printing.Made
	u.o.Runner.Run(u.T(savingAs[as].working, len(jobs)), func(c context.Context, progress func(done, total int)) (err error) {
		made, err = u.system.Print(c, v, jobs, as, folder, replace, progress)
		return err
	}, func(err error) {
		cancelled := errors.Is(err, context.Canceled)
		if err != nil && !cancelled {
			failed(err)
			return
		}
		u.note(made)
		if len(jobs) == 1 && !cancelled {
			u.printed(made[0], folder)
			return
		}
		if cancelled {
			u.shell.bar.say(u.T("print.cancelled"))
		}
		u.shell.show(route{Page: pagePapers})
		u.shell.papers().Done(made, cancelled)
	})
}

// note records which districts' findings were printed, where the summary waits for it.
func (u *App) note(made []printing.Made) {
	for _, m := range made {
		d := u.shell.v.View().District(m.District)
		if m.Err != nil || m.Kind != "findings" || d == nil || m.Word() { // a draft for editing is not given to anybody yet
			continue
		}
		if e := assess.SetPrinted(d, u.shell.v.Today()); e != nil {
			u.Do(e)
		}
	}
}

// printed tells of one document.
func (u *App) printed(made printing.Made, folder string) {
	if made.Err != nil {
		u.Fail(made.Err)
		return
	}
	path := made.Path
	body := container.NewVBox(widgets.NewBanner(theme.Done, u.T(savingAs[made.Format()].done, u.paperName(made.Job))), widgets.Paragraph(path))
	if made.Word() {
		body.Add(widgets.Paragraph(u.T("word.counts")))
	}
	if len(made.Missing) > 0 {
		body.Add(widgets.NewBanner(theme.Warning, u.T("print.missing", string(made.Missing))))
	}
	show := func(what string) {
		if err := u.system.Show(what); err != nil {
			u.Fail(err)
		}
	}
	var m *widgets.Modal
	body.Add(container.NewHBox(
		widgets.NewButton(u.T("print.folder"), theme.IconFolder, func() { show(filepath.Dir(path)) }),
		widgets.NewButton(u.T("print.look"), "", func() { m.Close(); u.preview(made.Job) }),
		widgets.NewButton(u.T("print.elsewhere"), "", func() { m.Close(); u.save([]report.Job{made.Job}, made.Format()) })))
	m = u.ask(widgets.Question{Title: u.T("print.title"), Body: body, Yes: u.T("print.open"), No: u.T("button.close"), Then: func() { show(path) }, Size: width(520)})
}

// paperName is a document as people call it: 福田区考核情况反馈.
func (u *App) paperName(j report.Job) string {
	if j.List != nil {
		return j.List.Title
	}
	name := u.T("paper." + j.Kind)
	if d := u.shell.v.View().District(j.District); d != nil {
		return d.Name + name
	}
	return name
}

// printingActions are the App as the pages for documents see it.
type printingActions App

// Print asks for a printer and prints.
func (p *printingActions) Print(jobs []report.Job) { (*App)(p).toPrinter(jobs) }

// Save asks for a folder and makes files there.
func (p *printingActions) Save(jobs []report.Job, as report.Format) { (*App)(p).save(jobs, as) }

// Preview shows a document as it would be printed.
func (p *printingActions) Preview(j report.Job) { (*App)(p).preview(j) }

// Compose goes to the circular's page.
func (p *printingActions) Compose() { p.shell.show(route{Page: pageCircular}) }

// Open opens a file or a folder.
func (p *printingActions) Open(path string) { (*App)(p).Fail(p.system.Show(path)) }

// circularActions are the App as the circular's page sees it.
type circularActions App

var theCircular = report.Job{Kind: "circular"}

// Preview implements circular.Actions.
func (h *circularActions) Preview() { (*App)(h).preview(theCircular) }

// Print implements circular.Actions.
func (h *circularActions) Print() { (*App)(h).toPrinter([]report.Job{theCircular}) }

// SaveWord implements circular.Actions.
func (h *circularActions) SaveWord() { (*App)(h).save([]report.Job{theCircular}, report.Word) }

// TakeWord implements circular.Actions.
func (h *circularActions) TakeWord() { (*App)(h).takeWord() }

// verify asks for a file and says whether it is what was signed.
func (u *App) verify() {
	u.pickFile(u.T("verify.pick"), []string{".pdf", ".ofd", ".txt", ".kaohe"}, u.verifyFile)
}

func (u *App) verifyFile(path string) {
	var v Vault
	if u.shell != nil {
		v = u.shell.v
	}
	var found Verdict
	u.o.Runner.Run(u.T("verify.working"), func(c context.Context, _ func(done, total int)) (err error) {
		found, err = u.system.Verify(c, path, v)
		return err
	}, func(err error) {
		if u.askFor(path, err, func() { u.verifyFile(path) }) {
			return
		}
		if err != nil {
			u.Fail(err)
			return
		}
		u.verified(path, found)
	})
}

// verdicts are how each word looks; what is neither proved nor contradicted is a warning.
var verdicts = map[string]theme.State{VerifyGood: theme.Done, VerifyRepeats: theme.Info, VerifyDenied: theme.Refused}

func (u *App) verified(path string, found Verdict) {
	state, known := verdicts[found.Word]
	if !known {
		state = theme.Warning
	}
	body := container.NewVBox(widgets.NewBanner(state, u.T("verify.word."+found.Word, filepath.Base(path))))
	for _, l := range found.Lines {
		body.Add(widgets.Paragraph(u.say.Say(l)))
	}
	u.notice(u.T("verify.title"), sized(container.NewVScroll(body), 640, min(420, body.MinSize().Height+60)), 660)
}
