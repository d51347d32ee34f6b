package onsite

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// requirement is what must be done about a problem, by when and by whom. It has an entity and a lock of its own: it may still be
// written when the on-site phase is signed.
type requirement struct {
	p     *page
	is    *assess.Finding
	boxes *boxes
	body  *fyne.Container
}

func newRequirement(p *page) *requirement {
	r := &requirement{p: p, boxes: newBoxes(p, "edit.finding")}
	what := r.boxes.add("requirement", widgets.NewNote(p.timer, 2).Hint(p.t("onsite.finding.requirement.hint")))
	day := r.boxes.add("deadline", widgets.NewDayField(p.timer, p.t("onsite.bad.day")).Hint("2007-03-08"))
	who := r.boxes.add("responsible", widgets.NewField(p.timer).Hint(p.t("onsite.finding.responsible.hint")))
	history := widgets.NewQuiet(p.t("onsite.history"), theme.IconHistory, func() {
		p.k.Window.History(p.t("field.requirement"), r.is.Required(p.d()), "requirement", "deadline", "responsible")
	})
	r.body = layout.Stack(theme.Grid*2, heading(p.t("field.requirement"), history), named(p.t("onsite.finding.must"), what),
		named(p.t("field.deadline"), newRow(2, wide(120, day), plain(p.t("field.responsible")), who)))
	return r
}

func (r *requirement) put(x *assess.Finding) {
	r.is = x
	entity := x.Required(r.p.d())
	widgets.Visible(r.body, x.Kind == assess.Problem)
	r.boxes.put(entity, map[string]string{"requirement": x.Requirement, "deadline": string(x.Deadline), "responsible": x.Responsible})
	r.boxes.lock(r.p.view().Locked(entity) != nil)
}
