package session

import (
	"slices"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// Action is what a person did in one step. It may consist of several records.
type Action struct {
	Label    string
	At       time.Time
	Writes   int
	Entities []string // each once, in the order of the writes
}

// Recall finds the last action of the person at the keyboard in the log, whenever and on whichever laptop it was done, and makes it the one
// that Undo takes back. why is the fault with which Undo would refuse it now, or nil. Actions that were undone are skipped, so that Recall
// and Undo in turn go back step by step. Faults: undo.none, undo.signed (the last action needed a PIN, and has to be taken back in another
// way).
func (s *Session) Recall() (last Action, why, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.stacks()
	*st = stacks{}
	records := s.lastOf(s.who)
	if len(records) == 0 {
		return last, nil, words.Refuse("undo.none")
	}
	first := records[0]
	last = Action{Label: first.Label, At: first.Stamp.Time()}
	e := &assess.Edit{Label: first.Label}
	for _, r := range records {
		for _, op := range r.Ops {
			e.Writes = append(e.Writes, assess.Write{Entity: op.Entity, Field: op.Field, Value: op.Value})
		}
	}
	last.Writes, last.Entities = len(e.Writes), entitiesOf(e.Writes)
	if slices.ContainsFunc(e.Writes, isStatement) {
		return last, nil, words.Refuse("undo.signed", words.M(first.Label))
	}
	before, _ := s.only(s.state.Past(first).Has)
	r := inverse(before, e)
	st.undo = []reversal{r}
	if why = s.reversible(r); why == nil {
		why = s.permit(&assess.Edit{Label: "edit.undo", Writes: r.writes})
	}
	return last, why, nil
}

func isStatement(w assess.Write) bool {
	f := schema.Parse(w.Entity).Field(w.Field)
	return f != nil && f.Kind == schema.Statement
}

// lastOf returns the records of the newest action of a person that counts and was not undone, or nil.
func (s *Session) lastOf(person string) []*ledger.Record {
	var done [][]*ledger.Record
	for _, r := range s.state.Records() {
		if r.Author != person || r.Label == holding || !s.auth.Counts(r) {
			continue
		}
		if n := len(done) - 1; n >= 0 && continues(done[n], r) {
			done[n] = append(done[n], r)
		} else {
			done = append(done, []*ledger.Record{r})
		}
	}
	var stack [][]*ledger.Record
	for _, action := range done {
		if action[0].Label != "edit.undo" {
			stack = append(stack, action)
			continue
		}
		// The actions above the one that was undone could not be undone, and were dropped from the stack.
		for i := len(stack) - 1; i >= 0; i-- {
			if undoes(action, stack[i]) {
				stack = stack[:i]
				break
			}
		}
	}
	if len(stack) == 0 {
		return nil
	}
	return stack[len(stack)-1]
}

// continues tells whether a record belongs to the same action as those before it, because they had no room for its first write.
func continues(action []*ledger.Record, next *ledger.Record) bool {
	last, size := action[len(action)-1], 0
	for i := range last.Ops {
		size += bytesOf(&last.Ops[i])
	}
	return next.Prev == last.ID && next.Label == last.Label && next.Seen == nil && next.Stamp == ledger.Next(last.Stamp, 0) &&
		len(next.Ops) > 0 && !fits(len(last.Ops), size, bytesOf(&next.Ops[0]))
}

// undoes tells whether an action wrote all registers that another one did, and otherwise only removed entities.
func undoes(undo, action []*ledger.Record) bool {
	wrote := map[ledger.Register]bool{}
	for _, r := range action {
		for _, op := range r.Ops {
			wrote[ledger.Register{Entity: op.Entity, Field: op.Field}] = true
		}
	}
	for _, r := range undo {
		for _, op := range r.Ops {
			at := ledger.Register{Entity: op.Entity, Field: op.Field}
			if !wrote[at] && op.Field != "gone" {
				return false
			}
			delete(wrote, at)
		}
	}
	return len(wrote) == 0
}
