package settle

import (
	"unicode"
)

// Run is a stretch of a text, and whether it is not the same in all versions.
type Run struct {
	Text    string
	Differs bool
}

// mostCells bounds what a comparison may cost; of longer texts that differ all over, the middle is marked as a whole.
const mostCells = 4_000_000

// Mark tells of each text what differs from any of the others, by words of Latin letters and digits and by single characters of the rest.
func Mark(texts []string) [][]Run {
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

// shortest is how much has to be the same between two differences for both to be told apart.
const shortest = 3

// bridge makes one difference of two with next to nothing between them: of texts that differ all over, single characters that happen to
// be in both say nothing.
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

// compare marks in both what is not in the longest sequence that they share.
func compare(a, b []string, inA, inB []bool) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b, inA, inB = a[1:], b[1:], inA[1:], inB[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b, inA, inB = a[:len(a)-1], b[:len(b)-1], inA[:len(a)-1], inB[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > mostCells {
		fill(inA[:len(a)])
		fill(inB[:len(b)])
		return
	}
	// long[i][j] is how long a sequence a[i:] and b[j:] share.
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
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			i, j = i+1, j+1
		case long[(i+1)*wide+j] >= long[i*wide+j+1]:
			inA[i] = true
			i++
		default:
			inB[j] = true
			j++
		}
	}
	fill(inA[i:])
	fill(inB[j:])
}

func fill(marks []bool) {
	for i := range marks {
		marks[i] = true
	}
}
