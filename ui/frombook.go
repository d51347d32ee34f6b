package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/ui/exchange"
	"kaohe/ui/start"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Template saves an empty workbook.
func (d *startActions) Template() {
	u := (*App)(d)
	(&exchangeActions{u: u}).Export(exchange.Template, "", "")
}

// FromBook asks for a filled workbook and makes a vault from it.
func (d *startActions) FromBook() {
	u := (*App)(d)
	u.pickFile(u.T("books.pick"), []string{".xlsx"}, func(path string) {
		var plan *book.Plan
		u.o.Runner.Run(u.T("books.reading"), func(context.Context, func(done, total int)) error {
			g, err := u.system.Read(path)
			if err == nil {
				plan, err = u.system.PlanNew(g)
			}
			return err
		}, func(err error) {
			if err != nil {
				u.Fail(err)
				return
			}
			u.foundFrom(filepath.Base(path), plan)
		})
	})
}

// foundFrom asks for the founder's PIN, or lists what stands in the way.
func (u *App) foundFrom(file string, p *book.Plan) {
	if bad := u.troubles(p); len(bad) > 0 {
		u.notice(u.T("start.book"), listed(theme.Refused, u.T("books.new.refused", file, len(bad)), bad), 720)
		return
	}
	f, err := p.Founder()
	if err != nil {
		u.Fail(err)
		return
	}
	says := widgets.NewBanner(theme.Info, u.T("books.new.what", file, len(p.Lines), f.Name, words.M("role."+string(f.Role))))
	keys := func() {
		start.AskKeys(u.kit(nil), u.T("start.book"), says, func(pin, passphrase string) {
			name := file[:len(file)-len(filepath.Ext(file))]
			u.makeVault(name, pageOverview, func(path string) (Vault, error) { return u.system.Found(path, p, pin, passphrase) }, nil)
		})
	}
	left := u.unread(p)
	if len(left) == 0 {
		keys()
		return
	}
	u.ask(widgets.Question{Title: u.T("start.book"), Body: listed(theme.Warning, u.T("books.new.unread", file, len(left)), left), Yes: u.T("books.new.go"), Size: width(720), Then: keys})
}

// listed is a list of sentences about places in a workbook, below what they have in common.
func listed(l theme.State, says string, list []string) fyne.CanvasObject {
	body := container.NewVBox(widgets.NewBanner(l, says))
	for _, s := range list[:min(len(list), 200)] {
		body.Add(widgets.Paragraph(s))
	}
	return sized(container.NewVScroll(body), 700, min(440, body.MinSize().Height+80))
}

// unread are what is in the workbook and not taken, each with its place.
func (u *App) unread(p *book.Plan) []string {
	var out []string
	for _, x := range p.Problems {
		say := u.say.Say(x.Why)
		if where := strings.TrimSpace(x.Sheet + " " + x.Cell); where != "" {
			say = u.T("books.new.place", where, say)
		}
		out = append(out, say)
	}
	return out
}

// troubles are the plan's refusals, each with its place.
func (u *App) troubles(p *book.Plan) []string {
	var out []string
	for _, l := range p.Lines {
		for _, x := range l.Diffs {
			if x.Why != nil {
				out = append(out, u.T("books.new.line", l.Sheet, x.Cell, x.Column, u.say.Explain(x.Why).Both()))
			}
		}
	}
	if len(p.Lines) == 0 {
		out = append(append(out, u.unread(p)...), u.T("books.new.empty"))
	}
	return out
}
