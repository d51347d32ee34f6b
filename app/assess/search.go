package assess

import (
	"maps"
	"slices"

	"kaohe/app/pinyin"
	"kaohe/app/words"
)

// Hit is something that a search found.
type Hit struct {
	Place Place
	Where words.Msg // the district and the kind of thing
	Text  string
}

// Page is a place that has a name in the window.
type Page struct {
	Name  string
	Place Place
}

// Search looks for a query (text, pinyin or its initials) in names of districts, pages and persons and in everything that people wrote, and
// returns at most limit hits, the best first: names before other texts, what was typed before its pinyin; what fits only by a rare reading
// of a hanzi comes last. Equal hits keep the order of the pages and the assessment.
func Search(a *Assessment, query string, limit int, pages ...Page) []Hit {
	s := search{query: pinyin.Read(query), limit: limit}
	if s.query.Empty() {
		return nil
	}
	for _, p := range pages {
		s.name(p.Place, words.M("find.page"), p.Name)
	}
	for _, d := range a.Districts {
		s.name(Place{District: d.ID, Phase: Preparation}, words.M("find.district"), d.Name)
	}
	for _, p := range a.Team {
		s.name(PlaceOf(Path("person", p.ID)), words.M("noun.person"), p.Name)
	}
	for _, d := range a.Districts {
		s.d = d
		s.district()
		s.prepared()
		s.scores()
		s.records()
		s.visited()
		s.findings()
		s.talk()
	}
	s.d = nil
	for _, p := range a.Team {
		s.of(Path("person", p.ID), "field.post", p.Post)
	}
	s.round(a)
	return s.best()
}

type search struct {
	query pinyin.Query
	limit int
	d     *District
	hits  [lowest][]Hit
}

// The ranks of hits, the best first.
const (
	nameTyped = iota
	nameSound
	textTyped
	textSound
	nameRare
	textRare
	lowest
)

func (s *search) best() []Hit {
	all := slices.Concat(s.hits[:]...)
	return all[:min(s.limit, len(all))]
}

func (s *search) hit(rank int, h Hit) {
	if len(s.hits[rank]) < s.limit {
		s.hits[rank] = append(s.hits[rank], h)
	}
}

func (s *search) name(p Place, where words.Msg, name string) {
	switch h := (Hit{p, where, name}); s.query.Fit(name) {
	case pinyin.Exact:
		s.hit(nameTyped, h)
	case pinyin.Common:
		s.hit(nameSound, h)
	case pinyin.Rare:
		s.hit(nameRare, h)
	}
}

// add looks at the texts of one thing, of the district or, where there is none, of the round, and takes the one that fits best.
func (s *search) add(p Place, kind words.Msg, texts ...string) {
	fit, text := pinyin.None, ""
	for _, t := range texts {
		if f := s.query.Fit(t); t != "" && f > fit {
			fit, text = f, t
		}
	}
	if fit == pinyin.None {
		return
	}
	if s.d != nil {
		p.District, kind = s.d.ID, words.M("find.where", s.d.Name, kind)
	}
	rank := map[pinyin.Fit]int{pinyin.Exact: textTyped, pinyin.Common: textSound, pinyin.Rare: textRare}[fit]
	s.hit(rank, Hit{p, kind, text})
}

// of adds a thing at the place where its entity is edited.
func (s *search) of(entity, kind string, texts ...string) {
	s.add(PlaceOf(entity), words.M(kind), texts...)
}

func (s *search) district() {
	d := s.d
	s.add(Place{Phase: Preparation}, words.M("find.district"), d.Contact, d.Government)
	for _, x := range d.Subdistricts {
		s.add(Place{Phase: Preparation, Entity: x.Entity}, words.M("noun.sub"), x.Name)
	}
	for _, t := range d.Tasks {
		s.add(Place{Phase: t.Phase, Tab: TabTask, Entity: t.Entity}, words.M("noun.task"), t.What, t.Waived)
	}
	for _, x := range d.Evidence {
		s.add(Place{Phase: x.Phase, Tab: TabEvidence, Entity: x.Entity}, words.M("noun.evid"), x.Caption, x.Name, x.No, x.Taken)
	}
	s.of(Path(d.Entity, "sum", "0"), "noun.sum", d.ForcedWhy, d.NoHighlight)
	s.issues(Path(d.Entity, "issue"), d.Issues)
}

func (s *search) issues(parent string, all map[string]Issue) {
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		x := all[kind]
		s.of(Path(parent, kind), "noun.issue", x.Number, x.Office, x.Addressee, x.CopyTo, x.Signer)
	}
}

