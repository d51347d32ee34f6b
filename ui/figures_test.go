package ui_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/uitest"
)

// This test counts what there is to count a second time, plainly and by no function of the program, and holds every figure of the form
// "so much of so much", every tab's count and every sum of a district's pages against it. A figure that it does not know fails it: a new
// one needs a line in allowed, or in tabs.

// far is how much is done, of how much.
type far struct{ done, all int }

func (x far) open() int { return x.all - x.done }

func count[T any](list []T, of, done func(T) bool) (x far) {
	for _, v := range list {
		if of(v) {
			x.all++
			if done(v) {
				x.done++
			}
		}
	}
	return x
}

func every[T any](T) bool { return true }

// counted are the figures of a district.
type counted struct {
	d                                              *assess.District
	tasks, phases                                  [6]far
	marks, claims, looked, got, answered, required far
	closed, back, drawn                            far
	final, full, claim, asked                      standard.Points
}

func plain(s *assess.Score) bool {
	return s.Item.Rule.Kind != standard.Veto && s.Item.Rule.Kind != standard.Bonus
}

func countAll(a *assess.Assessment, d *assess.District) *counted {
	c := &counted{d: d}
	for _, p := range assess.Phases {
		c.tasks[p] = count(d.Tasks, func(x *assess.Task) bool { return x.Phase == p }, func(x *assess.Task) bool { return x.Done || x.Waived != "" })
	}
	c.marks = count(d.Scores, plain, func(s *assess.Score) bool { return s.Marked || s.NA })
	c.claims = count(d.Scores, plain, func(s *assess.Score) bool { return s.Claimed })
	c.looked = count(d.Materials, every, func(m *assess.Material) bool { return m.State != "" })
	c.got = count(d.Materials, every, func(m *assess.Material) bool { return m.State == "got" })
	problem := func(f *assess.Finding) bool { return f.Kind == "problem" }
	stands := func(f *assess.Finding) bool { return problem(f) && !f.Withdrawn }
	ruled := func(r *assess.Response) bool {
		return r != nil && (r.Stance == "none" || r.Stance == "late" || r.Stance != "" && r.Ruling != "")
	}
	c.answered = count(d.Findings, problem, func(f *assess.Finding) bool { return ruled(f.Response) })
	marks := count(d.Scores, func(s *assess.Score) bool { return s.Objection != nil }, func(s *assess.Score) bool { return ruled(s.Objection) })
	c.answered = far{c.answered.done + marks.done, c.answered.all + marks.all}
	c.required = count(d.Findings, stands, func(f *assess.Finding) bool { return f.Requirement != "" && f.Deadline != "" })
	c.closed = count(d.Findings, stands, func(f *assess.Finding) bool {
		return f.Rectification != nil && (f.Rectification.State == "closed" || f.Rectification.State == "carried")
	})
	c.back = count(d.Carried, every, func(x *assess.Carried) bool { return x.State != "" })
	c.drawn = count(d.Subdistricts, every, func(x *assess.Subdistrict) bool { return x.Drawn })
	c.phases = [6]far{{}, c.tasks[1], c.marks, c.answered, c.tasks[4], c.closed}
	c.add(a)
	return c
}

// add adds the points up. The sample has no mark outside of its rule.
func (c *counted) add(a *assess.Assessment) {
	var bonus standard.Points
	for _, sec := range a.Standard.Sections {
		for _, i := range sec.Items {
			s := c.d.Score(i.ID)
			if plain(s) {
				c.asked += i.Points
			}
			c.claim += s.Claim
		}
		got, full := c.section(sec, final)
		c.final, c.full, bonus = c.final+got, c.full+full, bonus+c.bonus(sec)
	}
	if a.Standard.Bonus > 0 {
		bonus = min(bonus, a.Standard.Bonus)
	}
	c.final += bonus
}

// bonus is what a section gives beyond its points, up to its cap.
func (c *counted) bonus(sec *standard.Section) (more standard.Points) {
	for _, i := range sec.Items {
		if s := c.d.Score(i.ID); i.Rule.Kind == standard.Bonus && !s.NA {
			more += s.Final
		}
	}
	if sec.BonusCap > 0 {
		more = min(more, sec.BonusCap)
	}
	return more
}

