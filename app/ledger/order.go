package ledger

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
)

// Order sorts writes for showing: what its author saw comes before what they wrote; between writes that did not see each other
// the stamp decides, then the device, then the hash. A wrong clock can therefore only break ties. Equal for any order of arrival.
func (s *State) Order(writes []Write) []Write {
	rest := slices.Clone(writes)
	slices.SortFunc(rest, byStamp)
	if !s.tangled(rest) {
		return rest
	}
	out := make([]Write, 0, len(rest))
	for len(rest) > 0 {
		i := slices.IndexFunc(rest, func(w Write) bool {
			return !slices.ContainsFunc(rest, func(o Write) bool { return s.Saw(w.Rec, o.Rec) })
		})
		i = max(i, 0) // a loop in what forged records claim to have seen must not hang us
		out = append(out, rest[i])
		rest = slices.Delete(rest, i, i+1)
	}
	return out
}

// tangled tells whether, in the order of stamps, something stands before what it saw: only then is the slow sort needed.
func (s *State) tangled(sorted []Write) bool {
	for i := range sorted {
		for _, later := range sorted[i+1:] {
			if s.Saw(sorted[i].Rec, later.Rec) {
				return true
			}
		}
	}
	return false
}

func byStamp(a, b Write) int {
	return cmp.Or(
		cmp.Compare(a.Rec.Stamp, b.Rec.Stamp),
		bytes.Compare(a.Rec.Device[:], b.Rec.Device[:]),
		bytes.Compare(a.Rec.ID[:], b.Rec.ID[:]),
		cmp.Compare(a.Index, b.Index))
}

// Records lists the whole log oldest first: each device in its own order, devices merged by stamp. A device's clock that went back
// does not tear its chain apart. The list may be kept, not changed.
func (s *State) Records() []*Record {
	if s.ordered == nil {
		s.ordered = s.order()
	}
	return s.ordered
}

func (s *State) order() []*Record {
	type placed struct {
		r     *Record
		reach Stamp
	}
	devices := slices.SortedFunc(maps.Keys(s.chains), func(a, b Device) int { return bytes.Compare(a[:], b[:]) })
	all := make([]placed, 0, len(s.records))
	for _, d := range devices {
		var high Stamp
		for _, r := range s.chains[d].list {
			high = max(high, r.Stamp)
			all = append(all, placed{r, high})
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.reach, b.reach) })
	out := make([]*Record, len(all))
	for i, p := range all {
		out[i] = p.r
	}
	return out
}

// Log lists the whole log in the order in which it came. The list may be kept, not changed.
func (s *State) Log() []*Record { return s.log[:len(s.log):len(s.log)] }

func sortIDs(ids []OpID) {
	slices.SortFunc(ids, func(a, b OpID) int {
		return cmp.Or(bytes.Compare(a.Record[:], b.Record[:]), cmp.Compare(a.Index, b.Index))
	})
}
