package summary

// NewWith is New with a clock that a test turns.
var NewWith = newScreen
