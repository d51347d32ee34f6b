package listpage

import (
	"kaohe/app/pinyin"
)

// Passing are the rows that the filters that are on and a text let through, with the headings of those, and the row of the key keep.
func (k Kind[T]) Passing(rows []T, on map[string]bool, text, keep string) []T {
	var out, heads []T
	for _, r := range rows {
		if k.Heads(r) {
			if heads = append(heads[:0], r); k.Group != nil && (k.Key(r) == keep || len(on) == 0 && text == "") {
				out, heads = append(out, r), heads[:0] // it is a row of its own
			}
			continue
		}
		if k.Key(r) == keep && keep != "" || k.lets(r, on) && (k.Text == nil || pinyin.Match(text, k.Text(r))) {
			out = append(append(out, heads...), r)
			heads = heads[:0]
		}
	}
	return out
}

func (k Kind[T]) lets(r T, on map[string]bool) bool {
	none, some, every := true, false, true
	for _, f := range k.Filters {
		if on[f.Key] {
			lets := f.Lets(r)
			none, some, every = false, some || lets, every && lets
		}
	}
	return none || some && (every || !k.Every)
}

// Count is how many rows there are without headings, and how many each filter would let through by itself.
func (k Kind[T]) Count(rows []T) (all int, each []int) {
	each = make([]int, len(k.Filters))
	for _, r := range rows {
		if k.Heads(r) {
			continue
		}
		all++
		for i, f := range k.Filters {
			if f.Lets(r) {
				each[i]++
			}
		}
	}
	return all, each
}
