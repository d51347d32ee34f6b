// Package ledger is the memory of what was written: records of operations in, registers with their heads out.
//
// A register is (entity, field). An operation that writes it names the operations it replaces; the heads are the operations that
// no other replaces. One head, or several of equal value: clean. Otherwise it is a conflict, shown until a person settles it by an
// operation that replaces all heads. The package knows nothing of assessments: entities are paths such as d/nanshan/rec/7f, and a
// field beginning with a name and a slash (item/1.3) is by convention a member of a set.
//
// State is the fold. It is the same for any order of arrival and any repetition of the same records, from any number of devices;
// a record whose device wrote another one with the same number (a fork) is folded like any other and listed by Forks.
//
// Caveats: a State is not safe for concurrent use and keeps every operation, about 250 bytes each, so that the history of a box
// and the state inside a frontier need no second pass over the log. Records are shared, not copied: nobody changes one after Apply.
package ledger

import (
	"slices"
	"sort"
	"strings"
)

// Write is one operation where it stands.
type Write struct {
	Rec   *Record
	Index uint16
}

// ID of the operation.
func (w Write) ID() OpID { return OpID{w.Rec.ID, w.Index} }

// Op is the operation itself.
func (w Write) Op() *Op { return &w.Rec.Ops[w.Index] }

// Value that the operation writes.
func (w Write) Value() Value { return w.Rec.Ops[w.Index].Value }

// Register is the address of one value.
type Register struct{ Entity, Field string }

type register struct {
	writes   []Write
	heads    []Write           // in no order
	places   map[OpID]int      // of the heads, once there were many
	replaced map[OpID]struct{} // named as replaced and no head then: they have yet to arrive, or others had replaced them
}

// many heads are looked for by a map.
const many = 16

// drop takes a head out; false where there is none of that name.
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

// State folds records. The zero value is not ready: use New.
type State struct {
	chains   map[Device]*chain
	records  map[Hash]*Record
	log      []*Record // as they came
	ordered  []*Record // what Records gives; nil after a record has come
	entities map[string]map[string]*register
	names    []string              // entities in order, without those in fresh
	fresh    []string              // entities that came since names was asked for
	plural   map[Register]struct{} // have several heads
	awaited  map[Hash]struct{}     // stated as seen by somebody, and not here
	epoch    int                   // counts the events after which pasts have to be made anew
}

// New is the state before the first record.
func New() *State {
	return &State{
		chains:   map[Device]*chain{},
		records:  map[Hash]*Record{},
		entities: map[string]map[string]*register{},
		plural:   map[Register]struct{}{},
		awaited:  map[Hash]struct{}{},
	}
}

// Keep takes one record into the log without folding it: it stands in chains, frontiers, pasts and Records, and writes nothing. It
// reports false for one that is here already.
func (s *State) Keep(r *Record) bool {
	if _, known := s.records[r.ID]; known {
		return false
	}
	s.records[r.ID], s.ordered = r, nil
	s.log = append(s.log, r)
	rethink := s.chain(r.Device).add(r)
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

// Apply keeps and folds one record; it reports false for one that is here already.
func (s *State) Apply(r *Record) bool {
	if !s.Keep(r) {
		return false
	}
	s.Fold(r)
	return true
}

// Fold lets a record that was kept write its registers. It must not be folded twice.
func (s *State) Fold(r *Record) {
	for i := range r.Ops {
		s.write(Write{r, uint16(i)})
	}
}

// Refold lets exactly those records of the log write their registers that counts tells.
func (s *State) Refold(counts func(*Record) bool) {
	s.entities, s.names, s.fresh, s.plural = map[string]map[string]*register{}, nil, nil, map[Register]struct{}{}
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
	}
	return g
}

func (s *State) find(at Register) *register { return s.entities[at.Entity][at.Field] }

// Heads of a register in the order of Order; empty when nobody wrote it.
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

// Bases are the heads' ids, sorted: what an operation must name to replace all that is there.
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

// Get is a register's value. With several heads it is the last in the order of Order, for display only; clean tells whether all
// heads agree, ok whether anybody wrote it.
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

// History lists all writes of a register, oldest first.
func (s *State) History(at Register) []Write {
	g := s.find(at)
	if g == nil {
		return nil
	}
	return s.Order(g.writes)
}

// Entities lists the entities whose path begins with prefix, in order.
func (s *State) Entities(prefix string) []string {
	s.tidy()
	from := sort.SearchStrings(s.names, prefix)
	to := from
	for to < len(s.names) && strings.HasPrefix(s.names[to], prefix) {
		to++
	}
	return s.names[from:to]
}

// tidy takes the fresh entities into the sorted list: a few one by one, as edits bring them; many by sorting anew.
func (s *State) tidy() {
	if len(s.fresh) > 16 {
		s.names = append(s.names, s.fresh...)
		slices.Sort(s.names)
	} else {
		for _, e := range s.fresh {
			i, _ := slices.BinarySearch(s.names, e)
			s.names = slices.Insert(slices.Clip(s.names), i, e) // a copy: callers may still range over the old list
		}
	}
	s.fresh = nil
}

// Fields lists an entity's fields in order.
func (s *State) Fields(entity string) []string {
	fields := make([]string, 0, len(s.entities[entity]))
	for f := range s.entities[entity] {
		fields = append(fields, f)
	}
	slices.Sort(fields)
	return fields
}

// Conflicts lists the registers whose heads disagree, in order.
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

// Len is the number of records.
func (s *State) Len() int { return len(s.records) }
