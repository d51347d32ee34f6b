package lastround_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/assess/assesstest"
	"kaohe/app/lastround"
	"kaohe/app/roundplan"
	"kaohe/app/schema"
)

// left is what a new round does not take from the last one, by noun or by field, and why.
var left = map[string]string{
	"round":         "the new round's own plan says it",
	"std frozen":    "a leader freezes the standard of the new round",
	"std/sign":      "signed in the old vault",
	"nstd":          "what was not taken into use is no standard",
	"nstd/sec":      "as nstd",
	"nstd/item":     "as nstd",
	"person":        "cards are signed anew: keys are the old vault's",
	"device":        "laptops are enrolled anew",
	"revoke":        "who was taken out is not in the team that is carried",
	"adopt":         "of the old vault's records",
	"invite":        "into the old vault",
	"withdraw":      "as invite",
	"ask":           "as device",
	"recovery":      "each vault has its own",
	"issue":         "numbers and dates are of one year",
	"circ/theme":    "made for the findings of one round",
	"circ/group":    "as circ/theme",
	"circ/place":    "as circ/theme",
	"circ/text":     "as circ/theme",
	"circ/rule":     "as circ/theme",
	"d/sub drawn":   "drawn anew",
	"d/assign":      "assigned anew",
	"d/task":        "the usual list stands there instead",
	"d/claim":       "claimed anew",
	"d/mat":         "handed in anew",
	"d/plan":        "planned anew",
	"d/draw":        "drawn anew",
	"d/score":       "stands in d/last",
	"d/ded":         "stands in the reason of d/last",
	"d/rec":         "written anew; the old vault keeps them",
	"d/qa":          "as d/rec",
	"d/doc":         "as d/rec",
	"d/find":        "open problems stand in d/back",
	"d/look":        "seen anew",
	"d/back state":  "answered anew",
	"d/back answer": "answered anew",
	"d/draft":       "sent anew",
	"d/resp":        "the ruling's reasons stand in d/last",
	"d/objection":   "as d/resp",
	"d/final":       "the text stands in d/back",
	"d/finalmark":   "stands in d/last",
	"d/req":         "stands in d/back",
	"d/sum":         "of one round",
	"d/rect":        "whether it was closed decides what stands in d/back",
	"d/prog":        "as d/rect",
	"d/mile":        "as d/rect",
	"d/return":      "it was settled, or its phase could not be signed",
	"d/comment":     "they were said about what is over",
	"d/evid":        "the old vault and the files beside it keep it",
	"hold":          "as device",
	"d/sign":        "signed in the old vault",
	"d/issue":       "as issue",
}

func TestEveryFieldIsCarriedOrLeftForAReason(t *testing.T) {
	old := assesstest.View()
	f := old.Districts[0].Findings[0]
	f.Kind, f.Withdrawn = assess.Problem, false // so that there is one that is open
	r, err := lastround.From(old, assesstest.State(), &roundplan.Plan{Team: []roundplan.Mate{{ID: "person1"}}}, nil)
	must(t, err)
	carried := map[string]bool{}
	for _, e := range r.Edits {
		for _, w := range e.Writes {
			place, declared := assesstest.Place(w.Entity, w.Field)
			if !declared {
				t.Errorf("%s is declared nowhere", place)
			}
			carried[place] = true
		}
	}
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		for j := range n.Fields {
			place := assesstest.Name(n, &n.Fields[j])
			noun := strings.TrimSuffix(place, " "+n.Fields[j].Name)
			if reason := left[place] + left[noun]; carried[place] == (reason != "") {
				t.Errorf("%s: carried %v, left because %q", place, carried[place], reason)
			}
		}
	}
}
