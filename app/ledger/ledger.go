// Package ledger holds what was written: records of operations go in, registers with their current values come out.
//
// A register is (entity, field). An operation that writes it names the operations that it replaces. The heads of a register are the
// operations that no other one replaces. A register with one head, or with heads of equal value, is clean. Otherwise it is in conflict
// until a person settles it with an operation that replaces all heads. The package knows nothing about assessments: entities are paths
// such as d/nanshan/rec/7f, and a field such as item/1.3 is by convention the member 1.3 of a set.
//
// A State is the result of all records. It is the same for any order of arrival and any repetition of the records, from any number of
// devices. If a device wrote two records with the same number (a fork), both are applied, and Forks lists them.
//
// Caveats: a State is not safe for concurrent use. It keeps every operation, at about 250 bytes each, so that the history of a register and
// the state inside a frontier can be read without the log. Records are shared, not copied: nobody may change one after Keep or Apply.
package ledger

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"sort"
	"strings"
)

// Write is an operation with the record that contains it.
type Write struct {
	Rec   *Record
	Index uint16
}

// ID returns the identifier of the operation.
func (w Write) ID() OpID { return OpID{w.Rec.ID, w.Index} }

// Op returns the operation itself.
func (w Write) Op() *Op { return &w.Rec.Ops[w.Index] }

// Value returns the value that the operation writes.
func (w Write) Value() Value { return w.Rec.Ops[w.Index].Value }

// Register is the address of one value.
type Register struct{ Entity, Field string }

type register struct {
	writes   []Write
	heads    []Write           // in no particular order
	places   map[OpID]int      // index of each head; nil while there are few
	replaced map[OpID]struct{} // operations that were named as replaced when they were no heads: they have not arrived yet, or others had replaced them before
}

// many is the number of heads above which they are found through places.
const many = 16

// drop removes a head; it returns false if there is no head with that id.
func (g *register) drop(id OpID) bool {
	i := g.place(id)
	if i < 0 {
		return false
	}
	last := len(g.heads) - 1
	g.heads[i] = g.heads[last]
	g.heads[last] = Write{}
	g.heads = g.heads[:last]
	if g.places != nil {
		delete(g.places, id)
		if i < last {
			g.places[g.heads[i].ID()] = i
		}
	}
	return true
}

func (g *register) add(w Write) {
	g.heads = append(g.heads, w)
	switch {
	case g.places != nil:
		g.places[w.ID()] = len(g.heads) - 1
	case len(g.heads) > many:
		g.places = make(map[OpID]int, len(g.heads))
		for i, h := range g.heads {
			g.places[h.ID()] = i
		}
	}
}

func (g *register) place(id OpID) int {
	if g.places == nil {
		return slices.IndexFunc(g.heads, func(h Write) bool { return h.ID() == id })
	}
	if i, ok := g.places[id]; ok {
		return i
	}
	return -1
}

// State is the registers and records of a log. Create it with New. It is not safe for concurrent use.
type State struct {
	chains   map[Device]*chain
	records  map[Hash]*Record
	log      []*Record // in order of arrival
	ordered  []*Record // the result of Records; nil after a record was added that is not its last
	reach    Stamp     // of the last of ordered: the highest that stands on its chain up to it
	entities map[string]map[string]*register
	names    []string              // entities, sorted, without those in fresh
	fresh    []string              // entities that were added after names was sorted
	plural   map[Register]struct{} // registers with several heads
	removed  map[string]struct{}   // entities with a register Gone
	awaited  map[Hash]struct{}     // hashes that somebody has stated as seen and that are not here
	epoch    int                   // increases whenever the cached pasts become invalid
}

// New returns a state without records.
func New() *State {
	return &State{
		chains:   map[Device]*chain{},
		records:  map[Hash]*Record{},
		entities: map[string]map[string]*register{},
		plural:   map[Register]struct{}{},
		removed:  map[string]struct{}{},
		awaited:  map[Hash]struct{}{},
	}
}

// Keep adds a record to the log without applying its operations: chains, frontiers, pasts and Records include it, the registers do not. It
// returns false if the record is here already.
func (s *State) Keep(r *Record) bool {
	if _, known := s.records[r.ID]; known {
		return false
	}
	s.records[r.ID] = r
	s.log = append(s.log, r)
	c := s.chain(r.Device)
	rethink := c.add(r)
	s.place(r, c)
	if len(s.awaited) > 0 {
		_, stated := s.awaited[r.ID]
		rethink = rethink || stated
	}
	if rethink {
		delete(s.awaited, r.ID)
		s.epoch++
	}
	return true
}

// Lacking returns the newest record of each device that a record here states to have been seen and that is not here, sorted by device: what was
// cut off, or was not merged yet.
func (s *State) Lacking() Frontier {
	newest := map[Device]Tip{}
	for _, c := range s.chains {
		for _, r := range c.seen {
			for _, t := range r.Seen {
				was, known := newest[t.Device]
				if _, here := s.records[t.Hash]; !here && (!known || cmp.Or(cmp.Compare(t.Seq, was.Seq), bytes.Compare(t.Hash[:], was.Hash[:])) > 0) {
					newest[t.Device] = t
				}
			}
		}
	}
	out := make(Frontier, 0, len(newest))
	for _, t := range newest {
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b Tip) int { return bytes.Compare(a.Device[:], b.Device[:]) })
	return out
}

