package book_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/assess/assesstest"
	"kaohe/app/book"
	"kaohe/app/schema"
)

// unwritten are the nouns and fields that no column holds, and why.
var unwritten = map[string]string{
	"std frozen": "frozen by a leader's PIN", "std/sign": "signed", "nstd": "a draft stays in its vault", "nstd/sec": "as nstd", "nstd/item": "as nstd",
	"person": "a card is signed when a row is taken", "device": "signed", "revoke": "signed", "adopt": "signed", "invite": "signed", "withdraw": "signed",
	"ask": "of the laptop that wrote it", "recovery": "each vault has its own",
	"circ/theme": "the circular is edited in its own window", "circ/group": "as circ/theme", "circ/place": "as circ/theme", "circ/text": "as circ/theme", "circ/rule": "as circ/theme",
	"d/sign": "signed", "d/comment": "what the team says to one another stays in its vault: only its author may write it",
	"d/evid": "a file comes in by the program", "hold": "of the laptop that wrote it",
	"d/return": "a leader returns in the window, and what was answered is read there",
}

// A round that has everything goes out and comes into nothing: every field is written, as what it is.
func TestEveryFieldHasAColumn(t *testing.T) {
	a := assesstest.View()
	f := a.Districts[0].Findings[0]
	f.FinalNamed, f.FinalCity = "定稿", "定稿" // what is as on site is not written again
	a.Team = append(a.Team, &assess.Person{ID: "second", Name: "李组员", Role: assess.Member})
	for sec := range a.Districts[0].Assigned { // the team's own order is not written
		a.Districts[0].Assigned[sec] = []string{"second", a.Team[0].ID}
	}
	e, err := into(t, grid(book.Export(a, nil))).Edit()
	must(t, err)
	held := map[string]bool{}
	for _, w := range e.Writes {
		place, _ := assesstest.Place(w.Entity, w.Field)
		held[place] = true
		if err := assess.Permit(a, assesstest.Leader(), &assess.Edit{Writes: []assess.Write{w}}); err != nil {
			t.Errorf("%s: %v", place, err)
		}
	}
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		for j := range n.Fields {
			place := assesstest.Name(n, &n.Fields[j])
			reason := unwritten[place] + unwritten[strings.TrimSuffix(place, " "+n.Fields[j].Name)]
			if held[place] == (reason != "") {
				t.Errorf("%s: in a column %v, not because %q", place, held[place], reason)
			}
		}
	}
}
