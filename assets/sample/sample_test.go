package sample_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/roundplan"
	"kaohe/app/standard"
)

func table(t *testing.T) *roundplan.Table {
	t.Helper()
	b, err := os.ReadFile("../standard/builtin.json")
	if err != nil {
		t.Fatal(err)
	}
	tab, err := roundplan.ReadTable(b)
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func plan(t *testing.T) *roundplan.Plan {
	t.Helper()
	p, err := roundplan.ReadPlan(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func rule(r roundplan.TableRule) standard.Rule {
	out := standard.Rule{
		Kind: r.Kind, Amount: r.Amount, Step: int64(r.Step), Target: int64(r.Target), Above: r.Above,
		Floor: r.Floor, Cap: r.Cap, Unit: r.Unit, What: r.What,
	}
	for _, x := range r.Tiers {
		out.Tiers = append(out.Tiers, standard.Tier{From: int64(x.From), Points: x.Points})
	}
	return out
}

func itemsOf(t *testing.T) map[string]roundplan.TableItem {
	t.Helper()
	all := map[string]roundplan.TableItem{}
	for _, s := range table(t).Sections {
		for _, i := range s.Items {
			all[i.ID] = i
		}
	}
	return all
}

func TestStandard(t *testing.T) {
	tab := table(t)
	var total standard.Points
	kinds := map[standard.Kind]int{}
	scored, keys := 0, 0
	for _, s := range tab.Sections {
		for n, i := range s.Items {
			kinds[i.Rule.Kind]++
			if i.Rule.What == "" || i.Text == "" || i.Basis == "" || len(i.Materials) == 0 || len(i.Methods) == 0 {
				t.Errorf("%s: what, text, basis, materials and methods are all wanted", i.ID)
			}
			for _, m := range i.Methods {
				if !slices.Contains(standard.Forms, standard.Form(m)) {
					t.Errorf("%s: method %q", i.ID, m)
				}
			}
			if !strings.HasSuffix(i.Code, "."+string(rune('1'+n))) {
				t.Errorf("%s: code %s out of order", i.ID, i.Code)
			}
			if i.Key {
				keys++
			}
			if i.Rule.Kind == standard.Bonus || i.Rule.Kind == standard.Veto {
				continue
			}
			scored++
			total += i.Points
			for _, x := range i.Rule.Tiers {
				if x.Points > i.Points {
					t.Errorf("%s: tier above the full mark", i.ID)
				}
			}
		}
	}
	if total != 10000 || scored < 36 || keys < 3 || len(tab.Sections) < 8 || !tab.Sample || len(tab.Grades) != 4 {
		t.Errorf("total %s, %d items, %d key items, %d sections, sample %v, %d grades", total, scored, keys, len(tab.Sections), tab.Sample, len(tab.Grades))
	}
	for _, k := range standard.Kinds {
		if kinds[k] == 0 {
			t.Errorf("no item with a rule of kind %s", k)
		}
	}
}

func TestRound(t *testing.T) {
	p := plan(t)
	for _, d := range []assess.Day{p.From, p.To, p.Reply, p.AsOf} {
		if d == "" || !d.Valid() {
			t.Errorf("date %q", d)
		}
	}
	roles := map[assess.Role]int{}
	for _, m := range p.Team {
		roles[m.Role]++
		if needs := m.Role != assess.Member; needs != (len(m.PIN) == 6) {
			t.Errorf("%s: role %s with PIN %q", m.ID, m.Role, m.PIN)
		}
	}
	if p.Team[0].Role != assess.Leader || roles[assess.Leader] != 1 || roles[assess.Deputy] != 2 || roles[assess.Secretary] != 1 || roles[assess.Member] < 7 {
		t.Errorf("roles %v", roles)
	}
	if len(p.Areas) != 6 {
		t.Errorf("%d districts", len(p.Areas))
	}
}

func TestAmounts(t *testing.T) {
	var records, docs, problems int
	methods := map[string]int{}
	verdicts := map[assess.Verdict]int{}
	for _, a := range plan(t).Areas {
		kinds := map[assess.FindingKind]int{}
		for _, r := range a.Records {
			records++
			methods[r.Method]++
			docs += len(r.Docs)
			for _, d := range r.Docs {
				verdicts[d.Verdict]++
			}
			if r.Method == string(standard.Interview) && (len(r.QA) < 3 || len(r.QA) > 6) {
				t.Errorf("%s %s: %d questions", a.ID, r.ID, len(r.QA))
			}
		}
		for _, f := range a.Findings {
			kinds[f.Kind]++
		}
		problems += kinds[assess.Problem]
		if kinds[assess.Highlight] == 0 || a.Signed > 0 && kinds[assess.Achievement] < 3 {
			t.Errorf("%s: findings %v", a.ID, kinds)
		}
	}
	if records < 60 || docs < 40 || problems < 25 {
		t.Errorf("%d records, %d documents, %d problems", records, docs, problems)
	}
	for _, m := range standard.Forms {
		if methods[string(m)] == 0 {
			t.Errorf("no record of method %s", m)
		}
	}
	for _, v := range assess.Verdicts {
		if verdicts[v] == 0 {
			t.Errorf("no document with verdict %s", v)
		}
	}
}

// refs holds what a district's lines may point to.
type refs struct {
	t                            *testing.T
	area                         string
	people, items, records, subs map[string]bool
	sections                     map[string]bool
}

func (r refs) want(in map[string]bool, id, where string) {
	r.t.Helper()
	if !in[id] {
		r.t.Errorf("%s: %s points to %q, which is not there", r.area, where, id)
	}
}

func (r refs) day(d assess.Day, where string) {
	r.t.Helper()
	if !d.Valid() {
		r.t.Errorf("%s: %s has date %q", r.area, where, d)
	}
}

func TestReferences(t *testing.T) {
	p, tab := plan(t), table(t)
	base := refs{t: t, people: map[string]bool{}, items: map[string]bool{}, sections: map[string]bool{}}
	for _, m := range p.Team {
		base.people[m.ID] = true
	}
	for _, s := range tab.Sections {
		base.sections[s.ID] = true
		for _, i := range s.Items {
			base.items[i.ID] = true
		}
	}
	for _, a := range p.Areas {
		r := base
		r.area, r.records, r.subs = a.ID, map[string]bool{}, map[string]bool{}
		for _, s := range a.Subdistricts {
			r.subs[s.ID] = true
		}
		for _, x := range a.Records {
			if r.records[x.ID] {
				t.Errorf("%s: record %s twice", a.ID, x.ID)
			}
			r.records[x.ID] = true
		}
		r.planned(a)
		r.recorded(a)
		r.found(a)
	}
}

func (r refs) planned(a *roundplan.Area) {
	for sec, people := range a.Assign {
		r.want(r.sections, sec, "assign")
		for _, id := range people {
			r.want(r.people, id, "assign "+sec)
		}
	}
	for _, x := range a.Tasks {
		r.want(r.people, x.Who, x.What)
		r.day(x.Due, x.What)
	}
	for id := range a.Claims {
		r.want(r.items, id, "claims")
	}
	for id, s := range a.Scores {
		r.want(r.items, id, "scores")
		for _, d := range s.Deductions {
			for _, rec := range d.Records {
				r.want(r.records, rec, "deduction of "+id)
			}
		}
	}
}

func (r refs) recorded(a *roundplan.Area) {
	for _, x := range a.Records {
		r.want(r.people, x.Recorder, x.ID)
		r.day(x.Date, x.ID)
		if x.Method == string(standard.SubdistrictCheck) {
			r.want(r.subs, x.Sub, x.ID)
		}
		for _, id := range x.Items {
			r.want(r.items, id, x.ID)
		}
		for _, d := range x.Docs {
			r.day(d.Date, x.ID+" "+d.Title)
			if !slices.Contains(assess.Verdicts, d.Verdict) {
				r.t.Errorf("%s %s: verdict %q", a.ID, x.ID, d.Verdict)
			}
		}
	}
}

func (r refs) found(a *roundplan.Area) {
	for _, f := range a.Findings {
		for _, id := range f.Items {
			r.want(r.items, id, f.ID)
		}
		for _, id := range f.Records {
			r.want(r.records, id, f.ID)
		}
		r.day(f.Deadline, f.ID)
		if f.Named == "" || f.City == "" || f.Kind == assess.Problem && (f.Requirement == "" || f.Deadline == "" || f.Responsible == "") {
			r.t.Errorf("%s %s: incomplete", a.ID, f.ID)
		}
		if f.Rect != nil && f.Rect.Checker != "" {
			r.want(r.people, f.Rect.Checker, f.ID)
		}
	}
}

// A city text names no district and no subdistrict.
func TestCityVoice(t *testing.T) {
	p := plan(t)
	var names []string
	for _, a := range p.Areas {
		names = append(names, strings.TrimSuffix(a.Name, "区"))
		for _, s := range a.Subdistricts {
			names = append(names, strings.TrimSuffix(s.Name, "街道"))
		}
	}
	for _, a := range p.Areas {
		for _, f := range a.Findings {
			for _, n := range names {
				if strings.Contains(f.City, n) {
					t.Errorf("%s %s: the city text names %s", a.ID, f.ID, n)
				}
			}
		}
	}
}

// What a signature covers is complete, and Nanshan is ready to be signed on site.
func TestSignedPhases(t *testing.T) {
	tab := table(t)
	for _, a := range plan(t).Areas {
		ready := a.Signed
		if a.ID == "nanshan" {
			ready = 2
		}
		for _, x := range a.Tasks {
			if int(x.Phase) <= ready && !x.Done && x.Waived == "" {
				t.Errorf("%s: phase %d has the open task %s", a.ID, x.Phase, x.What)
			}
		}
		if ready >= 1 {
			prepared(t, tab, a)
		}
		if ready >= 2 {
			visited(t, a)
			marked(t, tab, a)
		}
		if ready >= 3 {
			consulted(t, a)
		}
	}
}

func prepared(t *testing.T, tab *roundplan.Table, a *roundplan.Area) {
	drawn := 0
	for _, s := range a.Subdistricts {
		if s.Drawn {
			drawn++
		}
	}
	if drawn == 0 {
		t.Errorf("%s: nothing drawn", a.ID)
	}
	for _, s := range tab.Sections {
		if len(a.Assign[s.ID]) == 0 {
			t.Errorf("%s: nobody assesses %s", a.ID, s.Title)
		}
		for _, i := range s.Items {
			if _, ok := a.Claims[i.ID]; !ok && i.Rule.Kind != standard.Bonus && i.Rule.Kind != standard.Veto {
				t.Errorf("%s: no claim for %s", a.ID, i.ID)
			}
		}
	}
}

func visited(t *testing.T, a *roundplan.Area) {
	seen := map[string]bool{}
	for _, r := range a.Records {
		seen[r.Method] = true
		if r.Method == string(standard.SubdistrictCheck) {
			seen["sub "+r.Sub] = true
		}
	}
	for _, m := range standard.Forms {
		if !seen[string(m)] {
			t.Errorf("%s: no record of %s", a.ID, m)
		}
	}
	for _, s := range a.Subdistricts {
		if s.Drawn && !seen["sub "+s.ID] {
			t.Errorf("%s: %s was drawn and not visited", a.ID, s.Name)
		}
	}
	for _, f := range a.Findings {
		if f.Kind == assess.Problem && len(f.Records) == 0 {
			t.Errorf("%s %s rests on no record", a.ID, f.ID)
		}
	}
}

func marked(t *testing.T, tab *roundplan.Table, a *roundplan.Area) {
	for _, sec := range tab.Sections {
		for _, i := range sec.Items {
			if i.Rule.Kind == standard.Bonus || i.Rule.Kind == standard.Veto {
				continue
			}
			s, ok := a.Scores[i.ID]
			switch {
			case !ok || s.NA == "" && s.Mark == nil && s.Count == nil:
				t.Errorf("%s %s: not marked", a.ID, i.ID)
			case s.NA == "":
				explained(t, a.ID, i, s)
			}
		}
	}
}

func explained(t *testing.T, area string, i roundplan.TableItem, s roundplan.Score) {
	mark := markOf(t, area, i, s)
	if allowed := rule(i.Rule).Clamp(i.Points, mark); allowed != mark {
		t.Errorf("%s %s: the rule does not allow %s", area, i.ID, mark)
	}
	var sum standard.Points
	for _, d := range s.Deductions {
		sum += d.Amount
		if d.Reason == "" || len(d.Records) == 0 {
			t.Errorf("%s %s: a deduction without reason or record", area, i.ID)
		}
	}
	if lost := max(0, i.Points-mark); lost != sum {
		t.Errorf("%s %s: the mark lacks %s, the deductions make %s", area, i.ID, lost, sum)
	}
}

func markOf(t *testing.T, area string, i roundplan.TableItem, s roundplan.Score) standard.Points {
	t.Helper()
	if s.Count == nil {
		return *s.Mark
	}
	n := int64(*s.Count)
	if i.Rule.Kind == standard.Each || i.Rule.Kind == standard.Bonus {
		if n%100 != 0 {
			t.Errorf("%s %s: count %s is not whole", area, i.ID, *s.Count)
		}
		n /= 100
	}
	m, _ := rule(i.Rule).Mark(i.Points, n)
	return m
}

func consulted(t *testing.T, a *roundplan.Area) {
	for _, f := range a.Findings {
		if f.Kind == assess.Problem && !f.Response.Ruled() {
			t.Errorf("%s %s: not ruled", a.ID, f.ID)
		}
	}
}

// Totals, so that a change of a mark is a change of this test too.
func TestTotals(t *testing.T) {
	items := itemsOf(t)
	want := map[string]string{"futian": "92.65", "baoan": "86.55", "longgang": "81.25", "nanshan": "86.45"}
	for _, a := range plan(t).Areas {
		var sum standard.Points
		for id, s := range a.Scores {
			if s.NA == "" {
				sum += markOf(t, a.ID, items[id], s)
			}
		}
		if w, ok := want[a.ID]; ok && sum.String() != w {
			t.Errorf("%s: %s, want %s", a.ID, sum, w)
		}
	}
}

// The states that the sample is there to show.
func TestStates(t *testing.T) {
	p := plan(t)
	signed := map[string]int{}
	var overdue, reported, closed, long, open int
	for _, a := range p.Areas {
		signed[a.ID] = a.Signed
		for _, f := range a.Findings {
			if f.Response != nil && !f.Response.Ruled() {
				open++
			}
			r := f.Rect
			if r == nil {
				continue
			}
			switch {
			case r.State == "open" && f.Deadline < p.AsOf:
				overdue++
			case r.State == "reported":
				reported++
			case r.State == "closed" && r.Checker != "" && r.Checker != r.Reported:
				closed++
			}
			if r.Mode == "long" && r.Measures != "" {
				long++
			}
		}
	}
	for id, n := range map[string]int{"yantian": 0, "luohu": 1, "nanshan": 1, "baoan": 2, "futian": 3, "longgang": 4} {
		if signed[id] != n {
			t.Errorf("%s: %d phases signed, want %d", id, signed[id], n)
		}
	}
	if overdue == 0 || reported == 0 || closed == 0 || long == 0 || open == 0 {
		t.Errorf("overdue %d, reported %d, closed %d, long %d, rulings open %d", overdue, reported, closed, long, open)
	}
}

// Officials of the real round are not in the sample, and every file is plain UTF-8.
func TestNames(t *testing.T) {
	for _, dir := range []string{".", "../standard"} {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if !strings.HasSuffix(f.Name(), ".json") {
				continue
			}
			b, err := os.ReadFile(dir + "/" + f.Name())
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range []string{"陈文江", "邝兵", `\u`} {
				if strings.Contains(string(b), n) {
					t.Errorf("%s holds %s", f.Name(), n)
				}
			}
			if !utf8.Valid(b) {
				t.Errorf("%s is not UTF-8", f.Name())
			}
		}
	}
}
