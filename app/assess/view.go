package assess

import (
	"cmp"
	"slices"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/standard"
)

// Standing is what View needs from whoever judges which records count: the Authority of a log, or a printed paper's evidence.
type Standing interface {
	ID() ledger.Hash // the vault's id
	Team() []*Person
	Editions() []authority.Edition
	Held() []authority.Held
	Laptops() []authority.Laptop
	Frozen() bool // whether the standard is frozen, whatever somebody wrote to the register at the same time
	Former() []authority.Former
	Invitations() []authority.Invited
	Requests() []authority.Request
	// Phase returns the statements of a phase of a district and what was changed since; the other fields are filled in by the gates.
	Phase(s *ledger.State, district string, p Phase) PhaseState
}

// View reads the whole assessment from a state. It does not change s, and the result does not refer to it.
func View(s *ledger.State, standing Standing) *Assessment { return view(reader{s: s}, standing) }

func view(r reader, standing Standing) *Assessment {
	s := r.s
	a := &Assessment{
		Vault:    standing.ID(),
		Title:    r.text("round", "title"),
		City:     r.text("round", "city"),
		Lead:     r.text("round", "lead"),
		Purpose:  r.text("round", "purpose"),
		Year:     r.text("round", "year"),
		From:     r.day("round", "from"),
		To:       r.day("round", "to"),
		Reply:    r.day("round", "reply"),
		AsOf:     r.day("round", "asof"),
		Sample:   r.flag("round", "sample"),
		Team:     r.team(standing.Team()),
		Disputed: disputed(s),
		Held:     standing.Held(),
		Laptops:  standing.Laptops(),
		Former:   standing.Former(),

		Invitations: standing.Invitations(), Requests: standing.Requests(),
	}
	a.Forks = undecided(s, a.Laptops)
	a.Bases, _ = get[[]string](r, "round", "bases")
	a.Standard = r.standard()
	a.Standard.Frozen = a.Standard.Frozen || standing.Frozen()
	a.NextStandard = r.draftTable()
	a.Editions = editions(a, standing.Editions())
	a.Checks = r.checks()
	a.Issues, a.Circular = r.issues("issue"), r.circular()
	a.Holders = r.holders()
	r.each("d", func(id, e string, _ bool) { a.Districts = append(a.Districts, r.district(a, standing, id, e)) })
	byOrder(a.Districts, func(d *District) (int64, string) { return d.Order, d.ID })
	for i, rank := range ranks(a.Districts) {
		a.Districts[i].Rank = rank
	}
	a.regrade()
	return a
}

// Renew returns the view after the records last, if these changed only entities below districts, or what laptops hold; it reads those districts
// again and keeps the others of old, which saves five sixths of the time with six districts. Otherwise it returns false, and View has to be called.
func Renew(old *Assessment, s *ledger.State, standing Standing, last ...*ledger.Record) (*Assessment, bool) {
	touched, written := map[string]bool{}, map[string]bool{}
	for _, r := range last {
		for i := range r.Ops {
			e := r.Ops[i].Entity
			at := schema.Parse(e)
			if IsHold(e) && r.Ops[i].Field != ledger.Gone {
				continue
			}
			if at.District == "" || at.Key == "" || old.District(at.District) == nil {
				return nil, false
			}
			touched[at.District], written[e] = true, true
		}
	}
	a := *old
	a.Disputed, a.Forks = disputed(s), undecided(s, old.Laptops)
	a.Holders = reader{s: s}.holdersAfter(old.Holders, last)
	a.Districts = slices.Clone(old.Districts)
	for i, d := range a.Districts {
		if touched[d.ID] {
			a.Districts[i] = reader{s: s, old: d, written: written}.district(&a, standing, d.ID, d.Entity)
		} else {
			a.disputeDraws(d)
		}
	}
	for i, rank := range ranks(a.Districts) { // the score of one district can change the place of all others
		if d := a.Districts[i]; d.Rank != rank {
			moved := *d
			moved.Rank = rank
			a.Districts[i] = &moved
		}
	}
	a.regrade()
	return &a, true
}

// undecided counts the laptops that forked and that nobody has taken out since.
func undecided(s *ledger.State, laptops []authority.Laptop) int {
	forked := map[ledger.Device]bool{}
	for _, f := range s.Forks() {
		forked[f.Device] = true
	}
	for _, l := range laptops {
		if l.Removed != nil {
			delete(forked, l.Device)
		}
	}
	return len(forked)
}

