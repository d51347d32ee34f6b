package gallery

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Measures of a tile: the picture, and two lines below it.
const (
	tileWide float32 = 156
	tileHigh float32 = 172
	tileEdge float32 = 6
)

// newTile draws a row as a thumbnail with its number and what it shows.
func newTile(k *screen.Kit) widgets.View[Row] {
	thumb, no, says := NewThumb(k), theme.Text("", theme.Small, true, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2)
	sign := theme.NewPic(theme.IconWarning, 14, theme.Amber)
	head := container.New(layout.Row{Gap: 4, Grow: layout.Nth(0)}, no, sign)
	body := container.New(layout.Inset{Left: tileEdge, Top: tileEdge, Right: tileEdge, Bottom: tileEdge}, layout.Fill(0, thumb, head, says))
	return widgets.NewRow(body, func(r Row) {
		thumb.Put(r.X)
		no.Put(r.No(k))
		says.Put(r.Title())
		icon, ink := signOf(r)
		sign.Set(icon, ink)
		widgets.Visible(sign, icon != "")
	})
}

// signOf is what is to be noticed of a file first: that it is not here, that it supports nothing, that it is half of a pair.
func signOf(r Row) (theme.IconName, fyne.ThemeColorName) {
	switch {
	case !r.Here:
		return theme.IconWarning, theme.Amber
	case r.X.Loose():
		return theme.IconIdle, theme.Ink2
	case r.Pair:
		return theme.IconPair, theme.Ink2
	}
	return "", theme.Ink2
}

// columns are what is said of a file in a line, on screen and on paper.
func columns(k *screen.Kit) []widgets.Column[Row] {
	by := func(text func(Row) string) func(a, b Row) int {
		return func(a, b Row) int { return cmp.Compare(text(a), text(b)) }
	}
	taken := func(r Row) string { return r.X.Taken }
	kind := func(r Row) string { return kindOf(k, r.X) }
	held := func(r Row) string { return joined(k, r.Holders) }
	return []widgets.Column[Row]{
		{Name: "", Only: widgets.OnScreen, Width: theme.Glyph, Cell: func(r Row) widgets.Cell {
			icon, ink := signOf(r)
			return widgets.Cell{Icon: icon, Ink: ink}
		}},
		{Name: k.T("field.evidenceno"), Width: 104, Cell: widgets.Plain(func(r Row) string { return r.No(k) }), Sort: byNo},
		{Name: k.T("field.caption"), Cell: widgets.Plain(Row.Title), Sort: by(Row.Title)},
		{Name: k.T("field.filename"), Only: widgets.OnPaper, Cell: widgets.Plain(func(r Row) string { return r.X.Name })},
		{Name: k.T("gallery.supports"), Width: 120, Cell: widgets.Plain(func(r Row) string { return r.Supported(k) })},
		{Name: k.T("field.taken"), Width: 128, Small: true, Cell: widgets.Plain(taken), Sort: by(taken)},
		{Name: k.T("field.size"), Width: 60, Small: true, Right: true, Cell: widgets.Plain(func(r Row) string { return words.Size(r.X.Size) }),
			Sort: func(a, b Row) int { return cmp.Compare(a.X.Size, b.X.Size) }},
		{Name: k.T("gallery.kind"), Only: widgets.OnPaper, Cell: widgets.Plain(kind), Sort: by(kind)},
		{Name: k.T("gallery.holders"), Only: widgets.OnPaper, Cell: widgets.Plain(held)},
		{Name: k.T("gallery.hash"), Only: widgets.OnPaper, Cell: widgets.Plain(func(r Row) string { return r.X.ID })},
	}
}

// filters are the chips.
func filters(k *screen.Kit) []listpage.Filter[Row] {
	supports := func(sets ...string) func(Row) bool {
		return func(r Row) bool {
			return slices.ContainsFunc(r.Links, func(l link) bool { return slices.Contains(sets, l.set) })
		}
	}
	var out []listpage.Filter[Row]
	add := func(key string, lets func(Row) bool) {
		out = append(out, listpage.Filter[Row]{Key: key, Name: k.T("gallery.filter." + key), Lets: lets})
	}
	add("picture", func(r Row) bool { return r.X.Picture() })
	add("other", func(r Row) bool { return !r.X.Picture() })
	add("item", supports("item", "deduction"))
	add("record", supports("record", "document"))
	add("finding", supports("finding", "step"))
	add("loose", func(r Row) bool { return r.X.Loose() })
	add("missing", func(r Row) bool { return !r.Here })
	add("mine", func(r Row) bool { return r.Mine })
	add("pair", func(r Row) bool { return r.Pair })
	return out
}

func joined(k *screen.Kit, list []string) string {
	out := ""
	for i, s := range list {
		if i > 0 {
			out += k.T("list.sep")
		}
		out += s
	}
	return out
}
