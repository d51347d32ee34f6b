package printing

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/report"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// done is the last tab: what the last printing made, what is wrong with it, and what to do.
type done struct {
	k      *screen.Kit
	office Actions
	made   []Made
	banner *widgets.Banner
	list   *widgets.Lines[madeRow]
	says   *widgets.Prose
	open   *widgets.Button
	body   *fyne.Container
}

func newDone(k *screen.Kit, o Actions) *done {
	d := &done{k: k, office: o, banner: widgets.NewBanner(theme.Done, ""), says: widgets.NewProse()}
	d.list = widgets.NewLines(widgets.Kind[madeRow]{
		Columns: madeColumns(k),
		Key:     func(r madeRow) string { return r.Kind + "/" + r.District + "/" + r.Draw },
		Height:  theme.Touch,
	})
	listpage.On(listpage.NewTabled(k, listpage.Tabled{Title: k.T("papers.tab.done"), Table: d.list.Table}), d.list)
	d.list.OnMove = func(madeRow) { d.putChosen() }
	d.list.OnOpen = func(r madeRow) { d.openFile(r) }
	d.open = widgets.NewPrimary(k.T("papers.open"), theme.IconDoc, func() {
		if r, ok := d.list.Chosen(); ok {
			d.openFile(r)
		}
	})
	folder := widgets.NewButton(k.T("papers.folder"), theme.IconFolder, d.openFolder)
	again := widgets.NewButton(k.T("papers.elsewhere"), theme.IconSave, d.elsewhere)
	foot := layout.Stack(4, theme.NewBox(theme.Rule).Least(0, 1), layout.Pad(10, 2, d.says.Body), layout.Pad(4, 4, container.NewHBox(layout.Spacer(), again, folder, d.open)))
	d.body = layout.Fill(1, layout.Stack(0, layout.Pad(4, 4, d.banner)), d.list, foot)
	return d
}

// put shows what was made, what went wrong first.
func (d *done) put(made []Made, cancelled bool) {
	d.made = slices.Clone(made)
	slices.SortStableFunc(d.made, func(a, b Made) int { return rank(a) - rank(b) })
	rows, good, odd := make([]madeRow, len(made)), 0, 0
	for i, m := range d.made {
		rows[i] = d.row(m)
		if m.Err == nil {
			good++
		}
		if m.Odd() {
			odd++
		}
	}
	state, says := theme.Done, d.k.T("papers.done", good)
	if slices.ContainsFunc(made, func(m Made) bool { return m.Printer != "" }) {
		says = d.k.T("papers.sent", good)
	}
	switch bad := len(made) - good; {
	case cancelled:
		state, says = theme.Warning, d.k.T("papers.cancelled", good)
	case bad > 0:
		state, says = theme.Warning, d.k.T("papers.failed", good, bad)
	case odd > 0:
		state, says = theme.Warning, d.k.T("papers.odd", good, odd)
	}
	if at := d.folder(); at != "" {
		says += d.k.T("papers.done.at", at)
	}
	d.banner.Put(state, says)
	d.list.Put(nil)
	d.list.Put(rows)
	d.putChosen()
}

func rank(m Made) int {
	switch {
	case m.Err != nil:
		return 0
	case m.Odd():
		return 1
	}
	return 2
}

func (d *done) row(m Made) madeRow {
	r := madeRow{Job: m.Job, Name: m.Name, Path: m.Path, Sign: theme.Done, Says: d.k.T("papers.pages", m.Pages)}
	if m.Word() {
		r.Says, r.More = d.k.T("papers.word.is"), d.k.T("word.counts")
	}
	if m.Printer != "" {
		r.More = d.k.T("printer.sent", m.Printer)
	}
	if r.Name == "" { // refused before there was a file
		r.Name = d.k.T("paper." + m.Kind)
		if of := d.k.Session.View().District(m.District); of != nil {
			r.Name = of.Name + " " + r.Name
		}
	}
	switch {
	case m.Err != nil:
		x := d.k.Say.Explain(m.Err)
		r.Sign, r.Says, r.More, r.Path = theme.Refused, d.k.T("papers.notmade"), x.Both(), ""
		if x.Cause != "" {
			r.More += " " + x.Cause
		}
	case len(m.Missing) > 0:
		r.Sign, r.Says = theme.Warning, join(r.Says, d.k.T("papers.glyphs", len(m.Missing)))
		r.More = d.k.T("papers.glyphs.more", string(m.Missing))
	case m.Lacks > 0:
		r.Sign, r.Says, r.More = theme.Warning, join(r.Says, d.k.T("papers.lacks", m.Lacks)), d.k.T("papers.lacks.more")
	}
	return r
}

func (d *done) putChosen() {
	r, _ := d.list.Chosen()
	d.says.Put(r.More)
	d.open.Able(r.Path != "")
	layout.Relayout(d.body)
}

func (d *done) openFile(r madeRow) {
	if r.Path != "" {
		d.office.Open(r.Path)
	}
}

// openFolder opens where the chosen file is, or else the first that was made.
func (d *done) openFolder() {
	at := d.folder()
	if r, _ := d.list.Chosen(); r.Path != "" {
		at = filepath.Dir(r.Path)
	}
	if at != "" {
		d.office.Open(at)
	}
}

// folder is where the first that was made lies; empty if none was.
func (d *done) folder() string {
	for _, m := range d.made {
		if m.Err == nil && m.Path != "" {
			return filepath.Dir(m.Path)
		}
	}
	return ""
}

// elsewhere makes them again in another folder.
func (d *done) elsewhere() {
	as := report.PDF
	for _, m := range d.made {
		if m.Path != "" {
			as = m.Format()
		}
	}
	d.office.Save(d.jobs(), as)
}

func (d *done) jobs() []report.Job {
	var out []report.Job
	for _, m := range d.made {
		out = append(out, m.Job)
	}
	return out
}

// madeRow is one line of the list.
type madeRow struct {
	report.Job
	Name, Path, Says, More string
	Sign                   theme.State
}

// madeColumns are those of the list.
func madeColumns(k *screen.Kit) []widgets.Column[madeRow] {
	return []widgets.Column[madeRow]{
		{Only: widgets.OnScreen, Width: theme.Glyph, Cell: func(r madeRow) widgets.Cell { return widgets.Cell{Icon: r.Sign.Icon(), Ink: r.Sign.Ink()} }},
		widgets.Col(k.T("listing.file"), "", func(r madeRow) string { return r.Name }),
		{Name: k.T("listing.pages"), Width: 150, Small: true, Cell: func(r madeRow) widgets.Cell {
			if r.Sign == theme.Done {
				return widgets.Cell{Text: r.Says, Ink: theme.Ink2}
			}
			return widgets.Cell{Text: r.Says, Ink: r.Sign.Ink()}
		}},
	}
}
