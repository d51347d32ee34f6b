package assess

import (
	"slices"

	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Write sets one register.
type Write struct {
	Entity, Field string
	Value         ledger.Value
}

// Edit is one action of one person: writes that take effect together or not at all. Label is a catalogue key for the history.
type Edit struct {
	Label  string
	Writes []Write
}

// New starts an edit.
func New(label string) *Edit { return &Edit{Label: label} }

// Set adds a write. v is a string, Day, bool, integer, list or struct; nil makes a number absent. Of a text, what can't be seen is tidied
// away (words.Tidy).
func (e *Edit) Set(entity, field string, v any) *Edit {
	switch x := v.(type) {
	case string:
		v = words.Tidy(x)
	case []string:
		x = slices.Clone(x) // none stays none
		for i := range x {
			x[i] = words.Tidy(x[i])
		}
		v = x
	}
	e.Writes = append(e.Writes, Write{entity, field, ledger.Of(v)})
	return e
}

// Texts adds a write of a text for each pair of field and value.
func (e *Edit) Texts(entity string, pairs ...string) *Edit {
	for i := 0; i+1 < len(pairs); i += 2 {
		e.Set(entity, pairs[i], pairs[i+1])
	}
	return e
}

// Fields of one entity, changed as one edit.
func Fields(label, entity string, pairs ...string) *Edit { return New(label).Texts(entity, pairs...) }

// Remove takes an entity away; whoever edits it meanwhile without knowing brings it back.
func Remove(label, entity string) *Edit { return New(label).Set(entity, "gone", true) }

// Link puts a member into an entity's set, or takes it out. set is item, record or person.
func Link(label, entity, set, member string, in bool) *Edit {
	return New(label).Set(entity, set+"/"+member, in)
}

// Settle ends a conflict: it writes one of the values, replacing all heads, with a reason beside it. Nothing else may write a register
// whose heads disagree. With a mark go its deductions, as with SetMark; newID is for one that is made.
func (a *Assessment) Settle(at ledger.Register, v ledger.Value, reason, newID string) *Edit {
	e := New("edit.settle")
	e.Writes = append(e.Writes, Write{at.Entity, at.Field, v})
	if isReason(at.Field) {
		return e
	}
	e.Set(at.Entity, schema.Why+at.Field, reason)
	mark, err := ledger.As[*int64](v)
	place := schema.Parse(at.Entity)
	d := a.District(place.District)
	if !IsMark(at) || err != nil || mark == nil || d == nil {
		return e
	}
	if s := d.Score(place.ID("item")); s != nil {
		for _, w := range settled(d, s, standard.Points(*mark), newID) {
			if !slices.Contains(a.Disputed, w.Register()) { // that is settled by itself
				e.Writes = append(e.Writes, w)
			}
		}
	}
	return e
}

// settled is what goes along with a mark that was chosen among several. Those who gave them each left a deduction of their own: where one
// alone is too much, it goes.
func settled(d *District, s *Score, mark standard.Points, newID string) []Write {
	extra := s.Explained() - max(0, s.Item.Points-mark)
	for _, x := range s.Deductions {
		if len(s.Deductions) > 1 && x.Amount == extra && !s.NA {
			return Remove("", x.Entity).Writes
		}
	}
	return New("").follow(d, s, mark, newID).Writes
}

// IsMark tells the registers of the marks that are given on site: with them go deductions.
func IsMark(at ledger.Register) bool {
	return at.Field == "mark" && schema.Parse(at.Entity).Is("score")
}

// SetMark gives an item its mark, taken to what its rule allows, and keeps the deductions in step: with none there and points
// lost, one is made under newID, its reason still to be written; with one, its amount follows; with several, the last follows as
// far as it can. The item applies again if it was 不适用.
func SetMark(d *District, s *Score, mark standard.Points, newID string) *Edit {
	mark = s.Item.Rule.Clamp(s.Item.Points, mark)
	return New("edit.mark").Set(s.Entity, "mark", int64(mark)).follow(d, s, mark, newID)
}

// follow writes what goes along with a mark.
func (e *Edit) follow(d *District, s *Score, mark standard.Points, newID string) *Edit {
	if s.NA {
		e.Set(s.Entity, "na", false)
	}
	if s.Item.Bonus() || s.Item.Veto() {
		return e
	}
	missing := max(0, s.Item.Points-mark) - s.Explained()
	switch n := len(s.Deductions); {
	case missing == 0:
	case n == 0:
		x := Path(d.Entity, "ded", s.Item.ID, newID)
		e.Set(x, "amount", int64(missing)).Set(x, "order", int64(1)).Set(x, "reason", "")
	default:
		last := s.Deductions[n-1]
		if left := last.Amount + missing; left > 0 {
			e.Set(last.Entity, "amount", int64(left))
		} else if n == 1 {
			e.Set(last.Entity, "gone", true)
		}
	}
	return e
}

// SetCount records what was counted or measured and gives the mark that the rule makes of it.
func SetCount(d *District, s *Score, n int64, newID string) *Edit {
	mark, _ := s.Item.Rule.Mark(s.Item.Points, n)
	e := SetMark(d, s, mark, newID)
	return e.Set(s.Entity, "count", n)
}

// ClearMark makes the item unscored again; its deductions stay.
func ClearMark(s *Score) *Edit {
	return New("edit.unmark").Set(s.Entity, "mark", nil).Set(s.Entity, "count", nil).Set(s.Entity, "na", false)
}

// SetNA marks the item 不适用 with a reason.
func SetNA(s *Score, reason string) *Edit {
	return New("edit.na").Set(s.Entity, "na", true).Set(s.Entity, "nareason", reason).Set(s.Entity, "mark", nil)
}

// SetClaim records 自评得分 and its grounds.
func SetClaim(d *District, item string, p standard.Points, note string) *Edit {
	c := Path(d.Entity, "claim", item)
	return New("edit.claim").Set(c, "points", int64(p)).Set(c, "note", note)
}

// AddDeduction takes amount off an item and lowers its mark by as much, not below what the rule allows.
func AddDeduction(d *District, s *Score, amount standard.Points, reason, newID string) *Edit {
	x := Path(d.Entity, "ded", s.Item.ID, newID)
	e := New("edit.deduct").Set(x, "amount", int64(amount)).Set(x, "reason", reason).Set(x, "order", nextOrder(s.Deductions, deductionOrder))
	return e.lower(s, s.Explained()+amount)
}

// ChangeDeduction sets a deduction's amount and the mark with it.
func ChangeDeduction(s *Score, x *Deduction, amount standard.Points) *Edit {
	e := New("edit.deduct").Set(x.Entity, "amount", int64(amount))
	return e.lower(s, s.Explained()-x.Amount+amount)
}

// RemoveDeduction gives its points back.
func RemoveDeduction(s *Score, x *Deduction) *Edit {
	return Remove("edit.undeduct", x.Entity).lower(s, s.Explained()-x.Amount)
}

func (e *Edit) lower(s *Score, lost standard.Points) *Edit {
	low, _ := s.Item.Rule.Range(s.Item.Points)
	return e.Set(s.Entity, "mark", int64(max(low, s.Item.Points-lost))).Set(s.Entity, "na", false)
}

func deductionOrder(x *Deduction) int64 { return x.Order }

// nextOrder leaves room between neighbours, so that a row can be moved between two without touching others.
func nextOrder[T any](list []T, order func(T) int64) int64 {
	var top int64
	for _, x := range list {
		top = max(top, order(x))
	}
	return top + 1000
}

// AddRecord starts a record by one method, linked to items.
func AddRecord(d *District, newID string, m standard.Method, day Day, recorder string, items ...string) *Edit {
	r := Path(d.Entity, "rec", newID)
	e := New("edit.record").Set(r, "order", nextOrder(d.Records, func(x *Record) int64 { return x.Order })).
		Texts(r, "method", string(m), "date", string(day), "recorder", recorder)
	for _, i := range items {
		e.Set(r, "item/"+i, true)
	}
	return e
}

// AddQA puts a question with its answer after the others.
func AddQA(d *District, r *Record, newID, question, answer string) *Edit {
	q := Path(d.Entity, "qa", r.ID, newID)
	return New("edit.qa").Set(q, "order", nextOrder(r.QA, func(x *Exchange) int64 { return x.Order })).
		Texts(q, "q", question, "a", answer)
}

// MoveQA swaps a question with its neighbour; dir is -1 or +1. Nil where there is none.
func MoveQA(r *Record, id string, dir int) *Edit {
	for i, q := range r.QA {
		if j := i + dir; q.ID == id && j >= 0 && j < len(r.QA) {
			o := r.QA[j]
			return New("edit.qamove").Set(q.Entity, "order", o.Order).Set(o.Entity, "order", q.Order)
		}
	}
	return nil
}

// AddDoc puts a row into a register of documents; pairs are field and value.
func AddDoc(d *District, r *Record, newID string, pairs ...string) *Edit {
	x := Path(d.Entity, "doc", r.ID, newID)
	return New("edit.doc").Set(x, "order", nextOrder(r.Docs, func(x *Document) int64 { return x.Order })).Texts(x, pairs...)
}

// AddFinding raises a finding; pairs are field and value.
func AddFinding(d *District, newID string, kind FindingKind, pairs ...string) *Edit {
	f := Path(d.Entity, "find", newID)
	return New("edit.finding").Set(f, "order", nextOrder(d.Findings, func(x *Finding) int64 { return x.Order })).
		Texts(f, "kind", string(kind)).Texts(f, pairs...)
}

// AddTask puts a line on a phase's checklist.
func AddTask(d *District, p Phase, newID, what, who string, due Day) *Edit {
	t := Path(d.Entity, "task", path(p), newID)
	return New("edit.task").Set(t, "order", nextOrder(d.Tasks, func(x *Task) int64 { return x.Order })).
		Texts(t, "what", what, "who", who, "due", string(due))
}

// SetTask ticks a task or takes the tick away.
func SetTask(t *Task, done bool) *Edit { return New("edit.taskdone").Set(t.Entity, "done", done) }

// WaiveTask lets a task go with a reason; an empty reason takes it up again.
func WaiveTask(t *Task, reason string) *Edit {
	return New("edit.taskwaive").Set(t.Entity, "waived", reason)
}
