package breaker

// Run is a part of a line in which the same extra space follows every character, so that it can be drawn with one operator.
type Run struct {
	From, To int
	X        float64 // from the beginning of the line
	Space    float64 // after each character
}

// Runs places the visible part of a line. Each loose gap gets space, the others none.
func (t *Text) Runs(l Line, space float64) []Run {
	var out []Run
	x := 0.0
	for i := l.From; i < l.End; {
		j, s := i+1, 0.0
		if j < l.End {
			is := t.Loose(i)
			for j < l.End-1 && t.Loose(j) == is {
				j++
			}
			if is {
				s = space
			}
			if j == l.End-1 {
				j = l.End // the last character has no gap after it
			}
		}
		out = append(out, Run{From: i, To: j, X: x, Space: s})
		x += t.adv[j] - t.adv[i] + s*float64(j-i)
		i = j
	}
	return out
}

// Fill returns the space for each loose gap that makes a line exactly w wide. If no gap may change, or if each would have to be wider than
// natural by more than most, it returns natural and false.
func (l Line) Fill(w, natural, most float64) (float64, bool) {
	if l.Loose == 0 {
		return natural, false
	}
	s := natural + (w-l.Natural)/float64(l.Loose)
	if s > natural+most {
		return natural, false
	}
	return s, true
}
