package rules

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
