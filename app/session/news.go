package session

import (
	"slices"
	"time"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Reading is how far somebody has read what others write. It is a setting of a laptop and no record: what somebody has read is nobody
// else's business, and proves nothing.
type Reading struct {
	Whole ledger.Frontier            // up to here everything is read
	Of    map[string]ledger.Frontier // by district, where more of one is read; "" is what belongs to none
	One   map[ledger.OpID]bool       // single writes beyond that are read
}

// News is what one person wrote to one entity, that somebody else has not read yet.
type News struct {
	Person   string // who wrote it, by ID
	District string // ID; empty for what belongs to none
	Entity   string
	Label    string    // of the latest
	At       time.Time // of the latest; see Entry for Doubtful
	Doubtful bool
	Changes  []Entry       // one for each field: the value before the first of the writes, and that of the last
	Writes   []ledger.OpID // that are read with it
}

// News returns what others than a person wrote and the person has not read, newest first. Records that do not count are left out, and so is
// what was written and taken back, where rows stand, and which files laptops hold.
func (s *Session) News(person string, r Reading) []News {
	s.mu.Lock()
	defer s.mu.Unlock()
	whole, of := s.state.Inside(r.Whole), map[string]func(*ledger.Record) bool{}
	for d, f := range r.Of {
		of[d] = s.state.Inside(f)
	}
	type key struct{ person, entity string }
	found, now := map[key]*News{}, s.o.Now().UnixMilli()
	var order []*News
	for _, rec := range s.state.Records() {
		if rec.Author == person || whole(rec) || !s.auth.Counts(rec) {
			continue
		}
		for i := range rec.Ops {
			w := ledger.Write{Rec: rec, Index: uint16(i)}
			at := schema.Parse(w.Op().Entity)
			if read := of[at.District]; read != nil && read(rec) || r.One[w.ID()] || aside(at, w.Op().Field) {
				continue
			}
			k := key{rec.Author, w.Op().Entity}
			if found[k] == nil {
				found[k] = &News{Person: rec.Author, District: at.District, Entity: k.entity}
				order = append(order, found[k])
			}
			found[k].add(s.entry(w, now), w.ID())
		}
	}
	var out []News
	for _, n := range order {
		n.Changes = slices.DeleteFunc(n.Changes, func(e Entry) bool { return e.Old == e.New })
		if len(n.Changes) > 0 {
			out = append(out, *n)
		}
	}
	slices.SortStableFunc(out, func(a, b News) int { return b.At.Compare(a.At) })
	return out
}

// aside tells whether a field is nothing to read: it says where a row stands, or which files a laptop holds.
func aside(at schema.At, field string) bool {
	f := at.Field(field)
	return f != nil && f.Kind == schema.Order || at.Key == "hold"
}

func (n *News) add(e Entry, id ledger.OpID) {
	n.Label, n.At, n.Doubtful = e.Label, e.At, e.Doubtful
	n.Writes = append(n.Writes, id)
	for i := range n.Changes {
		if c := &n.Changes[i]; c.Field == e.Field {
			e.Old = c.Old
			*c = e
			return
		}
	}
	n.Changes = append(n.Changes, e)
}
