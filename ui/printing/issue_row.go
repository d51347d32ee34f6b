package printing

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// issueRow is what stands below a box of 发文设置: what the round has where a district's is set apart, and how a number would be written
// right.
type issueRow struct {
	k      *screen.Kit
	field  *form.Field
	name   string
	held   string // in words, what holds while the box is empty
	own    *fyne.Container
	apart  *theme.Line
	mend   *fyne.Container
	better *widgets.Button
}

func newIssueRow(k *screen.Kit, name string, f *form.Field) *issueRow {
	r := &issueRow{k: k, field: f, name: name, apart: theme.Text("", theme.Small, false, theme.Accent)}
	clear := widgets.NewQuiet(k.T("papers.issue.clear"), theme.IconUndo, func() { f.Write("") })
	r.own = container.NewBorder(nil, nil, nil, clear, container.New(layout.Middle{}, r.apart))
	r.better = widgets.NewButton("", theme.IconCheck, func() {
		f.Write(MendNumber(f.Text()))
		f.Focus() // the button is gone
	})
	r.mend = layout.Stack(2, widgets.NewBanner(theme.Warning, k.T("papers.issue.brackets")), container.NewHBox(r.better))
	f.Below(r.mend)
	f.Below(r.own)
	return r
}

// hold says in the empty box what holds, or else gives an example; an example is nothing to be read where the box is locked.
func (r *issueRow) hold(v Setting) {
	r.held = r.k.T("papers.issue." + r.name + ".eg")
	if v.Inherited != "" {
		r.held = r.k.T("papers.issue.held", r.say(v.Inherited))
		r.field.Without(r.held)
	} else {
		r.field.Without("")
	}
	r.field.Suggest(r.held)
}

// put shows a setting.
func (r *issueRow) put(v Setting, locked bool) {
	better := MendNumber(v.Value)
	widgets.Visible(r.mend, r.name == "number" && better != v.Value && !locked)
	r.better.Put(r.k.T("papers.issue.mend", better))
	r.apart.Put(r.k.T("papers.issue.apart", r.round(v)))
	widgets.Visible(r.own, v.Own && !locked)
}

// round is what the round has, in words.
func (r *issueRow) round(v Setting) string {
	if v.Inherited == "" {
		return r.k.T("papers.issue.unset")
	}
	return r.say(v.Inherited)
}

// say is a value in words.
func (r *issueRow) say(v string) string {
	if slices.Contains([]string{"head", "seal", "pictures", "drawing"}, r.name) && v != "" {
		return r.k.T("papers.issue." + r.name + "." + v)
	}
	return v
}
