package listpage

import (
	"slices"

	"kaohe/ui/widgets"
)

// Order is how the rows of a list are sorted.
type Order struct {
	By   int // the column, counted from 1; 0: as they are given
	Down bool
}

// next is the order after a tap on a column's name: by it, then the other way round, then as the rows are given.
func (o Order) next(by int) Order {
	switch {
	case o.By != by:
		return Order{By: by}
	case !o.Down:
		return Order{By: by, Down: true}
	}
	return Order{}
}

// Sorted orders rows, those below a heading among themselves; head tells which are headings, and may be nil. Equal rows stay as they are.
func Sorted[T any](rows []T, cols []widgets.Column[T], o Order, head func(T) bool) []T {
	out := slices.Clone(rows)
	if o.By == 0 {
		return out
	}
	order := cols[o.By-1].Sort
	if o.Down {
		order = func(a, b T) int { return cols[o.By-1].Sort(b, a) }
	}
	for from := 0; from < len(out); {
		to := from
		for to < len(out) && (head == nil || !head(out[to])) {
			to++
		}
		slices.SortStableFunc(out[from:to], order)
		from = to + 1
	}
	return out
}
