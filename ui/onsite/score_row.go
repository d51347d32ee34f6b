package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// itemColumns are what is copied and printed of an item.
func itemColumns(t func(string, ...any) string) []widgets.Column[itemRow] {
	return []widgets.Column[itemRow]{
		{Name: t("field.code"), Head: "项目编号", Cell: widgets.Plain(func(r itemRow) string { return r.Code })},
		{Name: t("listing.item"), Cell: widgets.Plain(func(r itemRow) string { return r.Text })},
		{Name: t("field.mark"), Head: "考核得分", Right: true, Cell: widgets.Plain(func(r itemRow) string { return r.Got })},
		{Name: t("field.points"), Right: true, Cell: widgets.Plain(func(r itemRow) string { return r.Full })},
		{Name: t("listing.case"), Cell: widgets.Plain(func(r itemRow) string {
			switch {
			case r.Sign == signReturned:
				return t("return.sign")
			case r.Unmarked > 0:
				return t("overview.open", r.Unmarked)
			case r.Word == "":
				return ""
			}
			return t(r.Word)
		})},
	}
}

// newItemView is a row of the item list.
func newItemView(t func(string, ...any) string) widgets.View[itemRow] {
	code, text := theme.Text("", theme.Body, false, theme.Ink2).Whole(), theme.Text("", theme.Body, false, theme.Ink)
	mark, pic := theme.Num("", theme.Body, false, theme.Ink), theme.NewPic(theme.IconCheck, theme.Glyph, theme.Green)
	body := newRow(1, wide(32, code), text, wide(104, mark), wide(20, container.NewCenter(pic)))
	return widgets.NewRow(container.New(layout.Inset{Left: 10, Right: 8}, body), func(r itemRow) {
		second := theme.Ink2
		if r.Head {
			second = theme.Ink
		}
		code.Set(r.Code, second)
		text.Put(title(r, t))
		mark.Put(points(r, t))
		for _, l := range []*theme.Line{code, text, mark} {
			l.Bold(r.Head)
		}
		if !r.Head {
			pic.Set(r.Sign.look())
		}
		widgets.Visible(pic, !r.Head && r.Sign != signOpen && r.Sign != signNA)
	})
}

// title is an item's text, or a section's with what its sum lacks.
func title(r itemRow, t func(string, ...any) string) string {
	if r.Unmarked == 0 {
		return r.Text
	}
	return t("overview.sofar", r.Text, r.Unmarked)
}

func points(r itemRow, t func(string, ...any) string) string {
	switch {
	case r.Word != "":
		return t(r.Word)
	case r.Full == "":
		return r.Got
	case r.Got == "":
		return "— / " + r.Full
	}
	return r.Got + " / " + r.Full
}

// look is the sign's icon and colour.
func (s sign) look() (theme.IconName, fyne.ThemeColorName) {
	switch s {
	case signFull:
		return theme.IconCheck, theme.Green
	case signLost:
		return theme.IconLess, theme.Ink2
	case signWarn:
		return theme.IconWarning, theme.Amber
	case signReturned:
		return theme.IconBack, theme.Red
	case signConflict:
		return theme.IconConflict, theme.Amber
	}
	return theme.IconIdle, theme.Ink2
}
