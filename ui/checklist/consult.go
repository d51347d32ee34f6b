package checklist

import "kaohe/ui/screen"

// NewTasks makes the page with tasks and signature only, for pages that show the phase's own matter themselves.
func NewTasks(k *screen.Kit) *Screen {
	s := newScreen(k)
	for _, m := range s.matters {
		m.object().Hide()
	}
	s.matters = nil
	return s
}
