package session

import (
	"slices"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
)

// Entry is one write in a history: who, when, on what, old and new. Old is empty where nobody had written before. Doubtful tells that the
// clock it was written by was more than a day ahead of this laptop's; the time means nothing then.
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
	Held     authority.Reason // empty for what counts
	Differs  bool             // one of several heads that disagree
}

// Register that was written.
func (e *Entry) Register() ledger.Register { return ledger.Register{Entity: e.Entity, Field: e.Field} }

// History of one box, oldest first. What is held is not in it.
func (s *Session) History(at ledger.Register) []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	heads := map[ledger.OpID]bool{}
	if _, clean, _ := s.state.Get(at); !clean {
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

// Everything lists the whole log, oldest first, what is held too.
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

// Record lists what one record writes; nothing where there is none of that hash.
func (s *Session) Record(id ledger.Hash) []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.state.Record(id)
	if !ok {
		return nil
	}
	return s.entries(r, s.o.Now().UnixMilli())
}

// Day lists what was written on one calendar day where the clock is, oldest first. For the day at which a sample stands it is what was
// written today: a sample's days stand still, its clock does not.
func (s *Session) Day(day assess.Day) []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.o.Now()
	if day == s.view.AsOf {
		day = assess.DayOf(now)
	}
	var out []Entry
	for _, r := range s.state.Records() {
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

// Clocks counts records whose stamp is more than a day ahead of this laptop's clock, and those stamped before the record they follow on
// their laptop, or before the newest that they say they had seen: clocks that were wrong, or put back.
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
