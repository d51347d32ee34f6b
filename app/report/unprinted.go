package report

import (
	"kaohe/app/assess"
	"kaohe/app/words"
)

// Every field that can be entered is printed by some kind of document, or stands here with the reason why none prints it; a test compares this
// with what the documents say.

// Reason is why a field is in no document.
type Reason string

// The reasons.
const (
	Arranges Reason = "arranges" // it decides where something stands, in which form or what it counts for, and is no text of its own
	Proves   Reason = "proves"   // it is a statement that the program checks; the page of signatures tells what comes of it
	Inside   Reason = "inside"   // the team's own work: who does what until when, and what it says to one another
	Notes    Reason = "notes"    // the program notes that something was done
	Draft    Reason = "draft"    // a draft of the standard's next version, which is printed once it is taken
)

// unprinted gives the reasons, by noun and field; * stands for all fields of a noun.
var unprinted = map[string]Reason{
	"round asof": Notes, "round sample": Arranges, "round year": Arranges,
	"std sample": Arranges, "std/sign *": Proves, "std/method form": Arranges, "nstd *": Draft, "nstd/sec *": Draft, "nstd/item *": Draft,
	"person *": Proves, "device *": Proves, "revoke *": Proves, "adopt *": Proves, "invite *": Proves, "withdraw *": Proves, "ask *": Proves,
	"recovery *": Proves, "sign *": Proves,
	"issue head": Arranges, "issue seal": Arranges,
	"circ/theme kind": Arranges, "circ/group kind": Arranges, "circ/group theme": Arranges, "circ/place *": Arranges, "circ/text ground": Arranges, "circ/rule *": Arranges,
	"sub drawn": Notes, "assign ranked": Arranges,
	"task who": Inside, "task due": Inside, "task done": Inside,
	"last hash": Arranges, "qa no": Arranges, "draft person": Inside, "final why": Arranges, "prog done": Arranges,
	"sum printed": Notes, "sum circulated": Notes,
	"return *": Inside, "comment *": Inside,
}

// Unprinted returns why no document prints a field, given by its noun and name; ok is false if one does. That the order of things is printed as
// their order is left aside.
func Unprinted(noun, field string) (r Reason, ok bool) {
	if field == "order" {
		return Arranges, true
	}
	if r, ok = unprinted[noun+" *"]; !ok {
		r, ok = unprinted[noun+" "+field]
	}
	return r, ok
}

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
