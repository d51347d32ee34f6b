package settle

import (
	"slices"
	"unicode"
)

// Run is a part of a text; Differs tells whether it is missing in one of the other versions.
type Run struct {
	Text    string
	Differs bool
}

// Around leaves of what does not differ only n runes beside each difference, and … for the rest.
func Around(runs []Run, n int) []Run {
	out := slices.Clone(runs)
	for i, r := range out {
		text := []rune(r.Text)
		first, last := n, n // kept after the difference before, and before the next
		if i == 0 {
			first = 0
		}
		if i == len(out)-1 {
			last = 0
		}
		if !r.Differs && len(text) > first+last+1 {
			out[i].Text = string(text[:first]) + "…" + string(text[len(text)-last:])
		}
	}
	return out
}

// mostCells limits the cost of a comparison. Of longer texts that differ everywhere, the whole middle is marked as different.
const mostCells = 4_000_000

// Compare marks in each text what differs from any of the others. It compares words of Latin letters and digits, and single other
// characters.
func Compare(texts []string) [][]Run {
	cut := make([][]string, len(texts))
	differs := make([][]bool, len(texts))
	for i, t := range texts {
		cut[i] = tokens(t)
		differs[i] = make([]bool, len(cut[i]))
	}
	for i := range cut {
		for j := i + 1; j < len(cut); j++ {
			compare(cut[i], cut[j], differs[i], differs[j])
		}
	}
	out := make([][]Run, len(texts))
	for i := range cut {
		bridge(differs[i])
		out[i] = runs(cut[i], differs[i])
	}
	return out
}

// An equal run only means something if it has a certain length: two different texts share single characters by chance.
const (
	shortest = 3 // least length between two differences for them to be separate
	atAnEnd  = 4 // a shorter run at the beginning or end of the text counts beside a difference of less than this many times its length
)

// bridge joins differences with almost nothing between them, which result from comparing a text with several others.
func bridge(differs []bool) {
	last := -1
	for i, d := range differs {
		if !d {
			continue
		}
		if last >= 0 && i-last <= shortest {
			fill(differs[last:i])
		}
		last = i
	}
}

func runs(cut []string, differs []bool) []Run {
	var out []Run
	for i, t := range cut {
		if n := len(out); n > 0 && out[n-1].Differs == differs[i] {
			out[n-1].Text += t
			continue
		}
		out = append(out, Run{t, differs[i]})
	}
	return out
}

func tokens(s string) []string {
	var out []string
	word := false
	for _, r := range s {
		latin := r < unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsDigit(r))
		if latin && word {
			out[len(out)-1] += string(r)
		} else {
			out = append(out, string(r))
		}
		word = latin
	}
	return out
}

// compare marks in both texts what is in no common run.
func compare(a, b []string, inA, inB []bool) {
	i, j := 0, 0
	for _, r := range telling(shared(a, b), len(a), len(b)) {
		fill(inA[i:r.a])
		fill(inB[j:r.b])
		i, j = r.a+r.n, r.b+r.n
	}
	fill(inA[i:])
	fill(inB[j:])
}

// run is a common part of two texts: n tokens, beginning at a in one and at b in the other.
type run struct{ a, b, n int }

// telling removes the runs that are too short beside the differences around them: shorter than the differences on both sides, or than
// shortest. Removing one joins two differences, beside which the next run may be too short in turn.
func telling(runs []run, lenA, lenB int) []run {
	for {
		bounds := append(append([]run{{}}, runs...), run{lenA, lenB, 0})
		differs := func(i int) int { // how much before the run
			last := bounds[i-1]
			return max(bounds[i].a-last.a-last.n, bounds[i].b-last.b-last.n)
		}
		var kept []run
		for i, r := range bounds[1 : len(bounds)-1] {
			before, after := differs(i+1), differs(i+2)
			least, most := min(before, after), max(before, after)
			if r.n < least || r.n < shortest && (least > 0 || r.n*atAnEnd <= most) {
				continue
			}
			kept = append(kept, r)
		}
		if len(kept) == len(runs) {
			return kept
		}
		runs = kept
	}
}

// shared returns the runs of the longest common subsequence of two texts, in order.
func shared(a, b []string) []run {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	out := extend(nil, run{0, 0, head})
	for _, r := range within(a[head:len(a)-tail], b[head:len(b)-tail]) {
		out = extend(out, run{head + r.a, head + r.b, r.n})
	}
	return extend(out, run{len(a) - tail, len(b) - tail, tail})
}

// extend adds a run, joining it with the last one if it continues it.
func extend(runs []run, r run) []run {
	if r.n == 0 {
		return runs
	}
	if k := len(runs) - 1; k >= 0 && runs[k].a+runs[k].n == r.a && runs[k].b+runs[k].n == r.b {
		runs[k].n += r.n
		return runs
	}
	return append(runs, r)
}

// within is shared for texts without a common beginning or end; it returns nothing if that would cost too much.
func within(a, b []string) []run {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > mostCells {
		return nil
	}
	// long[i][j] is the length of the longest common subsequence of a[i:] and b[j:].
	wide := len(b) + 1
	long := make([]int32, (len(a)+1)*wide)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				long[i*wide+j] = long[(i+1)*wide+j+1] + 1
			} else {
				long[i*wide+j] = max(long[(i+1)*wide+j], long[i*wide+j+1])
			}
		}
	}
	var out []run
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			out = extend(out, run{i, j, 1})
			i, j = i+1, j+1
		case long[(i+1)*wide+j] >= long[i*wide+j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

func fill(marks []bool) {
	for i := range marks {
		marks[i] = true
	}
}