// section is what the marks of a section come to, and its points.
func (c *counted) section(sec *standard.Section, mark func(*assess.Score) standard.Points) (got, full standard.Points) {
	var left standard.Points // of what does not apply, which the sample's standard spreads over the rest
	for _, i := range sec.Items {
		switch s := c.d.Score(i.ID); {
		case plain(s) && s.NA:
			left += i.Points
		case plain(s):
			got, full = got+mark(s), full+i.Points
		}
	}
	got = min(got, full) // a surplus makes up for what was lost in its section, and no more
	if full == 0 {
		return 0, 0
	}
	return (2*got*(full+left) + full) / (2 * full), full + left
}

// unmarked is how many items of a section have no mark.
func (c *counted) unmarked(sec *standard.Section) int {
	return count(sec.Items, func(i *standard.Item) bool { return plain(c.d.Score(i.ID)) },
		func(i *standard.Item) bool { s := c.d.Score(i.ID); return s.Marked || s.NA }).open()
}

// allowed are the figures that a page of the district may show.
func (c *counted) allowed(t *testing.T, a *assess.Assessment, p assess.Phase) map[string]bool {
	say := uitest.Words(t)
	out := map[string]bool{}
	put := func(key string, args ...any) { out[say.Say(words.M(key, args...))] = true }
	of := func(key string, x far) { put(key, x.done, x.all) }
	for _, p := range assess.Phases {
		for _, status := range []assess.Status{assess.NotStarted, assess.Underway, assess.Awaiting, assess.SignedOff} {
			out[fmt.Sprintf("%s %d/%d", say.Get("status."+status.Key()), c.phases[p].done, c.phases[p].all)] = c.d.Phases[p].Status == status
		}
	}
	out["/ "+c.full.String()] = true
	of("checklist.tasks", c.tasks[p])
	of("checklist.far", c.phases[p])
	of("checklist.drawn", c.drawn)
	of("prepare.mat.sum", c.got)
	of("onsite.back.title", c.back)
	of("summary.require", c.required)
	of("rectify.ledger.link", c.closed)
	put("prepare.claim.sum", c.claim, c.asked)
	put("checklist.total", c.final, c.full)
	for _, s := range c.d.Scores {
		out["/ "+s.Item.Points.String()], out[s.Mark.String()+" / "+s.Item.Points.String()] = true, true
	}
	for _, sec := range a.Standard.Sections {
		mine := func(m *assess.Material) bool { return a.Standard.Item(m.Item).Section == sec.ID }
		of("prepare.mat.far", count(c.d.Materials, mine, func(m *assess.Material) bool { return m.State == "got" }))
		mark := func(s *assess.Score) standard.Points { return s.Mark }
		if p == assess.Summary {
			mark = final
		}
		var points standard.Points
		for _, i := range sec.Items {
			if plain(c.d.Score(i.ID)) {
				points += i.Points
			}
		}
		out["/ "+points.String()] = true // of a claim
		got, full := c.section(sec, mark)
		out[got.String()+" / "+full.String()], out["/ "+full.String()] = true, true
		if n := c.unmarked(sec); n > 0 && p == assess.Summary {
			delete(out, got.String()+" / "+full.String())
			out[fmt.Sprintf("未评%d项  %s / %s", n, got, full)] = true
		}
	}
	return out
}

// tabs are the counts beside the names of tabs: what is open where there is something to do, else how much there is.
func (c *counted) tabs(p assess.Phase) map[string]int {
	switch p {
	case assess.Preparation:
		return map[string]int{"检查表": c.tasks[1].open(), "材料": c.looked.open(), "自评": c.claims.open(), "行程": len(c.d.Schedule), "抽签": len(c.d.Draws)}
	case assess.Onsite:
		return map[string]int{"检查表": c.tasks[2].open(), "打分": c.marks.open(), "记录": len(c.d.Records), "抽查街道": c.drawn.done, "考核发现": len(c.d.Findings)}
	case assess.Consultation:
		return map[string]int{"检查表": c.tasks[3].open(), "反馈与采纳": c.answered.open()}
	case assess.Summary:
		return map[string]int{"检查表": c.tasks[4].open(), "发现定稿": len(c.d.Findings), "整改要求": c.required.open()}
	}
	return map[string]int{"整改事项": c.closed.open(), "事项与签字": c.tasks[5].open()}
}

