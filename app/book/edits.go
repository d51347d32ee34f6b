package book

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// Edit is all that the ticked lines write, as one action: a session puts it into as many records as it needs, together. Fault: book.needs
// (which line needs which that is not ticked).
func (p *Plan) Edit() (*assess.Edit, error) {
	if err := p.whole(); err != nil {
		return nil, err
	}
	label := "edit.import"
	if p.Head.Form == formPaste {
		label = "edit.paste"
	}
	e := assess.New(label)
	for _, l := range p.ordered() {
		if l.Ticked {
			e.Writes = append(e.Writes, l.writes...)
		}
	}
	return e, nil
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
