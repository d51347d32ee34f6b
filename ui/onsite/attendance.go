package onsite

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// attendance is how many were invited to a symposium, and how many came: two fields of the record's form.
type attendance struct {
	p    *page
	form *form.Form
	more *widgets.Notice
	body *fyne.Container
}

func newAttendance(p *page, f *form.Form) *attendance {
	a := &attendance{p: p, form: f, more: widgets.NewNotice(theme.Warning)}
	invited, came := f.Field("invited"), f.Field("attended")
	row := newRow(-1, invited.Name(theme.Body).Whole(), invited.Bare(), came.Name(theme.Body).Whole(), came.Bare())
	a.body = layout.Stack(theme.Grid, named(p.t("onsite.attendance"), row), a.more.Banner)
	return a
}

func (a *attendance) put(r *assess.Record) {
	asked := r.Form == standard.Symposium || r.Invited+r.Attended > 0
	widgets.Visible(a.body, asked)
	a.form.Field("invited").Show(asked)
	a.form.Field("attended").Show(asked)
	text := ""
	if r.Invited > 0 && r.Attended > r.Invited {
		text = a.p.t("onsite.attendance.more")
	}
	a.more.Put(text)
}
