package prepare

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// planPane is 行程: the visits by day, as a register, and who would be in two places at once.
type planPane struct {
	p     *page
	st    planState
	fresh string // the line that was just begun
	sheet *widgets.Sheet
	days  *widgets.Chips
	sum   *theme.Line
	links *widgets.Links
	body  *fyne.Container
}

func newPlanPane(p *page) *planPane {
	x := &planPane{p: p, days: widgets.NewChips(), sum: theme.Text("", theme.Body, true, theme.Ink)}
	x.links = widgets.NewLinks(3, func(n int) string { return p.t("overview.all", n) }, p.t("overview.fewer"))
	x.sheet = widgets.NewSheet(
		widgets.SheetCol{Title: p.t("field.day"), Width: 104, Kind: widgets.Day, Months: p.k.Months(), Bad: p.t("prepare.plan.badday"), Hint: p.t("day.hint")},
		widgets.SheetCol{Title: p.t("field.time"), Width: 108, Hint: "9:00-11:30"},
		widgets.SheetCol{Title: p.t("prepare.plan.what")}, widgets.SheetCol{Title: p.t("field.where")}, widgets.SheetCol{Title: p.t("prepare.plan.who")})
	table := listpage.NewTabled(p.k, listpage.Tabled{Title: p.t("prepare.tab.plan"), Said: func() []string { return []string{p.name()} }, Table: x.sheet.Table,
		Pasting: func() book.Pasting { return planPasting(p) }})
	x.sheet.OnPaste = table.Paste
	x.sheet.OnMove = x.moved
	x.sheet.OnCell, x.sheet.OnNew, x.sheet.OnDelete = x.cell, x.row, x.remove
	x.days.OnToggle = func(key string, _ bool) { x.goDay(key) }
	top := layout.Stack(4, container.NewBorder(nil, nil, nil, table.Button(), container.New(layout.Middle{}, x.sum)), x.days)
	foot := layout.Stack(2, x.links, small(p.t("prepare.plan.keys")))
	x.body = footed(top, x.sheet, foot)
	return x
}

// planPasting is what a table that is pasted into the schedule is.
func planPasting(p *page) book.Pasting {
	return book.Pasting{Sheet: "行程安排", Given: map[string]string{book.District: p.name()}, Heads: []book.PastedHead{{Name: p.t("field.day"), Head: "日期"},
		{Name: p.t("field.time"), Head: "时间"}, {Name: p.t("prepare.plan.what"), Head: "内容"}, {Name: p.t("field.where"), Head: "地点"}, {Name: p.t("prepare.plan.who"), Head: "人员"}}}
}

func (x *planPane) Object() fyne.CanvasObject { return x.body }
func (x *planPane) Leave()                    { x.sheet.Flush() }

// Render shows the page's district.
func (x *planPane) Render(*assess.District) { x.render() }

func (x *planPane) render() {
	x.st = readPlan(x.p.view(), x.p.d(), x.fresh)
	st := x.st
	reason := ""
	if x.p.locked("plan") != nil {
		reason = x.p.t("prepare.locked")
	}
	x.sheet.Lock(reason)
	x.sheet.Put(st.Rows, st.Keys...)
	var chips []widgets.Chip
	for _, d := range st.Days {
		chips = append(chips, widgets.Chip{Key: string(d.Day), Name: x.dayName(d), Count: d.N})
	}
	x.days.Put(chips...)
	widgets.Visible(x.days, len(chips) > 0)
	for _, c := range chips {
		x.days.Turn(c.Key, false)
	}
	if n := len(st.Clashes); n > 0 {
		x.sum.Set(x.p.t("prepare.plan.clashes", len(st.Rows), len(st.Days), n), theme.Amber)
	} else {
		x.sum.Set(x.p.t("prepare.plan.sum", len(st.Rows), len(st.Days)), theme.Ink)
	}
	var items []widgets.Item
	for _, c := range st.Clashes {
		items = append(items, widgets.Item{State: theme.Warning, Text: x.p.k.Say.Say(c.Msg), Go: func() { x.Reveal(assess.Place{Entity: c.Entity}) }})
	}
	x.links.Put(items)
	widgets.Visible(x.links, len(items) > 0)
	layout.Relayout(x.body)
}

func (x *planPane) dayName(d planDay) string {
	if d.Weekday < 0 {
		return x.p.t("prepare.plan.noday")
	}
	_, m, n := d.Day.Date()
	return x.p.t("prepare.plan.day", m, n, x.p.t("prepare.weekday."+string(rune('0'+d.Weekday))), d.People)
}

// goDay puts the box on a day's first line.
func (x *planPane) goDay(day string) {
	for _, d := range x.st.Days {
		if string(d.Day) == day && x.sheet.Go(d.First, 2) {
			x.sheet.Focus()
		}
	}
	x.render() // a chip that was pressed does not stay pressed
}

func (x *planPane) cell(n, c int, text string) {
	if v := x.line(n); v != nil && visitRow(v)[c] != text {
		x.p.k.Do(assess.Fields("edit.schedule", v.Entity, planFields[c], text))
	}
}

// line is what stands in a row; nil for the empty one.
func (x *planPane) line(n int) *assess.Visit {
	if n < 0 || n >= len(x.st.Keys) {
		return nil
	}
	return visit(x.p.d(), x.st.Keys[n])
}

// moved puts a line that was just begun to its place once the box has left it.
func (x *planPane) moved(n int) {
	if x.fresh != "" && (n >= len(x.st.Keys) || x.st.Keys[n] != x.fresh) {
		x.fresh = ""
		x.render()
	}
}

// row makes a line of what was typed into the empty row at the end; its day is that of the line above if none was typed.
func (x *planPane) row(cells []string) {
	d := x.p.d()
	if n := len(d.Schedule); cells[0] == "" && n > 0 {
		cells[0] = string(d.Schedule[n-1].Day)
	}
	var pairs []string
	for c, text := range cells {
		if text != "" {
			pairs = append(pairs, planFields[c], text)
		}
	}
	x.fresh = x.p.k.Session.NewID()
	x.p.k.Do(assess.AddVisit(d, x.fresh, pairs...))
}

func (x *planPane) remove(n int) {
	v := x.line(n)
	if v == nil {
		return
	}
	x.p.k.Window.Confirm(x.p.t("prepare.plan.remove"), x.p.t("prepare.plan.remove.ask", v.Day, v.Time, v.What), x.p.t("prepare.plan.remove"), func() {
		x.p.k.Do(assess.Remove("edit.unschedule", v.Entity))
		x.sheet.Focus()
	})
}

func (x *planPane) Reveal(at assess.Place) {
	i := slices.IndexFunc(x.st.Keys, func(id string) bool { return assess.Path("d", x.p.id, "plan", id) == at.Entity })
	switch {
	case i < 0 && x.p.locked("plan") == nil:
		x.sheet.New()
		return
	case i < 0:
		i = 0
	}
	if x.sheet.Go(i, 1) {
		x.sheet.Focus()
	}
}

func (x *planPane) Filter() {}
func (x *planPane) New()    { x.sheet.New() }
func (x *planPane) Done()   { x.sheet.New() }

func (x *planPane) Key(k fyne.KeyName) bool {
	if k == fyne.KeyF2 {
		x.sheet.Focus()
	}
	return k == fyne.KeyF2
}
