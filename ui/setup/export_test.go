package setup

import (
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// NewWith is New with a clock that a test turns.
func NewWith(k *screen.Kit, team Roster, timer widgets.Timer) *Screen {
	k.Timer = timer
	return New(k, team)
}

// Turn goes to a step.
func (s *Screen) Turn(step Step) { s.turn(step) }
