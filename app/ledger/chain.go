package ledger

import (
	"bytes"
	"cmp"
	"slices"
)

// chain holds the records of one device, sorted by number, then ID. Several records with one number are a fork.
type chain struct {
	list     []*Record
	forked   bool
	split    uint64              // of a forked chain: the first number that several records have
	branches map[*Record]*branch // computed for a forked chain when it is needed
	seen     []*Record           // the records with a Seen, by number
	stated   map[*Record]*seen   // for each record with a Seen, everything that the chain had stated by then; valid for epoch
	epoch    int
}

func (s *State) chain(d Device) *chain {
	c := s.chains[d]
	if c == nil {
		c = &chain{stated: map[*Record]*seen{}}
		s.chains[d] = c
	}
	return c
}

// add puts a record into its device's chain. It returns true if what is known about pasts has to be computed again.
func (c *chain) add(r *Record) (rethink bool) {
	at := len(c.list)
	if at > 0 && c.list[at-1].Seq >= r.Seq {
		at, _ = slices.BinarySearchFunc(c.list, r, byNumber)
		twin := at > 0 && c.list[at-1].Seq == r.Seq || c.list[at].Seq == r.Seq
		rethink = twin && !c.forked
		if twin && (!c.forked || r.Seq < c.split) {
			c.forked, c.split = true, r.Seq
		}
	}
	c.list = slices.Insert(c.list, at, r)
	c.branches = nil
	rethink = rethink || c.forked // a record that continues a branch can show that others left it
	if r.Seen != nil {
		i, _ := slices.BinarySearchFunc(c.seen, r.Seq, func(x *Record, seq uint64) int { return cmp.Compare(x.Seq, seq) })
		if i < len(c.seen) {
			clear(c.stated)
		}
		c.seen = slices.Insert(c.seen, i, r)
	}
	return rethink
}

func byNumber(a, b *Record) int {
	return cmp.Or(cmp.Compare(a.Seq, b.Seq), bytes.Compare(a.ID[:], b.ID[:]))
}

// Fork is the proof that one device wrote several records with one number: a backup was restored, or a vault was copied.
type Fork struct {
	Device  Device
	Seq     uint64
	Records []*Record
}

// Chain returns the records of a device by number. The caller may keep the slice but not change it.
func (s *State) Chain(d Device) []*Record {
	c := s.chains[d]
	if c == nil {
		return nil
	}
	return slices.Clip(c.list)
}

// Forked tells whether a device has written several records with one number.
func (s *State) Forked(d Device) bool {
	c := s.chains[d]
	return c != nil && c.forked
}

// Reached returns the highest number of a device's records here, or 0.
func (s *State) Reached(d Device) uint64 {
	c := s.chains[d]
	if c == nil {
		return 0
	}
	return c.list[len(c.list)-1].Seq
}

// ForkedAt returns the first number of which a device has written several records, or 0 if there is none. What it wrote from there on lies on
// branches.
func (s *State) ForkedAt(d Device) uint64 {
	c := s.chains[d]
	if c == nil {
		return 0
	}
	return c.split
}

// Forks returns all forks, by device and number.
func (s *State) Forks() []Fork {
	var forks []Fork
	for d, c := range s.chains {
		if !c.forked {
			continue
		}
		for from := 0; from < len(c.list); {
			to := from + 1
			for to < len(c.list) && c.list[to].Seq == c.list[from].Seq {
				to++
			}
			if to-from > 1 {
				forks = append(forks, Fork{d, c.list[from].Seq, slices.Clone(c.list[from:to])})
			}
			from = to
		}
	}
	slices.SortFunc(forks, func(a, b Fork) int {
		return cmp.Or(bytes.Compare(a.Device[:], b.Device[:]), cmp.Compare(a.Seq, b.Seq))
	})
	return forks
}

// Frontier returns the newest record of each device (after a fork, of each branch), without the device except.
func (s *State) Frontier(except Device) Frontier {
	var f Frontier
	for d, c := range s.chains {
		if d != except {
			f = append(f, c.tips()...)
		}
	}
	f.Sort()
	return f
}

// Sort sorts the tips in the order in which a frontier is written.
func (f Frontier) Sort() {
	slices.SortFunc(f, func(a, b Tip) int {
		return cmp.Or(bytes.Compare(a.Device[:], b.Device[:]), bytes.Compare(a.Hash[:], b.Hash[:]))
	})
}

func (c *chain) tips() []Tip {
	if !c.forked {
		return []Tip{c.list[len(c.list)-1].Tip()}
	}
	extended := map[Hash]bool{}
	for _, r := range c.list {
		extended[r.Prev] = true
	}
	var tips []Tip
	for _, r := range c.list {
		if !extended[r.ID] {
			tips = append(tips, r.Tip())
		}
	}
	return tips
}

// Has tells whether all records that the frontier names are here. Otherwise some are missing or were replaced.
func (s *State) Has(f Frontier) bool {
	for _, t := range f {
		if r := s.records[t.Hash]; r == nil || r.Device != t.Device || r.Seq != t.Seq {
			return false
		}
	}
	return true
}

// Record returns the record with a hash; ok is false if it is not here.
func (s *State) Record(h Hash) (*Record, bool) {
	r, ok := s.records[h]
	return r, ok
}

// Equal tells whether two frontiers have the same tips.
func (f Frontier) Equal(g Frontier) bool { return slices.Equal(f, g) }
