package authority_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"kaohe/app/authority"
)

// Two officers who had seen the same can sign the same words at once. Whose removal it is has to be the same on every laptop, and each time.
func TestOfTheSameWordsSignedTwiceOneStands(t *testing.T) {
	w := team(t)
	a, c, d := w.laptop("A"), w.laptop("C"), w.laptop("D")
	seen := a.frontier()
	x := authority.Revocation{Device: d.dev[:]}
	first, second := a.removal(x, seen, "chen"), c.removal(x, seen, "wen")
	a.write("chen", first)
	c.write("wen", second)
	w.share()
	var by string
	for i := range 40 {
		has := slices.Clone(a.has)
		rand.New(rand.NewPCG(1, uint64(i))).Shuffle(len(has), func(i, k int) { has[i], has[k] = has[k], has[i] })
		j := authority.New(stateOf(has), w.vault)
		j.Judge()
		for _, l := range j.Laptops() {
			if l.Device != d.dev {
				continue
			}
			if l.Removed == nil || len(l.Removed.By) != 1 || by != "" && l.Removed.By[0] != by {
				t.Fatalf("%+v, and %s before", l.Removed, by)
			}
			by = l.Removed.By[0]
		}
	}
}
