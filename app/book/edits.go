package book

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// A part fits into one record: at most ledger.MaxOps operations, and well below the largest envelope.
const (
	partBytes  = 400_000
	partWrites = ledger.MaxOps - 96
	perWrite   = 120 // bytes of frame and of the operations that a write names as replaced
)

// Edits are the ticked lines' writes, in parts that one record can hold, in the order in which they have to be applied. What is told of a new
// finding stays in one part, since the rules of rectification judge a finding that is there already by what stands. Fault:
// book.needs (which line needs which that is not ticked).
func (p *Plan) Edits() ([]*assess.Edit, error) {
	if err := p.whole(); err != nil {
		return nil, err
	}
	var before, after [][]assess.Write
	at := map[string]int{}
	for _, l := range p.ordered() {
		if !l.Ticked || len(l.writes) == 0 {
			continue
		}
		if l.group == "" {
			before = append(before, l.writes)
			continue
		}
		n, met := at[l.group]
		if !met {
			n = len(after)
			at[l.group] = n
			after = append(after, nil)
		}
		after[n] = append(after[n], l.writes...)
	}
	if all := parts(slices.Concat(before, after)); len(all) < 2 {
		return all, nil
	}
	return append(parts(before), parts(after)...), nil // a draft must stand before somebody is late with it
}

// ordered are the lines as they have to be written: findings after all that they rest on.
func (p *Plan) ordered() []*Line {
	rank := map[string]int{}
	for i, name := range reading {
		rank[name] = i
	}
	out := slices.Clone(p.Lines)
	slices.SortStableFunc(out, func(a, b *Line) int { return rank[a.Sheet] - rank[b.Sheet] })
	return out
}

// whole refuses a choice of lines of which one needs another that is not chosen.
func (p *Plan) whole() error {
	makers := map[string]*Line{}
	for _, l := range p.Lines {
		for _, e := range l.makes {
			makers[e] = l
		}
	}
	for _, l := range p.Lines {
		for _, e := range l.needs {
			if m := makers[e]; l.Ticked && m != nil && !m.Ticked {
				return words.Refuse("book.needs", l.Sheet, l.Row, m.Sheet, m.Row, m.Name)
			}
		}
	}
	return nil
}

func weigh(writes []assess.Write) (size, n int) {
	for _, w := range writes {
		size += len(w.Entity) + len(w.Field) + len(w.Value) + perWrite
	}
	return size, len(writes)
}

func parts(groups [][]assess.Write) []*assess.Edit {
	var out []*assess.Edit
	size, n := 0, 0
	for _, g := range groups {
		s, m := weigh(g)
		if out == nil || size+s > partBytes || n+m > partWrites {
			out = append(out, assess.New("edit.import"))
			size, n = 0, 0
		}
		e := out[len(out)-1]
		e.Writes = append(e.Writes, g...)
		size, n = size+s, n+m
	}
	return out
}

// Cards are the ticked persons, each as the roster would have them; the key stays as it is.
func (p *Plan) Cards() []assess.Card {
	var out []assess.Card
	for _, l := range p.Lines {
		if l.Ticked && l.card != nil {
			out = append(out, *l.card)
		}
	}
	return out
}

// Founder is who founds a vault that is made from the workbook: its first leader, else its first deputy, else its first secretary. Fault:
// book.founder.
func (p *Plan) Founder() (assess.Card, error) {
	cards := p.Cards()
	for _, role := range []assess.Role{assess.Leader, assess.Deputy, assess.Secretary} {
		for _, c := range cards {
			if c.Role == role {
				return c, nil
			}
		}
	}
	return assess.Card{}, words.Refuse("book.founder")
}

// Round is what the workbook says of the round itself, for a vault's first record; nil where it says nothing.
func (p *Plan) Round() *assess.Edit {
	e := assess.New("edit.round")
	for _, l := range p.Lines {
		for _, w := range l.writes {
			if l.Ticked && w.Entity == "round" {
				e.Writes = append(e.Writes, w)
			}
		}
	}
	if len(e.Writes) == 0 {
		return nil
	}
	return e
}
