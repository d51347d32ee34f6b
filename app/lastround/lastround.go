// Package lastround prepares a new round from the last one: its standard, districts with their subdistricts, and team; and for each
// district what the last round gave for every item, and the problems that were not closed.
//
//	err := lastround.Check(old)                      // its signatures hold, nothing in it is disputed
//	r, err := lastround.From(old, state, plan)       // what to write into the new vault
//	err = r.Write(session, founder, pin)
//
// All functions except Write are pure. IDs of items, districts, subdistricts and persons are kept, so that the next round matches this one.
//
// Caveats: two items are the same only if their texts are, compared by SHA-256 of the trimmed text. Otherwise the last mark is carried with
// same=false. Keys are not carried over: everybody who signs gets a new PIN in the new vault.
package lastround

import (
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Check refuses a round from which nothing should be taken. Faults: carry.signature and carry.edition (a signature in it, or one on its
// standard, can't be verified), carry.newer (only a newer version of the program can verify one), carry.fork (a laptop's chain has two branches), carry.disputed (it has conflicts), carry.empty.
func Check(old *assess.Assessment) error {
	for _, d := range old.Districts {
		for _, p := range assess.Phases {
			for _, so := range d.Phases[p].SignOffs {
				if so.Fault == assess.BeyondUs {
					return words.Refuse("carry.newer", d.Name, words.M("phase."+p.Key()), old.Name(so.Person))
				}
				if so.Fault != "" {
					return words.Refuse("carry.signature", d.Name, words.M("phase."+p.Key()), old.Name(so.Person))
				}
			}
		}
	}
	for _, x := range old.Editions {
		if x.Fault != "" {
			return words.Refuse("carry.edition", old.Name(x.Person))
		}
	}
	n := 0
	for _, at := range old.Disputed {
		if e := assess.At(at.Entity); e.District == "" && e.Group() == "std" || e.Is("score") || e.Is("finalmark") {
			n++
		}
	}
	switch {
	case old.Forks > 0:
		return words.Refuse("carry.fork", old.Forks)
	case n > 0:
		return words.Refuse("carry.disputed", n)
	case len(old.Standard.Items()) == 0 || len(old.Districts) == 0:
		return words.Refuse("carry.empty")
	}
	return nil
}

// Last is what the last round gave a district for an item.
type Last struct {
	Item         string // ID in the new standard
	Mark, Reason string
	Hash         string // of the item's text in the last round
	Same         bool
}

// Lasts matches the marks of a district with the items of the new standard: first the same text at the same ID, then the same text
// anywhere. An item without such a match whose ID exists in the old standard gets that mark, with Same false.
func Lasts(old *assess.District, now *standard.Standard) []Last {
	at := match(old, now)
	var out []Last
	for _, i := range now.Items() {
		s := at[i.ID]
		if s == nil {
			continue
		}
		mark, reason := given(old, s)
		hash := assess.TextHash(s.Item.Text)
		out = append(out, Last{Item: i.ID, Mark: mark, Reason: reason, Hash: hash, Same: hash == assess.TextHash(i.Text)})
	}
	return out
}

// match returns for each item of the new standard the old score that it continues. Each old score is used at most once.
func match(old *assess.District, now *standard.Standard) map[string]*assess.Score {
	at, taken := map[string]*assess.Score{}, map[string]bool{}
	give := func(item string, s *assess.Score) { at[item], taken[s.Item.ID] = s, true }
	for _, i := range now.Items() {
		if s := old.Score(i.ID); s != nil && assess.TextHash(s.Item.Text) == assess.TextHash(i.Text) {
			give(i.ID, s)
		}
	}
	for _, i := range now.Items() {
		for _, s := range old.Scores {
			if at[i.ID] == nil && !taken[s.Item.ID] && assess.TextHash(s.Item.Text) == assess.TextHash(i.Text) {
				give(i.ID, s)
			}
		}
	}
	for _, i := range now.Items() {
		if s := old.Score(i.ID); s != nil && at[i.ID] == nil && !taken[i.ID] {
			give(i.ID, s)
		}
	}
	return at
}

// given returns the final mark and its reasons: those of the deductions and of the ruling.
func given(d *assess.District, s *assess.Score) (mark, reason string) {
	var why []string
	if s.NA {
		return "", s.NAReason
	}
	for _, x := range s.Deductions {
		why = append(why, strings.TrimSpace(x.Reason+" -"+x.Amount.String()))
	}
	if r := d.Cause(s); s.Ruled && r != nil && r.Reasons != "" {
		why = append(why, strings.TrimSpace(r.Reasons+" "+signed(s.Returned())))
	}
	if s.Marked || s.Ruled {
		mark = s.Final.String()
	}
	return mark, strings.Join(why, "；")
}

// signed is points with their sign; empty for none.
func signed(p standard.Points) string {
	switch {
	case p > 0:
		return "+" + p.String()
	case p < 0:
		return p.String()
	}
	return ""
}

// Back is a problem that was not closed.
type Back struct{ ID, Text, Requirement string }

// Backs returns the problems of a district that were not closed, whether they were carried over or are still open, and those that it had
// from the round before and has not put right. Withdrawn problems are left out.
func Backs(old *assess.District) []Back {
	var out []Back
	seen := map[string]bool{}
	add := func(b Back) {
		for seen[b.ID] {
			b.ID += "x"
		}
		seen[b.ID] = true
		out = append(out, b)
	}
	for _, f := range old.Standing(assess.Problem) {
		if f.Rectification == nil || f.Rectification.State != "closed" {
			add(Back{f.ID, f.FinalNamed, f.Requirement})
		}
	}
	for _, c := range old.Carried {
		if c.State != "fixed" {
			add(Back{c.ID, c.Text, c.Requirement})
		}
	}
	return out
}
