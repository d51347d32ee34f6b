package roundplan

import (
	"fmt"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// TableCheck is one line of the checklist for drawn subdistricts.
type TableCheck struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

func (t *Table) checks(e *assess.Edit) {
	for n, c := range t.Checks {
		x := assess.Path("std", "visit", c.ID)
		e.Texts(x, "text", c.Text).Set(x, "order", n+1)
	}
}

// Look is what was seen for one check in one subdistrict.
type Look struct {
	Verdict assess.Verdict `json:"verdict"`
	Note    string         `json:"note"`
}

// Looks holds looks by subdistrict ID and check ID.
type Looks map[string]map[string]Look

// Before is what the last round left: the marks of items, and the problems that were not closed.
type Before struct {
	Marks    map[string]assess.Last `json:"marks"` // by item ID
	Problems []Carried              `json:"problems"`
}

// Carried is a problem of the last round, and what this round found about it; an empty State is not answered yet.
type Carried struct {
	ID          string `json:"id"`
	Text        string `json:"text"`
	Requirement string `json:"requirement"`
	State       string `json:"state"`
	Answer      string `json:"answer"`
}

// before writes what the last round gave. The signature of the preparation covers these marks.
func (a *Area) before(std *standard.Standard) *assess.Edit {
	e := assess.New("edit.district")
	for _, item := range sortedKeys(a.Before.Marks) {
		l := a.Before.Marks[item]
		hash := ""
		if i := std.Item(item); i != nil && l.Same {
			hash = assess.TextHash(i.Text)
		}
		e.Texts(a.path("last", item), "mark", l.Mark, "reason", l.Reason, "hash", hash)
	}
	for _, c := range a.Before.Problems {
		e.Texts(a.path("back", c.ID), "text", c.Text, "requirement", c.Requirement)
	}
	return e
}

// looks writes what was seen in subdistricts, and what became of the last round's problems, in the name of members of the team.
func (a *Area) looks(w *writer, p *Plan) {
	for _, sub := range sortedKeys(a.Looks) {
		w.use(a.marker(p, "d"))
		e := assess.New("edit.look")
		for _, check := range sortedKeys(a.Looks[sub]) {
			l := a.Looks[sub][check]
			e.Texts(a.path("look", sub, check), "verdict", string(l.Verdict), "note", l.Note)
		}
		w.do(e)
	}
	e := assess.New("edit.back")
	for _, c := range a.Before.Problems {
		if c.State != "" {
			e.Texts(a.path("back", c.ID), "state", c.State, "answer", c.Answer)
		}
	}
	w.do(e)
}

// rectify takes each rectification through its steps, each in the name of the person who would do it.
func (a *Area) rectify(w *writer, p *Plan) {
	for _, f := range a.Findings {
		if f.Rect == nil || w.err != nil {
			continue
		}
		w.use(p.Team[0].ID)
		w.do(assess.Arrange(a.now(w), a.finding(w, f.ID), "mode", f.Rect.Mode, "measures", f.Rect.Measures))
		for n, s := range f.Progress {
			w.use(p.Mate(s.Person).ID)
			w.do(assess.AddProgress(a.now(w), a.finding(w, f.ID), fmt.Sprintf("g%d", n+1), s.Day, s.Text, s.Proof, s.Person))
		}
		for n, s := range f.Milestones {
			id := fmt.Sprintf("m%d", n+1)
			e := assess.AddMilestone(a.now(w), a.finding(w, f.ID), id, s.Day, s.Text)
			w.do(e.Set(a.path("mile", f.ID, id), "done", s.Done))
		}
		a.settle(w, p, f)
	}
	w.use(p.Team[0].ID)
}

func (a *Area) settle(w *writer, p *Plan, f Finding) {
	step := func(e *assess.Edit, err error) {
		if w.err == nil {
			w.err = err
		}
		w.do(e)
	}
	r := f.Rect
	if r.State == assess.RectReported || r.State == assess.RectClosed {
		step(assess.Report(a.now(w), a.finding(w, f.ID), r.Reported, assess.Entry{}))
	}
	if r.State == assess.RectClosed && w.err == nil {
		w.use(r.Checker)
		step(assess.Close(w.s.View(), a.now(w), a.finding(w, f.ID), w.s.Who(), r.Checked))
	}
	if r.State == assess.RectCarried {
		step(assess.CarryOver(a.now(w), a.finding(w, f.ID), r.Reason))
	}
}

// now returns the district as it is in the session.
func (a *Area) now(w *writer) *assess.District { return w.s.View().District(a.ID) }

func (a *Area) finding(w *writer, id string) *assess.Finding { return a.now(w).Finding(id) }
