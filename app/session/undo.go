package session

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// stacks holds what one person can undo and redo, newest last.
type stacks struct{ undo, redo []reversal }

// reversal is the way back from an edit: the old values.
type reversal struct {
	label  string
	writes []assess.Write
	expect []assess.Write   // what must still be there; otherwise an undo would overwrite somebody's later work
	chosen *ledger.Register // set if the edit ended a conflict, because no write can bring a conflict back
}

const keptUndo = 500

func (s *Session) stacks() *stacks {
	st := s.undo[s.who]
	if st == nil {
		st = &stacks{}
		s.undo[s.who] = st
	}
	return st
}

func (st *stacks) did(r reversal) {
	st.undo = append(st.undo, r)
	if len(st.undo) > keptUndo {
		st.undo = st.undo[1:]
	}
	st.redo = nil
}

// inverse returns the way back from an edit, from the state before it. A value that was absent becomes null again, and an entity that the
// edit creates is removed. If the edit ends a conflict, the result can't be used for an undo (see chosen). What a laptop holds stays as it is:
// the files are there whatever becomes of the evidence.
func inverse(before *ledger.State, e *assess.Edit) reversal {
	r := reversal{label: e.Label, expect: slices.DeleteFunc(slices.Clone(e.Writes), func(w assess.Write) bool { return assess.IsHold(w.Entity) })}
	var gone []assess.Write // they go last, so that they come after the entity's other writes even if these need several records
	seen := map[string]bool{}
	for _, w := range r.expect {
		if w.Field == "gone" { // a second write of gone in one edit would be a conflict with the first
			seen[w.Entity] = true
		}
	}
	for _, w := range r.expect {
		fresh := len(before.Fields(w.Entity)) == 0
		if fresh && !seen[w.Entity] {
			gone = append(gone, assess.Write{Entity: w.Entity, Field: "gone", Value: ledger.Of(true)})
		}
		seen[w.Entity] = true
		at := w.Register()
		old, clean, ok := before.Get(at)
		if !clean && r.chosen == nil && !assess.Ruled(at) {
			r.chosen = &at
		}
		switch {
		case !ok && w.Field == "gone" && fresh:
			old = ledger.Of(true)
		case !ok:
			old = ledger.Of(nil)
		}
		r.writes = append(r.writes, assess.Write{Entity: w.Entity, Field: w.Field, Value: old})
	}
	r.writes = append(r.writes, gone...)
	return r
}

// Undo takes back the last edit of whoever is at the keyboard by writing the old values. Faults: undo.none, undo.changed (somebody has
// written there since), undo.settled (it ended a conflict), and those of assess.Permit, Guard and GuardRectify.
func (s *Session) Undo() error {
	return s.reverse("edit.undo", "undo", func(st *stacks) (from, to *[]reversal) { return &st.undo, &st.redo })
}

// Redo takes back the last Undo. Faults: redo.none, and those of Undo.
func (s *Session) Redo() error {
	return s.reverse("edit.redo", "redo", func(st *stacks) (from, to *[]reversal) { return &st.redo, &st.undo })
}

func (s *Session) reverse(label, code string, pick func(*stacks) (from, to *[]reversal)) error {
	s.mu.Lock()
	err := s.reverseLocked(label, code, pick)
	s.mu.Unlock()
	if err == nil {
		s.publish(Change{label, s.o.Now()})
	}
	return err
}

func (s *Session) reverseLocked(label, code string, pick func(*stacks) (from, to *[]reversal)) error {
	from, to := pick(s.stacks())
	if len(*from) == 0 {
		return words.Refuse(code + ".none")
	}
	r := (*from)[len(*from)-1]
	if err := s.reversible(r); err != nil {
		*from = (*from)[:len(*from)-1] // it can never be undone, and must not block what was done before it
		return err
	}
	e := &assess.Edit{Label: label, Writes: r.writes}
	if err := s.permit(e); err != nil {
		return err
	}
	back := inverse(s.state, e)
	back.label = r.label
	if err := s.append(e); err != nil {
		return err
	}
	*from = (*from)[:len(*from)-1]
	*to = append(*to, back)
	return nil
}

// reversible tells whether the written values are still there, and whether they can be taken back at all.
func (s *Session) reversible(r reversal) error {
	if r.chosen != nil {
		return words.Refuse("undo.settled", assess.FieldLabel(*r.chosen), s.view.PageName(r.chosen.Entity))
	}
	for _, w := range r.expect {
		if v, clean, _ := s.state.Get(w.Register()); v != w.Value || !clean {
			return words.Refuse("undo.changed", words.M(r.label))
		}
	}
	return nil
}

// CanUndo returns what Undo would take back, without its time; no label if there is nothing.
func (s *Session) CanUndo() Action { return s.top(func(st *stacks) []reversal { return st.undo }) }

// CanRedo returns what Redo would bring back, without its time; no label if there is nothing.
func (s *Session) CanRedo() Action { return s.top(func(st *stacks) []reversal { return st.redo }) }

func (s *Session) top(of func(*stacks) []reversal) Action {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := of(s.stacks())
	if len(l) == 0 {
		return Action{}
	}
	r := l[len(l)-1]
	return Action{Label: r.label, Writes: len(r.expect), Entities: entitiesOf(r.expect)}
}

// entitiesOf names each entity that is written on once, in the order of the writes.
func entitiesOf(writes []assess.Write) []string {
	var out []string
	seen := map[string]bool{}
	for _, w := range writes {
		if !seen[w.Entity] {
			seen[w.Entity] = true
			out = append(out, w.Entity)
		}
	}
	return out
}
