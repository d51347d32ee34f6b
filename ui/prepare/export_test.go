package prepare

import (
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// NewWith is New with a clock that a test turns.
func NewWith(k *screen.Kit, timer widgets.Timer) *Screen {
	k.Timer = timer
	return New(k)
}

// What tests of the models look at.
type MaterialRow = materialRow

// The models.
var (
	ReadAssign   = readAssign
	MaterialRows = materialRows
	ClaimRows    = claimRows
	ReadPlan     = readPlan
	OpenCounts   = openCounts
	TabOf        = tabOf
	SetClaim     = setClaim
)
