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

// columns are what is copied and printed of an item, and what it can be sorted by. How far it is, is not pasted: that is told by its steps.
func columns(k *screen.Kit) []widgets.Column[Row] {
	district, until := widgets.Col(k.T("rectify.column.district"), "被考核单位", func(r Row) string { return r.Name }),
		widgets.Col(k.T("rectify.deadline"), "整改期限", func(r Row) string { return string(r.Deadline) }).Filling()
	district.Sort, until.Sort = byDistrict, byDeadline
	return []widgets.Column[Row]{
		district,
		widgets.Col(k.T("listing.finding"), "发现号", func(r Row) string { return r.Finding }),
		widgets.Col(k.T("listing.problem"), "", func(r Row) string { return r.Problem }),
		widgets.Col(k.T("rectify.requirement"), "整改要求", func(r Row) string { return r.Must }),
		{Name: k.T("field.mode"), Head: "整改方式", Fills: true, Cell: widgets.Plain(func(r Row) string { return mode(k, r) }), Copy: func(r Row) string {
			if r.Mode == "" {
				return ""
			}
			return mode(k, r)
		}},
		widgets.Col(k.T("rectify.responsible"), "责任单位", func(r Row) string { return r.Who }).Filling(),
		until,
		widgets.Col(k.T("field.state"), "", func(r Row) string { return k.T(r.Word()) }),
		widgets.Col(k.T("listing.days"), "", func(r Row) string { return days(k, r) }),
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
	cells := container.New(layout.Cells{Widths: []float32{0, 112}, Gap: 8}, layout.Stack(1, problem, must, more), layout.Stack(4, container.NewHBox(badge), left))
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
