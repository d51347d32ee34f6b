package breaker

import "math"

// reach is how many lines share what a torn one lacks, itself included: more would move text that the eye has no reason to connect with it.
const reach = 3

// mend looks at the last of the lines so far. If it would be torn open, the lines before give characters over to it; if that does not
// help enough, it goes on into the date or 文号 that did not fit. A line that had to end at a forbidden place stays as it is: with what it took over
// it would hold a permitted place and still end at the other.
func (t *Text) mend(out []Line, full int, m Measure) {
	n := len(out) - 1
	last := out[n]
	if m.Easy <= 0 || last.Last || !t.ok[last.To] || stretch(last, m.width(n)) <= m.Easy {
		return
	}
	least, shared := t.share(out, m)
	if m.Most > 0 && least > m.Most {
		if at := t.inExpression(last.To, full); at > 0 {
			out[n] = t.line(last.From, at, m.Gap)
			return
		}
	}
	copy(out[len(out)-len(shared):], shared)
}

// stretch is the space that each gap of a line gets so that it is w wide, beyond the natural one.
func stretch(l Line, w float64) float64 {
	switch {
	case l.Natural >= w:
		return 0
	case l.Loose == 0:
		return math.MaxFloat64
	}
	return (w - l.Natural) / float64(l.Loose)
}

// share divides the last lines anew so that the sum of the squares of their stretch is least, and gives the largest stretch that is left.
// Where they begin and end stays.
func (t *Text) share(out []Line, m Measure) (float64, []Line) {
	first := t.sharers(out)
	var best, now []Line
	least := math.MaxFloat64
	var try func(k, from int, cost float64)
	try = func(k, from int, cost float64) {
		if k == len(out) {
			if cost < least {
				least, best = cost, append([]Line(nil), now...)
			}
			return
		}
		w, lowest := m.width(k), from
		if k == len(out)-1 {
			lowest = out[k].To - 1
		}
		for to := out[k].To; to > lowest; to-- { // no line ends later than it did: those were full
			l := t.fitted(from, to, w, m.Gap)
			if to < out[k].To && !t.ok[to] || l.Natural > w+slack {
				continue
			}
			s := stretch(l, w)
			if cost+s*s >= least {
				return
			}
			now = append(now, l)
			try(k+1, to, cost+s*s)
			now = now[:len(now)-1]
		}
	}
	try(first, out[first].From, 0)
	if best == nil { // a line that is one word can't be stretched, nor help
		best = out[len(out)-1:]
		first = len(out) - 1
	}
	worst := 0.0
	for i, l := range best {
		worst = max(worst, stretch(l, m.width(first+i)))
	}
	return worst, best
}

// sharers is the first of the lines that may give characters over to the last one. Lines up to one that had to end at a forbidden place stay.
func (t *Text) sharers(out []Line) int {
	first := len(out) - 1
	for first > max(0, len(out)-reach) && t.ok[out[first-1].To] {
		first--
	}
	return first
}

// inExpression is the last place between two others inside a date, behind its 年 or 月, or inside a 文号, behind its year; 0 if there is none.
func (t *Text) inExpression(after, upTo int) int {
	for i := min(upTo, len(t.rs)-1); i > after; i-- {
		if t.ks[i] == digit && (t.rs[i-1] == '〕' || dated(t.rs, t.ks, i-1)) {
			return i
		}
	}
	return 0
}