// team seats the people of the roster, whose slice is not changed. Who was never given a place comes first, as the roster has them.
func (r reader) team(people []*Person) []*Person {
	out := make([]*Person, len(people))
	for i, p := range people {
		seated := *p
		seated.Post, seated.Order = r.text(SeatOf(p.ID), "post"), r.order(SeatOf(p.ID))
		out[i] = &seated
	}
	slices.SortStableFunc(out, func(a, b *Person) int { return cmp.Compare(a.Order, b.Order) })
	return out
}

// seated puts people, given by ID in order of IDs, into the order of the list of the team.
func (r reader) seated(ids []string) []string {
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(r.order(SeatOf(a)), r.order(SeatOf(b))) })
	return ids
}

// assessors returns who assesses a section: in the order that was written for them, then in that of the team.
func (r reader) assessors(entity string) []string {
	ranked, _ := get[[]string](r, entity, "ranked")
	place := func(id string) int {
		if i := slices.Index(ranked, id); i >= 0 {
			return i
		}
		return len(ranked)
	}
	ids := r.seated(r.members(entity, "person"))
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(place(a), place(b)) })
	return ids
}

func (r reader) standard() *standard.Standard { return r.table(OwnTable) }

func (r reader) table(t Table) *standard.Standard {
	e := string(t)
	s := &standard.Standard{
		Title:   r.text(e, "title"),
		Version: r.text(e, "version"),
		Sample:  r.flag(e, "sample"),
		Frozen:  r.flag(e, "frozen"),
		Rescale: r.flag(e, "rescale"),
	}
	bonus, _ := r.num(e, "bonus")
	s.Bonus = standard.Points(bonus)
	s.Grades, _ = get[[]standard.Grade](r, e, "grades")
	s.Ranks, _ = get[[]standard.RankGrade](r, e, "ranks")
	s.Forces, _ = get[[]standard.Force](r, e, "forces")
	s.Methods = r.methods()
	r.each(Path(e, "sec"), func(id, e string, _ bool) {
		limit, _ := r.num(e, "bonuscap")
		s.Sections = append(s.Sections, &standard.Section{ID: id, Title: r.text(e, "title"), BonusCap: standard.Points(limit), Order: r.order(e)})
	})
	byOrder(s.Sections, func(x *standard.Section) (int64, string) { return x.Order, x.ID })
	r.each(Path(e, "item"), func(id, e string, _ bool) {
		i := r.item(id, e)
		if sec := s.Section(i.Section); sec != nil {
			sec.Items = append(sec.Items, i)
		}
	})
	for n, sec := range s.Sections {
		byOrder(sec.Items, func(i *standard.Item) (int64, string) { return i.Order, i.ID })
		for m, i := range sec.Items {
			i.Code = cmp.Or(i.Code, code(n, m))
		}
	}
	return s
}

func (r reader) item(id, e string) *standard.Item {
	i := &standard.Item{
		ID: id, Code: r.text(e, "code"), Section: r.text(e, "section"),
		Text: r.text(e, "text"), Basis: r.text(e, "basis"), Key: r.flag(e, "key"), Order: r.order(e),
	}
	points, _ := r.num(e, "points")
	i.Points = standard.Points(points)
	i.KeyFloor, _ = r.num(e, "keyfloor")
	i.Rule, _ = get[standard.Rule](r, e, "rule")
	i.Methods, _ = get[[]string](r, e, "methods")
	i.Materials, _ = get[[]string](r, e, "materials")
	return i
}

func (r reader) district(a *Assessment, standing Standing, id, e string) *District {
	d := &District{ID: id, Entity: e, Name: r.text(e, "name"), Government: r.text(e, "government"), Contact: r.text(e, "contact"), Order: r.order(e), Assigned: map[string][]string{}}
	r.each(Path(e, "sub"), func(id, e string, _ bool) {
		d.Subdistricts = append(d.Subdistricts, &Subdistrict{ID: id, Entity: e, Name: r.text(e, "name"), Drawn: r.flag(e, "drawn"), Order: r.order(e)})
	})
	byOrder(d.Subdistricts, func(s *Subdistrict) (int64, string) { return s.Order, s.ID })
	for _, sec := range a.Standard.Sections {
		d.Assigned[sec.ID] = r.assessors(Path(e, "assign", sec.ID))
	}
	for _, p := range Phases {
		r.tasks(d, p)
	}
	r.records(a, d)
	r.findings(d)
	given, claims := map[string]standard.Given{}, map[string]standard.Claim{}
	for _, i := range a.Standard.Items() {
		s := r.score(d, i)
		d.Scores = append(d.Scores, s)
		given[i.ID] = standard.Given{Mark: s.Mark, Marked: s.Marked, NA: s.NA, Vetoed: s.Vetoed, Range: s.Range, Unsure: s.MaybeNA}
		if s.Claimed {
			claims[i.ID] = standard.Claim{Points: s.Claim, Range: s.Claims}
		}
	}
	d.Issues = r.issues(Path(d.Entity, "issue"))
	d.Result, d.Claimed = a.Standard.Score(given), a.Standard.Claimed(claims)
	r.preparation(a, d)
	r.visits(a, d)
	r.settled(a, d)
	r.evidence(a, d)
	for _, p := range Phases {
		d.Phases[p] = standing.Phase(r.s, d.ID, p)
	}
	d.Comments, d.Returns = r.comments(d), r.returns(d)
	a.disputeDraws(d)
	d.gate(a)
	return d
}

