package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Form has labels in a column of a fixed width and boxes beside them, each with room for
// a hint or an error below. A label that is too long wraps.
type Form struct {
	widget.BaseWidget
	width float32
	body  *fyne.Container
}

// NewForm makes an empty form with a label column of the given width (0: 96).
func NewForm(labels float32) *Form {
	if labels == 0 {
		labels = 96
	}
	f := &Form{width: labels, body: layout.Stack(theme.Grid * 2)}
	f.ExtendBaseWidget(f)
	return f
}

// FormRow is one label with its box.
type FormRow struct {
	owner *Form
	name  *Para
	box   *fyne.Container
	below *Message
	hint  string
	wrong string
}

// Add appends a label, a box and a hint, which may be empty.
func (f *Form) Add(label string, box fyne.CanvasObject, hint string) *FormRow {
	name := Paragraph(label)
	name.Alignment = fyne.TextAlignTrailing
	r := &FormRow{owner: f, name: name, below: NewMessage(), hint: hint}
	r.below.Hint(hint)
	right := layout.Stack(2, box, r.below)
	r.box = layout.Beside(f.width, theme.Grid, name, right)
	f.body.Add(r.box)
	return r
}

// AddWide appends something that takes the whole width.
func (f *Form) AddWide(o fyne.CanvasObject) { f.body.Add(o) }

// SetError shows an error in the place of the hint; an empty one brings the hint back.
func (r *FormRow) SetError(text string) {
	if r.wrong != text {
		r.wrong = text
		r.tell()
	}
}

func (r *FormRow) tell() {
	if r.wrong != "" {
		r.below.Put(theme.Refused, r.wrong)
	} else {
		r.below.Hint(r.hint)
	}
	r.owner.body.Refresh()
}

// SetLabel changes the label.
func (r *FormRow) SetLabel(text string) {
	if r.name.Text != text {
		r.name.SetText(text)
	}
}

// SetHint changes the hint.
func (r *FormRow) SetHint(text string) {
	if r.hint != text {
		r.hint, r.wrong = text, ""
		r.tell()
	}
}

// Show puts the row in or takes it out.
func (r *FormRow) Show(on bool) {
	if r.box.Visible() != on {
		Visible(r.box, on)
		r.owner.body.Refresh()
	}
}

// Inner is the rows.
func (f *Form) Inner() *fyne.Container { return f.body }

// CreateRenderer stacks the rows.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.body) }