// Apply keeps a record and applies its operations. It returns false if the record is here already.
func (s *State) Apply(r *Record) bool {
	if !s.Keep(r) {
		return false
	}
	s.Fold(r)
	return true
}

// Fold applies the operations of a record that was kept. Call it at most once for a record.
func (s *State) Fold(r *Record) {
	for i := range r.Ops {
		s.write(Write{r, uint16(i)})
	}
}

// Refold computes all registers anew from the records of the log for which counts returns true.
func (s *State) Refold(counts func(*Record) bool) {
	s.entities, s.names, s.fresh = map[string]map[string]*register{}, nil, nil
	s.plural, s.removed = map[Register]struct{}{}, map[string]struct{}{}
	for _, r := range s.log {
		if counts(r) {
			s.Fold(r)
		}
	}
}

func (s *State) write(w Write) {
	op := w.Op()
	g := s.register(op.Entity, op.Field)
	g.writes = append(g.writes, w)
	for _, b := range op.Base {
		if !g.drop(b) {
			if g.replaced == nil {
				g.replaced = map[OpID]struct{}{}
			}
			g.replaced[b] = struct{}{}
		}
	}
	if _, gone := g.replaced[w.ID()]; gone {
		delete(g.replaced, w.ID())
	} else {
		g.add(w)
	}
	at := Register{op.Entity, op.Field}
	if len(g.heads) > 1 {
		s.plural[at] = struct{}{}
	} else {
		delete(s.plural, at)
	}
}

func agree(heads []Write) bool {
	for _, h := range heads[min(1, len(heads)):] {
		if h.Value() != heads[0].Value() {
			return false
		}
	}
	return true
}

func (s *State) register(entity, field string) *register {
	fields := s.entities[entity]
	if fields == nil {
		fields = map[string]*register{}
		s.entities[entity] = fields
		s.fresh = append(s.fresh, entity)
	}
	g := fields[field]
	if g == nil {
		g = &register{}
		fields[field] = g
		if field == Gone {
			s.removed[entity] = struct{}{}
		}
	}
	return g
}

func (s *State) find(at Register) *register { return s.entities[at.Entity][at.Field] }

// Heads returns the heads of a register in the order of Order; none if nobody wrote it.
func (s *State) Heads(at Register) []Write {
	g := s.find(at)
	if g == nil {
		return nil
	}
	if len(g.heads) < 2 {
		return slices.Clone(g.heads)
	}
	return s.Order(g.heads)
}

// Bases returns the sorted ids of the heads: an operation must name these to replace everything that is there.
func (s *State) Bases(at Register) []OpID {
	g := s.find(at)
	if g == nil {
		return nil
	}
	ids := make([]OpID, len(g.heads))
	for i, h := range g.heads {
		ids[i] = h.ID()
	}
	sortIDs(ids)
	return ids
}

// Get returns the value of a register. Of several heads it takes the last in the order of Order, which is meant for display only. clean
// tells whether all heads have this value, ok whether anybody wrote the register.
func (s *State) Get(at Register) (v Value, clean, ok bool) {
	g := s.find(at)
	if g == nil || len(g.heads) == 0 {
		return "", true, false
	}
	if len(g.heads) == 1 {
		return g.heads[0].Value(), true, true
	}
	heads := s.Order(g.heads)
	return heads[len(heads)-1].Value(), agree(heads), true
}

// History returns all writes of a register, oldest first.
func (s *State) History(at Register) []Write {
	g := s.find(at)
	if g == nil {
		return nil
	}
	return s.Order(g.writes)
}

// Writes returns all writes of a register in no order, which is quicker than History. The caller must not change the slice.
func (s *State) Writes(at Register) []Write {
	if g := s.find(at); g != nil {
		return g.writes
	}
	return nil
}

// Entities returns the entities whose path begins with prefix, sorted.
func (s *State) Entities(prefix string) []string {
	s.tidy()
	from := sort.SearchStrings(s.names, prefix)
	to := from
	for to < len(s.names) && strings.HasPrefix(s.names[to], prefix) {
		to++
	}
	return s.names[from:to]
}

// tidy inserts the fresh entities into the sorted list: a few one by one, which is usual after an edit, many by sorting again.
func (s *State) tidy() {
	if len(s.fresh) > 16 {
		s.names = append(s.names, s.fresh...)
		slices.Sort(s.names)
	} else {
		for _, e := range s.fresh {
			i, _ := slices.BinarySearch(s.names, e)
			s.names = slices.Insert(slices.Clip(s.names), i, e) // a copy, because callers may still use the old list
		}
	}
	s.fresh = nil
}

// Fields returns the fields of an entity, sorted.
func (s *State) Fields(entity string) []string {
	fields := make([]string, 0, len(s.entities[entity]))
	for f := range s.entities[entity] {
		fields = append(fields, f)
	}
	slices.Sort(fields)
	return fields
}

// Gone is by convention the field whose value true removes its entity.
const Gone = "gone"

// Removed returns the entities of which somebody wrote the field Gone, whatever its value is, sorted.
func (s *State) Removed() []string { return slices.Sorted(maps.Keys(s.removed)) }

// Conflicts returns the registers that are in conflict, sorted.
func (s *State) Conflicts() []Register {
	all := make([]Register, 0, len(s.plural))
	for at := range s.plural {
		if !agree(s.find(at).heads) {
			all = append(all, at)
		}
	}
	slices.SortFunc(all, Register.Compare)
	return all
}

// Len returns the number of records.
func (s *State) Len() int { return len(s.records) }
