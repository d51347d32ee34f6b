package assess

import "kaohe/app/words"

func (g *gate) consultation() {
	if n := len(g.d.Drafts); n == 0 || g.d.Drafts[n-1].Sent == "" || g.d.Drafts[n-1].Reply == "" {
		g.block(Place{Entity: Path(g.d.Entity, "draft")}, "draft")
	}
	for _, f := range g.d.Of(Problem) {
		r, at := f.Response, Place{Entity: Path(g.d.Entity, "resp", f.ID)}
		switch {
		case r == nil:
			g.block(at, "response", f.Named)
		case !r.Ruled():
			g.block(at, "ruling", f.Named)
		case r.Ruling != "" && r.Reasons == "" && r.Ruling != "reject" && g.d.EffectOf(f) == (Effect{}):
			g.block(at, "noeffect", words.M("ruling."+r.Ruling), f.Named)
		case r.Objects() && r.Reasons == "":
			g.block(at, "rulingreasons", f.Named)
		}
	}
	for _, s := range g.d.Scores {
		g.objection(s)
		if s.Ruled && !g.d.Cause(s).upheld() {
			g.block(g.ruledBy(s), "untraced", s.Item.Code)
		}
	}
}

// ruledBy is where the ruling behind a final mark is made anew or, where what it was on is gone, where the mark itself stands.
func (g *gate) ruledBy(s *Score) Place {
	if g.d.Cause(s) == nil {
		return Place{Phase: Summary, Item: s.Item.ID, Entity: Path(g.d.Entity, "finalmark", s.Item.ID)}
	}
	return Place{Entity: g.d.CauseEntity(s), Item: s.Item.ID}
}

// objection blocks while an objection to a mark has no ruling, or one that says nothing and changes nothing.
func (g *gate) objection(s *Score) {
	r, at := s.Objection, Place{Entity: s.Objected(g.d), Item: s.Item.ID}
	if r == nil {
		return
	}
	switch {
	case !r.Ruled():
		g.block(at, "objection", s.Item.Code, s.Item.Text)
	case r.Reasons == "":
		g.block(at, "objectionreasons", s.Item.Code)
	}
}

func (g *gate) summary() {
	sum := func(box string) Place { return Place{Entity: g.d.SumEntity(), Box: box} }
	if len(g.d.Of(Highlight)) == 0 && g.d.NoHighlight == "" {
		g.block(sum("nohighlight"), "highlight")
	}
	if n := g.d.Final.Open; n > 0 {
		g.block(g.open(), "finalopen", n)
	}
	if g.d.Forced != "" && g.d.ForcedWhy == "" {
		g.block(sum("forcedwhy"), "forcedwhy", g.d.Forced)
	}
	for _, f := range g.d.Standing(Problem) {
		if f.Requirement == "" || f.Deadline == "" {
			g.block(Place{Entity: f.Required(g.d)}, "requirement", f.FinalNamed)
		}
	}
	if !g.d.Circulated {
		g.block(sum("circulated"), "circular")
	}
	if g.d.Printed == "" {
		g.block(sum("printed"), "printed")
	}
}

// open is the first item without a mark, which is given on site.
func (g *gate) open() Place {
	for _, s := range g.d.Scores {
		if !s.Settled() {
			return Place{Phase: Onsite, Tab: TabScore, Item: s.Item.ID, Entity: s.Entity}
		}
	}
	return Place{Phase: Onsite, Tab: TabScore}
}
