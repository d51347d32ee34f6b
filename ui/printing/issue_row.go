package printing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// issueRow is one box of 发文设置: a text, a day or a choice, or only words where it can't be changed; below it what the round has where
// a district's is set apart, and how a number would be written right.
type issueRow struct {
	k      *screen.Kit
	row    *widgets.FormRow
	field  string
	set    func(string)
	edit   *widgets.Field // one of edit and choice
	choice *widgets.Pick
	read   *widget.Label
	own    *fyne.Container
	apart  *theme.Line
	mend   *fyne.Container
	better *widgets.Button
	body   *fyne.Container
}

// choices of the fields that are chosen, after what the kind usually has.
var choices = map[string][]string{"head": {"red", "none"}, "seal": {"yes", "no"}}

func newIssueRow(k *screen.Kit, timer widgets.Timer, field string, set func(string)) *issueRow {
	r := &issueRow{k: k, field: field, set: set, read: widget.NewLabel(""), apart: theme.Text("", theme.Small, false, theme.Accent)}
	r.read.Wrapping = fyne.TextWrapWord
	var input fyne.CanvasObject
	if choices[field] != nil {
		r.choice = widgets.NewPick("")
		r.choice.OnPick = set
		input = r.choice
	} else {
		r.edit = newField(k, timer, field)
		r.edit.OnCommit = set
		input = r.edit
	}
	clear := widgets.NewQuiet(k.T("papers.issue.clear"), theme.IconUndo, func() { set("") })
	r.own = container.NewBorder(nil, nil, nil, clear, container.New(layout.Middle{}, r.apart))
	r.better = widgets.NewButton("", theme.IconCheck, func() {
		set(MendNumber(r.edit.Text()))
		r.edit.Focus() // the button is gone
	})
	r.mend = layout.Stack(2, widgets.NewBanner(theme.Warning, k.T("papers.issue.brackets")), container.NewHBox(r.better))
	r.body = layout.Stack(2, input, r.read, r.mend, r.own)
	return r
}

func newField(k *screen.Kit, timer widgets.Timer, field string) *widgets.Field {
	switch field {
	case "date":
		return widgets.NewDayField(timer, k.T("papers.badday"))
	case "addressee", "copyto":
		return widgets.NewNote(timer, 2)
	}
	f := widgets.NewField(timer)
	if field == "copy" || field == "copies" {
		f.Parse = digits
	}
	return f
}

// put shows a setting; apart tells that it is a district's.
func (r *issueRow) put(v Setting, apart, locked bool) {
	held := r.held(v)
	if r.choice != nil {
		options := []widgets.Option{{Name: held}}
		for _, c := range choices[r.field] {
			options = append(options, widgets.Option{Key: c, Name: r.say(c)})
		}
		r.choice.Put(options, v.Value)
		widgets.Visible(r.choice, !locked)
	} else {
		r.edit.Put(v.Value)
		r.edit.Hint(held)
		widgets.Visible(r.edit, !locked)
	}
	r.row.SetHint(r.k.Say["papers.issue."+r.field+".hint"])
	if locked {
		r.row.SetHint("")
		r.putRead(v)
	}
	widgets.Visible(r.read, locked)
	r.putMend(v.Value, locked)
	r.apart.Put(r.k.T("papers.issue.apart", r.round(v)))
	widgets.Visible(r.own, apart && v.Own && !locked)
}

// putRead shows in words what holds.
func (r *issueRow) putRead(v Setting) {
	says := r.say(v.Value)
	switch {
	case v.Value == "" && (v.Inherited != "" || r.choice != nil):
		says = r.held(v)
	case v.Value == "":
		says = "—"
	}
	if r.read.Text != says {
		r.read.SetText(says)
	}
}

// putMend offers a number written as the standard has it.
func (r *issueRow) putMend(value string, locked bool) {
	better := MendNumber(value)
	widgets.Visible(r.mend, r.field == "number" && better != value && !locked)
	r.better.Put(r.k.T("papers.issue.mend", better))
}

// held says in an empty box what holds, or else gives an example.
func (r *issueRow) held(v Setting) string {
	if v.Inherited != "" {
		return r.k.T("papers.issue.held", r.say(v.Inherited))
	}
	return r.k.T("papers.issue." + r.field + ".eg")
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
	if r.choice != nil && v != "" {
		return r.k.T("papers.issue." + r.field + "." + v)
	}
	return v
}
