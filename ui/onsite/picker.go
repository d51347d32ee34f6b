package onsite

import (
	"fyne.io/fyne/v2"
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

// picker is a list laid over the window. Where one thing is asked for, digits pick by number and Enter picks what is chosen. Where
// several may be linked, typing filters, Enter links or unlinks, and Esc ends.
type picker struct {
	p       *page
	over    *widgets.Modal
	list    *widgets.Lines[option]
	find    *widgets.Find
	options func(query string) []option
	take    func(option)
	many    bool
}

func pickOne(p *page, title string, options []option, take func(id string)) *picker {
	x := &picker{p: p, options: func(string) []option { return options }, take: func(o option) { take(o.id) }}
	x.open(title)
	return x
}

func pickMany(p *page, title string, options func(query string) []option, toggle func(option)) *picker {
	x := &picker{p: p, options: options, take: toggle, many: true}
	x.open(title)
	return x
}

func (x *picker) open(title string) {
	x.list = widgets.NewLines(widgets.Kind[option]{New: func() widgets.View[option] { return newOptionRow(x.many) },
		Key: func(o option) string { return o.id }, Height: theme.Touch, Columns: []widgets.Column[option]{
			{Cell: widgets.Plain(func(o option) string { return o.text })}, {Cell: widgets.Plain(func(o option) string { return o.more })}}})
	x.list.OnOpen = x.pick
	x.list.OnRune = func(_ option, r rune) bool { return x.rune(r) }
	x.find = widgets.NewFind(x.p.t("onsite.pick.find"), func(string) { x.fill() })
	x.find.OnKey = x.key
	end := widgets.NewButton(x.p.t("onsite.pick.cancel"), "", x.close)
	hint := "onsite.pick.hint.one"
	if x.many {
		end = widgets.NewPrimary(x.p.t("onsite.pick.done"), "", x.close)
		hint = "onsite.pick.hint.many"
	}
	widgets.Visible(x.find, x.many)
	foot := newRow(0, theme.Text(x.p.t(hint), theme.Small, false, theme.Ink2), end)
	top := layout.Stack(theme.Grid*2, theme.Text(title, theme.Title, true, theme.Ink), x.find)
	body := container.NewBorder(top, foot, nil, nil, container.New(layout.Inset{Top: 8, Bottom: 8}, x.list))
	c := x.p.k.Window.Canvas()
	x.over = widgets.Over(c, container.New(layout.Inset{Left: 12, Top: 8, Right: 12, Bottom: 8}, body))
	x.over.Fit(fyne.NewSize(560, x.height(len(x.options("")))))
	x.fill()
	if x.many {
		x.find.Focus()
		return
	}
	x.list.Focus()
}

// height has room for up to ten options.
func (x *picker) height(n int) float32 {
	return float32(min(max(n, 3), 10))*theme.Touch + 130
}

func (x *picker) fill() {
	x.list.Put(x.options(x.find.Text()))
}

func (x *picker) pick(o option) {
	if !x.many {
		x.close()
		x.take(o)
		return
	}
	x.take(o)
	x.fill()
}

// key in the box goes to the list, picks, or ends.
func (x *picker) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown, fyne.KeyUp:
		x.list.Focus()
	case fyne.KeyReturn, fyne.KeyEnter:
		x.enter()
	case fyne.KeyEscape:
		x.close()
	default:
		return false
	}
	return true
}

// enter in the box picks the first that is found.
func (x *picker) enter() {
	if o, ok := x.list.Chosen(); ok {
		x.pick(o)
		x.find.Put("")
	}
}

// rune picks by number, or goes on typing in the box.
func (x *picker) rune(r rune) bool {
	if x.many {
		x.find.Type(r)
		return true
	}
	n := []rune(widgets.HalfWidth(string(r)))[0] - '1'
	if rows := x.list.Rows(); n >= 0 && int(n) < len(rows) {
		x.pick(rows[n])
	}
	return true
}

func (x *picker) close() { x.over.Close() }

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
