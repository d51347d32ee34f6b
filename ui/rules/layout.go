package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// flow lays things beside each other and goes on below where there is no more room.
type flow struct{}

// room is the width that a flow counts with before it was ever laid out.
const room = 400

func (flow) place(objs []fyne.CanvasObject, width float32, move bool) fyne.Size {
	var x, y, line, most float32
	for _, o := range objs {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && x+m.Width > width {
			x, y, line = 0, y+line, 0
		}
		if move {
			o.Move(fyne.NewPos(x, y))
			o.Resize(m)
		}
		x, line, most = x+m.Width+theme.Grid, max(line, m.Height), max(most, x+m.Width)
	}
	return fyne.NewSize(most, y+line)
}

func (l flow) MinSize(objs []fyne.CanvasObject) fyne.Size {
	width := float32(room)
	if len(objs) > 0 {
		for _, o := range objs {
			if r := o.Position().X + o.Size().Width; o.Visible() && r > width {
				width = r
			}
		}
	}
	s := l.place(objs, width, false)
	return fyne.NewSize(min(s.Width, room/2), s.Height)
}

func (l flow) Layout(objs []fyne.CanvasObject, size fyne.Size) { l.place(objs, size.Width, true) }

// row lays what is visible beside each other, each at its least size and in the middle of the height.
type row struct{}

func (row) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objs {
		if o.Visible() {
			m := o.MinSize()
			s.Width, s.Height = s.Width+m.Width+theme.Grid*2, max(s.Height, m.Height)
		}
	}
	return s
}

func (row) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	x := theme.Grid * 2
	for _, o := range objs {
		if o.Visible() {
			m := o.MinSize()
			o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
			o.Resize(m)
			x += m.Width + theme.Grid*2
		}
	}
}

// formRow is a row of a form that remembers what it says, so that saying it again draws nothing.
type formRow struct {
	row  *widgets.FormRow
	said string
	gone bool
}

func (r *formRow) wrong(text string) {
	if r.said != text {
		r.said = text
		r.row.SetError(text)
	}
}

func (r *formRow) show(on bool) {
	if r.gone == on {
		r.gone = !on
		r.row.Show(on)
	}
}

// facts are labels with texts, for what can only be read.
type facts struct {
	rows []*fact
	body *fyne.Container
}

type fact struct {
	label *theme.Line
	text  *widget.Label
	body  *fyne.Container
}

func newFacts() *facts { return &facts{body: layout.Stack(theme.Grid * 2)} }

// put shows pairs of a label and a text; a pair without a text is left out.
func (f *facts) put(pairs ...string) {
	n := 0
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		if n == len(f.rows) {
			x := &fact{label: theme.Text("", theme.Small, false, theme.Ink2), text: widgets.Paragraph("")}
			x.body = layout.Stack(2, x.label, layout.Flush(x.text))
			f.rows = append(f.rows, x)
			f.body.Add(x.body)
		}
		f.rows[n].label.Put(pairs[i])
		widgets.PutText(f.rows[n].text, pairs[i+1])
		widgets.Visible(f.rows[n].body, true)
		n++
	}
	for _, x := range f.rows[n:] {
		widgets.Visible(x.body, false)
	}
}

// sayAll says what is lacking beside each row.
func sayAll(p *page, rows map[string]*formRow, lacks map[string]words.Msg) {
	for field, r := range rows {
		if m, ok := lacks[field]; ok {
			r.wrong(p.k.Say.Say(m))
		} else {
			r.wrong("")
		}
	}
}
