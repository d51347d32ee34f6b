package rules

import (
	"fyne.io/fyne/v2"

	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// diffPane is 新旧对照: what the next version changes, item by item, and what that means for marks.
type diffPane struct {
	p      *page
	is     DiffState
	says   *widgets.Para
	page   *listpage.Page[diffLine]
	head   *theme.Line
	facts  *facts
	detail *widgets.Page
	body   *fyne.Container
}

// diffLine is a row of the list as it is drawn.
type diffLine struct{ Key, Sign, Code, Text, Note string }

func newDiffPane(p *page) *diffPane {
	x := &diffPane{p: p, says: widgets.Paragraph(""), head: theme.Text("", theme.Title, true, theme.Ink), facts: newFacts()}
	x.detail = widgets.NewPage(theme.Grid*2, x.head, x.facts.body)
	x.page = listpage.New(p.k, listpage.Kind[diffLine]{
		Kind:   widgets.Kind[diffLine]{Key: func(r diffLine) string { return r.Key }, Columns: diffColumns(p)},
		Detail: x.detail, Show: x.show,
		Title: p.t("rules.tab.diff"),
		Empty: widgets.NewEmpty(theme.IconList, p.t("rules.diff.none"), widgets.Action{}),
	})
	x.body = layout.Fill(1, layout.Pad(theme.Grid*2, 0, x.says), x.page.Object())
	return x
}

// diffColumns are what is done with an item, the item, and how many marks it touches.
func diffColumns(p *page) []widgets.Column[diffLine] {
	return []widgets.Column[diffLine]{
		{Name: p.t("listing.change"), Width: 32, Small: true, Cell: func(r diffLine) widgets.Cell { return widgets.Cell{Text: r.Sign, Ink: theme.Accent} }},
		{Name: p.t("field.code"), Width: 32, Cell: func(r diffLine) widgets.Cell { return widgets.Cell{Text: r.Code, Ink: theme.Ink2} }},
		{Name: p.t("listing.item"), Cell: widgets.Plain(func(r diffLine) string { return r.Text })},
		{Name: p.t("listing.marks"), Width: 88, Small: true, Cell: func(r diffLine) widgets.Cell { return widgets.Cell{Text: r.Note, Ink: theme.Amber} }},
	}
}

func (x *diffPane) object() fyne.CanvasObject { return x.body }

func (x *diffPane) flush() {}

func (x *diffPane) put(State) {
	x.is = ReadDiff(x.p.k.Session.View())
	d := x.is
	widgets.PutText(x.says, d.says(x.p.k.Say))
	var lines []diffLine
	for _, r := range d.Rows {
		lines = append(lines, x.line(r))
	}
	x.page.Put(lines)
}

func (x *diffPane) line(r DiffRow) diffLine {
	t := x.p.t
	if r.General != nil {
		return diffLine{Key: r.Key, Sign: t("rules.diff.changed"), Text: t("rules.tab.general")}
	}
	i := r.Change.New
	if i == nil {
		i = r.Change.Old
	}
	sign := "rules.diff." + string(r.Change.Kind)
	if r.renumbered() {
		sign = "rules.diff.renumbered"
	}
	l := diffLine{Key: r.Key, Sign: t(sign), Code: i.Code, Text: i.Text}
	if n := len(r.Touches); n > 0 {
		l.Note = t("rules.diff.marks", n)
	}
	return l
}

// show fills in the detail.
func (x *diffPane) show(line diffLine) {
	for _, r := range x.is.Rows {
		if r.Key != line.Key {
			continue
		}
		name := line.Code
		if name == "" {
			name = line.Text
		}
		x.head.Put(line.Sign + "  " + name)
		var texts []string
		for _, p := range r.pairs(x.p.k.Say, x.p.k.Session.View()) {
			texts = append(texts, p.label, x.p.both(p))
		}
		if len(r.Touches) > 0 {
			texts = append(texts, x.p.t("rules.touch"), touched(x.p.k.Say, r.Touches))
		}
		x.facts.put(texts...)
	}
	x.detail.Fit()
}

// both says the old and the new, or the one there is.
func (p *page) both(x pair) string {
	switch {
	case x.old == "":
		return p.t("rules.diff.now", x.now)
	case x.now == "":
		return p.t("rules.diff.old", x.old)
	}
	return p.t("rules.diff.both", x.old, x.now)
}