func (r reader) tasks(d *District, p Phase) {
	var tasks []*Task
	r.each(Path(d.Entity, "task", path(p)), func(id, e string, _ bool) {
		tasks = append(tasks, &Task{
			ID: id, Entity: e, Phase: p, What: r.text(e, "what"), Who: r.text(e, "who"),
			Due: r.day(e, "due"), Done: r.flag(e, "done"), Waived: r.text(e, "waived"), Order: r.order(e),
		})
	})
	byOrder(tasks, func(t *Task) (int64, string) { return t.Order, t.ID })
	d.Tasks = append(d.Tasks, tasks...)
}

func (r reader) score(d *District, i *standard.Item) *Score {
	e, c := Path(d.Entity, "score", i.ID), Path(d.Entity, "claim", i.ID)
	s := &Score{Item: i, Entity: e, ClaimNote: r.text(c, "note"), NA: r.flag(e, "na"), NAReason: r.text(e, "nareason"),
		Vetoed: r.flag(e, "veto"), Remark: r.text(e, "remark")}
	claim, ok := r.num(c, "points")
	s.Claim, s.Claimed = standard.Points(claim), ok
	s.Claims, _, _ = r.between(c, "points")
	mark, ok := r.num(e, "mark")
	s.Mark, s.Marked = standard.Points(mark), ok
	s.Range, s.Disputed, s.MaybeNA = r.given(e)
	s.Count, s.Counted = r.num(e, "count")
	r.each(Path(d.Entity, "ded", i.ID), func(id, e string, _ bool) {
		amount, _ := r.num(e, "amount")
		s.Deductions = append(s.Deductions, &Deduction{ID: id, Entity: e, Amount: standard.Points(amount),
			Reason: r.text(e, "reason"), Records: d.linked(r.members(e, "record")), Order: r.order(e)})
	})
	byOrder(s.Deductions, func(x *Deduction) (int64, string) { return x.Order, x.ID })
	for _, rec := range d.Records {
		for _, id := range rec.Items {
			if id == i.ID {
				s.Records = append(s.Records, rec)
			}
		}
	}
	return s
}

// given returns the range of an item's marks, whether they or 不适用 are in conflict, and whether it is a mark against 不适用.
func (r reader) given(entity string) (marks standard.Range, disputed, maybeNA bool) {
	marks, disputed, any := r.between(entity, "mark")
	_, clean, _ := r.s.Get(ledger.Register{Entity: entity, Field: "na"})
	maybeNA = any && (disputed || !clean) && r.any(entity, "na")
	return marks, disputed || maybeNA, maybeNA
}

// between returns the range of the points that a field of an entity holds, whether they are in conflict, and whether there is any; that there
// are none is no zero.
func (r reader) between(entity, field string) (out standard.Range, disputed, any bool) {
	at := ledger.Register{Entity: entity, Field: field}
	_, clean, _ := r.s.Get(at)
	for _, h := range r.s.Heads(at) {
		n, err := ledger.As[*int64](h.Value())
		if err != nil || n == nil {
			continue
		}
		if p := standard.Points(*n); !any {
			out, any = standard.Range{Low: p, High: p}, true
		} else {
			out = standard.Range{Low: min(out.Low, p), High: max(out.High, p)}
		}
	}
	return out, !clean, any
}

func (d *District) linked(ids []string) []*Record {
	var out []*Record
	for _, rec := range d.Records { // in the district's order, not in the order of IDs
		for _, id := range ids {
			if rec.ID == id {
				out = append(out, rec)
			}
		}
	}
	return out
}

