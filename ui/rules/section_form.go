package rules

import (
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// sectionForm is the section at hand.
type sectionForm struct {
	p       *page
	section *standard.Section
	head    *theme.Line
	title   *widgets.Field
	bonus   *widgets.Field
	sum     *widget.Label
	rows    map[string]*formRow
	form    *widgets.Form
	facts   *facts
	view    *widgets.Page
}

func newSectionForm(p *page) *sectionForm {
	f := &sectionForm{p: p, head: theme.Text("", theme.Title, true, theme.Ink), title: widgets.NewField(p.timer), bonus: widgets.NewField(p.timer),
		sum: widgets.Paragraph(""), rows: map[string]*formRow{}, form: widgets.NewForm(72), facts: newFacts()}
	f.title.OnCommit = func(s string) { f.set("title", strings.TrimSpace(s)) }
	f.bonus.Parse = p.pointsText
	f.bonus.OnCommit = func(s string) { n, _ := points(s); f.set("bonuscap", int64(n)) }
	f.title.OnDone, f.bonus.OnDone = p.done, p.done
	f.rows["title"] = &formRow{row: f.form.Add(p.t("rules.section.title"), f.title, "")}
	f.rows["items"] = &formRow{row: f.form.Add(p.t("rules.section.sum"), f.sum, "")}
	f.form.Add(p.t("rules.section.bonus"), container.New(layout.Most{Width: 120}, f.bonus), p.t("rules.section.bonus.hint"))
	f.view = widgets.NewPage(theme.Grid*2, f.head, f.form, f.facts.body)
	return f
}

func (f *sectionForm) set(field string, v any) {
	if f.section != nil {
		f.p.k.Do(assess.SetSection(f.p.st.Table, f.section.ID, field, v))
	}
}

func (f *sectionForm) flush() {
	if f.section != nil {
		f.title.Flush()
		f.bonus.Flush()
	}
}

func (f *sectionForm) put(st State, s *standard.Section) {
	if f.section != nil && f.section.ID != s.ID && st.Standard.Section(f.section.ID) != nil {
		f.flush()
	}
	f.section = s
	sum := f.p.t("rules.section.has", len(s.Items), s.Points())
	f.head.Put(s.Title)
	locked := st.Lock != nil
	widgets.Visible(f.form, !locked)
	widgets.Visible(f.facts.body, locked)
	if locked {
		f.facts.put(f.p.t("rules.section.sum"), sum, f.p.t("rules.section.bonus"), some(s.BonusCap))
	} else {
		f.title.Needed = f.p.k.Needed(st.Table.Section(s.ID), "title")
		f.title.Put(s.Title)
		f.bonus.Put(some(s.BonusCap))
		widgets.PutText(f.sum, sum)
		sayAll(f.p, f.rows, st.lacksOf(s.ID, ""))
	}
	f.view.Fit()
}
