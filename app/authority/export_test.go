package authority

// Looks counts how often a judge has looked at a statement's record to make a context or an order.
func Looks(j *Judge) int { return j.looks }
