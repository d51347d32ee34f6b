package widgets

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// touches counts what a person does that leaves no other trace, in all windows of the process: keys in lists and tables, moves of the mouse.
var touches atomic.Uint64

// Touched counts one.
func Touched() { touches.Add(1) }

// Touches is how many there were.
func Touches() uint64 { return touches.Load() }

// Sensor is what it is laid around, and notices the mouse over it wherever nothing in it does.
type Sensor struct {
	widget.BaseWidget
	body fyne.CanvasObject
}

// NewSensor lays one around a body.
func NewSensor(body fyne.CanvasObject) *Sensor {
	s := &Sensor{body: body}
	s.ExtendBaseWidget(s)
	return s
}

// MouseIn notices.
func (s *Sensor) MouseIn(*desktop.MouseEvent) { Touched() }

// MouseMoved notices.
func (s *Sensor) MouseMoved(*desktop.MouseEvent) { Touched() }

// MouseOut notices.
func (s *Sensor) MouseOut() { Touched() }

// CreateRenderer draws the body.
func (s *Sensor) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.body) }
