package circular

import (
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// NewWith is New with a clock that a test turns.
func NewWith(k *screen.Kit, o Actions, timer widgets.Timer) *Screen {
	k.Timer = timer
	return New(k, o)
}

// BasisRow is what the list at the right has.
type BasisRow = basisRow
