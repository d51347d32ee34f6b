package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Empty stands where a list has nothing yet: what belongs here, and the one next step.
type Empty struct {
	widget.BaseWidget
	next *Button
	body *fyne.Container
}

// NewEmpty makes it; an Action without a name has no button.
func NewEmpty(icon theme.IconName, text string, next Action) *Empty {
	says := Paragraph(text)
	says.Alignment = fyne.TextAlignCenter
	col := layout.Stack(theme.Grid*2,
		container.New(layout.Centre{}, theme.NewPic(icon, 32, theme.Ink2)), says)
	e := &Empty{body: container.New(centred{width: 320}, col)}
	if next.Name != "" {
		e.next = NewButton(next.Name, "", next.Do)
		col.Add(container.NewCenter(e.next))
	}
	e.ExtendBaseWidget(e)
	return e
}

// Button is the one that does what comes next, or nil.
func (e *Empty) Button() *Button { return e.next }

// Inner is the column.
func (e *Empty) Inner() *fyne.Container { return e.body }

// CreateRenderer centres the column.
func (e *Empty) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(e.body) }

// centred puts one thing in the middle, width wide at most.
type centred struct{ width float32 }

func (l centred) MinSize(objs []fyne.CanvasObject) fyne.Size { return layout.Inset{}.MinSize(objs) }

func (l centred) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		w := min(l.width, size.Width)
		// A wrapped label knows its height only once it has been given its width.
		o.Resize(fyne.NewSize(w, o.MinSize().Height))
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos((size.Width-w)/2, max(0, (size.Height-h)*0.4)))
	}
}
