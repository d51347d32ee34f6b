package lookthrough

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// nearest is how many records can be laid to by a digit.
const nearest = 9

// records are what a photo can be laid to by a digit: what was at hand before, and the records nearest in time.
type records struct {
	v    *View
	hand *line // what was at hand before
	rows []*line
	list []*assess.Record
	none *widgets.Para
	body *fyne.Container
}

func newRecords(v *View) *records {
	r := &records{v: v, none: widgets.Paragraph(v.k.T("look.norecords"))}
	r.hand = newLine(func() { v.do(func() { v.l.LayTo(v.to.Supports) }) })
	r.hand.put(v.k.T("look.hand", v.to.Name), false)
	widgets.Visible(r.hand, v.to.Name != "")
	r.body = layout.Stack(0, r.hand)
	for i := range nearest {
		r.rows = append(r.rows, newLine(func() { r.lay(i) }))
		r.body.Add(r.rows[i])
	}
	r.body.Add(r.none)
	return r
}

func (r *records) render() {
	r.list = r.v.l.Near()
	f := r.v.l.Now()
	for i, row := range r.rows {
		widgets.Visible(row, i < len(r.list))
		if i < len(r.list) {
			x := r.list[i]
			row.put(r.v.k.T("look.record", i+1, r.v.k.T("onsite.record.name", x.No), string(x.Date), x.Time, x.Title), slices.Contains(f.To.Records, x.ID))
		}
	}
	widgets.Visible(r.none, len(r.list) == 0)
	layout.Relayout(r.body)
}

// lay lays the photo at hand to a record of the list.
func (r *records) lay(i int) {
	if i < len(r.list) {
		r.v.do(func() { r.v.l.LayRecord(r.list[i].ID) })
	}
}

// line is one thing that a tap lays the photo to.
type line struct {
	widget.BaseWidget
	tap  func()
	text *theme.Line
	tick *theme.Pic
	body *fyne.Container
}

const lineHigh float32 = 28

func newLine(tap func()) *line {
	l := &line{tap: tap, text: theme.Text("", theme.Body, false, theme.Ink), tick: theme.NewPic(theme.IconCheck, theme.Glyph, theme.Accent)}
	row := container.New(layout.Row{Gap: 4, Grow: layout.Nth(0)}, l.text, l.tick)
	l.body = container.New(layout.Least{Height: lineHigh}, container.New(layout.Inset{Left: 4, Right: 12}, row))
	l.ExtendBaseWidget(l)
	return l
}

func (l *line) put(text string, on bool) {
	l.text.Put(text)
	widgets.Visible(l.tick, on)
	layout.Relayout(l.body)
}

// Tapped lays the photo.
func (l *line) Tapped(*fyne.PointEvent) { l.tap() }

// Cursor shows that there is something to press.
func (l *line) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the line.
func (l *line) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }
