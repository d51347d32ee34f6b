package checklist

import "kaohe/ui/screen"

// NewTasks is the page without what a phase decides: tasks and signature only, for pages that show the rest themselves.
func NewTasks(k *screen.Kit) *Screen {
	s := newScreen(k)
	for _, m := range s.matters {
		m.object().Hide()
	}
	s.matters = nil
	return s
}
