package checklist

import (
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// NewTasks is the page without what a phase decides: tasks and signature only, for pages that show the rest themselves.
func NewTasks(k *screen.Kit, timer widgets.Timer) *Screen {
	s := newScreen(k, timer)
	for _, m := range s.matters {
		m.object().Hide()
	}
	s.matters = nil
	return s
}
