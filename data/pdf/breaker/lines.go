package breaker

// Measure is the place that lines may fill, in any one unit (package pdf: points).
type Measure struct {
	First, Rest float64 // width of the first line and of the others
	Gap         float64 // natural extra space between two characters, negative for tighter; not inside words
	Easy        float64 // more space than this per gap is shared with the lines before, which give characters over; 0: never
	Most        float64 // more than this even so is too much: rather than that, a date or 文号 is divided; 0: any is good
	MinLast     int     // a last line with fewer characters takes one over from the line before, if that reads well
}

// Line is rs[From:To]; what is seen of it is rs[From:End], since blanks at the end hang.
type Line struct {
	From, End, To int
	Natural       float64 // width of the seen part with natural gaps
	Loose         int     // gaps inside the seen part that may be changed
	Squeeze       float64 // what its last character gave up so that the line fits; Natural has it taken off
	Last          bool
}

const slack = 1e-6 // rounding of sums of widths

// Text is a paragraph ready to be divided; adv holds the width of each character.
type Text struct {
	rs  []rune
	ks  []kind
	ok  []bool
	adv []float64 // running sums
	lo  []int     // running count of loose gaps

	tail []float64 // what a character may give up at a line's end; nil: nothing
}

// Squeezable says which characters may give up how much of their width at a line's end, such as the blank half of a stop.
func (t *Text) Squeezable(tail []float64) *Text { t.tail = tail; return t }

// New looks a paragraph over. len(adv) must be len(rs).
func New(rs []rune, adv []float64) *Text {
	t := &Text{rs: rs, ks: scan(rs), adv: make([]float64, len(rs)+1), lo: make([]int, len(rs)+1)}
	t.ok = breaks(rs, t.ks)
	for i := range rs {
		t.adv[i+1] = t.adv[i] + adv[i]
		t.lo[i+1] = t.lo[i]
		if i+1 < len(rs) && loose(t.ks, i) {
			t.lo[i+1]++
		}
	}
	return t
}

// Loose says whether the space after character i may be changed.
func (t *Text) Loose(i int) bool { return t.lo[i+1] > t.lo[i] }

// width of rs[from:end] with natural gaps, and how many gaps are loose.
func (t *Text) width(from, end int, gap float64) (float64, int) {
	if end <= from {
		return 0, 0
	}
	n := t.lo[end-1] - t.lo[from]
	return t.adv[end] - t.adv[from] + float64(n)*gap, n
}

// Natural is the width of the whole paragraph in one line, trailing blanks left out.
func (t *Text) Natural(gap float64) float64 {
	w, _ := t.width(0, t.seen(0, len(t.rs)), gap)
	return w
}

// seen is end without trailing blanks.
func (t *Text) seen(from, end int) int {
	for end > from && t.ks[end-1] == blank {
		end--
	}
	return end
}

func (t *Text) line(from, to int, gap float64) Line {
	l := Line{From: from, End: t.seen(from, to), To: to, Last: to == len(t.rs)}
	l.Natural, l.Loose = t.width(from, l.End, gap)
	return l
}

// Lines fills line after line. A paragraph without characters has no lines.
func (t *Text) Lines(m Measure) []Line {
	var out []Line
	for from := 0; from < len(t.rs); {
		w := m.width(len(out))
		to, full := t.fill(from, w, m.Gap)
		out = append(out, t.fitted(from, to, w, m.Gap))
		t.mend(out, full, m)
		from = out[len(out)-1].To
	}
	return t.company(out, m)
}

// width of the n-th line.
func (m Measure) width(n int) float64 {
	if n == 0 {
		return m.First
	}
	return m.Rest
}

// fitted is a line that may have its last stop squeezed.
func (t *Text) fitted(from, to int, w, gap float64) Line {
	l := t.line(from, to, gap)
	if l.Natural > w+slack && t.tail != nil && l.End > from {
		l.Squeeze = t.tail[l.End-1]
		l.Natural -= l.Squeeze
	}
	return l
}

// fill gives the end of the line that starts at from, and how far its measure would reach if it could end anywhere.
func (t *Text) fill(from int, w, gap float64) (end, full int) {
	best, full := 0, from+1
	for i := from + 1; i <= len(t.rs); i++ {
		if t.ks[i-1] != blank {
			if got, _ := t.width(from, i, gap); got > w+slack && i > from+1 {
				if j := t.hang(i); t.tail != nil && t.tail[i-1] > 0 && got-t.tail[i-1] <= w+slack && (j == len(t.rs) || t.ok[j]) {
					return j, j
				}
				break
			}
		}
		full = i
		if i == len(t.rs) || t.ok[i] {
			best = i
		}
	}
	if best > from {
		return best, full
	}
	return t.emergency(from, full), full
}

// hang is i moved behind blanks.
func (t *Text) hang(i int) int {
	for i < len(t.rs) && t.ks[i] == blank {
		i++
	}
	return i
}

// emergency breaks a line that has no permitted place: inside a date or 文号; else at the last place that at least keeps marks, pairs and stops where they
// belong and, in a long Latin word, behind a joint; else where the line is full.
func (t *Text) emergency(from, full int) int {
	if at := t.inExpression(from+1, full); at > 0 {
		return at
	}
	tidy := 0
	for i := full; i > from+1 && i > full-12; i-- {
		if t.ks[i] == mark || t.ks[i] == closer || t.ks[i] == blank || t.ks[i-1] == opener {
			continue
		}
		if t.ks[i-1] == joint {
			return i
		}
		if tidy == 0 {
			tidy = i
		}
	}
	if tidy > from {
		return tidy
	}
	for full < len(t.rs) && (t.ks[full] == mark && t.ks[full-1] != blank && t.adv[full+1] == t.adv[full] || t.ks[full] == blank) {
		full++ // what has no width, or hangs, comes along
	}
	return full
}

// company gives a lone character on the last line another one, if the line before can spare it at a permitted place.
func (t *Text) company(out []Line, m Measure) []Line {
	n := len(out)
	if n < 2 || m.MinLast < 2 {
		return out
	}
	last, prev := out[n-1], out[n-2]
	if t.bodies(last.From, last.End) >= m.MinLast {
		return out
	}
	for i := last.From - 1; i > prev.From+(prev.To-prev.From)*3/4; i-- {
		if t.ok[i] && t.bodies(i, last.End) >= m.MinLast {
			moved := t.line(i, last.To, m.Gap)
			if moved.Natural <= m.Rest+slack {
				out[n-2], out[n-1] = t.line(prev.From, i, m.Gap), moved
			}
			return out
		}
	}
	return out
}

// bodies counts characters other than stops and blanks.
func (t *Text) bodies(from, end int) int {
	n := 0
	for _, k := range t.ks[from:end] {
		if k == hanzi || word(k) {
			n++
		}
	}
	return n
}
