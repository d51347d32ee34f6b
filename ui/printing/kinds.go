package printing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// kindHeight is that of two lines: a kind's name with how many can be printed, and its note.
const kindHeight = theme.Row + theme.Grid*5

// kindRow is one line of the list of kinds.
type kindRow struct {
	Key, Name, Note, Count string
	None                   bool // nothing can be printed yet
}

func newKinds() *widgets.Lines[kindRow] {
	return widgets.NewLines(widgets.Kind[kindRow]{
		New:    func() widgets.View[kindRow] { return newKindView() },
		Key:    func(r kindRow) string { return r.Key },
		Height: kindHeight,
	})
}

// kindView draws it.
type kindView struct {
	widget.BaseWidget
	is                kindRow
	name, count, note *theme.Line
	body              *fyne.Container
}

func newKindView() *kindView {
	v := &kindView{name: theme.Text("", theme.Body, true, theme.Ink), count: theme.Num("", theme.Small, false, theme.Ink2),
		note: theme.Text("", theme.Small, false, theme.Ink2)}
	v.body = layout.Pad(10, 6, layout.Stack(1, cells([]float32{0, 60}, v.name, v.count), v.note))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a kind.
func (v *kindView) Set(r kindRow) {
	if v.is == r {
		return
	}
	v.is = r
	ink := theme.Ink
	if r.None {
		ink = theme.Ink2
	}
	v.name.Set(r.Name, ink)
	v.count.Put(r.Count)
	v.note.Put(r.Note)
}

// CreateRenderer draws the row.
func (v *kindView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }
