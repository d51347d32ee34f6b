package ledger

import (
	"cmp"
	"maps"
	"slices"
)

// Past is what the author of a record could know: the records of their device's chain before it, and everything that the chain has stated
// to have seen by then. A tip that names an unknown record, or a known one with a wrong number, adds nothing; so no forged frontier can
// put a record into a past that was made after it. Past is not transitive: what a colleague had seen belongs to it only if the chain
// itself states it.
type Past struct {
	chain *chain
	r     *Record
	seen  *seen
}

// Has tells whether a record lies in the past.
func (p Past) Has(r *Record) bool {
	if r.Device != p.r.Device {
		return p.seen.has(r)
	}
	return r != p.r && p.chain.leads(r, p.r)
}

// reach returns the highest number on a branch (nil: on a chain that has not forked) that a record in the past can have.
func (p Past) reach(c *chain, b *branch) uint64 {
	if c != p.chain {
		return p.seen.reach(c, b)
	}
	upto := c.reach(b, p.r)
	if upto == p.r.Seq { // on the branch of r itself, which is not in its own past
		upto--
	}
	return upto
}

// Same tells whether two pasts of one chain, which has not forked, differ at most by records of that chain.
func (p Past) Same(q Past) bool { return p.chain == q.chain && p.seen == q.seen && !p.chain.forked }

// Past returns the past of a record that was kept.
func (s *State) Past(r *Record) Past {
	c := s.chains[r.Device]
	return Past{c, r, s.seenAt(c, r)}
}

// Saw tells whether b lies in the past of a.
func (s *State) Saw(a, b *Record) bool { return s.Past(a).Has(b) }

// Inside returns a function that tells whether a record is one of a frontier's tips or lies before one on its chain.
func (s *State) Inside(f Frontier) func(*Record) bool {
	x := &seen{upto: map[Device]uint64{}}
	s.state(x, f)
	return x.has
}

// seen is the union of stated frontiers. The records of a chain between two statements share one.
type seen struct {
	upto map[Device]uint64 // of chains without a fork: the highest number
	tips map[Device]tips   // of forked chains
}

type tips struct {
	chain *chain
	list  []*Record
}

func (x *seen) has(r *Record) bool {
	if x == nil {
		return false
	}
	if t, forked := x.tips[r.Device]; forked {
		return slices.ContainsFunc(t.list, func(tip *Record) bool { return t.chain.leads(r, tip) })
	}
	return r.Seq <= x.upto[r.Device]
}

func (x *seen) reach(c *chain, b *branch) (upto uint64) {
	if x == nil {
		return 0
	}
	device := c.list[0].Device
	for _, tip := range x.tips[device].list {
		upto = max(upto, c.reach(b, tip))
	}
	return max(upto, x.upto[device])
}

// seenAt returns what a chain has stated up to a record. It is cached for each statement; the cache is dropped when a statement comes in
// between, when a chain forks, and when a record arrives that somebody had stated already.
func (s *State) seenAt(c *chain, r *Record) *seen {
	if c.epoch != s.epoch {
		c.stated, c.epoch = map[*Record]*seen{}, s.epoch
	}
	last := c.stater(r, len(c.seen))
	if last == nil {
		return nil
	}
	// Go back to the last statement that is in the cache, then forward again.
	var unknown []*Record
	for x := last; x != nil && c.stated[x] == nil; {
		unknown = append(unknown, x)
		x = c.stater(x, c.place(x))
	}
	for _, x := range slices.Backward(unknown) {
		next := &seen{upto: map[Device]uint64{}}
		if before := c.stater(x, c.place(x)); before != nil {
			next = c.stated[before].clone()
		}
		s.state(next, x.Seen)
		c.stated[x] = next
	}
	return c.stated[last]
}

// stater returns the last record with a Seen that is before index place and lies at or before r on its branch, or nil.
func (c *chain) stater(r *Record, place int) *Record {
	n, exact := slices.BinarySearchFunc(c.seen[:place], r.Seq, func(x *Record, seq uint64) int { return cmp.Compare(x.Seq, seq) })
	if exact || c.forked {
		for n < place && c.seen[n].Seq == r.Seq {
			n++
		}
	}
	for n--; n >= 0; n-- {
		if c.leads(c.seen[n], r) {
			return c.seen[n]
		}
	}
	return nil
}

// place returns the index of a record among those with a Seen.
func (c *chain) place(r *Record) int {
	n, _ := slices.BinarySearchFunc(c.seen, r.Seq, func(x *Record, seq uint64) int { return cmp.Compare(x.Seq, seq) })
	for c.seen[n] != r {
		n++ // after a fork, another record with the same number
	}
	return n
}

func (x *seen) clone() *seen {
	out := &seen{upto: maps.Clone(x.upto), tips: maps.Clone(x.tips)}
	for d, t := range out.tips {
		out.tips[d] = tips{t.chain, slices.Clone(t.list)}
	}
	return out
}

// state adds a frontier, as far as its tips are here.
func (s *State) state(x *seen, f Frontier) {
	for _, t := range f {
		r := s.records[t.Hash]
		if r == nil || r.Device != t.Device || r.Seq != t.Seq {
			s.awaited[t.Hash] = struct{}{}
			continue
		}
		c := s.chains[t.Device]
		if !c.forked {
			x.upto[t.Device] = max(x.upto[t.Device], t.Seq)
			continue
		}
		if x.tips == nil {
			x.tips = map[Device]tips{}
		}
		known := x.tips[t.Device]
		if !slices.ContainsFunc(known.list, func(o *Record) bool { return c.leads(r, o) }) {
			x.tips[t.Device] = tips{c, append(known.list, r)}
		}
	}
}

// branch is a stretch of a forked chain that has no fork in it. It leaves the branch from behind the number after.
type branch struct {
	from  *branch
	after uint64
}

// leads tells whether a is b or lies before it on b's branch.
func (c *chain) leads(a, b *Record) bool { return a.Seq <= c.reach(c.branch(a), b) }

// reach returns the highest number on a branch (nil: on a chain that has not forked) that is at or before a record; 0 if there is none.
func (c *chain) reach(b *branch, r *Record) uint64 {
	at, upto := c.branch(r), r.Seq
	for at != b && at != nil {
		at, upto = at.from, min(upto, at.after)
	}
	if at != b {
		return 0
	}
	return upto
}

// branch returns the branch that a record is on; nil if the chain has not forked.
func (c *chain) branch(r *Record) *branch {
	if !c.forked {
		return nil
	}
	if c.branches == nil {
		c.divide()
	}
	return c.branches[r]
}

// divide finds the branches. A record whose predecessor is not here begins a branch of its own.
func (c *chain) divide() {
	c.branches = make(map[*Record]*branch, len(c.list))
	children, byID := map[Hash]int{}, make(map[Hash]*Record, len(c.list))
	for _, r := range c.list {
		children[r.Prev]++
		byID[r.ID] = r
	}
	for _, r := range c.list { // sorted by number: a predecessor comes first
		prev := byID[r.Prev]
		switch {
		case prev == nil || c.branches[prev] == nil:
			c.branches[r] = &branch{}
		case children[r.Prev] == 1 && prev.Seq+1 == r.Seq:
			c.branches[r] = c.branches[prev]
		default:
			c.branches[r] = &branch{from: c.branches[prev], after: prev.Seq}
		}
	}
}
