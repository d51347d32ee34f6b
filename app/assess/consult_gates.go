package assess

import "kaohe/app/words"

func (g *gate) consultation() {
	if n := len(g.d.Drafts); n == 0 || g.d.Drafts[n-1].Sent == "" || g.d.Drafts[n-1].Reply == "" {
		g.block(Place{Entity: Path(g.d.Entity, "draft")}, "draft")
	}
	for _, f := range g.d.Of(Problem) {
		r, at := f.Response, Place{Entity: Path(g.d.Entity, "resp", f.ID)}
		g.count(r.Ruled())
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
		if s.FinalWhy != "" && !g.d.Finding(s.FinalWhy).upheld() {
			g.block(Place{Entity: Path(g.d.Entity, "resp", s.FinalWhy)}, "untraced", s.Item.Code)
		}
	}
}

func (g *gate) summary() {
	sum := g.d.SumEntity()
	if len(g.d.Of(Highlight)) == 0 && g.d.NoHighlight == "" {
		g.block(Place{Entity: sum}, "highlight")
	}
	if n := g.d.Final.Open; n > 0 {
		g.block(Place{Entity: sum}, "finalopen", n)
	}
	if g.d.Forced != "" && g.d.ForcedWhy == "" {
		g.block(Place{Entity: sum}, "forcedwhy", g.d.Forced)
	}
	for _, f := range g.d.Standing(Problem) {
		if f.Requirement == "" || f.Deadline == "" {
			g.block(Place{Entity: f.Required(g.d)}, "requirement", f.FinalNamed)
		}
	}
	if !g.d.Circulated {
		g.block(Place{Entity: sum}, "circular")
	}
	if g.d.Printed == "" {
		g.block(Place{Entity: sum}, "printed")
	}
}
