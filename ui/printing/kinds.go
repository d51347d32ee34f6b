package printing

import (
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// kindRow is one line of the list of kinds.
type kindRow struct {
	Key, Name, Note, Count string
	None                   bool // nothing can be printed yet
	Head                   bool // the name of the phase to which the kinds below it belong
}

// kindKind is what the list is made of.
func kindKind(k *screen.Kit) widgets.Kind[kindRow] {
	return widgets.Kind[kindRow]{New: newKindView, Key: func(r kindRow) string { return r.Key }, Height: theme.Rows2,
		Head: func(r kindRow) bool { return r.Head }, Columns: []widgets.Column[kindRow]{
			widgets.Col(k.T("field.kind"), "", func(r kindRow) string { return r.Name }),
			widgets.Col(k.T("listing.has"), "", func(r kindRow) string { return r.Count }),
			widgets.Col(k.T("field.note"), "", func(r kindRow) string { return r.Note }),
		}}
}

// newKindView is one line of the list.
func newKindView() widgets.View[kindRow] {
	name, count := theme.Text("", theme.Body, true, theme.Ink), theme.Num("", theme.Small, false, theme.Ink2)
	note := theme.Text("", theme.Small, false, theme.Ink2)
	return widgets.NewRow(layout.Pad(10, 6, layout.Stack(1, cells([]float32{0, 60}, name, count), note)), func(r kindRow) {
		ink := theme.Ink
		if r.None || r.Head {
			ink = theme.Ink2
		}
		name.Set(r.Name, ink)
		count.Put(r.Count)
		note.Put(r.Note)
	})
}
