package widgets

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// touches counts what a person does that leaves no other trace, in all windows of the process: keys in lists and tables, moves of the mouse.
var touches atomic.Uint64

// Touched counts one.
func Touched() { touches.Add(1) }

// Touches is how many there were.
func Touches() uint64 { return touches.Load() }

// Sensor is what a window shows: it notices the mouse over it wherever nothing in it does, and shows whole what is cut.
type Sensor struct {
	widget.BaseWidget
	*tips
	body fyne.CanvasObject
}

// NewSensor lays one around a body; a nil Timer is the running program's clock.
func NewSensor(body fyne.CanvasObject, t Timer) *Sensor {
	s := &Sensor{body: body, tips: newTips(t)}
	s.over = s
	s.ExtendBaseWidget(s)
	return s
}

// Read notices the mouse too.
func (s *Sensor) Read(o fyne.CanvasObject, text string) {
	Touched()
	s.tips.Read(o, text)
}

// MouseIn notices.
func (s *Sensor) MouseIn(*desktop.MouseEvent) { Touched() }

// MouseMoved notices.
func (s *Sensor) MouseMoved(*desktop.MouseEvent) { Touched() }

// MouseOut notices.
func (s *Sensor) MouseOut() { Touched() }

// CreateRenderer draws the body, and the tips over it.
func (s *Sensor) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(s.body, s.layer))
}
