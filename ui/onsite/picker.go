package onsite

import (
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// option is something that can be picked.
type option struct {
	id, text, more string
	on             bool
}

// few is how many options can be told apart by one digit.
const few = 9

// pickOne asks for one of some options over the window.
func pickOne(p *page, title string, options []option, take func(id string)) {
	var over *widgets.Modal
	list := newPicker(p, false, len(options) <= few, func() []option { return options }, func(o option) {
		over.Close()
		take(o.id)
	})
	hint := "onsite.pick.hint.one"
	if len(options) > few {
		hint = "onsite.pick.hint.find"
	}
	over = list.Over(p.k.Window.Canvas(), title, p.t(hint), widgets.NewButton(p.t("onsite.pick.cancel"), "", func() { over.Close() }))
}

// pickMany lets options be linked and unlinked over the window, until that is ended.
func pickMany(p *page, title string, options func() []option, toggle func(option)) {
	var over *widgets.Modal
	list := newPicker(p, true, false, options, toggle)
	over = list.Over(p.k.Window.Canvas(), title, p.t("onsite.pick.hint.many"), widgets.NewPrimary(p.t("onsite.pick.done"), "", func() { over.Close() }))
}

func newPicker(p *page, many, count bool, options func() []option, take func(option)) *widgets.Picker[option] {
	return widgets.NewPicker(widgets.Picking[option]{
		Kind: widgets.Kind[option]{New: func() widgets.View[option] { return newOptionRow(many) },
			Key: func(o option) string { return o.id }, Height: theme.Touch, Columns: []widgets.Column[option]{
				{Cell: widgets.Plain(func(o option) string { return o.text })}, {Cell: widgets.Plain(func(o option) string { return o.more })}}},
		Rows: options, Text: func(o option) string { return o.text + "\n" + o.more },
		Pick: func(o option) string { take(o); return "" },
		Hint: p.t("onsite.pick.find"), None: p.t("onsite.pick.none"), Count: count, Width: 530})
}

// newOptionRow is a row of a picker: whether it is linked, what it is, and a word more.
func newOptionRow(many bool) widgets.View[option] {
	check, text := theme.NewPic(theme.IconCheck, 16, theme.Accent), theme.Text("", theme.Body, false, theme.Ink)
	more, mark := theme.Text("", theme.Small, false, theme.Ink2).Whole(), wide(20, container.NewCenter(check))
	widgets.Visible(mark, many)
	return widgets.NewRow(container.New(layout.Inset{Left: 8, Right: 12}, newRow(1, mark, text, more)), func(o option) {
		widgets.Visible(check, o.on)
		text.Put(o.text)
		more.Put(o.more)
	})
}
