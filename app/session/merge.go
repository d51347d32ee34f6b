package session

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
)

// Incoming is what taking records in would do. Nothing of it has happened.
type Incoming struct {
	New, Known int                                // records that are not here, and that are
	By         []Amount                           // the new records by author (a person's ID), most first
	In         []Amount                           // what they write by district (ID; empty: what belongs to the round), in the order of After, the round first
	Conflicts  []ledger.Register                  // in conflict then and not now
	Values     map[ledger.Register][]ledger.Value // of each of Conflicts, those that would disagree
	Settled    []ledger.Register                  // in conflict now and not then
	Held       []authority.Held                   // new records that do not count
	Falls      []authority.Held                   // records here that count now and not then, because of a removal or a fork
	Rises      []authority.Held                   // records here that do not count now, and why, and would then
	Late       []Late                             // signed phases that would have changed since
	Gaps       []Gap                              // why they can't be taken in
	Forks      []ledger.Fork                      // that the records prove
	Lacking    ledger.Frontier                    // what the new records have seen and nobody brought
	After      *assess.Assessment
}

// Amount is how much there is of something.
type Amount struct {
	ID    string
	Count int
}

// Late is how many registers under a signature would have other values than it covers, besides those that have them already (签字后有变更).
type Late struct {
	District string // ID
	Phase    assess.Phase
	Count    int
}

// Gap is a stretch of a device's records, both ends included, that is neither here nor among those that were brought, while later ones are.
type Gap struct {
	Device   ledger.Device
	From, To uint64
}

// Preview tells what Merge would do with records, in any order and with any repetition. Records behind a gap are counted as new and left
// out of all else.
func (s *Session) Preview(records ...*ledger.Record) *Incoming {
	s.mu.Lock()
	defer s.mu.Unlock()
	in, state := &Incoming{}, ledger.New()
	fresh := in.connect(s.state, records)
	for _, r := range slices.Concat(s.state.Log(), fresh) {
		state.Keep(r)
	}
	auth := s.judge(state)
	in.After = assess.View(state, auth)
	in.amounts(fresh, auth)
	in.judged(s.auth, auth, s.state.Log(), fresh)
	in.compare(s.view)
	in.Values = map[ledger.Register][]ledger.Value{}
	for _, at := range in.Conflicts {
		for _, x := range in.After.RivalsAt(at) {
			in.Values[at] = append(in.Values[at], ledger.Of(x.Result))
		}
		if in.Values[at] != nil {
			continue
		}
		for _, w := range state.Heads(at) {
			in.Values[at] = append(in.Values[at], w.Value())
		}
	}
	in.Forks = slices.DeleteFunc(state.Forks(), func(f ledger.Fork) bool {
		return !slices.ContainsFunc(f.Records, func(r *ledger.Record) bool { _, here := s.state.Record(r.ID); return !here })
	})
	had := s.state.Lacking()
	in.Lacking = slices.DeleteFunc(state.Lacking(), func(t ledger.Tip) bool { return slices.Contains(had, t) })
	return in
}

// Fit tells of records only how many are new and known, and what is missing before them, which is cheap; Preview tells it too.
func (s *Session) Fit(records ...*ledger.Record) *Incoming {
	s.mu.Lock()
	defer s.mu.Unlock()
	in := &Incoming{}
	in.connect(s.state, records)
	return in
}

// connect returns those records that are not in the state and follow what is there, or each other.
func (in *Incoming) connect(state *ledger.State, records []*ledger.Record) (fresh []*ledger.Record) {
	sorted := slices.Clone(records)
	slices.SortFunc(sorted, func(a, b *ledger.Record) int {
		return cmp.Or(bytes.Compare(a.Device[:], b.Device[:]), cmp.Compare(a.Seq, b.Seq), bytes.Compare(a.ID[:], b.ID[:]))
	})
	sorted = slices.CompactFunc(sorted, func(a, b *ledger.Record) bool { return a.ID == b.ID })
	taken, reached, loose := map[ledger.Hash]bool{}, map[ledger.Device]uint64{}, map[ledger.Device]bool{}
	for _, r := range sorted {
		if _, here := state.Record(r.ID); here {
			in.Known++
			continue
		}
		in.New++
		if _, follows := state.Record(r.Prev); r.Seq > 1 && !follows && !taken[r.Prev] {
			if !loose[r.Device] {
				loose[r.Device] = true
				in.Gaps = append(in.Gaps, Gap{r.Device, min(max(state.Reached(r.Device), reached[r.Device])+1, r.Seq-1), r.Seq - 1})
			}
			continue
		}
		taken[r.ID], reached[r.Device] = true, r.Seq
		fresh = append(fresh, r)
	}
	return fresh
}

