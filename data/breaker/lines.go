package breaker

// Measure describes the space for lines, in any unit (package pdf uses points).
type Measure struct {
	First, Rest float64 // width of the first line and of the others
	Gap         float64 // natural extra space between two characters, negative for tighter; not inside words
	Easy        float64 // if a line needs more extra space than this per gap, the lines before give characters to it; 0: never
	Most        float64 // if it still needs more than this, a date or 文号 is divided instead; 0: no limit
	MinLast     int     // a last line with fewer characters takes one from the line before, if that reads well
}

// Line is rs[From:To]. Only rs[From:End] is visible, because blanks at the end extend over the edge.
type Line struct {
	From, End, To int
	Natural       float64 // width of the visible part with natural gaps
	Loose         int     // number of gaps in the visible part that may be changed
	Squeeze       float64 // width that the last character gave up so that the line fits; Natural is without it
	Last          bool
}

const slack = 1e-6 // for rounding of sums of widths

// Text is a paragraph prepared for division into lines.
type Text struct {
	rs  []rune
	ks  []kind
	ok  []bool
	adv []float64 // running sums of the widths
	lo  []int     // running count of the loose gaps

	tail []float64 // how much width each character may give up at a line's end; nil: none
}

// Squeezable sets how much of its width each character may give up at a line's end, such as the blank half of a stop. It returns t.
func (t *Text) Squeezable(tail []float64) *Text { t.tail = tail; return t }

// New prepares a paragraph; adv is the width of each character in rs, so their lengths must be equal. rs must not be changed afterwards.
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

// Loose tells whether the space after character i may be changed.
func (t *Text) Loose(i int) bool { return t.lo[i+1] > t.lo[i] }

// width returns the width of rs[from:end] with natural gaps, and the number of loose gaps in it.
func (t *Text) width(from, end int, gap float64) (float64, int) {
	if end <= from {
		return 0, 0
	}
	n := t.lo[end-1] - t.lo[from]
	return t.adv[end] - t.adv[from] + float64(n)*gap, n
}

// Natural returns the width of the whole paragraph in one line, without trailing blanks.
func (t *Text) Natural(gap float64) float64 {
	w, _ := t.width(0, t.seen(0, len(t.rs)), gap)
	return w
}

// seen returns end without trailing blanks.
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

// Lines divides the paragraph, filling line after line. A paragraph without characters has no lines.
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

// width returns the width of line n, counted from 0.
func (m Measure) width(n int) float64 {
	if n == 0 {
		return m.First
	}
	return m.Rest
}

// fitted returns a line, with its last stop squeezed if it is too wide otherwise.
func (t *Text) fitted(from, to int, w, gap float64) Line {
	l := t.line(from, to, gap)
	if l.Natural > w+slack && t.tail != nil && l.End > from {
		l.Squeeze = t.tail[l.End-1]
		l.Natural -= l.Squeeze
	}
	return l
}

// fill returns the end of the line that begins at from, and the place that the line could reach if it could end anywhere.
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

// hang returns i moved behind blanks.
func (t *Text) hang(i int) int {
	for i < len(t.rs) && t.ks[i] == blank {
		i++
	}
	return i
}

// emergency ends a line that has no permitted place: inside a date or 文号; else at the last place where at least marks, pairs and stops stay
// where they belong and, in a long Latin word, behind a joint; else where the line is full.
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
		full++ // what has no width, and blanks, stay on this line
	}
	return full
}

// company moves a character to a last line with too few of them, if the line before has a permitted place near its end.
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

// bodies counts the characters that are neither stops nor blanks.
func (t *Text) bodies(from, end int) int {
	n := 0
	for _, k := range t.ks[from:end] {
		if k == hanzi || word(k) {
			n++
		}
	}
	return n
}

// Longest returns the width of the longest part that has no permitted place inside.
func (t *Text) Longest() float64 {
	longest, from := 0.0, 0
	for i := 1; i <= len(t.rs); i++ {
		if i == len(t.rs) || t.ok[i] {
			longest = max(longest, t.adv[t.seen(from, i)]-t.adv[from])
			from = i
		}
	}
	return longest
}
