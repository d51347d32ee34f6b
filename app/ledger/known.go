package ledger

// Known returns what a device is sure to have, as far as its chain is here: the chain itself and what its newest statement names. Tips of it
// may not be here. It is empty for a device of which nothing is here.
func (s *State) Known(d Device) Frontier {
	c := s.chains[d]
	if c == nil {
		return nil
	}
	f := Frontier(c.tips())
	for _, t := range c.tips() {
		if r := c.stater(s.records[t.Hash], len(c.seen)); r != nil {
			f = f.Join(r.Seen)
		}
	}
	return f
}

// Join returns the tips of both frontiers, each once. Of two tips of one device both stay: which lies before the other, Beyond finds out.
func (f Frontier) Join(g Frontier) Frontier {
	known, out := map[Tip]bool{}, Frontier{}
	for _, list := range []Frontier{f, g} {
		for _, t := range list {
			if !known[t] {
				known[t] = true
				out = append(out, t)
			}
		}
	}
	out.Sort()
	return out
}

// Beyond counts the records here that lie outside of a frontier, by device. A tip that is not here, of a device whose chain has not forked
// here, stands for all that is here of that device up to its number: whoever has it has what it follows.
func (s *State) Beyond(f Frontier) map[Device]int {
	out := map[Device]int{}
	inside := s.Inside(f)
	upto := map[Device]uint64{}
	for _, t := range f {
		if c := s.chains[t.Device]; c != nil && !c.forked {
			upto[t.Device] = max(upto[t.Device], t.Seq)
		}
	}
	for d, c := range s.chains {
		n := 0
		if c.forked {
			for _, r := range c.list {
				if !inside(r) {
					n++
				}
			}
		} else if last := c.list[len(c.list)-1].Seq; last > upto[d] {
			n = int(last - upto[d])
		}
		if n > 0 {
			out[d] = n
		}
	}
	return out
}

// Awaits counts the records that a frontier stands for and that are not here, by device.
func (s *State) Awaits(f Frontier) map[Device]int {
	out := map[Device]int{}
	for _, t := range f {
		if _, here := s.records[t.Hash]; here {
			continue
		}
		n := 1 // of another branch, at least its end
		if have := s.Reached(t.Device); t.Seq > have {
			n = int(min(t.Seq-have, 1<<31-1))
		}
		out[t.Device] = max(out[t.Device], n)
	}
	return out
}

// Common returns what lies inside of each of the frontiers: of each chain that has not forked the newest record here that is in all of them,
// by the rule of Beyond. Of a forked chain it says nothing.
func (s *State) Common(all ...Frontier) Frontier {
	var out Frontier
	beyond := make([]map[Device]int, len(all))
	for i, f := range all {
		beyond[i] = s.Beyond(f)
	}
	for d, c := range s.chains {
		most := 0
		for _, b := range beyond {
			most = max(most, b[d])
		}
		if !c.forked && len(all) > 0 && most < len(c.list) {
			out = append(out, c.list[len(c.list)-1-most].Tip())
		}
	}
	out.Sort()
	return out
}
