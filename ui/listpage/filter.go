package listpage

import (
	"kaohe/app/pinyin"
)

// passing are the rows that the chips and the box let through, with the headings of those, and the one at hand.
func (p *Page[T]) passing(keep string) []T {
	var out, heads []T
	for _, r := range p.all {
		if p.kind.Head != nil && p.kind.Head(r) {
			heads = append(heads[:0], r)
			continue
		}
		if p.kind.Key(r) == keep && keep != "" || p.lets(r) && p.found(r) {
			out = append(append(out, heads...), r)
			heads = heads[:0]
		}
	}
	return out
}

func (p *Page[T]) lets(r T) bool {
	none, some, every := true, false, true
	for _, f := range p.kind.Filters {
		if p.on[f.Key] {
			lets := f.Lets(r)
			none, some, every = false, some || lets, every && lets
		}
	}
	return none || some && (every || !p.kind.Every)
}

func (p *Page[T]) found(r T) bool {
	return p.kind.Text == nil || pinyin.Match(p.bar.find.Text(), p.kind.Text(r))
}

// count is how many rows there are without headings, and how many each filter would let through by itself.
func (p *Page[T]) count() (all int, each []int) {
	each = make([]int, len(p.kind.Filters))
	for _, r := range p.all {
		if p.kind.Head != nil && p.kind.Head(r) {
			continue
		}
		all++
		for i, f := range p.kind.Filters {
			if f.Lets(r) {
				each[i]++
			}
		}
	}
	return all, each
}