var pagesOf = map[assess.Phase][]string{
	assess.Preparation:   {assess.TabTask, assess.TabAssign, assess.TabMaterial, assess.TabClaim, assess.TabPlan, assess.TabDraw},
	assess.Onsite:        {assess.TabScore, assess.TabRecord, assess.TabDocument, assess.TabFinding, assess.TabDay, assess.TabTask},
	assess.Consultation:  {assess.TabTask, ""},
	assess.Summary:       {assess.TabTask, ""},
	assess.Rectification: {"", assess.TabTask},
}

// entities are what else a phase's page is opened on, for tabs that have no name of their own.
var entities = map[assess.Phase][]string{assess.Consultation: {"draft", "resp/p1"}, assess.Summary: {"sum/0", "final/p1", "req/p1"}}

var ofAll = regexp.MustCompile(`\d[\d.]* ?/ ?\d|^/ \d`)

func TestWalkEveryFigureOfADistrictIsCountedAlike(t *testing.T) {
	s := newStage(t).open()
	baoan := s.system.v.View().District("baoan")
	if !s.Do(assess.Object(baoan, baoan.Score("a1"), "材料补齐了", "2006-11-18")) {
		t.Fatal("no objection to a mark")
	}
	a := s.system.v.View()
	for _, d := range a.Districts {
		c := countAll(a, d)
		for _, p := range assess.Phases {
			var places []assess.Place
			for _, tab := range pagesOf[p] {
				places = append(places, assess.Place{Tab: tab})
			}
			for _, e := range entities[p] {
				places = append(places, assess.Place{Entity: d.Entity + "/" + e})
			}
			allowed, tabs := c.allowed(t, a, p), c.tabs(p)
			for _, at := range places {
				at.District, at.Phase = d.ID, p
				s.Go(at)
				c.hold(t, uitest.Texts(s.content()), at, allowed, tabs)
			}
		}
	}
}

// hold holds what is to be read on a page against the counts.
func (c *counted) hold(t *testing.T, texts []string, at assess.Place, allowed map[string]bool, tabs map[string]int) {
	t.Helper()
	seen := map[string]bool{}
	for n, text := range texts {
		if ofAll.MatchString(text) && !allowed[text] && !begins(allowed, text) {
			t.Errorf("%s %s %s%s: %q is counted otherwise, or not known", c.d.Name, at.Phase.Key(), at.Tab, at.Entity, text)
		}
		if want, tab := tabs[text]; tab && n+1 < len(texts) && !seen[text] {
			if got, err := strconv.Atoi(texts[n+1]); err == nil {
				seen[text] = true
				if got != want {
					t.Errorf("%s %s %s%s: %s says %d, counted %d", c.d.Name, at.Phase.Key(), at.Tab, at.Entity, text, got, want)
				}
			}
		}
	}
	for tab := range tabs {
		if !seen[tab] {
			t.Errorf("%s %s %s%s: no count beside %s in %q", c.d.Name, at.Phase.Key(), at.Tab, at.Entity, tab, texts)
		}
	}
	head := []string{c.final.String(), "/ " + c.full.String()}
	if n := c.marks.open(); n > 0 {
		head = slices.Insert(head, 1, fmt.Sprintf("未评%d项", n))
	}
	if n := slices.Index(texts, "/ "+c.full.String()); n+1 < len(head) || !slices.Equal(texts[n+1-len(head):n+1], head) {
		t.Errorf("%s %s %s%s: the head does not say %q", c.d.Name, at.Phase.Key(), at.Tab, at.Entity, head)
	}
}

// begins tells whether a known figure is the first line of a text.
func begins(allowed map[string]bool, text string) bool {
	for known, may := range allowed {
		if may && len(text) > len(known) && text[:len(known)+1] == known+"\n" {
			return true
		}
	}
	return false
}
