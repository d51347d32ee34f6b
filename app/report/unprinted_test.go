package report_test

// Every field that can be entered is printed by some kind of document, or stands here with the reason why none prints it; a test compares this
// with what the documents say.

// reason is why a field is in no document.
type reason string

// The reasons.
const (
	arranges reason = "arranges" // it decides where something stands, in which form or what it counts for, and is no text of its own
	proves   reason = "proves"   // it is a statement that the program checks; the page of signatures tells what comes of it
	inside   reason = "inside"   // the team's own work: who does what until when, and what it says to one another
	notes    reason = "notes"    // the program notes that something was done
	draft    reason = "draft"    // a draft of the standard's next version, which is printed once it is taken
)

// unprinted gives the reasons, by noun and field; * stands for all fields of a noun.
var unprinted = map[string]reason{
	"round asof": notes, "round sample": arranges, "round year": arranges,
	"std sample": arranges, "std/sign *": proves, "std/method form": arranges, "nstd *": draft, "nstd/sec *": draft, "nstd/item *": draft,
	"person *": proves, "device *": proves, "revoke *": proves, "adopt *": proves, "invite *": proves, "withdraw *": proves, "ask *": proves,
	"recovery *": proves, "sign *": proves,
	"issue head": arranges, "issue seal": arranges,
	"circ/theme kind": arranges, "circ/group kind": arranges, "circ/group theme": arranges, "circ/place *": arranges, "circ/text ground": arranges, "circ/rule *": arranges,
	"sub drawn": notes, "assign ranked": arranges,
	"task who": inside, "task due": inside, "task done": inside,
	"last hash": arranges, "qa no": arranges, "draft person": inside, "final why": arranges, "prog done": arranges,
	"sum printed": notes, "sum circulated": notes,
	"evid media": arranges,
	"return *":   inside, "comment *": inside, "hold *": notes,
}

// declaredUnprinted returns why no document prints a field, given by its noun and name; ok is false if one does. That the order of things is printed as
// their order is left aside.
func declaredUnprinted(noun, field string) (r reason, ok bool) {
	if field == "order" {
		return arranges, true
	}
	if r, ok = unprinted[noun+" *"]; !ok {
		r, ok = unprinted[noun+" "+field]
	}
	return r, ok
}
