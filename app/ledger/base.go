package ledger

// Base returns the value from which the heads of a register part: that of the last write which all of them replaced, directly or through
// others. It is empty if they have none in common, as where two people wrote first. ok is false if there are several such writes, because
// what was settled on two laptops in two ways is in conflict again; there is no one base then. The walk takes as many steps as the register
// has writes, for each head.
func (s *State) Base(at Register) (v Value, ok bool) {
	g := s.find(at)
	if g == nil {
		return "", true
	}
	by := make(map[OpID]Write, len(g.writes))
	for _, w := range g.writes {
		by[w.ID()] = w
	}
	common := map[OpID]int{}
	for _, h := range g.heads {
		for id := range before(by, h) {
			common[id]++
		}
	}
	last := map[OpID]Write{}
	for id, n := range common {
		if n == len(g.heads) {
			last[id] = by[id]
		}
	}
	older := map[OpID]bool{}
	for _, w := range last {
		for _, b := range w.Op().Base {
			older[b] = true
		}
	}
	for id := range older {
		delete(last, id)
	}
	for _, w := range last {
		v = w.Value()
	}
	return v, len(last) < 2
}

// before returns the writes, of those by ID, that a write replaced, directly or through others.
func before(by map[OpID]Write, w Write) map[OpID]bool {
	seen, next := map[OpID]bool{}, []Write{w}
	for len(next) > 0 {
		w, next = next[len(next)-1], next[:len(next)-1]
		for _, b := range w.Op().Base {
			if x, here := by[b]; here && !seen[b] {
				seen[b], next = true, append(next, x)
			}
		}
	}
	return seen
}
