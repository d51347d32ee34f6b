package onsite

import (
	"cmp"
	"strings"

	"kaohe/app/assess"
	"kaohe/ui/widgets"
)

// twice says of which of some rows the number was given twice, the first of them, and offers another one.
func (p *page) twice(n *widgets.Notice, entities ...string) {
	for _, e := range entities {
		t, ok := p.d().Twice(e)
		if !ok {
			continue
		}
		others := make([]string, len(t.Others))
		for i, x := range t.Others {
			others[i] = cmp.Or(x, p.t("onsite.untitled"))
		}
		noun, with := p.t(assess.At(e).Noun.Label()), strings.Join(others, p.t("list.sep"))
		says, does, no := "onsite.twice.place", "onsite.twice.keep", t.No
		if t.Written {
			says, does, no = "onsite.twice.written", "onsite.twice.renumber", t.Free
		}
		var acts []widgets.Action
		if p.locked() == nil {
			acts = append(acts, widgets.Action{Name: p.t(does, no), Do: func() { p.k.Do(assess.Renumber(e, no)) }})
		}
		n.Put(p.t(says, noun, t.No, with), acts...)
		return
	}
	n.Put("")
}
