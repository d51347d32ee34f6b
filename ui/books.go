package ui

import (
	"context"
	"encoding/json"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/book/table"
	"kaohe/app/words"
	"kaohe/ui/exchange"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// books is the shell's side of the page for workbooks: the workbook at hand, and files.
type exchangeActions struct {
	u    *App
	v    Vault
	plan *book.Plan
	file string
}

// Plan implements exchange.Actions.
func (b *exchangeActions) Plan() *book.Plan { return b.plan }

// File implements exchange.Actions.
func (b *exchangeActions) File() string { return b.file }

// Drop implements exchange.Actions.
func (b *exchangeActions) Drop() { b.plan, b.file = nil, "" }

// PickBook implements exchange.Actions.
func (b *exchangeActions) PickBook() {
	b.u.pickFile(b.u.T("books.pick"), []string{".xlsx"}, func(path string) {
		var plan *book.Plan
		b.u.o.Runner.Run(b.u.T("books.reading"), func(context.Context, func(done, total int)) error {
			g, err := b.u.system.Read(path)
			if err == nil {
				plan, err = b.u.system.Plan(b.v, g)
			}
			return err
		}, func(err error) {
			if err != nil {
				b.u.Fail(err)
				return
			}
			b.plan, b.file = plan, filepath.Base(path)
			b.u.shell.render()
		})
	})
}

// NeedsPIN implements exchange.Actions.
func (b *exchangeActions) NeedsPIN(p *book.Plan) bool { return len(p.Cards()) > 0 }

// Take implements exchange.Actions.
func (b *exchangeActions) Take(p *book.Plan, pin string) error {
	plan, file := b.plan, b.file
	b.Drop() // what is taken in is shown without it
	err := b.u.showAfter(b.u.system.Take(b.v, p, pin))
	if err != nil {
		b.plan, b.file = plan, file
		b.u.shell.render()
	}
	return err
}

// Paste implements screen.Window.
func (u *App) Paste(p book.Pasting, text string) {
	u.shell.leave()
	if text == "" && u.takesFiles() { // what was copied is no text: a picture, or files
		u.pasteHere()
		return
	}
	v := u.shell.v
	plan, err := p.Plan(v.View(), text, v.Who(), v.Today())
	if err != nil {
		u.Fail(err)
		return
	}
	exchange.ShowPasted(u.kit(v), exchange.Pasted{Sheet: p.Sheet, Plan: plan, Take: func(pin string) error { return u.showAfter(u.system.Take(v, plan, pin)) }})
}

// Export implements exchange.Actions.
func (b *exchangeActions) Export(kind exchange.Kind, district, person string) {
	b.u.pickFolder(b.u.T("shell.savehere"), func(folder string) { b.exportTo(folder, kind, district, person) })
}

func (b *exchangeActions) exportTo(folder string, kind exchange.Kind, district, person string) {
	path := filepath.Join(folder, words.FileName(b.name(kind, district, person)))
	b.u.saving(func(replace bool, failed func(error)) {
		b.u.o.Runner.Run(b.u.T("books.writing"), func(context.Context, func(done, total int)) error {
			return b.u.system.Save(b.v, path, replace, kind, district, person)
		}, func(err error) {
			if err != nil {
				failed(err)
				return
			}
			b.u.saved(path)
		})
	})
}

// name of a workbook: whose it is, and the day, so that the next export does not replace it.
func (b *exchangeActions) name(kind exchange.Kind, district, person string) string {
	a, day := b.v.View(), b.u.o.Now().Format(time.DateOnly)
	switch kind {
	case exchange.Template:
		return b.u.T("books.name.template") + ".xlsx"
	case exchange.Field:
		return b.u.T("books.name.field", a.District(district).Name, a.Name(person), day) + ".xlsx"
	}
	return b.u.T("books.name.whole", a.Title, day) + ".xlsx"
}

// PickTable implements exchange.Actions.
func (b *exchangeActions) PickTable() {
	b.u.pickFile(b.u.T("books.picktable"), []string{".xlsx"}, func(path string) {
		var g *book.Grid
		b.u.o.Runner.Run(b.u.T("books.reading"), func(context.Context, func(done, total int)) (err error) {
			g, err = b.u.system.Read(path)
			return err
		}, func(err error) {
			if err != nil {
				b.u.Fail(err)
				return
			}
			b.u.shell.mapTable(&foreign{b: b, grid: g, file: filepath.Base(path)})
		})
	})
}

// foreign is a department's own table at hand.
type foreign struct {
	b    *exchangeActions
	grid *book.Grid
	file string
}

// File implements exchange.Tables.
func (f *foreign) File() string { return f.file }

// Sheets implements exchange.Tables.
func (f *foreign) Sheets() []book.GridSheet { return f.grid.Sheets }

const mappings = "mapping/" // before a fingerprint, in the preferences

// Recall implements exchange.Tables.
func (f *foreign) Recall(fingerprint string) (m table.Mapping, ok bool) {
	s := f.b.u.app.Preferences().String(mappings + fingerprint)
	return m, s != "" && json.Unmarshal([]byte(s), &m) == nil // one that another version wrote is proposed anew
}

// Remember implements exchange.Tables.
func (f *foreign) Remember(fingerprint string, m table.Mapping) {
	s, err := json.Marshal(m)
	if err != nil {
		f.b.u.Fail(err)
		return
	}
	f.b.u.app.Preferences().SetString(mappings+fingerprint, string(s))
}

// Take implements exchange.Tables.
func (f *foreign) Take(e *assess.Edit) bool {
	if !f.b.u.Do(e) {
		return false
	}
	f.b.u.shell.show(route{Page: pageStandard})
	return true
}

// Back implements exchange.Tables.
func (f *foreign) Back() { f.b.u.shell.show(route{Page: pageExchange}) }

// mapTable opens the page on which a foreign table's columns are named. It is there until another page is shown.
func (s *shell) mapTable(f *foreign) {
	table := exchange.NewMapper(s.u.kit(s.v), f)
	s.pages[pageTable] = func() screen.Screen { return table }
	s.show(route{Page: pageTable})
}

// saved tells where a workbook went.
func (u *App) saved(path string, remarks ...string) {
	body := container.NewVBox(widgets.NewBanner(theme.Done, u.T("books.saved")), widgets.Paragraph(path))
	for _, r := range remarks {
		body.Add(widgets.Paragraph(r))
	}
	show := func(what string) func() { return func() { u.Fail(u.system.Show(what)) } }
	body.Add(container.NewHBox(widgets.NewButton(u.T("print.folder"), theme.IconFolder, show(filepath.Dir(path)))))
	u.ask(widgets.Question{Title: u.T("books.title"), Body: body, Yes: u.T("print.open"), No: u.T("button.close"), Then: show(path), Size: width(520)})
}
