package rules

import (
	"fyne.io/fyne/v2"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// facts are labels with texts, as many as a comparison has.
type facts struct {
	rows []*fact
	body *fyne.Container
}

type fact struct {
	label *theme.Line
	text  *widgets.Para
	body  *fyne.Container
}

func newFacts() *facts { return &facts{body: layout.Stack(theme.Grid * 2)} }

// put shows pairs of a label and a text; a pair without a text is left out.
func (f *facts) put(pairs ...string) {
	n := 0
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		if n == len(f.rows) {
			x := &fact{label: theme.Text("", theme.Small, false, theme.Ink2), text: widgets.Paragraph("")}
			x.body = layout.Stack(2, x.label, layout.Flush(x.text))
			f.rows = append(f.rows, x)
			f.body.Add(x.body)
		}
		f.rows[n].label.Put(pairs[i])
		widgets.PutText(f.rows[n].text, pairs[i+1])
		widgets.Visible(f.rows[n].body, true)
		n++
	}
	for _, x := range f.rows[n:] {
		widgets.Visible(x.body, false)
	}
}
