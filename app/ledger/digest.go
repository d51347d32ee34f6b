package ledger

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/canon"
)

// Root is the Merkle tree hash of RFC 6962 section 2.1.
func Root(leaves [][]byte) Hash {
	t := &tree{leaves: leaves, known: map[[2]int]Hash{}}
	return t.hash(0, len(leaves))
}

// Scope is a set of entities: a path that ends in / means all below it, any other that entity alone.
type Scope []string

// Has tells whether an entity is in the scope.
func (c Scope) Has(entity string) bool {
	return slices.ContainsFunc(c, func(p string) bool {
		return entity == p || strings.HasSuffix(p, "/") && strings.HasPrefix(entity, p)
	})
}

// within lists the scope's entities in order.
func (s *State) within(c Scope) []string {
	var all []string
	for _, p := range c {
		if strings.HasSuffix(p, "/") {
			all = append(all, s.Entities(p)...)
		} else if s.entities[p] != nil {
			all = append(all, p)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Digest is what a signature covers: the Merkle root over the registers in scope as they stood inside a frontier. A leaf is the
// canonical [entity, field, [values of the heads, sorted]]; leaves stand in the order of entity and field. Count is the number of
// leaves. Registers that had no write inside the frontier are no leaves.
func (s *State) Digest(scope Scope, inside func(*Record) bool) (root Hash, count int) {
	var leaves [][]byte
	s.leaves(scope, inside, func(_ Register, _ [][]byte, leaf []byte) { leaves = append(leaves, leaf) })
	return Root(leaves), len(leaves)
}

func (s *State) leaves(scope Scope, inside func(*Record) bool, each func(at Register, values [][]byte, leaf []byte)) {
	for _, e := range s.within(scope) {
		for _, f := range s.Fields(e) {
			if values := valuesInside(s.entities[e][f], inside); len(values) > 0 {
				each(Register{e, f}, values, canon.Marshal([]any{e, f, values}))
			}
		}
	}
}

// Changed lists the registers in scope whose values are no longer what they were inside the frontier.
func (s *State) Changed(scope Scope, inside func(*Record) bool) []Register {
	var changed []Register
	for _, e := range s.within(scope) {
		for f, g := range s.entities[e] {
			outside := slices.ContainsFunc(g.writes, func(w Write) bool { return !inside(w.Rec) })
			if outside && !slices.EqualFunc(valuesInside(g, inside), valuesInside(g, Everything), slices.Equal[[]byte]) {
				changed = append(changed, Register{e, f})
			}
		}
	}
	slices.SortFunc(changed, byRegister)
	return changed
}

func byRegister(a, b Register) int {
	return cmp.Or(strings.Compare(a.Entity, b.Entity), strings.Compare(a.Field, b.Field))
}

func valuesInside(g *register, inside func(*Record) bool) [][]byte {
	replaced := map[OpID]bool{}
	var in []Write
	for _, w := range g.writes {
		if inside(w.Rec) {
			in = append(in, w)
			for _, b := range w.Op().Base {
				replaced[b] = true
			}
		}
	}
	var values [][]byte
	for _, w := range in {
		if !replaced[w.ID()] {
			values = append(values, []byte(w.Value()))
		}
	}
	slices.SortFunc(values, slices.Compare[[]byte])
	return slices.CompactFunc(values, slices.Equal[[]byte])
}

// Everything is inside.
func Everything(*Record) bool { return true }
