package book

import (
	"slices"
	"strconv"
)

// rank gives rows the order in which they stand in the sheet, where that is an order that people chose: in the list of the team it is the rank
// in the office. Rows that stand as they did are left alone, so that a workbook that nobody sorted moves nobody, whatever was moved here since.
func (t *taking) rank(s *sheet, rows []*incoming) {
	at := s.at(headOrder)
	if !s.ranked || t.pasted() || at < 0 {
		return
	}
	rows = slices.DeleteFunc(slices.Clone(rows), func(in *incoming) bool { return in.entity == "" })
	if !t.moved(s, rows) {
		return
	}
	orders := make([]int64, len(rows))
	for n, in := range rows {
		orders[n] = in.order(at)
	}
	for n, order := range arranged(orders) {
		if in := rows[n]; order != orders[n] {
			in.raw[at], in.ranked = Raw{Kind: RawNumber, Number: float64(order)}, n+1
			if in.at[at] < 0 {
				in.at = slices.Clone(in.at)
				in.at[at] = in.at[in.naming()]
			}
		}
	}
}

// order returns the order that a row has here or, if it is new, in the workbook; 0 if it has none.
func (in *incoming) order(at int) int64 {
	if now, has := in.t.now.at[in.s.name][in.entity]; has {
		return now[at].Number
	}
	if v, err := in.raw[at].parse(Count, nil); err == nil && !in.raw[at].blank() {
		return v.Number
	}
	return 0
}

// stood returns the place that a row had in a state of the round, from 1; empty if it had none.
func (in *incoming) stood(x *index) string {
	if x != nil {
		for n, r := range in.s.rows(x) {
			if r.entity == in.entity {
				return strconv.Itoa(n + 1)
			}
		}
	}
	return ""
}

// moved tells whether rows stand in another order than where the workbook comes from, or new ones stand before others.
func (t *taking) moved(s *sheet, rows []*incoming) bool {
	from, places := t.was, map[string]int64{}
	if from == nil {
		from = t.now
	}
	for n, r := range s.rows(from) {
		places[r.entity] = int64(n) + 1
	}
	last, fresh := int64(0), false
	for _, in := range rows {
		place := places[in.entity]
		if place == 0 && t.was == nil {
			place = in.order(s.at(headOrder))
		}
		if place != 0 && (place < last || fresh) {
			return true
		}
		last, fresh = max(last, place), place == 0
	}
	return false
}

// arranged returns orders that rise along a list, of which as many as possible stay as they are.
func arranged(orders []int64) []int64 {
	out, keep := slices.Clone(orders), rising(orders)
	for n := 0; n < len(out); {
		if keep[n] {
			n++
			continue
		}
		end := n
		for end < len(out) && !keep[end] {
			end++
		}
		low, step := int64(0), int64(1000)
		if n > 0 {
			low = out[n-1]
		}
		if end < len(out) {
			step = (out[end] - low) / int64(end-n+1)
		}
		if step == 0 { // no room between its neighbours
			for i := range out {
				out[i] = int64(i+1) * 1000
			}
			return out
		}
		for ; n < end; n++ {
			low += step
			out[n] = low
		}
	}
	return out
}

// rising marks a longest part of a list that rises, among its numbers above 0.
func rising(list []int64) []bool {
	length, before, best := make([]int, len(list)), make([]int, len(list)), -1
	for n, x := range list {
		before[n] = -1
		if x <= 0 {
			continue
		}
		length[n] = 1
		for m := range n {
			if length[m] > 0 && list[m] < x && length[m]+1 > length[n] {
				length[n], before[n] = length[m]+1, m
			}
		}
		if best < 0 || length[n] > length[best] {
			best = n
		}
	}
	keep := make([]bool, len(list))
	for ; best >= 0; best = before[best] {
		keep[best] = true
	}
	return keep
}
