package breaker

import "math"

// reach is how many lines share the missing width of a line that is too wide apart, including that line. With more, text would move whose
// connection with that line nobody sees.
const reach = 3

// mend looks at the last of the lines so far. If it would be stretched too far, the lines before give characters to it. If that does not
// help enough, the line takes a part of the date or 文号 that did not fit. A line that had to end at a forbidden place stays as it is: with
// more characters it would contain a permitted place and still end at the forbidden one.
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

// stretch returns the space that must be added to each gap of a line, beyond the natural one, to make it w wide.
func stretch(l Line, w float64) float64 {
	switch {
	case l.Natural >= w:
		return 0
	case l.Loose == 0:
		return math.MaxFloat64
	}
	return (w - l.Natural) / float64(l.Loose)
}

// share divides the last lines again so that the sum of the squares of their stretch is least. It returns the largest remaining stretch and
// the lines. Their common beginning and end do not change.
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
		for to := out[k].To; to > lowest; to-- { // no line ends later than before: the lines were full
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
	if best == nil { // a line that is a single word can neither be stretched nor help
		best = out[len(out)-1:]
		first = len(out) - 1
	}
	worst := 0.0
	for i, l := range best {
		worst = max(worst, stretch(l, m.width(first+i)))
	}
	return worst, best
}

// sharers returns the first of the lines that may give characters to the last one. Lines up to one that ends at a forbidden place may not.
func (t *Text) sharers(out []Line) int {
	first := len(out) - 1
	for first > max(0, len(out)-reach) && t.ok[out[first-1].To] {
		first--
	}
	return first
}

// inExpression returns the last place between two others that is inside a date, behind its 年 or 月, or inside a 文号, behind its year; 0 if
// there is none.
func (t *Text) inExpression(after, upTo int) int {
	for i := min(upTo, len(t.rs)-1); i > after; i-- {
		if t.ks[i] == digit && (t.rs[i-1] == '〕' || dated(t.rs, t.ks, i-1)) {
			return i
		}
	}
	return 0
}
