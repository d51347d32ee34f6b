package rectify

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// rowHeight is the height of three lines: the problem, the requirement, and by whom until when.
const rowHeight = theme.Row*2 + theme.Grid*2

// columns are the columns of an item that is copied, and those that it can be sorted by.
func columns(k *screen.Kit) []widgets.Column[Row] {
	return []widgets.Column[Row]{
		{Name: k.T("rectify.column.district"), Cell: widgets.Plain(func(r Row) string { return r.Name }), Sort: byDistrict},
		{Cell: widgets.Plain(func(r Row) string { return r.Problem })},
		{Cell: widgets.Plain(func(r Row) string { return r.Must })},
		{Cell: widgets.Plain(func(r Row) string { return mode(k, r) })},
		{Cell: widgets.Plain(func(r Row) string { return r.Who })},
		{Name: k.T("rectify.deadline"), Cell: widgets.Plain(func(r Row) string { return string(r.Deadline) }), Sort: byDeadline},
		{Cell: widgets.Plain(func(r Row) string { return k.T(r.Word()) })},
		{Cell: widgets.Plain(func(r Row) string { return days(k, r) })},
	}
}

func mode(k *screen.Kit, r Row) string {
	if r.Mode == "" {
		return k.T("rectify.nomode")
	}
	return k.T("rect." + r.Mode)
}

// days returns in words how many days are left or how many it is overdue.
func days(k *screen.Kit, r Row) string {
	m, ok := r.Time.Words()
	if !ok {
		return ""
	}
	return k.Say.Say(m)
}

// newRow shows an item in the ledger.
func newRow(k *screen.Kit) widgets.View[Row] {
	small := func() *theme.Line { return theme.Text("", theme.Small, false, theme.Ink2) }
	problem, must, more, left, badge := theme.Text("", theme.Body, false, theme.Ink), small(), small(), small(), widgets.NewBadge(theme.Idle, "")
	cells := container.New(layout.Cells{Widths: []float32{0, 92}, Gap: 8}, layout.Stack(1, problem, must, more), layout.Stack(4, container.NewHBox(badge), left))
	return widgets.NewRow(layout.Pad(10, 6, cells), func(r Row) {
		problem.Put(r.Problem)
		must.Put(cmp.Or(r.Must, k.T("rectify.norequirement")))
		until, who := cmp.Or(string(r.Deadline), k.T("rectify.nodeadline")), cmp.Or(r.Who, k.T("rectify.norespons"))
		more.Put(strings.Join([]string{r.Name, mode(k, r), until, who}, " · "))
		badge.Set(r.Sign(), k.T(r.Word()))
		ink := theme.Ink2
		if r.Time.Late() {
			ink = theme.Red
		}
		left.Set(days(k, r), ink)
	})
}
