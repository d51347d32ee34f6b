package onsite

import (
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// attendance is how many were invited to a symposium, and how many came.
type attendance struct {
	p             *page
	is            *assess.Record
	invited, came *widgets.Field
	more          *widgets.Notice
	body          *fyne.Container
}

func newAttendance(p *page) *attendance {
	a := &attendance{p: p, more: widgets.NewNotice(theme.Warning)}
	a.invited = a.box("invited", func() int64 { return a.is.Invited })
	a.came = a.box("attended", func() int64 { return a.is.Attended })
	row := newRow(-1, plain(p.t("onsite.attendance.of")), wide(64, a.invited), plain(p.t("onsite.attendance.came")), wide(64, a.came),
		plain(p.t("onsite.attendance.unit")))
	a.body = layout.Stack(theme.Grid, named(p.t("onsite.attendance"), row), a.more.Banner)
	return a
}

// box is a box for a number of people; an empty one is none.
func (a *attendance) box(field string, is func() int64) *widgets.Field {
	f := widgets.NewField(a.p.timer)
	f.Parse = func(text string) (string, error) {
		text = widgets.HalfWidth(text)
		if n, err := strconv.ParseInt(text, 10, 32); text != "" && (err != nil || n < 0) {
			return "", errors.New(a.p.t("onsite.bad.people"))
		}
		return text, nil
	}
	f.OnCommit = func(text string) {
		n, err := strconv.ParseInt(text, 10, 32)
		if a.is == nil || text == people(is()) {
			return
		}
		e := assess.New("edit.record").Set(a.is.Entity, field, n)
		if err != nil {
			e = assess.New("edit.record").Set(a.is.Entity, field, nil)
		}
		a.p.k.Do(e)
	}
	return f
}

func people(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func (a *attendance) put(r *assess.Record, locked bool) {
	if a.is != nil && a.is.Entity != r.Entity {
		a.flush()
	}
	a.is = r
	widgets.Visible(a.body, r.Method == standard.Symposium || r.Invited+r.Attended > 0)
	a.invited.Put(people(r.Invited))
	a.came.Put(people(r.Attended))
	a.invited.Freeze(locked)
	a.came.Freeze(locked)
	text := ""
	if r.Invited > 0 && r.Attended > r.Invited {
		text = a.p.t("onsite.attendance.more")
	}
	a.more.Put(text)
}

// flush keeps what is in the boxes; what is no number is let go.
func (a *attendance) flush() {
	for _, f := range []*widgets.Field{a.invited, a.came} {
		f.Flush()
		if f.Focused() && f.Told() != "" {
			a.p.unfocus()
		}
	}
}
