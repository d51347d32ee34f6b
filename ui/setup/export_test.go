package setup

// NewWith is New with a clock that a test turns.
var NewWith = newScreen

// Turn goes to a step.
func (s *Screen) Turn(step Step) { s.turn(step) }
