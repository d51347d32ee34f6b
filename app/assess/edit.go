package assess

import (
	"cmp"
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

// Edit is one action of one person: all its writes take effect together, or none does. Label is the catalogue key that the history shows.
type Edit struct {
	Label  string
	Writes []Write
}

// New returns an edit without writes.
func New(label string) *Edit { return &Edit{Label: label} }

// Set adds a write and returns e. v is a string, Day, bool, integer, list or struct; nil means that a number is absent. Invisible
// characters are removed from texts (words.Tidy).
func (e *Edit) Set(entity, field string, v any) *Edit {
	switch x := v.(type) {
	case string:
		v = words.Tidy(x)
	case []string:
		x = slices.Clone(x) // a nil list stays nil
		for i := range x {
			x[i] = words.Tidy(x[i])
		}
		v = x
	}
	e.Writes = append(e.Writes, Write{entity, field, ledger.Of(v)})
	return e
}

// Texts adds a write for each pair of field and text, and returns e.
func (e *Edit) Texts(entity string, pairs ...string) *Edit {
	for i := 0; i+1 < len(pairs); i += 2 {
		e.Set(entity, pairs[i], pairs[i+1])
	}
	return e
}

// Fields returns an edit that writes texts to fields of one entity; pairs are field and text in turn.
func Fields(label, entity string, pairs ...string) *Edit { return New(label).Texts(entity, pairs...) }

// Remove returns an edit that removes an entity. Somebody who edits the entity without knowing of the removal brings it back.
func Remove(label, entity string) *Edit { return New(label).Set(entity, "gone", true) }

// Link puts a member into a set of an entity, or takes it out. set is item, record or person; member is an ID.
func Link(label, entity, set, member string, in bool) *Edit {
	return New(label).Set(entity, set+"/"+member, in)
}

// Assign lets persons, in this order, assess a section in a district. The order is written where it is not the team's.
func (e *Edit) Assign(a *Assessment, d *District, section string, persons []string) *Edit {
	was, x := d.Assigned[section], Path(d.Entity, "assign", section)
	for _, id := range was {
		if !slices.Contains(persons, id) {
			e.Set(x, "person/"+id, false)
		}
	}
	for _, id := range persons {
		if !slices.Contains(was, id) {
			e.Set(x, "person/"+id, true)
		}
	}
	if !slices.Equal(was, persons) && !(a.inRank(was) && a.inRank(persons)) {
		e.Set(x, "ranked", persons)
	}
	return e
}

// inRank tells whether persons stand in the order of the list of the team.
func (a *Assessment) inRank(persons []string) bool {
	place := func(id string) int { return slices.IndexFunc(a.Team, func(p *Person) bool { return p.ID == id }) }
	return slices.IsSortedFunc(persons, func(x, y string) int { return cmp.Compare(place(x), place(y)) })
}

// MovePerson exchanges a person with the neighbour in the list of the team; dir is -1 or +1. It returns nil if there is no neighbour. Where the
// list was never ordered by hand, all get their places.
func MovePerson(a *Assessment, id string, dir int) *Edit {
	i := slices.IndexFunc(a.Team, func(p *Person) bool { return p.ID == id })
	j := i + dir
	if i < 0 || j < 0 || j >= len(a.Team) {
		return nil
	}
	list := slices.Clone(a.Team)
	list[i], list[j] = list[j], list[i]
	x, y := a.Team[i].Order, a.Team[j].Order
	if x != 0 && y != 0 && x != y {
		return New("edit.seat").Set(SeatOf(id), "order", y).Set(SeatOf(a.Team[j].ID), "order", x)
	}
	e := New("edit.seat")
	for n, p := range list {
		if order := int64(n+1) * 1000; p.Order != order {
			e.Set(SeatOf(p.ID), "order", order)
		}
	}
	return e
}

// Settle ends a conflict: it writes v, which replaces all conflicting values, and the reason beside it. No other edit may write a register
// in conflict. If the register is a mark, its deductions are adjusted as by SetMark; newID is for a deduction that this may create.
// If it stands for rival draws, v is the result of the one that is kept.
func (a *Assessment) Settle(at ledger.Register, v ledger.Value, reason, newID string) *Edit {
	e := New("edit.settle")
	if rivals := a.RivalsAt(at); rivals != nil {
		return e.settleDraws(a.District(schema.Parse(at.Entity).District), rivals, v, reason)
	}
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
			if !slices.Contains(a.Disputed, w.Register()) { // that is another conflict, with a settlement of its own
				e.Writes = append(e.Writes, w)
			}
		}
	}
	return e
}

