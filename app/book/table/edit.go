package table

import (
	"kaohe/app/assess"
	"kaohe/app/words"
)

// Gone is what leaves the round with the items that a table takes the place of.
type Gone struct{ Items, Claims, Marks, Deductions, Assigned int }

// Work tells whether people's work goes, not only items.
func (g Gone) Work() bool { return g.Claims+g.Marks+g.Deductions+g.Assigned > 0 }

// Msg says it in numbers.
func (g Gone) Msg() words.Msg {
	if !g.Work() {
		return words.M("table.gone", g.Items)
	}
	return words.M("table.gone.work", g.Items, g.Claims, g.Marks, g.Deductions, g.Assigned)
}

// Goes counts what hangs on the items that are there now. What stands on a draft is nobody's yet: a version is compared item by item when it
// is taken.
func Goes(a *assess.Assessment) Gone {
	t, now := a.Editing()
	if now == nil {
		return Gone{}
	}
	g := Gone{Items: len(now.Items())}
	if t != assess.OwnTable {
		return g
	}
	for _, d := range a.Districts {
		for _, s := range d.Scores {
			if s.Claimed || s.ClaimNote != "" {
				g.Claims++
			}
			if s.Marked || s.NA || s.Vetoed {
				g.Marks++
			}
			g.Deductions += len(s.Deductions)
		}
		for _, who := range d.Assigned {
			g.Assigned += len(who)
		}
	}
	return g
}

// Edit replaces the standard that can be edited now by the table: the round's own until it is frozen, after that the draft of its next
// version. The old content is removed in the same edit; grades, caps and the version stay. newID makes IDs. Faults: table.blocked (with
// what has to be corrected first), table.frozen (the standard is frozen and has no draft).
func (r Result) Edit(a *assess.Assessment, newID func() string) (*assess.Edit, error) {
	if p := r.Blocked(); p != nil {
		return nil, words.Refuse("table.blocked", p.Why)
	}
	t, now := a.Editing()
	if now == nil {
		return nil, words.Refuse("table.frozen")
	}
	e := assess.New("edit.table")
	for _, sec := range now.Sections {
		e.Set(t.Section(sec.ID), "gone", true)
		for _, i := range sec.Items {
			e.Set(t.Item(i.ID), "gone", true)
		}
	}
	e.Set(string(t), "sample", false)
	switch {
	case r.Title != "":
		e.Set(string(t), "title", r.Title)
	case now.Sample: // whose title says that it is one
		e.Set(string(t), "title", a.Title+"评分标准")
	}
	ids := make([]string, len(r.Sections))
	for n, s := range r.Sections {
		ids[n] = newID()
		e.Texts(t.Section(ids[n]), "title", s.Title).Set(t.Section(ids[n]), "order", int64(n+1)*1000)
	}
	for n, x := range r.Rows {
		i := t.Item(newID())
		e.Texts(i, "code", x.Code, "section", ids[x.Section], "text", x.Text, "basis", x.Basis)
		e.Set(i, "order", int64(n+1)*1000).Set(i, "points", int64(x.Points)).Set(i, "rule", x.Rule)
		if len(x.Materials) > 0 {
			e.Set(i, "materials", x.Materials)
		}
	}
	return e, nil
}
