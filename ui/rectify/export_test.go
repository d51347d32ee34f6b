package rectify

// NewWith is New with a clock that a test turns.
var NewWith = newScreen

// What the ledger's page is told.
var (
	Columns = columns
	Filters = filters
)
