package breaker

// Run is a piece of a line in which every character is followed by the same extra space, so that it can be drawn in one go.
type Run struct {
	From, To int
	X        float64 // from the line's start
	Space    float64 // after each character
}

// Runs places the seen part of a line. Loose gaps get space each, the others none.
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

// Fill gives the space for each loose gap that makes a line exactly w wide. It gives natural back, and false, where the line would
// have to be stretched by more than most per gap, or has no gap that may change.
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
