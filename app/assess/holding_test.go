package assess_test

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
)

// keeping is a team that passes what it knows about one file around, in any order, and lets the file go by the rule.
type keeping struct {
	first ledger.Device
	has   map[ledger.Device]bool // the file lies there
	known map[ledger.Device]map[ledger.Device]statement
	out   map[ledger.Device]map[ledger.Device]bool // whom a laptop knows to be taken out
}

// statement is the newest that is known of what a laptop says of itself.
type statement struct {
	n     int
	holds bool
}

func (k *keeping) say(d ledger.Device, holds bool) {
	k.known[d][d] = statement{k.known[d][d].n + 1, holds}
}

// view is what a laptop knows.
func (k *keeping) view(d ledger.Device) *assess.Assessment {
	a := &assess.Assessment{Holders: map[string][]ledger.Device{}}
	for other, s := range k.known[d] {
		l := authority.Laptop{Device: other}
		if k.out[d][other] {
			l.Removed = &authority.Removal{}
		}
		a.Laptops = append(a.Laptops, l)
		if s.holds {
			a.Holders["file"] = append(a.Holders["file"], other)
		}
	}
	return a
}

// However packages pass between laptops, some of them unread and late, and whoever lets the file go meanwhile for the sake of those it knows of: one
// laptop keeps the original.
func TestTheLastOriginalIsNeverLetGo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := &keeping{has: map[ledger.Device]bool{}, known: map[ledger.Device]map[ledger.Device]statement{}, out: map[ledger.Device]map[ledger.Device]bool{}}
		var team []ledger.Device
		for i := range rapid.IntRange(2, 5).Draw(t, "laptops") {
			d := ledger.Device{byte(i + 1)}
			team = append(team, d)
			k.known[d], k.out[d] = map[ledger.Device]statement{}, map[ledger.Device]bool{}
		}
		one := rapid.SampledFrom(team)
		k.first = one.Draw(t, "founder")
		start := one.Draw(t, "taken on")
		k.has[start] = true
		k.say(start, true)
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			from, to := one.Draw(t, "from"), one.Draw(t, "to")
			switch rapid.IntRange(0, 5).Draw(t, "act") {
			case 0, 1: // a package, with the file or without
				for d, s := range k.known[from] {
					if s.n > k.known[to][d].n {
						k.known[to][d] = s
					}
				}
				maps.Copy(k.out[to], k.out[from])
				if rapid.Bool().Draw(t, "with the file") && k.has[from] && !k.has[to] {
					k.has[to] = true
					k.say(to, true)
				}
			case 2, 3:
				if k.has[from] && len(k.view(from).Keepers("file", from, k.first)) > 0 {
					k.say(from, false)
					delete(k.has, from)
				}
			case 4:
				k.out[from][to] = true
			case 5: // a kill between the word and the deed: the file stays, and the word is put right
				if k.has[from] && len(k.view(from).Keepers("file", from, k.first)) > 0 {
					k.say(from, false)
					k.say(from, true)
				}
			}
			if len(k.has) == 0 {
				t.Fatal("nobody has the file any more")
			}
		}
	})
}

func TestOnlyLaptopsThatStandAndRankBeforeKeepAFileForOthers(t *testing.T) {
	a, b, c := ledger.Device{1}, ledger.Device{2}, ledger.Device{3}
	view := &assess.Assessment{Holders: map[string][]ledger.Device{"f": {a, b, c}}, Laptops: []authority.Laptop{{Device: a}, {Device: b}, {Device: c}}}
	for _, x := range []struct {
		own, first ledger.Device
		want       []ledger.Device
	}{{c, a, []ledger.Device{a, b}}, {b, a, []ledger.Device{a}}, {a, a, nil}, {a, c, []ledger.Device{c}}, {c, c, nil}} {
		if got := view.Keepers("f", x.own, x.first); !slices.Equal(got, x.want) {
			t.Errorf("own %d, first %d: %v", x.own[0], x.first[0], got)
		}
	}
	view.Laptops[0].Removed = &authority.Removal{}
	if got := view.Keepers("f", b, a); got != nil {
		t.Errorf("one that was taken out keeps it: %v", got)
	}
	view.Laptops = view.Laptops[1:]
	if got := view.Keepers("f", c, a); !slices.Equal(got, []ledger.Device{b}) {
		t.Errorf("one that nobody enrolled keeps it: %v", got)
	}
}
