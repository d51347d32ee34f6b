package printing

import (
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// NewWith is New with a clock that a test turns.
func NewWith(k *screen.Kit, o Actions, timer widgets.Timer) *Screen {
	k.Timer = timer
	return New(k, o)
}

// MadeRow is a line of the list of what was made.
type MadeRow = madeRow

func Tells(kind string) bool { return tallies[kind] != nil || ofRounds[kind] != nil }
