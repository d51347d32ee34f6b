package rules

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// register is a short list that is filled in like a spreadsheet and written as a whole.
type register struct {
	sheet *widgets.Sheet
	says  *theme.Line
	words *widgets.Prose // where it can only be read
	edit  *fyne.Container
	body  *fyne.Container
}

func newRegister(p *page, height float32, write func([][]string), cols ...widgets.SheetCol) *register {
	r := &register{sheet: widgets.NewSheet(cols...), says: theme.Text("", theme.Small, false, theme.Ink2),
		words: widgets.NewProse()}
	r.sheet.OnCell = func(int, int, string) { write(r.sheet.Rows()) }
	r.sheet.OnNew = func([]string) { write(r.sheet.Rows()) }
	remove := func(n int) { write(slices.Delete(slices.Clone(r.sheet.Rows()), n, n+1)) }
	r.sheet.OnDelete = remove
	r.sheet.OnDone = p.done
	r.sheet.OnPaste = func(text string) { r.paste(p, text, cols, write) }
	del := widgets.NewQuiet(p.t("rules.row.remove"), theme.IconTrash, func() {
		if n, ok := r.sheet.Row(); ok {
			remove(n)
		}
	})
	foot := container.NewBorder(nil, nil, nil, del, container.New(layout.Middle{}, r.says))
	r.edit = layout.Stack(2, container.New(layout.Least{Height: height}, r.sheet), foot)
	r.body = container.NewStack(r.edit, layout.Pad(0, theme.Grid, r.words.Body))
	return r
}

// paste takes rows and cells of a spreadsheet: those whose first cell is here already change their row, others are added. What does not fit
// is said, and then nothing is taken. Faults: paste.none, paste.wide, rules.paste.
func (r *register) paste(p *page, text string, cols []widgets.SheetCol, write func([][]string)) {
	rows, err := r.pasted(p, text, cols)
	if err != nil {
		p.k.Window.Fail(err)
		return
	}
	all, added, changed := slices.Clone(r.sheet.Rows()), 0, 0
	for _, row := range rows {
		switch i := slices.IndexFunc(all, func(x []string) bool { return x[0] == row[0] }); {
		case i < 0:
			all, added = append(all, row), added+1
		case !slices.Equal(all[i], row):
			all[i], changed = row, changed+1
		}
	}
	p.k.Window.Confirm(p.t("rules.paste"), p.t("rules.paste.body", len(rows), added, changed), p.t("rules.paste.yes"), func() { write(all) })
}

// pasted are the rows of a text, without the columns' names above them, and each cell as its column keeps it.
func (r *register) pasted(p *page, text string, cols []widgets.SheetCol) ([][]string, error) {
	var names []string
	for _, c := range cols {
		names = append(names, c.Title)
	}
	rows := book.Cells(text)
	if len(rows) > 0 && len(rows[0]) > len(cols) {
		return nil, words.Refuse("paste.wide", len(rows[0]), strings.Join(names, p.t("list.sep")))
	}
	from := 1
	if len(rows) > 0 && rows[0][0] == names[0] {
		rows, from = rows[1:], 2
	}
	if len(rows) == 0 {
		return nil, words.Refuse("paste.none")
	}
	for n, row := range rows {
		for len(row) < len(cols) {
			row = append(row, "")
		}
		for i, c := range cols {
			if c.Check == nil || row[i] == "" {
				continue
			}
			kept, err := c.Check(row[i])
			if err != nil {
				return nil, words.Refuse("rules.paste", from+n, c.Title, row[i], err.Error())
			}
			row[i] = kept
		}
		rows[n] = row
	}
	return rows, nil
}

// put shows rows; the first column tells them apart.
func (r *register) put(rows [][]string, says string) {
	keys := make([]string, len(rows))
	for n, row := range rows {
		keys[n] = row[0]
	}
	r.sheet.Put(rows, keys...)
	r.says.Put(says)
}

// lock puts words in the place of the sheet, where it can only be read.
func (r *register) lock(on bool, words string) {
	widgets.Visible(r.edit, !on)
	widgets.Visible(r.body.Objects[1], on)
	r.words.Put(words)
}
