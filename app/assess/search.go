package assess

import (
	"fmt"

	"kaohe/app/pinyin"
	"kaohe/app/words"
)

// Hit is something that a search found.
type Hit struct {
	Place Place
	Where words.Msg // the district and the kind of thing
	Text  string
}

// Search looks for a query (text, pinyin or its initials) in everything that people wrote, and returns at most limit hits.
func Search(a *Assessment, query string, limit int) []Hit {
	if query == "" {
		return nil
	}
	s := search{query: query, limit: limit}
	for _, d := range a.Districts {
		s.d = d
		s.add(Place{Phase: Preparation}, words.M("find.district"), d.Name, d.Contact)
		for _, x := range d.Subdistricts {
			s.add(Place{Phase: Preparation, Entity: x.Entity}, words.M("noun.sub"), x.Name)
		}
		for _, t := range d.Tasks {
			s.add(Place{Phase: t.Phase, Tab: TabTask, Entity: t.Entity}, words.M("noun.task"), t.What)
		}
		s.scores()
		s.records()
		for _, f := range d.Findings {
			s.add(Place{Phase: Onsite, Tab: TabFinding, Entity: f.Entity}, words.M("finding."+string(f.Kind)), f.Named, f.City, f.Requirement)
		}
	}
	return s.hits
}

type search struct {
	query string
	limit int
	d     *District
	hits  []Hit
}

func (s *search) add(p Place, kind words.Msg, texts ...string) {
	if len(s.hits) >= s.limit {
		return
	}
	for _, t := range texts {
		if t != "" && pinyin.Match(s.query, t) {
			p.District = s.d.ID
			s.hits = append(s.hits, Hit{p, words.M("find.where", s.d.Name, kind), t})
			return
		}
	}
}

func (s *search) scores() {
	for _, x := range s.d.Scores {
		p := Place{Phase: Onsite, Tab: TabScore, Item: x.Item.ID, Entity: x.Entity}
		s.add(p, words.M("find.item", x.Item.Code), x.Item.Code+" "+x.Item.Text, x.Remark)
		for _, c := range x.Deductions {
			s.add(p, words.M("noun.ded"), c.Reason)
		}
	}
}

func (s *search) records() {
	for _, r := range s.d.Records {
		kind := words.M("find.record", fmt.Sprint(s.d.Number(r)))
		s.add(Place{Phase: Onsite, Tab: TabRecord, Entity: r.Entity}, kind, r.Title, r.Text, r.Present)
		for _, q := range r.QA {
			s.add(Place{Phase: Onsite, Tab: TabRecord, Entity: r.Entity}, kind, q.Question, q.Answer)
		}
		for _, x := range r.Docs {
			s.add(Place{Phase: Onsite, Tab: TabDocument, Entity: x.Entity}, words.M("noun.doc"), x.Title+" "+x.Number, x.Remark)
		}
	}
}
