package listpage

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/book"
	"kaohe/app/report"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Tabled is what can be done with a list, a register or a matrix as a whole: it is copied as a spreadsheet takes it, printed as it stands,
// and takes in what was copied in a spreadsheet.
type Tabled struct {
	Title   string          // on paper
	Said    func() []string // of which rows: whose they are, what is filtered by; nil: nothing is said
	Table   func() widgets.Table
	Pasting func() book.Pasting  // what a table that is pasted is; nil: none is taken
	fills   func() widgets.Table // the selected rows, whose values can be filled down; nil: they can't
	k       *screen.Kit
}

// NewTabled is t with its kit.
func NewTabled(k *screen.Kit, t Tabled) *Tabled {
	t.k = k
	return &t
}

// Button is the button from which all of it can be done.
func (t *Tabled) Button() *widgets.Button {
	var b *widgets.Button
	b = widgets.NewQuiet(t.k.T("list.table"), theme.IconList, func() {
		pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
		widget.ShowPopUpMenuAtPosition(t.menu(), t.k.Window.Canvas(), pos.AddXY(0, b.Size().Height))
	})
	return b
}

func (t *Tabled) menu() *fyne.Menu {
	table := t.Table()
	n := 0
	for _, r := range table.Rows {
		if !r.Head {
			n++
		}
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(t.k.T("list.copy", n), func() { fyne.CurrentApp().Clipboard().SetContent(table.Tabbed()) })}
	if t.Pasting != nil {
		items = append(items, fyne.NewMenuItem(t.k.T("list.paste"), func() { t.Paste(fyne.CurrentApp().Clipboard().Content()) }))
	}
	if t.fills != nil {
		items = append(items, fyne.NewMenuItem(t.k.T("list.fill"), func() { t.Fill(t.fills()) }))
	}
	return fyne.NewMenu("", append(items, fyne.NewMenuItem(t.k.T("list.print"), t.Print))...)
}

// Paste shows what a table would change, and takes it.
func (t *Tabled) Paste(text string) { t.k.Window.Paste(t.Pasting(), text) }

// Print shows the list as it would be printed.
func (t *Tabled) Print() {
	l := report.Listing{Title: t.Title}
	if t.Said != nil {
		l.Said = t.Said()
	}
	table := t.Table()
	for _, c := range table.Columns {
		x := report.Column{Head: c.Name}
		if c.Right {
			x.Align = report.Right
		}
		l.Columns = append(l.Columns, x)
	}
	for _, r := range table.Rows {
		l.Rows = append(l.Rows, report.Row{Cells: r.Cells, Strong: r.Head})
	}
	t.k.Window.PrintList(l)
}

// PastedHeads are a list's columns for a table that is pasted into it.
func PastedHeads[T any](cols []widgets.Column[T]) []book.PastedHead {
	var out []book.PastedHead
	for _, c := range widgets.Shown(cols, widgets.OnPaper) {
		out = append(out, book.PastedHead{Name: c.Name, Head: c.Head})
	}
	return out
}

// On gives a list the keys for it: Ctrl+V, Ctrl+P, and Ctrl+D where there is a column to be filled down.
func On[T any](t *Tabled, l *widgets.Lines[T]) {
	l.OnPrint = t.Print
	if t.Pasting == nil {
		return
	}
	l.OnPaste = t.Paste
	if slices.ContainsFunc(l.Table().Columns, func(c widgets.TableColumn) bool { return c.Fills }) {
		l.OnFill, t.fills = t.Fill, l.SelectedTable
	}
}
