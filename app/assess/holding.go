package assess

import (
	"bytes"
	"slices"

	"kaohe/app/ledger"
)

// Keepers are the laptops for whose sake another one, own, may let the original of a file go: they say of themselves that they hold it, they stand in the
// round, and they rank before own. The founding laptop, first, ranks before all others, and these by their keys.
//
// That order is what keeps the last original: two laptops that know of each other's hold and let go at the same time, unknown to each other, would lose it.
// Whoever lets go does so for one that ranks before, and the one that ranks first of all that ever held a file never does.
func (a *Assessment) Keepers(file string, own, first ledger.Device) (out []ledger.Device) {
	for _, d := range a.Holders[file] {
		if d != own && a.Stands(d) && before(d, own, first) {
			out = append(out, d)
		}
	}
	return out
}

// Stands tells whether a laptop is enrolled and was not taken out. What a forked one wrote does not count, so that it is no holder.
func (a *Assessment) Stands(d ledger.Device) bool {
	for _, l := range a.Laptops {
		if l.Device == d {
			return l.Removed == nil
		}
	}
	return false
}

func before(a, b, first ledger.Device) bool {
	if a == first || b == first {
		return a == first && b != first
	}
	return bytes.Compare(a[:], b[:]) < 0
}

// Files are the files of all evidence, each once, with their sizes in bytes.
func (a *Assessment) Files() map[string]int64 {
	out := map[string]int64{}
	for _, d := range a.Districts {
		for _, x := range d.Evidence {
			out[x.ID] = max(out[x.ID], x.Size)
		}
	}
	return out
}

// FilesBeyond counts the files of evidence that a laptop does not say to hold, and their bytes.
func (a *Assessment) FilesBeyond(d ledger.Device) (n int, size int64) {
	for file, bytes := range a.Files() {
		if !slices.Contains(a.Holders[file], d) {
			n, size = n+1, size+bytes
		}
	}
	return n, size
}
