package pdf

import "kaohe/app/report"

// paragraphs splits a block's text into paragraphs; there is at least one, which may be empty.
func paragraphs(s string) [][]rune {
	all := report.Paragraphs(s)
	out := make([][]rune, len(all))
	for i, p := range all {
		out[i] = []rune(p)
	}
	return out
}

// single returns a text as one paragraph, for places that have a single line, such as a bookmark.
func single(s string) string { return report.OneLine(s) }

// visible tells whether anything in s would be visible.
func visible(s string) bool { return single(s) != "" }
