package rules

import (
	"kaohe/app/standard"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// sectionForm is the section at hand.
type sectionForm struct {
	p    *page
	head *theme.Line
	form *form.Form
	sum  *widgets.Para
	has  *widgets.FormRow // the row of the sum
	view *widgets.Page
}

func newSectionForm(p *page) *sectionForm {
	f := &sectionForm{p: p, head: theme.Text("", theme.Title, true, theme.Ink), sum: widgets.Paragraph(""),
		form: form.New(p.k, "std/sec", "edit.standard", form.Box("title").Says("rules.section.title"),
			form.Box("bonuscap").Says("rules.section.bonus").Note("rules.section.bonus.hint").Blank())}
	f.form.OnDone = p.done
	rows := widgets.NewForm(112)
	f.form.Into(rows, "title")
	f.has = rows.Add(p.t("rules.section.sum"), layout.Pad(0, theme.Grid, layout.Flush(f.sum)), "")
	f.form.Into(rows, "bonuscap")
	f.view = widgets.NewPage(theme.Grid*2, f.head, rows)
	return f
}

func (f *sectionForm) flush() { f.form.Flush() }

func (f *sectionForm) put(st State, s *standard.Section) {
	f.head.Put(s.Title)
	widgets.PutText(f.sum, f.p.t("rules.section.has", len(s.Items), s.Points()))
	f.form.Shut(st.Lock != nil).Put(st.Table.Section(s.ID))
	filled(f.form, "bonuscap")
	lacks := f.p.lacks(s.ID, "")
	f.form.Tell(lacks)
	f.has.SetError(lacks["items"])
	f.view.Fit()
}
