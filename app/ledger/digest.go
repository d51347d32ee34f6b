package ledger

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/cbor"
)

// Root returns the Merkle tree hash of the leaves by RFC 6962 section 2.1.
func Root(leaves [][]byte) Hash {
	t := &tree{leaves: leaves, known: map[[2]int]Hash{}}
	return t.hash(0, len(leaves))
}

// Scope is a set of entities. A path that ends in / stands for everything below it, any other path for that entity alone.
type Scope []string

// Has tells whether an entity is in the scope.
func (c Scope) Has(entity string) bool {
	return slices.ContainsFunc(c, func(p string) bool {
		return entity == p || strings.HasSuffix(p, "/") && strings.HasPrefix(entity, p)
	})
}

// within returns the entities in the scope, sorted.
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

// Digest returns the Merkle root over the registers in scope as they were inside a frontier, which is what a signature covers. A leaf is
// the canonical [entity, field, [values of the heads, sorted]]; leaves are sorted by entity and field. count is the number of leaves.
// Registers that nobody had written inside the frontier have no leaf.
func (s *State) Digest(scope Scope, inside func(*Record) bool) (root Hash, count int) {
	var leaves [][]byte
	s.leaves(scope, inside, func(_ Register, _ [][]byte, leaf []byte) { leaves = append(leaves, leaf) })
	return Root(leaves), len(leaves)
}

func (s *State) leaves(scope Scope, inside func(*Record) bool, each func(at Register, values [][]byte, leaf []byte)) {
	for _, e := range s.within(scope) {
		for _, f := range s.Fields(e) {
			if values := valuesInside(s.entities[e][f], inside); len(values) > 0 {
				each(Register{e, f}, values, cbor.Marshal([]any{e, f, values}))
			}
		}
	}
}

// Changed returns the registers of some entities whose values differ from those in the state then, inside a frontier. then may be s.
func (s *State) Changed(entities []string, then *State, inside func(*Record) bool) []Register {
	var changed []Register
	for _, e := range entities {
		for f, now := range s.entities[e] {
			was := then.entities[e][f]
			untouched := now == was && !slices.ContainsFunc(now.writes, func(w Write) bool { return !inside(w.Rec) })
			if !untouched && !slices.EqualFunc(values(was, inside), values(now, Everything), slices.Equal[[]byte]) {
				changed = append(changed, Register{e, f})
			}
		}
		for f, was := range then.entities[e] {
			if s.entities[e][f] == nil && len(values(was, inside)) > 0 {
				changed = append(changed, Register{e, f})
			}
		}
	}
	slices.SortFunc(changed, Register.Compare)
	return changed
}

func values(g *register, inside func(*Record) bool) [][]byte {
	if g == nil {
		return nil
	}
	return valuesInside(g, inside)
}

// Compare orders registers by entity, then field.
func (a Register) Compare(b Register) int {
	return cmp.Or(strings.Compare(a.Entity, b.Entity), strings.Compare(a.Field, b.Field))
}

func valuesInside(g *register, inside func(*Record) bool) [][]byte {
	var values [][]byte
	for _, w := range headsInside(g, inside) {
		values = append(values, []byte(w.Value()))
	}
	slices.SortFunc(values, slices.Compare[[]byte])
	return slices.CompactFunc(values, slices.Equal[[]byte])
}

// HeadsInside returns the heads of a register as they were inside a frontier, in no particular order.
func (s *State) HeadsInside(at Register, inside func(*Record) bool) []Write {
	if g := s.find(at); g != nil {
		return headsInside(g, inside)
	}
	return nil
}

func headsInside(g *register, inside func(*Record) bool) []Write {
	replaced := map[OpID]bool{}
	var in, heads []Write
	for _, w := range g.writes {
		if inside(w.Rec) {
			in = append(in, w)
			for _, b := range w.Op().Base {
				replaced[b] = true
			}
		}
	}
	for _, w := range in {
		if !replaced[w.ID()] {
			heads = append(heads, w)
		}
	}
	return heads
}

// Everything accepts every record; it is the frontier without a limit.
func Everything(*Record) bool { return true }

// Column is a group of registers under one root, such as the leaves of one field of one noun. If a signature covers columns, a paper can
// show some of them whole, each provably complete, and give only the root of the others.
type Column struct {
	_     struct{} `cbor:",toarray"`
	Name  string
	Count int
	Root  Hash
}

// Leaf is one register of a column as it is hashed: canonical [entity, field, [values of the heads, sorted]].
type Leaf struct {
	_      struct{} `cbor:",toarray"`
	Entity string
	Field  string
	Values [][]byte
}

// At returns the leaf's register.
func (l Leaf) At() Register { return Register{l.Entity, l.Field} }

// Columns groups the registers of entities, which must be sorted, as they were inside a frontier. group names the column of a register.
// The columns are sorted by name; leaves holds the leaves of each.
func (s *State) Columns(entities []string, inside func(*Record) bool, group func(Register) string) (columns []Column, leaves [][]Leaf) {
	by := map[string][]Leaf{}
	for _, e := range entities {
		for _, f := range s.Fields(e) {
			if values := valuesInside(s.entities[e][f], inside); len(values) > 0 {
				name := group(Register{e, f})
				by[name] = append(by[name], Leaf{Entity: e, Field: f, Values: values})
			}
		}
	}
	names := make([]string, 0, len(by))
	for name := range by {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		columns = append(columns, NewColumn(name, by[name]))
		leaves = append(leaves, by[name])
	}
	return columns, leaves
}

// NewColumn makes a column of leaves, which must be sorted by entity and field.
func NewColumn(name string, leaves []Leaf) Column {
	hashed := make([][]byte, len(leaves))
	for i, l := range leaves {
		hashed[i] = cbor.Marshal(l)
	}
	return Column{Name: name, Count: len(leaves), Root: Root(hashed)}
}

// RootOf returns the Merkle tree hash over columns, which must be sorted by name, and the total number of their registers.
func RootOf(columns []Column) (root Hash, count int) {
	leaves := make([][]byte, len(columns))
	for i, c := range columns {
		leaves[i] = cbor.Marshal(c)
		count += c.Count
	}
	return Root(leaves), count
}
