package circular

// NewWith is New with a clock that a test turns.
var NewWith = newScreen

// BasisRow is what the list at the right has.
type BasisRow = basisRow
