package rectify

import (
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// NewWith is New with a clock that a test turns.
func NewWith(k *screen.Kit, timer widgets.Timer) *Screen {
	k.Timer = timer
	return New(k)
}

// What the ledger's page is told.
var (
	Columns = columns
	Filters = filters
)