func (r reader) records(a *Assessment, d *District) {
	r.each(Path(d.Entity, "rec"), func(id, e string, revived bool) {
		rec := &Record{ID: id, Entity: e, Method: r.text(e, "method"), Date: r.day(e, "date"), Time: r.text(e, "time"),
			Place: r.text(e, "place"), Title: r.text(e, "title"), Present: r.text(e, "present"), Recorder: r.text(e, "recorder"), No: r.text(e, "no"),
			Subdistrict: r.text(e, "sub"), Text: r.text(e, "text"), Items: r.members(e, "item"), Revived: revived, Order: r.order(e)}
		rec.Form = a.Standard.Method(rec.Method).Form
		rec.Invited, _ = r.num(e, "invited")
		rec.Attended, _ = r.num(e, "attended")
		r.rows(d, rec)
		d.Records = append(d.Records, rec)
	})
	byOrder(d.Records, func(x *Record) (int64, string) { return x.Order, x.ID })
	call(d.Records, func(x *Record) (*string, *bool) { return &x.No, &x.Numbered })
}

func (r reader) rows(d *District, rec *Record) {
	r.each(Path(d.Entity, "qa", rec.ID), func(id, e string, _ bool) {
		rec.QA = append(rec.QA, &Exchange{ID: id, Entity: e, Question: r.text(e, "q"), Answer: r.text(e, "a"), No: r.text(e, "no"), Order: r.order(e)})
	})
	byOrder(rec.QA, func(x *Exchange) (int64, string) { return x.Order, x.ID })
	call(rec.QA, func(x *Exchange) (*string, *bool) { return &x.No, &x.Numbered })
	r.each(Path(d.Entity, "doc", rec.ID), func(id, e string, _ bool) {
		rec.Docs = append(rec.Docs, &Document{ID: id, Entity: e, Title: r.text(e, "title"), Number: r.text(e, "number"),
			Issuer: r.text(e, "issuer"), Date: r.day(e, "date"), Wanted: r.text(e, "wanted"), Verdict: Verdict(r.text(e, "verdict")),
			Remark: r.text(e, "remark"), Order: r.order(e)})
	})
	byOrder(rec.Docs, func(x *Document) (int64, string) { return x.Order, x.ID })
}

// response reads what a district said and how the team ruled; nil if it said nothing.
func (r reader) response(e string) *Response {
	if r.text(e, "stance") == "" {
		return nil
	}
	return &Response{Stance: r.text(e, "stance"), Grounds: r.text(e, "grounds"), Ruling: r.text(e, "ruling"), Reasons: r.text(e, "reasons"),
		Day: r.day(e, "day"), Proof: r.text(e, "proof")}
}

func (r reader) findings(d *District) {
	r.each(Path(d.Entity, "find"), func(id, e string, revived bool) {
		f := &Finding{ID: id, Entity: e, Kind: FindingKind(r.text(e, "kind")), Named: r.text(e, "named"), City: r.text(e, "city"), No: r.text(e, "no"),
			Items: r.members(e, "item"), Records: d.linked(r.members(e, "record")), Revived: revived, Order: r.order(e)}
		req := f.Required(d)
		f.Requirement, f.Deadline, f.Responsible = r.text(req, "requirement"), r.day(req, "deadline"), r.text(req, "responsible")
		resp := Path(d.Entity, "resp", id)
		if f.Response = r.response(resp); f.Response != nil {
			f.Response.Item = r.text(resp, "effectitem")
		}
		if rect := Path(d.Entity, "rect", id); r.text(rect, "state") != "" {
			f.Rectification = &Rectified{Mode: r.text(rect, "mode"), Measures: r.text(rect, "measures"), State: r.text(rect, "state"),
				Reported: r.text(rect, "reported"), Checker: r.text(rect, "checker"), Checked: r.text(rect, "checked"), Reason: r.text(rect, "reason")}
		}
		d.Findings = append(d.Findings, f)
	})
	byOrder(d.Findings, func(x *Finding) (int64, string) { return x.Order, x.ID })
	call(d.Findings, func(x *Finding) (*string, *bool) { return &x.No, &x.Numbered })
}

// call gives each row of a list its number. no returns where that stands, as it was written, and where it is noted that it was written.
func call[T any](list []T, no func(T) (*string, *bool)) {
	written := make([]string, len(list))
	for i, x := range list {
		n, is := no(x)
		written[i], *is = *n, *n != ""
	}
	for i, s := range Numbers(written) {
		n, _ := no(list[i])
		*n = s
	}
}