// round looks at what belongs to no district.
func (s *search) round(a *Assessment) {
	for _, c := range a.Checks {
		s.of(c.Entity, "noun.std", c.Text)
	}
	s.issues("issue", a.Issues)
	if a.Circular == nil {
		return
	}
	for _, x := range a.Circular.Made {
		s.of(x.Entity, "noun.circ", x.Title, x.Requirement)
	}
	for _, x := range a.Circular.Groups {
		s.of(x.Entity, "noun.circ", x.Text)
	}
	for _, section := range slices.Sorted(maps.Keys(a.Circular.Texts)) {
		s.of(Path("circ", "text", section), "noun.circ", a.Circular.Texts[section].Text)
	}
}

func (s *search) prepared() {
	for _, m := range s.d.Materials {
		name := ""
		if m.Own { // what the standard names is found there
			name = m.Name
		}
		s.of(m.Entity, "noun.mat", name, m.Note)
	}
	for _, v := range s.d.Schedule {
		s.of(v.Entity, "noun.plan", v.What, v.Where)
	}
	for _, x := range s.d.Draws {
		s.of(x.Entity, "noun.draw", x.Title, x.Phrase, x.Why)
	}
}

func (s *search) scores() {
	for _, x := range s.d.Scores {
		p := Place{Phase: Onsite, Tab: TabScore, Item: x.Item.ID, Entity: x.Entity}
		s.add(p, words.M("find.item", x.Item.Code), x.Item.Code+" "+x.Item.Text, x.Remark, x.NAReason)
		for _, c := range x.Deductions {
			s.add(p, words.M("noun.ded"), c.Reason)
		}
		s.of(Path(s.d.Entity, "claim", x.Item.ID), "noun.claim", x.ClaimNote)
		if r := x.Objection; r != nil {
			s.of(x.Objected(s.d), "noun.objection", r.Grounds, r.Reasons, r.Proof)
		}
		if l := s.d.Last[x.Item.ID]; l != nil {
			s.of(Path(s.d.Entity, "last", x.Item.ID), "noun.last", l.Reason)
		}
	}
}

func (s *search) records() {
	for _, r := range s.d.Records {
		kind := words.M("find.record", r.No)
		s.add(Place{Phase: Onsite, Tab: TabRecord, Entity: r.Entity}, kind, r.Title, r.Text, r.Present, r.Place)
		for _, q := range r.QA {
			s.add(Place{Phase: Onsite, Tab: TabRecord, Entity: r.Entity}, kind, q.Question, q.Answer)
		}
		for _, x := range r.Docs {
			s.add(Place{Phase: Onsite, Tab: TabDocument, Entity: x.Entity}, words.M("noun.doc"), x.Title+" "+x.Number, x.Remark, x.Issuer, x.Wanted)
		}
	}
}

func (s *search) visited() {
	for _, c := range s.d.Carried {
		s.of(c.Entity, "noun.back", c.Text, c.Answer, c.Requirement)
	}
	for _, e := range slices.Sorted(maps.Keys(s.d.Looks)) {
		s.of(e, "noun.look", s.d.Looks[e].Note)
	}
}

// findings looks at each finding and at what the later phases wrote about it.
func (s *search) findings() {
	for _, f := range s.d.Findings {
		s.add(Place{Phase: Onsite, Tab: TabFinding, Entity: f.Entity}, words.M("finding."+string(f.Kind)), f.Named, f.City)
		at := func(noun string) string { return Path(s.d.Entity, noun, f.ID) }
		s.of(f.Required(s.d), "noun.req", f.Requirement, f.Responsible)
		if f.FinalNamed != f.Named || f.FinalCity != f.City {
			s.of(at("final"), "noun.final", f.FinalNamed, f.FinalCity)
		}
		if r := f.Response; r != nil {
			s.of(at("resp"), "noun.resp", r.Grounds, r.Reasons, r.Proof)
		}
		if r := f.Rectification; r != nil {
			s.of(at("rect"), "noun.rect", r.Measures, r.Checked, r.Reason)
		}
		for _, x := range f.Progress {
			s.of(x.Entity, "noun.prog", x.Text, x.Proof)
		}
		for _, x := range f.Milestones {
			s.of(x.Entity, "noun.mile", x.Text, x.Proof)
		}
	}
	for _, x := range s.d.Drafts {
		for _, p := range x.Problems {
			s.of(x.Entity, "noun.draft", p.Text)
		}
	}
}
