package session

import (
	"slices"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
)

// Entry is one write in a history: who, when, on what, old and new. Old is empty if nobody had written before. Doubtful means that the
// writer's clock was more than a day ahead of this laptop's, so that At should not be shown.
type Entry struct {
	At       time.Time
	Doubtful bool
	Person   string // id
	Device   ledger.Device
	Label    string
	Entity   string
	Field    string
	Old      ledger.Value
	New      ledger.Value
	Held     authority.Reason // empty for a record that counts
	Differs  bool             // it is one of several values in conflict
}

// Register returns the register that was written.
func (e *Entry) Register() ledger.Register { return ledger.Register{Entity: e.Entity, Field: e.Field} }

// History returns all writes of a register, oldest first. Held records are left out. Of a register that stands for rival draws (see
// assess.Rivals) it returns the results of all of them.
func (s *Session) History(at ledger.Register) []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rivals := s.view.RivalsAt(at); rivals != nil {
		var out []Entry
		for _, x := range rivals {
			h := s.history(ledger.Register{Entity: x.Entity, Field: at.Field})
			h[len(h)-1].Differs = true
			out = append(out, h...)
		}
		return out
	}
	return s.history(at)
}

func (s *Session) history(at ledger.Register) []Entry {
	heads := map[ledger.OpID]bool{}
	if _, clean, _ := s.state.Get(at); !clean && !assess.Ruled(at) {
		for _, h := range s.state.Heads(at) {
			heads[h.ID()] = true
		}
	}
	now := s.o.Now().UnixMilli()
	var out []Entry
	for _, w := range s.state.History(at) {
		e := s.entry(w, now)
		e.Differs = heads[w.ID()]
		out = append(out, e)
	}
	return out
}

// Overruled returns the removals of an entity that stands nevertheless, and what was written in it and its rows by people who had not
// seen these, as assess.Overruled does; each oldest first.
func (s *Session) Overruled(entity string) (gone, edits []Entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.o.Now().UnixMilli()
	removals, writes := assess.Overruled(s.state, entity)
	for _, w := range removals {
		gone = append(gone, s.entry(w, now))
	}
	for _, w := range writes {
		edits = append(edits, s.entry(w, now))
	}
	return gone, edits
}

// Everything returns all writes of the log, oldest first, including those of held records.
func (s *Session) Everything() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.o.Now().UnixMilli()
	var out []Entry
	for _, r := range s.state.Records() {
		out = append(out, s.entries(r, now)...)
	}
	return out
}

// Record returns what one record writes; nothing if there is no record with that hash.
func (s *Session) Record(id ledger.Hash) []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.state.Record(id)
	if !ok {
		return nil
	}
	return s.entries(r, s.o.Now().UnixMilli())
}

// Day returns what was written on a calendar day in the session's time zone, oldest first. The day on which a sample stands gives what was
// written today: the sample's days stand still while its clock runs.
func (s *Session) Day(day assess.Day) []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.o.Now()
	if day == s.view.AsOf {
		day = assess.DayOf(now)
	}
	midnight, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return nil
	}
	var out []Entry
	for _, r := range s.state.Records() {
		if r.Stamp.Time().Sub(midnight).Abs() > 3*24*time.Hour {
			continue // of another day in any time zone: most of a long log, and quicker told than its day
		}
		if assess.DayOf(r.Stamp.Time()) == day && s.auth.Counts(r) {
			out = append(out, s.entries(r, now.UnixMilli())...)
		}
	}
	return out
}

func (s *Session) entries(r *ledger.Record, now int64) []Entry {
	out := make([]Entry, len(r.Ops))
	for i := range r.Ops {
		out[i] = s.entry(ledger.Write{Rec: r, Index: uint16(i)}, now)
	}
	return out
}

func (s *Session) entry(w ledger.Write, now int64) Entry {
	op := w.Op()
	e := Entry{At: w.Rec.Stamp.Time(), Doubtful: !w.Rec.Stamp.Believable(now), Person: w.Rec.Author, Device: w.Rec.Device,
		Label: w.Rec.Label, Entity: op.Entity, Field: op.Field, New: op.Value, Held: s.auth.Verdict(w.Rec)}
	for _, b := range op.Base {
		if r, ok := s.state.Record(b.Record); ok && int(b.Index) < len(r.Ops) {
			e.Old = r.Ops[b.Index].Value
		}
	}
	return e
}

// Boxed tells whether a person's PIN box, by its SHA-256, is one that a card of theirs names or named. See authority.Judge.Boxed.
func (s *Session) Boxed(person string, box []byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.auth.Boxed(person, box)
}

// Clocks counts the records that show a wrong clock. ahead are those whose stamp is more than a day after this laptop's clock; backward
// those stamped before the record they follow on their laptop, or before one that they say they had seen.
func (s *Session) Clocks() (ahead, backward int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.o.Now().UnixMilli()
	for _, r := range s.state.Records() {
		if !r.Stamp.Believable(now) {
			ahead++
			continue
		}
		late := func(id ledger.Hash) bool {
			x, ok := s.state.Record(id)
			return ok && x.Stamp.Believable(now) && x.Stamp > r.Stamp
		}
		if late(r.Prev) || slices.ContainsFunc(r.Seen, func(t ledger.Tip) bool { return late(t.Hash) }) {
			backward++
		}
	}
	return ahead, backward
}
