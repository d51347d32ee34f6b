package checklist

import (
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// NewWith makes a page whose clock a test turns.
func NewWith(k *screen.Kit, timer widgets.Timer) *Screen {
	k.Timer = timer
	return newScreen(k)
}
