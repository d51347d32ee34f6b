package lookthrough

import (
	"slices"

	"fyne.io/fyne/v2/container"

	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// option is something that a photo can be laid to.
type option struct {
	id, text string
	on       bool
}

// picking is what a photo is laid to from a list over the window.
type picking struct {
	title   string
	options func() []option
	lay     func(id string)
}

func (v *View) items() picking {
	return picking{v.k.T("look.item"), func() (out []option) {
		f := v.l.Now()
		for _, i := range v.k.Session.View().Standard.Items() {
			out = append(out, option{i.ID, i.Code + " " + i.Text, slices.Contains(f.To.Items, i.ID)})
		}
		return out
	}, v.l.LayItem}
}

func (v *View) findings() picking {
	return picking{v.k.T("look.finding"), func() (out []option) {
		f := v.l.Now()
		for _, x := range v.l.District.Findings {
			out = append(out, option{x.ID, v.k.T("finding."+string(x.Kind)) + x.No + " " + words.Begin(x.Named, 40), slices.Contains(f.To.Findings, x.ID)})
		}
		return out
	}, v.l.LayFinding}
}

// pick lays the photo at hand to what is picked, and goes back to it.
func (v *View) pick(p picking) {
	if v.l.Now() == nil {
		return
	}
	v.keep()
	var over *widgets.Modal
	list := widgets.NewPicker(widgets.Picking[option]{
		Kind: widgets.Kind[option]{New: newOption, Key: func(o option) string { return o.id }, Height: theme.Touch,
			Columns: []widgets.Column[option]{{Cell: widgets.Plain(func(o option) string { return o.text })}}},
		Rows: p.options, Text: func(o option) string { return o.text },
		Pick: func(o option) string {
			over.Close()
			v.do(func() { p.lay(o.id) })
			return ""
		},
		Hint: v.k.T("onsite.pick.find"), None: v.k.T("onsite.pick.none"), Width: 530})
	over = list.Over(v.k.Window.Canvas(), p.title, v.k.T("onsite.pick.hint.find"), widgets.NewButton(v.k.T("button.cancel"), "", func() { over.Close(); v.Focus() }))
}

// newOption is a row of the list: whether the photo is laid to it, and what it is.
func newOption() widgets.View[option] {
	check, text := theme.NewPic(theme.IconCheck, theme.Glyph, theme.Accent), theme.Text("", theme.Body, false, theme.Ink)
	mark := container.New(layout.Fixed{Width: 20}, container.NewCenter(check))
	return widgets.NewRow(container.New(layout.Inset{Left: 8, Right: 12}, container.New(layout.Row{Gap: 8, Grow: layout.Nth(1)}, mark, text)), func(o option) {
		widgets.Visible(check, o.on)
		text.Put(o.text)
	})
}
