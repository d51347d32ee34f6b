package report

import (
	"kaohe/app/assess"
	"kaohe/app/words"
)

// LeftOut tells what was entered for a district that none of its documents prints: the team's checklist, what the team says to one another, and
// what its leaders sent back. Each is a message with a number; none if there is nothing.
func LeftOut(d *assess.District) []words.Msg {
	comments, listed := 0, 0
	for _, c := range d.Comments {
		comments += 1 + len(c.Replies)
	}
	for _, t := range d.Tasks {
		if t.Waived == "" {
			listed++
		}
	}
	var out []words.Msg
	for _, x := range []struct {
		key string
		n   int
	}{{"report.left.tasks", listed}, {"report.left.comments", comments}, {"report.left.returns", len(d.Returns)}} {
		if x.n > 0 {
			out = append(out, words.M(x.key, x.n))
		}
	}
	return out
}
