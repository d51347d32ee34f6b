package rectify

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// rowHeight is that of three lines: the problem, what is required, and by whom until when.
const rowHeight = theme.Row*2 + theme.Grid*2

// rowView draws a line of the ledger.
type rowView struct {
	widget.BaseWidget
	k                   *screen.Kit
	is                  Row
	fresh               bool
	problem, must, more *theme.Line
	badge               *widgets.Badge
	days                *theme.Line
	body                *fyne.Container
}

func newRowView(k *screen.Kit) *rowView {
	v := &rowView{k: k, problem: theme.Text("", theme.Body, false, theme.Ink), must: theme.Text("", theme.Small, false, theme.Ink2),
		more: theme.Text("", theme.Small, false, theme.Ink2), badge: widgets.NewBadge(theme.Idle, ""), days: theme.Text("", theme.Small, false, theme.Ink2)}
	left := layout.Stack(1, v.problem, v.must, v.more)
	right := layout.Stack(4, container.NewHBox(v.badge), v.days)
	v.body = layout.Pad(10, 6, container.New(layout.Cells{Widths: []float32{0, 92}, Gap: 8}, left, right))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *rowView) Set(r Row) {
	if v.is == r && v.fresh {
		return
	}
	v.is, v.fresh = r, true
	v.problem.Put(r.Problem)
	must := r.Must
	if must == "" {
		must = v.k.T("rectify.norequirement")
	}
	v.must.Put(must)
	v.more.Put(strings.Join(v.facts(r), " · "))
	v.badge.Set(r.Sign(), v.k.T(r.Word()))
	ink, text := theme.Ink2, ""
	if m, ok := r.Time.Words(); ok {
		text = v.k.Say.Say(m)
	}
	if r.Time.Late() {
		ink = theme.Red
	}
	v.days.Set(text, ink)
	layout.Relayout(v.body)
}

// facts are district, kind, responsible office and deadline.
func (v *rowView) facts(r Row) []string {
	mode := v.k.T("rectify.nomode")
	if r.Mode != "" {
		mode = v.k.T("rect." + r.Mode)
	}
	who, until := r.Who, string(r.Deadline)
	if who == "" {
		who = v.k.T("rectify.norespons")
	}
	if until == "" {
		until = v.k.T("rectify.nodeadline")
	}
	return []string{r.Name, mode, until, who}
}

// CreateRenderer draws the row.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }
