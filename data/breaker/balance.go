package breaker

import "math"

// Balanced divides a title into as few lines as fit into the width w (one more if words would be torn otherwise), in the shape of a 梯形 or
// 菱形 as 7.3.1 requires, never of an hourglass. gap is the natural extra space between two characters. The words in titleWords and texts
// in 《》 or “” are kept whole if possible.
func (t *Text) Balanced(w, gap float64) []Line {
	if len(t.rs) == 0 {
		return nil
	}
	greedy := t.Lines(Measure{First: w, Rest: w, Gap: gap})
	if len(greedy) < 2 {
		return greedy
	}
	for _, quoted := range []bool{true, false} {
		places, good := t.titlePlaces(quoted)
		if len(places) > 400 { // a text with so many places is no title, and the search would take long; greedy lines are good enough
			return greedy
		}
		var best []Line
		least := math.MaxFloat64
		for n := len(greedy); n <= len(greedy)+1 && least >= waist; n++ { // a further line only if the words or the shape need it
			for _, target := range shapes(n) {
				if lines, cost := t.shape(places, good, target, w, gap); lines != nil && cost < least {
					best, least = lines, cost
				}
			}
		}
		if best != nil {
			return best
		}
	}
	return greedy
}

// shapes returns the possible lengths of n lines, as parts of their mean: 倒梯形, 正梯形 and, for three lines or more, 菱形.
func shapes(n int) [][]float64 {
	const lean = 0.15
	down, up, diamond := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		at := 2*float64(i)/float64(n-1) - 1 // from -1 to 1
		down[i], up[i] = 1-lean*at, 1+lean*at
		diamond[i] = 1 + lean*(1-2*math.Abs(at))
	}
	if n < 3 {
		return [][]float64{down, up}
	}
	return [][]float64{down, diamond, up}
}

// tear is the cost of a break inside what may be a word, in squares of the mean length: as much as a line that is off by a quarter of it.
const tear = 1.0 / 16

// shape finds the lines with the least squared difference from the target, and their cost; nil if so many lines can't hold the text.
func (t *Text) shape(places []int, good []bool, target []float64, w, gap float64) ([]Line, float64) {
	n, p := len(target), len(places)
	total, _ := t.width(0, len(t.rs), gap)
	mean := total / float64(n)
	const never = math.MaxFloat64
	cost, from := grid(n+1, p, never), make([][]int, n+1)
	cost[0][0] = 0
	for k := 1; k <= n; k++ {
		from[k] = make([]int, p)
		for j := 1; j < p; j++ {
			for i := j - 1; i >= 0; i-- {
				l := t.line(places[i], places[j], gap)
				if l.Natural > w+slack {
					break
				}
				if cost[k-1][i] == never {
					continue
				}
				off := l.Natural/mean - target[k-1]
				c := cost[k-1][i] + off*off
				if !good[j] {
					c += tear
				}
				if c < cost[k][j] {
					cost[k][j], from[k][j] = c, i
				}
			}
		}
	}
	if cost[n][p-1] == never {
		return nil, never
	}
	out := make([]Line, n)
	for k, j := n, p-1; k > 0; k-- {
		i := from[k][j]
		out[k-1] = t.line(places[i], places[j], gap)
		j = i
	}
	return out, cost[n][p-1] + hourglass(out)
}

// waist is the cost of a line that is shorter than both its neighbours. It is usually more than all other costs together.
const waist = 1.0

// hourglass returns the cost of lines that are shorter than both their neighbours.
func hourglass(lines []Line) float64 {
	cost := 0.0
	for i := 1; i+1 < len(lines); i++ {
		if l := lines[i].Natural; l < lines[i-1].Natural && l < lines[i+1].Natural {
			cost += waist
		}
	}
	return cost
}

func grid(rows, cols int, v float64) [][]float64 {
	g := make([][]float64, rows)
	for i := range g {
		g[i] = make([]float64, cols)
		for j := range g[i] {
			g[i][j] = v
		}
	}
	return g
}