// amounts counts what the new records write, and whose they are.
func (in *Incoming) amounts(fresh []*ledger.Record, auth *assess.Authority) {
	by, writes := map[string]int{}, map[string]int{}
	for _, r := range fresh {
		by[r.Author]++
		if !auth.Counts(r) {
			continue
		}
		for i := range r.Ops {
			writes[assess.At(r.Ops[i].Entity).District]++
		}
	}
	for who, n := range by {
		in.By = append(in.By, Amount{who, n})
	}
	slices.SortFunc(in.By, func(a, b Amount) int { return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.ID, b.ID)) })
	for _, id := range append([]string{""}, districts(in.After)...) {
		if writes[id] > 0 {
			in.In = append(in.In, Amount{id, writes[id]})
		}
	}
}

func districts(a *assess.Assessment) (ids []string) {
	for _, d := range a.Districts {
		ids = append(ids, d.ID)
	}
	return ids
}

// judged compares the verdicts of now and then.
func (in *Incoming) judged(now, then *assess.Authority, here, fresh []*ledger.Record) {
	held := map[ledger.Hash]authority.Held{}
	for _, h := range in.After.Held {
		held[h.Record.ID] = h
	}
	for _, r := range fresh {
		if h, ok := held[r.ID]; ok {
			in.Held = append(in.Held, h)
		}
	}
	for _, r := range here {
		was := now.Verdict(r)
		switch h, falls := held[r.ID]; {
		case was == authority.Counts && falls:
			in.Falls = append(in.Falls, h)
		case was != authority.Counts && then.Counts(r):
			in.Rises = append(in.Rises, authority.Held{Record: r, Why: was})
		}
	}
}

// compare compares what is in conflict, and what is no longer as it was signed.
func (in *Incoming) compare(now *assess.Assessment) {
	less := func(a, b []ledger.Register) []ledger.Register {
		return slices.DeleteFunc(slices.Clone(a), func(at ledger.Register) bool { return slices.Contains(b, at) })
	}
	in.Conflicts, in.Settled = less(in.After.Disputed, now.Disputed), less(now.Disputed, in.After.Disputed)
	for _, d := range in.After.Districts {
		for _, p := range assess.Phases {
			n := len(d.Phases[p].Changed)
			if was := now.District(d.ID); was != nil {
				n -= len(was.Phases[p].Changed)
			}
			if n > 0 {
				in.Late = append(in.Late, Late{d.ID, p, n})
			}
		}
	}
}

// Merge takes records of colleagues in, as envelopes, each behind its predecessor: all of them in one transaction, or none. What is here
// already is passed over; added are the others. They are judged and folded like any other, and published once; if none is new, nothing
// happens. A laptop that may not write yet takes them in all the same. each, which may be nil, is told how many are stored; an error of it ends the
// work, and none is. Faults: Options.ReadOnly and those of Log.Put.
func (s *Session) Merge(each func(done, total int) error, envelopes ...[]byte) (added []*ledger.Record, err error) {
	if s.o.ReadOnly != nil {
		return nil, s.o.ReadOnly
	}
	s.mu.Lock()
	was, _ := s.o.Log.Device()
	added, err = s.o.Log.Put(each, envelopes...)
	if len(added) > 0 {
		s.takeIn(was, added)
	}
	s.mu.Unlock()
	if len(added) > 0 {
		s.publish(Change{"edit.merge", s.o.Now()})
	}
	return added, err
}

// takeIn judges all anew, because any verdict may follow from what colleagues wrote. own is the device that this laptop wrote as before.
func (s *Session) takeIn(own ledger.Device, added []*ledger.Record) {
	now := s.o.Now().UnixMilli()
	for _, r := range added {
		s.state.Keep(r)
		s.clock = ledger.Observe(s.clock, r.Stamp, now)
		s.spell(r)
		if r.Device == own && r.Seen != nil {
			s.seen = r.Seen
		}
	}
	if is, _ := s.o.Log.Device(); is != own { // its chain turned out to have forked, so that it goes on under a new name
		s.seen = nil
	}
	s.auth.Rejudge()
	s.read()
}
