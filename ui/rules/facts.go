package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// formRow is a row of a form that remembers what it says, so that saying it again draws nothing.
type formRow struct {
	row  *widgets.FormRow
	said string
	gone bool
}

func (r *formRow) wrong(text string) {
	if r.said != text {
		r.said = text
		r.row.SetError(text)
	}
}

func (r *formRow) show(on bool) {
	if r.gone == on {
		r.gone = !on
		r.row.Show(on)
	}
}

// facts are labels with texts, for what can only be read.
type facts struct {
	rows []*fact
	body *fyne.Container
}

type fact struct {
	label *theme.Line
	text  *widget.Label
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

// sayAll says what is lacking beside each row.
func sayAll(p *page, rows map[string]*formRow, lacks map[string]words.Msg) {
	for field, r := range rows {
		if m, ok := lacks[field]; ok {
			r.wrong(p.k.Say.Say(m))
		} else {
			r.wrong("")
		}
	}
}
