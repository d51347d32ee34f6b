package ledger

import (
	"bytes"
	"cmp"
	"slices"
)

// chain is what one device wrote, by number; a number with several records is a fork.
type chain struct {
	at     map[uint64][]*Record
	top    uint64
	forked bool
	seen   []*Record // those that carry Seen, by number
	stated []*seen   // what each of them and those before have stated, as of epoch
	epoch  int
}

func (s *State) chain(d Device) *chain {
	c := s.chains[d]
	if c == nil {
		c = &chain{at: map[uint64][]*Record{}}
		s.chains[d] = c
	}
	return c
}

// add takes a record into its device's chain; it reports whether what is known of pasts has to be thought over.
func (c *chain) add(r *Record) (rethink bool) {
	c.at[r.Seq] = append(c.at[r.Seq], r)
	if len(c.at[r.Seq]) > 1 && !c.forked {
		c.forked, rethink = true, true
	}
	c.top = max(c.top, r.Seq)
	if r.Seen != nil {
		i, _ := slices.BinarySearchFunc(c.seen, r.Seq, func(x *Record, seq uint64) int { return cmp.Compare(x.Seq, seq) })
		c.seen = slices.Insert(c.seen, i, r)
		c.stated = c.stated[:min(i, len(c.stated))]
	}
	return rethink
}

// Fork is proof that two records were written under one number of one device: a restored backup, or a copied vault.
type Fork struct {
	Device  Device
	Seq     uint64
	Records []*Record
}

// Forks lists all forks, by device and number.
func (s *State) Forks() []Fork {
	var forks []Fork
	for d, c := range s.chains {
		if !c.forked {
			continue
		}
		for seq, rs := range c.at {
			if len(rs) > 1 {
				rs = slices.Clone(rs)
				slices.SortFunc(rs, func(a, b *Record) int { return bytes.Compare(a.ID[:], b.ID[:]) })
				forks = append(forks, Fork{d, seq, rs})
			}
		}
	}
	slices.SortFunc(forks, func(a, b Fork) int {
		return cmp.Or(bytes.Compare(a.Device[:], b.Device[:]), cmp.Compare(a.Seq, b.Seq))
	})
	return forks
}

// Frontier is the newest record of each device (of each branch, after a fork), leaving out the device except.
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

// Sort puts the tips into the order in which a frontier is written.
func (f Frontier) Sort() {
	slices.SortFunc(f, func(a, b Tip) int {
		return cmp.Or(bytes.Compare(a.Device[:], b.Device[:]), bytes.Compare(a.Hash[:], b.Hash[:]))
	})
}

func (c *chain) tips() []Tip {
	if !c.forked {
		return []Tip{c.at[c.top][0].Tip()}
	}
	extended := map[Hash]bool{}
	for _, rs := range c.at {
		for _, r := range rs {
			extended[r.Prev] = true
		}
	}
	var tips []Tip
	for _, rs := range c.at {
		for _, r := range rs {
			if !extended[r.ID] {
				tips = append(tips, r.Tip())
			}
		}
	}
	return tips
}

// Has tells whether all tips of the frontier are here, each with its hash: otherwise records are missing or were replaced.
func (s *State) Has(f Frontier) bool {
	for _, t := range f {
		if r := s.records[t.Hash]; r == nil || r.Device != t.Device || r.Seq != t.Seq {
			return false
		}
	}
	return true
}

// Record by its hash.
func (s *State) Record(h Hash) (*Record, bool) {
	r, ok := s.records[h]
	return r, ok
}

// Equal tells whether two frontiers are the same tips.
func (f Frontier) Equal(g Frontier) bool { return slices.Equal(f, g) }