// settled returns the writes that go along with a mark chosen among several. Each of those who gave a mark left a deduction too: if the
// amount of one is exactly what is too much, that one is removed.
func settled(d *District, s *Score, mark standard.Points, newID string) []Write {
	extra := s.Explained() - max(0, s.Item.Points-mark)
	for _, x := range s.Deductions {
		if len(s.Deductions) > 1 && x.Amount == extra && !s.NA {
			return Remove("", x.Entity).Writes
		}
	}
	return New("").follow(d, s, mark, newID).Writes
}

// IsMark tells whether a register is a mark given on site; deductions depend on such marks.
func IsMark(at ledger.Register) bool {
	return at.Field == "mark" && schema.Parse(at.Entity).Is("score")
}

// SetMark gives an item its mark, limited to what its rule allows, and adjusts the deductions. If points are lost and there is no
// deduction, one is created as newID; its reason still has to be written. The amount of a single deduction follows the mark; of several,
// the last one follows as far as it can. An item that was 不适用 applies again.
func SetMark(d *District, s *Score, mark standard.Points, newID string) *Edit {
	mark = s.Item.Rule.Clamp(s.Item.Points, mark)
	return New("edit.mark").Set(s.Entity, "mark", int64(mark)).follow(d, s, mark, newID)
}

// follow adds the writes that go along with a mark, and returns e.
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

// SetCount records what was counted or measured, and gives the mark that the item's rule computes from it.
func SetCount(d *District, s *Score, n int64, newID string) *Edit {
	mark, _ := s.Item.Rule.Mark(s.Item.Points, n)
	e := SetMark(d, s, mark, newID)
	return e.Set(s.Entity, "count", n)
}

// ClearMark makes an item unmarked again. Its deductions stay.
func ClearMark(s *Score) *Edit {
	return New("edit.unmark").Set(s.Entity, "mark", nil).Set(s.Entity, "count", nil).Set(s.Entity, "na", false)
}

// SetNA marks an item as 不适用, with the reason.
func SetNA(s *Score, reason string) *Edit {
	return New("edit.na").Set(s.Entity, "na", true).Set(s.Entity, "nareason", reason).Set(s.Entity, "mark", nil)
}

// SetClaim records 自评得分 and its grounds.
func SetClaim(d *District, item string, p standard.Points, note string) *Edit {
	c := Path(d.Entity, "claim", item)
	return New("edit.claim").Set(c, "points", int64(p)).Set(c, "note", note)
}

// AddDeduction takes amount off an item and lowers its mark accordingly, but not below what the rule allows.
func AddDeduction(d *District, s *Score, amount standard.Points, reason, newID string) *Edit {
	x := Path(d.Entity, "ded", s.Item.ID, newID)
	e := New("edit.deduct").Set(x, "amount", int64(amount)).Set(x, "reason", reason).Set(x, "order", nextOrder(s.Deductions, deductionOrder))
	return e.lower(s, s.Explained()+amount)
}

// ChangeDeduction sets the amount of a deduction and adjusts the mark.
func ChangeDeduction(s *Score, x *Deduction, amount standard.Points) *Edit {
	e := New("edit.deduct").Set(x.Entity, "amount", int64(amount))
	return e.lower(s, s.Explained()-x.Amount+amount)
}

// RemoveDeduction removes a deduction and gives its points back to the mark.
func RemoveDeduction(s *Score, x *Deduction) *Edit {
	return Remove("edit.undeduct", x.Entity).lower(s, s.Explained()-x.Amount)
}

