package assess

import (
	"slices"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// GuardEvidence refuses an edit by a laptop that says what another one holds, makes evidence of what is no file, links evidence to what is not
// there or turns a picture askew. An undo is not checked, because it restores what stood, and links to what has gone since lead nowhere. Faults:
// hold.other, undeclared, evidence.nothing (the kind of thing that is not there), evidence.before, kind.
func GuardEvidence(a *Assessment, own ledger.Device, e *Edit) error {
	g := evidenceGuard{a: a, e: e}
	for _, w := range e.Writes {
		at := schema.Parse(w.Entity)
		switch {
		case IsHold(w.Entity):
			if Path("hold", own.String()) != w.Entity {
				return words.Refuse("hold.other")
			}
			if id, file := strings.CutPrefix(w.Field, "file/"); !file || !fileID(id) {
				return words.Refuse("undeclared", w.Entity+" "+w.Field)
			}
		case at.Is("evid"):
			if at.IDs[0] != path(at.Phase()) || !fileID(at.ID("file")) {
				return words.Refuse("undeclared", w.Entity)
			}
			if err := g.judge(at, w); err != nil {
				return err
			}
		}
	}
	return nil
}

type evidenceGuard struct {
	a *Assessment
	e *Edit

	district string
	things   map[string]map[string]int // of that district
}

func (g *evidenceGuard) judge(at schema.At, w Write) error {
	d := g.a.District(at.District)
	if d == nil {
		return nil
	}
	kind, id, _ := strings.Cut(w.Field, "/")
	switch {
	case slices.Contains(links, kind):
		if w.Value == ledger.Of(true) && !g.there(d, kind, id) {
			return words.Refuse("evidence.nothing", words.M(at.Field(w.Field).Label()))
		}
	case w.Field == "before":
		before, err := ledger.As[string](w.Value)
		if err != nil || before == "" {
			return nil
		}
		if before == at.ID("file") || d.pairs(before, at.ID("file")) {
			return words.Refuse("evidence.before")
		}
		if !g.there(d, "file", before) {
			return words.Refuse("evidence.nothing", words.M(at.Field(w.Field).Label()))
		}
	case w.Field == "turn":
		if n, err := ledger.As[*int64](w.Value); err == nil && n != nil && !quarter(*n) {
			return words.Refuse("kind", words.M(at.Field(w.Field).Label()))
		}
	}
	return nil
}

// pairs tells whether evidence, given by ID, is the state after that of another.
func (d *District) pairs(id, before string) bool {
	return slices.ContainsFunc(d.Evidence, func(x *Evidence) bool { return x.ID == id && x.Before == before })
}

// made are the nouns of which an entity is a thing of a kind.
var made = map[string][]string{"deduction": {"ded"}, "record": {"rec"}, "document": {"doc"}, "finding": {"find"}, "step": {"prog", "mile"}, "file": {"evid"}}

// there tells whether a district has a thing, or the edit makes it.
func (g *evidenceGuard) there(d *District, kind, id string) bool {
	if g.things == nil || g.district != d.ID {
		g.district, g.things = d.ID, d.things(g.a.Standard)
	}
	if _, is := g.things[kind][id]; is || kind == "file" && slices.ContainsFunc(d.Evidence, func(x *Evidence) bool { return x.ID == id }) {
		return true
	}
	return slices.ContainsFunc(g.e.Writes, func(w Write) bool {
		at := schema.Parse(w.Entity)
		return w.Field != ledger.Gone && at.District == d.ID && at.Noun != nil && slices.Contains(made[kind], at.Key) && at.IDs[len(at.IDs)-1] == id
	})
}
