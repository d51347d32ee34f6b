package ledger

import (
	"cmp"
	"maps"
	"slices"
)

// Past is what the author of a record had before them: their device's own chain up to the record, and all that the chain has stated to
// have seen by then. A tip that names no record we have, or another one than its number says, proves nothing and adds nothing; so no
// forged frontier can put a record into a past that was made after it. It is not transitive: what a colleague had seen counts only when
// the chain says so itself.
type Past struct {
	device Device
	seq    uint64        // the own chain below this number, where it is not forked
	own    map[Hash]bool // its ancestors, where it is
	seen   *seen
}

// seen is what frontiers state, taken together. It is shared by all records of a chain between two statements.
type seen struct {
	upto   map[Device]uint64        // of unforked chains: at or below
	branch map[Device]map[Hash]bool // of forked ones: the tips and their ancestors
}

func (x *seen) has(r *Record) bool {
	if x == nil {
		return false
	}
	if b := x.branch[r.Device]; b != nil {
		return b[r.ID]
	}
	return r.Seq <= x.upto[r.Device]
}

// Has tells whether a record lies in the past.
func (p Past) Has(r *Record) bool {
	if r.Device != p.device {
		return p.seen.has(r)
	}
	if p.own != nil {
		return p.own[r.ID]
	}
	return r.Seq < p.seq
}

// Same tells whether two pasts of one device differ at most in its own chain.
func (p Past) Same(q Past) bool {
	return p.device == q.device && p.seen == q.seen && p.own == nil && q.own == nil
}

// Past of a record that was applied or kept.
func (s *State) Past(r *Record) Past {
	c := s.chains[r.Device]
	if !c.forked {
		return Past{device: r.Device, seq: r.Seq, seen: s.seenAt(c, r.Seq)}
	}
	p := Past{device: r.Device, own: map[Hash]bool{}, seen: &seen{upto: map[Device]uint64{}}}
	s.state(p.seen, r.Seen)
	for x := s.records[r.Prev]; x != nil && !p.own[x.ID]; x = s.records[x.Prev] {
		p.own[x.ID] = true
		s.state(p.seen, x.Seen)
	}
	return p
}

// seenAt is what an unforked chain has stated at or before a number. It is kept for each statement, and made anew when a statement comes
// in between, a chain forks, or a record arrives that somebody stated already.
func (s *State) seenAt(c *chain, seq uint64) *seen {
	if c.epoch != s.epoch {
		c.stated, c.epoch = c.stated[:0], s.epoch
	}
	n, exact := slices.BinarySearchFunc(c.seen, seq, func(x *Record, seq uint64) int { return cmp.Compare(x.Seq, seq) })
	if exact {
		n++
	}
	for len(c.stated) < n {
		next := &seen{upto: map[Device]uint64{}}
		if k := len(c.stated); k > 0 {
			last := c.stated[k-1]
			next.upto = maps.Clone(last.upto)
			for d, b := range last.branch {
				next.put(d, maps.Clone(b))
			}
		}
		s.state(next, c.seen[len(c.stated)].Seen)
		c.stated = append(c.stated, next)
	}
	if n == 0 {
		return nil
	}
	return c.stated[n-1]
}

// state takes a frontier in, as far as its tips are here.
func (s *State) state(x *seen, f Frontier) {
	for _, t := range f {
		r := s.records[t.Hash]
		if r == nil || r.Device != t.Device || r.Seq != t.Seq {
			s.awaited[t.Hash] = struct{}{}
			continue
		}
		if !s.chains[t.Device].forked {
			x.upto[t.Device] = max(x.upto[t.Device], t.Seq)
			continue
		}
		if x.branch[t.Device] == nil {
			x.put(t.Device, map[Hash]bool{})
		}
		for b := x.branch[t.Device]; r != nil && !b[r.ID]; r = s.records[r.Prev] {
			b[r.ID] = true
		}
	}
}

func (x *seen) put(d Device, b map[Hash]bool) {
	if x.branch == nil {
		x.branch = map[Device]map[Hash]bool{}
	}
	x.branch[d] = b
}

// Inside tells of any record whether it lies at or below the frontier, along the chains.
func (s *State) Inside(f Frontier) func(*Record) bool {
	x := &seen{upto: map[Device]uint64{}}
	s.state(x, f)
	return x.has
}

// Saw tells whether the author of a had b before them when they wrote a.
func (s *State) Saw(a, b *Record) bool { return a.ID != b.ID && s.Past(a).Has(b) }
