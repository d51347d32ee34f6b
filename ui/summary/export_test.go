package summary

import (
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// NewWith is New with a clock that a test turns.
func NewWith(k *screen.Kit, timer widgets.Timer) *Screen {
	k.Timer = timer
	return New(k)
}
