package onsite

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// requirement is what must be done about a problem, by when and by whom. It has an entity and a lock of its own: it may still be
// written when the on-site phase is signed.
type requirement struct {
	form *form.Form
	body *fyne.Container
	p    *page
}

func newRequirement(p *page) *requirement {
	r := &requirement{p: p, form: form.New(p.k, "d/req", "edit.finding", form.Box("requirement").Says("onsite.finding.must").Hint("onsite.finding.requirement.hint"),
		form.Box("deadline").Hint("2007-03-08").Wide(120), form.Box("responsible").Hint("onsite.finding.responsible.hint"))}
	history := widgets.NewQuiet(p.t("onsite.history"), theme.IconHistory, func() { r.form.History(p.t("field.requirement")) })
	who := r.form.Field("responsible")
	r.body = layout.Stack(theme.Grid*2, heading(p.t("field.requirement"), history), boxed(r.form, "requirement"),
		headed(r.form.Field("deadline").Name(theme.Body), newRow(2, r.form.Field("deadline").Bare(), who.Name(theme.Body).Whole(), who.Bare())))
	return r
}

func (r *requirement) put(x *assess.Finding) {
	widgets.Visible(r.body, x.Kind == assess.Problem)
	r.form.Put(x.Required(r.p.d()))
}
