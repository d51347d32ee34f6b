package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// diffPane is 新旧对照: what the next version changes, item by item, and what that means for marks.
type diffPane struct {
	p      *page
	is     DiffState
	says   *widget.Label
	list   *widgets.Lines[diffLine]
	head   *theme.Line
	facts  *facts
	detail *widgets.Page
	split  *widgets.Split
	body   *fyne.Container
}

// diffLine is a row of the list as it is drawn.
type diffLine struct{ Key, Sign, Code, Text, Note string }

func newDiffPane(p *page) *diffPane {
	x := &diffPane{p: p, says: widgets.Paragraph(""), head: theme.Text("", theme.Title, true, theme.Ink), facts: newFacts()}
	x.list = widgets.NewLines(widgets.Kind[diffLine]{New: func() widgets.View[diffLine] { return newDiffView() }, Key: func(r diffLine) string { return r.Key }})
	x.list.Empty(widgets.NewEmpty(theme.IconList, p.t("rules.diff.none"), widgets.Action{}))
	x.list.OnMove = func(diffLine) { x.show() }
	x.list.OnOpen = func(diffLine) { x.split.ShowDetail() }
	x.detail = widgets.NewPage(theme.Grid*2, x.head, x.facts.body)
	x.split = widgets.NewSplit(x.list, container.NewStack(x.detail), p.t("rules.back"))
	x.body = layout.Fill(1, layout.Pad(theme.Grid*2, 0, x.says), x.split)
	return x
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
	x.list.Put(lines)
	if _, ok := x.list.Chosen(); !ok {
		x.list.First()
	}
	x.show()
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
func (x *diffPane) show() {
	line, ok := x.list.Chosen()
	widgets.Visible(x.detail, ok)
	for _, r := range x.is.Rows {
		if !ok || r.Key != line.Key {
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

// diffView draws a row.
type diffView struct {
	widget.BaseWidget
	is                     diffLine
	sign, code, text, note *theme.Line
	body                   *fyne.Container
}

func newDiffView() *diffView {
	v := &diffView{sign: theme.Text("", theme.Small, false, theme.Accent).Whole(), code: theme.Text("", theme.Body, false, theme.Ink2).Whole(),
		text: theme.Text("", theme.Body, false, theme.Ink), note: theme.Text("", theme.Small, false, theme.Amber).Whole()}
	cells := container.New(layout.Cells{Widths: []float32{36, 36, 0, 88}, Gap: 4}, layout.Pad(0, 1, v.sign), v.code, v.text, layout.Pad(0, 1, v.note))
	v.body = container.New(layout.Inset{Left: 8, Top: 0, Right: 4, Bottom: 0}, container.New(layout.Middle{}, cells))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *diffView) Set(r diffLine) {
	if v.is == r {
		return
	}
	v.is = r
	v.sign.Put(r.Sign)
	v.code.Put(r.Code)
	v.text.Put(r.Text)
	v.note.Put(r.Note)
}

// CreateRenderer draws the row.
func (v *diffView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }
