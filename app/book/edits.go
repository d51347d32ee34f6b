package book

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// FieldLabel is the label of the action that a field workbook becomes.
const FieldLabel = "edit.field"

// Edit returns everything that the ticked lines write, as one action. Fault: book.needs (a ticked line needs another one that is not
// ticked).
func (p *Plan) Edit() (*assess.Edit, error) {
	if err := p.whole(); err != nil {
		return nil, err
	}
	label := "edit.import"
	switch {
	case p.Head.Form == formField:
		label = FieldLabel
	case p.Filled:
		label = "edit.fill"
	case p.Head.Form == formPaste:
		label = "edit.paste"
	}
	e := assess.New(label)
	for _, l := range p.ordered() {
		if l.Ticked {
			e.Writes = append(e.Writes, l.writes...)
		}
	}
	p.steady(e)
	return e, nil
}

// ordered returns the lines in the order in which they are written: findings come after everything that they rest on.
func (p *Plan) ordered() []*Line {
	rank := map[string]int{}
	for i, name := range reading {
		rank[name] = i
	}
	out := slices.Clone(p.Lines)
	slices.SortStableFunc(out, func(a, b *Line) int { return rank[a.Sheet] - rank[b.Sheet] })
	return out
}

// whole refuses a selection in which a line needs another one that is not selected.
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

// Cards returns the card of each ticked person. The session adds the key, which stays as it is.
func (p *Plan) Cards() []assess.Card {
	var out []assess.Card
	for _, l := range p.Lines {
		if l.Ticked && l.card != nil {
			out = append(out, *l.card)
		}
	}
	return out
}

// Founder returns the person who founds a vault made from the workbook: the first leader, else the first deputy, else the first secretary.
// Fault: book.founder.
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
