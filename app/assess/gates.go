package assess

import (
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Blocker is one thing that prevents a signature, in words, with the place where it is put right.
type Blocker struct {
	words.Msg
	Place Place
}

// gate fills in the state and the blockers of each phase. It needs what judge has filled in.
func (d *District) gate(a *Assessment) {
	for _, p := range Phases {
		st := &d.Phases[p]
		g := gate{a: a, d: d, p: p}
		g.before()
		g.returned()
		g.tasks()
		switch p {
		case Preparation:
			g.preparation()
		case Onsite:
			g.onsite()
		case Consultation:
			g.consultation()
		case Summary:
			g.summary()
		case Rectification:
			g.rectification()
		}
		g.conflicts()
		t := d.tally(p)
		st.Blockers, st.Done, st.Total = g.blockers, t.Done, t.Total
		st.Status = g.status(st)
	}
}

type gate struct {
	a        *Assessment
	d        *District
	p        Phase
	blockers []Blocker
	begun    bool
	proof    map[link]bool // what has evidence that this phase's signature or an earlier one covers
}

// block puts a blocker that is mended on the district's own page, in the phase at hand unless the place names another.
func (g *gate) block(place Place, key string, args ...any) {
	place.District = g.d.ID
	if place.Phase == 0 {
		place.Phase = g.p
	}
	g.blockers = append(g.blockers, Blocker{words.M("block."+key, args...), place})
}

// outside puts a blocker that is mended on a page of the round.
func (g *gate) outside(page, entity, key string, args ...any) {
	g.blockers = append(g.blockers, Blocker{words.M("block."+key, args...), Place{Tab: page, Entity: entity}})
}

func (g *gate) status(st *PhaseState) Status {
	switch {
	case st.Signed() != nil:
		return SignedOff
	case len(g.blockers) == 0:
		return Awaiting
	case st.Done > 0 || g.begun:
		return Underway
	case g.p > Preparation && g.d.Phases[g.p-1].Signed() != nil:
		return Underway
	}
	return NotStarted
}

// before blocks a phase while the one before it is not signed.
func (g *gate) before() {
	if g.p > Preparation && g.d.Phases[g.p-1].Signed() == nil {
		g.block(Place{Phase: g.p - 1, Tab: TabTask}, "order", words.M("phase."+(g.p-1).Key()))
	}
}

func (g *gate) tasks() {
	for _, t := range g.d.Tasks {
		if t.Phase != g.p {
			continue
		}
		g.begun = g.begun || !t.Open()
		if t.Open() {
			g.block(Place{Tab: TabTask, Entity: t.Entity}, "task", t.What)
		}
	}
}

func (g *gate) preparation() {
	if !g.a.Standard.Frozen {
		g.outside(PageStandard, "std", "unfrozen")
	}
	for _, sec := range g.a.Standard.Sections {
		if len(g.d.Assigned[sec.ID]) == 0 {
			g.block(Place{Tab: TabAssign, Entity: Path(g.d.Entity, "assign", sec.ID)}, "assign", sec.Title)
		}
	}
	if !g.a.Standard.Uses(standard.SubdistrictCheck) {
		// the round looks into no subdistricts
	} else if len(g.d.Subdistricts) == 0 {
		g.outside(PageSetup, g.d.Entity, "subdistricts")
	} else if len(g.d.Drawn()) == 0 {
		g.block(Place{Tab: TabDraw, Entity: g.d.Subdistricts[0].Entity}, "draw")
	}
	g.received()
	for _, x := range g.d.Draws {
		if !x.True() {
			g.block(Place{Tab: TabDraw, Entity: x.Entity}, "drawfalse", x.Title)
		}
	}
}

// received blocks while a material was not looked for, or an item that gives points has no 自评得分.
func (g *gate) received() {
	var first Place
	n := 0
	for _, m := range g.d.Materials {
		if m.State == "" {
			if n++; n == 1 {
				first = Place{Tab: TabMaterial, Item: m.Item, Entity: m.Entity}
			}
		}
	}
	if n > 0 {
		g.block(first, "material", n)
	}
	n = 0
	for _, s := range g.d.Scores {
		if !s.Claimed && !s.Item.Bonus() && !s.Item.Veto() {
			if n++; n == 1 {
				first = Place{Tab: TabClaim, Item: s.Item.ID, Entity: Path(g.d.Entity, "claim", s.Item.ID)}
			}
		}
	}
	if n > 0 {
		g.block(first, "claim", n)
	}
}

// toVisit are the subdistricts that were drawn, in a round that looks into any.
func (g *gate) toVisit() []*Subdistrict {
	if !g.a.Standard.Uses(standard.SubdistrictCheck) {
		return nil
	}
	return g.d.Drawn()
}

func (g *gate) onsite() {
	g.proof = g.d.proves(Onsite)
	for _, s := range g.d.Scores {
		g.item(s)
	}
	have := map[string]bool{}
	visited := map[string]bool{}
	for _, r := range g.d.Records {
		have[r.Method] = true
		g.begun = true
		if r.Form == standard.SubdistrictCheck {
			visited[r.Subdistrict] = true
		}
	}
	for _, m := range g.a.Standard.Methods {
		if !have[m.ID] {
			g.block(Place{Tab: TabRecord, Entity: Path(g.d.Entity, "rec")}, "method", m.Words())
		}
	}
	for _, s := range g.toVisit() {
		if !visited[s.ID] {
			g.block(Place{Tab: TabVisit, Entity: s.Entity}, "visit", s.Name)
		}
	}
	g.visited()
	for _, f := range g.d.Findings {
		g.finding(f)
	}
}

func (g *gate) item(s *Score) {
	at := Place{Tab: TabScore, Item: s.Item.ID, Entity: s.Entity}
	switch {
	case s.NA && s.NAReason == "":
		g.block(at, "nareason", s.Item.Code)
	case !s.Settled():
		g.block(at, "unmarked", s.Item.Code, s.Item.Text)
	case s.Marked && !s.Item.Bonus() && s.Lost() > s.Explained():
		g.block(at, "unexplained", s.Item.Code, s.Lost()-s.Explained())
	case s.Marked && !s.Item.Bonus() && s.Lost() < s.Explained() && s.Mark > s.low():
		g.block(at, "overexplained", s.Item.Code, s.Explained()-s.Lost())
	}
	if s.NA {
		return
	}
	for _, x := range s.Deductions {
		if x.Reason == "" {
			g.block(at.on(x.Entity), "reason", s.Item.Code, x.Amount)
		} else if len(x.Records) == 0 && !g.proof[link{"deduction", x.ID}] {
			g.block(at.on(x.Entity), "basis", s.Item.Code, x.Reason)
		}
	}
}

func (s *Score) low() standard.Points {
	low, _ := s.Item.Rule.Range(s.Item.Points)
	return low
}

func (g *gate) finding(f *Finding) {
	at := Place{Tab: TabFinding, Entity: f.Entity}
	if f.Named == "" {
		g.block(at, "named", words.M("finding."+string(f.Kind)))
	} else if f.Kind == Problem && len(f.Records) == 0 && !g.proof[link{"finding", f.ID}] {
		g.block(at, "findingbasis", f.Named)
	}
}

func (g *gate) rectification() {
	for _, f := range g.d.Standing(Problem) {
		r := f.Rectification
		g.begun = g.begun || r != nil
		at := Place{Entity: f.Rect(g.d)}
		switch {
		case !r.Closed():
			g.block(at, "rectify", f.FinalNamed)
		case f.planless():
			g.block(at, "longplan", f.FinalNamed)
		case r.State == RectClosed && (r.Checker == "" || g.a.reportedBy(r.Checker, r.Reported)):
			g.block(at, "checker", f.FinalNamed)
		case r.State == RectClosed && !f.proved(g.d):
			g.block(at, "proof", f.FinalNamed)
		case r.State == RectCarried && r.Reason == "":
			g.block(at, "carried", f.FinalNamed)
		}
	}
}

func (g *gate) conflicts() {
	for _, at := range g.a.Disputed {
		e := schema.Parse(at.Entity)
		if e.District != g.d.ID || e.Phase() != g.p {
			continue
		}
		g.block(DisputeAt(at), "conflict", g.a.registerName(g.d, at))
	}
}
