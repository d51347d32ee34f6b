package prepare

import (
	"kaohe/app/assess"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// NewWith is New with a clock that a test turns.
func NewWith(k *screen.Kit, timer widgets.Timer) *Screen {
	k.Timer = timer
	return New(k)
}

// What tests of the models look at.
type (
	MaterialRow    = materialRow
	MaterialFilter = materialFilter
)

// The models.
var (
	ReadAssign    = readAssign
	ReadMaterials = readMaterials
	ReadClaims    = readClaims
	ReadPlan      = readPlan
	OpenCounts    = openCounts
	TabOf         = tabOf
	SetClaim      = setClaim
)

// Box of the form for a draw.
func (s *Screen) Box(key string) *widgets.Field {
	return s.Pane(assess.TabDraw).(*drawPane).form.boxes[key]
}
