package book

import "strings"

// HeadsOfExamples returns each head for which there are examples, behind its sheet's name.
func HeadsOfExamples() (out []string) {
	for _, block := range strings.Split(exampleRows, "\n# ")[1:] {
		lines := strings.Split(block, "\n")
		for _, h := range strings.Split(lines[1], "|") {
			out = append(out, lines[0]+" "+h)
		}
	}
	return out
}
