package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// rowColumns are what is copied and printed of a section or an item.
func rowColumns(p *page) []widgets.Column[Row] {
	of := func(text func(*standard.Item) string) func(Row) string {
		return func(r Row) string {
			if i := p.st.itemOf(r.Key); i != nil {
				return text(i)
			}
			return ""
		}
	}
	return []widgets.Column[Row]{
		widgets.Col(p.t("field.code"), "编号", func(r Row) string { return r.Code }),
		widgets.Col(p.t("field.section"), "一级指标", of(func(i *standard.Item) string { return p.st.Standard.Section(i.Section).Title })),
		widgets.Col(p.t("listing.item"), "考核内容", func(r Row) string { return r.Text }),
		{Name: p.t("field.points"), Head: "分值", Right: true, Cell: widgets.Plain(func(r Row) string { return r.Points }),
			Copy: func(r Row) string {
				if i := p.st.itemOf(r.Key); i != nil {
					return i.Points.String()
				}
				return r.Points
			}},
		widgets.Col(p.t("field.rule"), "评分办法", of(kindOf(p))),
		widgets.Col(p.t("listing.ruletext"), "评分说明", of(func(i *standard.Item) string { return i.Rule.What })),
	}
}

// newRowView is a row of the list: code, text, points, and a sign where something is lacking.
func newRowView() widgets.View[Row] {
	code, text := theme.Text("", theme.Body, false, theme.Ink2).Whole(), theme.Text("", theme.Body, false, theme.Ink)
	points := theme.Num("", theme.Body, false, theme.Ink)
	sign, star := theme.NewPic(theme.IconWarning, theme.Glyph, theme.Amber), theme.NewPic(theme.IconStar, 14, theme.Accent)
	cells := container.New(layout.Cells{Widths: []float32{36, 0, 16, 60, 18}, Gap: 4}, code, text, centred(star), points, centred(sign))
	return widgets.NewRow(container.New(layout.Inset{Left: 8, Right: 4}, container.New(layout.Middle{}, cells)), func(r Row) {
		ink := theme.Ink2
		if r.Section {
			ink = theme.Ink
		}
		code.Set(r.Code, ink)
		text.Put(r.Text)
		points.Put(r.Points)
		for _, l := range []*theme.Line{code, text, points} {
			l.Bold(r.Section)
		}
		widgets.Visible(star, r.Star)
		widgets.Visible(sign, r.Lack)
	})
}

// centred puts a sign in the middle of a line's height.
func centred(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.Least{Height: 20}, container.NewCenter(o))
}

// kindOf is how an item is marked, in a word; empty while nobody has said it.
func kindOf(p *page) func(*standard.Item) string {
	return func(i *standard.Item) string {
		if i.Rule.Kind == "" {
			return ""
		}
		return p.t("rules.kind." + string(i.Rule.Kind))
	}
}
