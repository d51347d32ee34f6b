package session

import (
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
)

// Entry is one write in a history: who, when, on what, old and new. Old is empty where nobody had written before.
type Entry struct {
	At      time.Time
	Person  string // id
	Device  ledger.Device
	Label   string
	Entity  string
	Field   string
	Old     ledger.Value
	New     ledger.Value
	Held    bool // from a device that nobody enrolled
	Differs bool // one of several heads that disagree
}

// History of one box, oldest first.
func (s *Session) History(at ledger.Register) []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	heads := map[ledger.OpID]bool{}
	if _, clean, _ := s.all.Get(at); !clean {
		for _, h := range s.all.Heads(at) {
			heads[h.ID()] = true
		}
	}
	var out []Entry
	for _, w := range s.all.History(at) {
		e := s.entry(w)
		e.Differs = heads[w.ID()]
		out = append(out, e)
	}
	return out
}

// Everything lists the whole log, oldest first.
func (s *Session) Everything() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Entry
	for _, r := range s.raw.Records() {
		for i := range r.Ops {
			out = append(out, s.entry(ledger.Write{Rec: r, Index: uint16(i)}))
		}
	}
	return out
}

// Day lists what was written on one calendar day where the clock is, oldest first. For the day at which a sample stands it is what was
// written today: a sample's days stand still, its clock does not.
func (s *Session) Day(day assess.Day) []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	if day == s.view.AsOf {
		day = assess.DayOf(s.o.Now())
	}
	var out []Entry
	for _, r := range s.all.Records() {
		if assess.DayOf(r.Stamp.Time()) != day {
			continue
		}
		for i := range r.Ops {
			out = append(out, s.entry(ledger.Write{Rec: r, Index: uint16(i)}))
		}
	}
	return out
}

func (s *Session) entry(w ledger.Write) Entry {
	op := w.Op()
	e := Entry{At: w.Rec.Stamp.Time(), Person: w.Rec.Author, Device: w.Rec.Device, Label: w.Rec.Label,
		Entity: op.Entity, Field: op.Field, New: op.Value, Held: !s.auth.Believed(w.Rec)}
	for _, b := range op.Base {
		if r, ok := s.raw.Record(b.Record); ok && int(b.Index) < len(r.Ops) {
			e.Old = r.Ops[b.Index].Value
		}
	}
	return e
}

// Settle ends a conflict by assess.Settle.
func (s *Session) Settle(at ledger.Register, v ledger.Value, reason string) error {
	return s.Apply(assess.Settle(at, v, reason))
}