func (e *Edit) lower(s *Score, lost standard.Points) *Edit {
	low, _ := s.Item.Rule.Range(s.Item.Points)
	return e.Set(s.Entity, "mark", int64(max(low, s.Item.Points-lost))).Set(s.Entity, "na", false)
}

func deductionOrder(x *Deduction) int64 { return x.Order }

// nextOrder returns an order behind all of list. It leaves room between neighbours, so that a row can later move between two others
// without changing them.
func nextOrder[T any](list []T, order func(T) int64) int64 {
	var top int64
	for _, x := range list {
		top = max(top, order(x))
	}
	return top + 1000
}

// AddRecord starts a record made by one of the round's methods and links it to items; all are given by ID.
func AddRecord(d *District, newID string, method string, day Day, recorder string, items ...string) *Edit {
	r := Path(d.Entity, "rec", newID)
	e := New("edit.record").Set(r, "order", nextOrder(d.Records, func(x *Record) int64 { return x.Order })).
		Texts(r, "method", method, "date", string(day), "recorder", recorder)
	for _, i := range items {
		e.Set(r, "item/"+i, true)
	}
	return e
}

// AddQA adds a question with its answer behind the others of a record.
func AddQA(d *District, r *Record, newID, question, answer string) *Edit {
	q := Path(d.Entity, "qa", r.ID, newID)
	return New("edit.qa").Set(q, "order", nextOrder(r.QA, func(x *Exchange) int64 { return x.Order })).
		Texts(q, "q", question, "a", answer)
}

// MoveQA exchanges a question with its neighbour; dir is -1 or +1. It returns nil if there is no neighbour.
func MoveQA(r *Record, id string, dir int) *Edit {
	for i, q := range r.QA {
		if j := i + dir; q.ID == id && j >= 0 && j < len(r.QA) {
			return New("edit.qamove").swap(q.Entity, q.Order, r.QA[j].Entity, r.QA[j].Order, dir)
		}
	}
	return nil
}

// swap exchanges the orders of two neighbours, given with their entities; x moves in direction dir, -1 or +1. If both have the same order,
// because two laptops added them, x goes just beyond y.
func (e *Edit) swap(x string, at int64, y string, to int64, dir int) *Edit {
	if at == to {
		return e.Set(x, "order", to+int64(dir))
	}
	return e.Set(x, "order", to).Set(y, "order", at)
}

// AddDoc adds a row to the documents of a record; pairs are field and text.
func AddDoc(d *District, r *Record, newID string, pairs ...string) *Edit {
	x := Path(d.Entity, "doc", r.ID, newID)
	return New("edit.doc").Set(x, "order", nextOrder(r.Docs, func(x *Document) int64 { return x.Order })).Texts(x, pairs...)
}

// AddFinding adds a finding; pairs are field and text.
func AddFinding(d *District, newID string, kind FindingKind, pairs ...string) *Edit {
	f := Path(d.Entity, "find", newID)
	return New("edit.finding").Set(f, "order", nextOrder(d.Findings, func(x *Finding) int64 { return x.Order })).
		Texts(f, "kind", string(kind)).Texts(f, pairs...)
}

// Seat writes a person's post; with an order other than 0 also the place in the list of the team.
func Seat(person, post string, order int64) *Edit {
	e := Fields("edit.seat", SeatOf(person), "post", post)
	if order != 0 {
		e.Set(SeatOf(person), "order", order)
	}
	return e
}

// AddTask adds a line to the checklist of a phase; who is a person's ID.
func AddTask(d *District, p Phase, newID, what, who string, due Day) *Edit {
	t := Path(d.Entity, "task", path(p), newID)
	return New("edit.task").Set(t, "order", nextOrder(d.Tasks, func(x *Task) int64 { return x.Order })).
		Texts(t, "what", what, "who", who, "due", string(due))
}

// SetTask ticks a task, or removes the tick.
func SetTask(t *Task, done bool) *Edit { return New("edit.taskdone").Set(t.Entity, "done", done) }

// WaiveTask waives a task for a reason; an empty reason takes it up again.
func WaiveTask(t *Task, reason string) *Edit {
	return New("edit.taskwaive").Set(t.Entity, "waived", reason)
}
