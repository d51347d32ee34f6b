package book

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// permitEntity checks what is the same for all fields of an entity, once for each entity.
func (t *taking) permitEntity(entity string) error {
	if t.who == nil {
		return nil
	}
	err, known := t.may[entity]
	if !known {
		err = assess.PermitEntity(t.now.a, t.who, entity)
		t.may[entity] = err
	}
	return err
}

// permit checks that a register can hold each write, and its entity; for registers in conflict it checks the write itself. Fault: book.long.
func (t *taking) permit(writes []assess.Write) error {
	for _, w := range writes {
		if len(w.Value) > ledger.MaxValue {
			return words.Refuse("book.long", utf8.RuneCountInString(string(w.Value)))
		}
	}
	if t.who == nil {
		return nil
	}
	for _, w := range writes {
		err := t.permitEntity(w.Entity)
		if err == nil && t.fight[w.Entity+"\n"+w.Field] {
			err = assess.Permit(t.now.a, t.who, &assess.Edit{Writes: []assess.Write{w}})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// guard checks a whole row by the rules of the calendar and of rectification. The rectification of a new finding is judged as one that
// nobody has begun.
func (t *taking) guard(in *incoming, writes []assess.Write) error {
	if t.who == nil {
		return nil
	}
	e := &assess.Edit{Writes: writes}
	if err := assess.Guard(t.now.a, t.today, e); err != nil {
		return err
	}
	a := t.now.a
	if in.s.name == "整改台账" && !t.now.names.has(aFinding+in.district(), in.id(headFinding)) {
		one := *a
		one.Districts = []*assess.District{{ID: in.district(), Entity: entityOf(aDistrict, in.district()), Findings: []*assess.Finding{{ID: in.id(headFinding)}}}}
		a = &one
	}
	return assess.GuardRectify(a, t.who, e)
}

// tie refuses lines that need a refused or removed one, and unticks lines that need one that is not ticked.
func (t *taking) tie() {
	makers := map[string]*Line{}
	for _, l := range t.plan.Lines {
		for _, e := range l.makes {
			makers[e] = l
		}
	}
	for again := true; again; {
		again = false
		for _, l := range t.plan.Lines {
			if l.State == Refused {
				continue
			}
			for _, e := range l.needs {
				switch m := makers[e]; {
				case m == nil || m.State == Refused:
					l.State, l.Ticked, l.writes, l.card, l.Because = Refused, false, nil, nil, m
					l.Diffs = append(l.Diffs, Diff{Why: broken(m)})
					again = true
				case l.Ticked && !m.Ticked:
					l.Ticked, again = false, true
				}
				if l.State == Refused {
					break
				}
			}
		}
	}
}

func broken(maker *Line) error {
	if maker == nil {
		return words.Refuse("book.gone")
	}
	return words.Refuse("book.broken", maker.Sheet, maker.Row)
}

// sort puts the lines into the order of the workbook.
func (t *taking) sort() {
	place := map[string]int{}
	for i, s := range sheets {
		place[s.name] = i
	}
	slices.SortStableFunc(t.plan.Lines, func(a, b *Line) int {
		return cmp.Or(cmp.Compare(place[a.Sheet], place[b.Sheet]), cmp.Compare(a.Row, b.Row))
	})
}
