package printing

// NewWith is New with a clock that a test turns.
var NewWith = newScreen

// MadeRow is a line of the list of what was made.
type MadeRow = madeRow
