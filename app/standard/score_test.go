package standard_test

import (
	"maps"
	"math/rand"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/standard"
)

func free(id string, p standard.Points) *standard.Item {
	return &standard.Item{ID: id, Points: p, Rule: standard.Rule{Kind: standard.Free}}
}

func extra(id string, p standard.Points) *standard.Item {
	return &standard.Item{ID: id, Points: p, Rule: standard.Rule{Kind: standard.Bonus, Amount: 50}}
}

func grades() []standard.Grade {
	return []standard.Grade{{Name: "优秀", From: 9000}, {Name: "良好", From: 8000}, {Name: "合格", From: 6000}, {Name: "不合格"}}
}

func TestWholeScoresByHand(t *testing.T) {
	above := standard.Rule{Kind: standard.Percent, Target: 90 * percent, Step: percent, Amount: 50, Cap: 300, Above: true}
	over := &standard.Item{ID: "x", Points: 2000, Rule: above}
	na := standard.Given{NA: true}
	for _, c := range []struct {
		name        string
		std         standard.Standard
		given       map[string]standard.Given
		total, full standard.Points
	}{
		{"40 and 35 are 75", standard.Standard{Sections: []*standard.Section{{ID: "a", Items: []*standard.Item{free("p", 5000)}}, {ID: "b", Items: []*standard.Item{free("q", 5000)}}}},
			map[string]standard.Given{"p": marked(4000), "q": marked(3500)}, 7500, 10000},
		{"a surplus of 3 makes up for 2 lost in its section", one(0, over, free("p", 1000)), map[string]standard.Given{"x": marked(2300), "p": marked(800)}, 3000, 3000},
		{"a surplus of 3 makes up for 3 of 5 lost", one(0, over, free("p", 1000)), map[string]standard.Given{"x": marked(2300), "p": marked(500)}, 2800, 3000},
		{"a section gets no more than its points", one(0, over), map[string]standard.Given{"x": marked(2300)}, 2000, 2000},
		{"bonus of two items up to the section's cap", one(100, free("p", 5000), extra("e", 200), extra("f", 200)),
			map[string]standard.Given{"p": marked(4000), "e": marked(50), "f": marked(200)}, 4100, 5000},
		{"bonus below the section's cap", one(100, free("p", 5000), extra("e", 200)), map[string]standard.Given{"p": marked(4000), "e": marked(50)}, 4050, 5000},
		{"a section's cap of 0 is none", one(0, free("p", 5000), extra("e", 200), extra("f", 200)),
			map[string]standard.Given{"p": marked(4000), "e": marked(200), "f": marked(200)}, 4400, 5000},
		{"the whole's cap is over the sections' caps", two(150, 100, 100), map[string]standard.Given{"e": marked(200), "f": marked(200), "p": marked(5000), "q": marked(5000)}, 10150, 10000},
		{"a bonus that isn't marked adds nothing", one(0, free("p", 5000), extra("e", 200)), map[string]standard.Given{"p": marked(5000), "e": {Mark: 100}}, 5000, 5000},
		{"不适用: 10 of 50 left out, 32 of 40", one(0, free("p", 4000), free("q", 1000)), map[string]standard.Given{"p": marked(3200), "q": na}, 3200, 4000},
		{"不适用: 10 of 50 spread, 32 of 40 is 40 of 50", spread(free("p", 4000), free("q", 1000)), map[string]standard.Given{"p": marked(3200), "q": na}, 4000, 5000},
		{"不适用 spread: a third of 1 rounds to 33.33", spread(free("p", 300), free("q", 9700)), map[string]standard.Given{"p": marked(100), "q": na}, 3333, 10000},
		{"不适用 spread: two thirds round up to 66.67", spread(free("p", 300), free("q", 9700)), map[string]standard.Given{"p": marked(200), "q": na}, 6667, 10000},
		{"a section of which nothing applies is left out even where points are spread", spread(free("p", 300)), map[string]standard.Given{"p": na}, 0, 0},
		{"a bonus item that doesn't apply is worth nothing and leaves nothing", spread(free("p", 300), extra("e", 200)), map[string]standard.Given{"p": marked(300), "e": na}, 300, 300},
	} {
		t.Run(c.name, func(t *testing.T) {
			if r := c.std.Score(c.given); r.Total != c.total || r.Full != c.full {
				t.Errorf("%v of %v, want %v of %v", r.Total, r.Full, c.total, c.full)
			}
		})
	}
}

// one section with a bonus cap.
func one(bonus standard.Points, items ...*standard.Item) standard.Standard {
	return standard.Standard{Sections: []*standard.Section{{ID: "a", BonusCap: bonus, Items: items}}}
}

func spread(items ...*standard.Item) standard.Standard {
	s := one(0, items...)
	s.Rescale = true
	return s
}

func two(all, a, b standard.Points) standard.Standard {
	return standard.Standard{Bonus: all, Sections: []*standard.Section{{ID: "a", BonusCap: a, Items: []*standard.Item{free("p", 5000), extra("e", 200)}},
		{ID: "b", BonusCap: b, Items: []*standard.Item{free("q", 5000), extra("f", 200)}}}}
}

func res(total standard.Points) standard.Result { return standard.Result{Total: total, Full: 10000} }

func TestGradesByRank(t *testing.T) {
	s := &standard.Standard{Ranks: []standard.RankGrade{{Name: "优秀", Upto: 2}, {Name: "良好", Upto: 4}, {Name: "合格", Upto: 5}, {Name: "不合格"}}}
	open := res(9900)
	open.Open = 1
	veto, key := res(9900), res(9900)
	veto.Vetoed, key.FailedKey = []string{"v"}, []string{"k"}
	for _, c := range []struct {
		name    string
		results []standard.Result
		want    []string
	}{
		{"the first two, the next two, one, the rest", []standard.Result{res(9500), res(9400), res(9300), res(9200), res(9100), res(9000)}, []string{"优秀", "优秀", "良好", "良好", "合格", "不合格"}},
		{"the order of districts is nothing", []standard.Result{res(9000), res(9500), res(9300)}, []string{"良好", "优秀", "优秀"}},
		{"two seconds share the second place", []standard.Result{res(9500), res(9400), res(9400), res(9300)}, []string{"优秀", "优秀", "优秀", "良好"}},
		{"three firsts leave no second: the next is fourth", []standard.Result{res(9500), res(9500), res(9500), res(9300)}, []string{"优秀", "优秀", "优秀", "良好"}},
		{"whoever has items open has no grade and takes no place", []standard.Result{open, res(9500), res(9400)}, []string{"", "优秀", "优秀"}},
		{"a veto sinks the first and frees no place", []standard.Result{veto, res(9500), res(9400)}, []string{"不合格", "优秀", "良好"}},
		{"a failed key item allows the last but one", []standard.Result{key, res(9500)}, []string{"合格", "优秀"}},
		{"80 of 90 is before 88 of 100", []standard.Result{res(8800), {Total: 8000, Full: 9000}, res(9900)}, []string{"良好", "优秀", "优秀"}},
		{"nobody", nil, []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := s.GradeByRank(c.results); !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	if got := (&standard.Standard{Grades: grades()}).GradeByRank([]standard.Result{res(9500)}); got[0] != "" {
		t.Errorf("a standard without ranks ranks %q", got)
	}
}

func TestAForcedGradeOnlyLowers(t *testing.T) {
	s := &standard.Standard{Grades: grades()}
	for _, c := range []struct{ is, forced, want, why string }{
		{"优秀", "合格", "合格", "瞒报案件"}, {"合格", "优秀", "合格", ""}, {"合格", "合格", "合格", "瞒报案件"}, {"良好", "不合格", "不合格", "瞒报案件"},
		{"优秀", "没有的等次", "优秀", ""}, {"", "不合格", "", ""},
	} {
		r := s.Force(standard.Result{Grade: c.is, Total: 9500}, c.forced, "瞒报案件")
		if r.Grade != c.want || r.Why != c.why || r.Total != 9500 {
			t.Errorf("%s forced to %s is %s because %q, want %s because %q", c.is, c.forced, r.Grade, r.Why, c.want, c.why)
		}
		if again := s.Force(r, c.forced, "瞒报案件"); again.Grade != r.Grade || again.Why != r.Why {
			t.Errorf("forcing twice is not forcing once: %+v", again)
		}
	}
}

// drawStandard is any table, with every kind of rule and cap.
func drawStandard(t *rapid.T) (*standard.Standard, map[string]standard.Given) {
	s := &standard.Standard{Rescale: rapid.Bool().Draw(t, "rescale"), Bonus: standard.Points(rapid.Int64Range(0, 500).Draw(t, "cap")), Grades: grades()}
	given := map[string]standard.Given{}
	for n := range rapid.IntRange(1, 4).Draw(t, "sections") {
		sec := &standard.Section{ID: string(rune('a' + n)), BonusCap: standard.Points(rapid.Int64Range(0, 300).Draw(t, "bonuscap"))}
		for m := range rapid.IntRange(0, 4).Draw(t, "items") {
			r, full := drawRule(t)
			i := &standard.Item{ID: sec.ID + string(rune('0'+m)), Points: full, Rule: r, Key: rapid.Bool().Draw(t, "key"), KeyFloor: rapid.Int64Range(0, 100).Draw(t, "keyfloor")}
			if i.Veto() {
				i.Points = 0
			}
			sec.Items = append(sec.Items, i)
			given[i.ID] = standard.Given{Mark: standard.Points(rapid.Int64Range(-500, 5000).Draw(t, "mark")),
				Marked: rapid.Bool().Draw(t, "marked"), NA: rapid.IntRange(0, 4).Draw(t, "na") == 0, Vetoed: rapid.IntRange(0, 9).Draw(t, "veto") == 0}
		}
		s.Sections = append(s.Sections, sec)
	}
	return s, given
}

func TestNoScoreLeavesItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, given := drawStandard(t)
		r := s.Score(given)
		var sum, full, bonus standard.Points
		for _, sec := range s.Sections {
			x := r.Sections[sec.ID]
			if x.Got < 0 || x.Got > x.Full || x.Full > sec.Points() || x.Bonus < 0 || sec.BonusCap > 0 && x.Bonus > sec.BonusCap {
				t.Fatalf("section of %v: %+v", sec.Points(), x)
			}
			sum, full, bonus = sum+x.Got, full+x.Full, bonus+x.Bonus
		}
		if s.Bonus > 0 {
			bonus = min(bonus, s.Bonus)
		}
		if r.Bonus != bonus || r.Total != sum+bonus || r.Full != full || r.Total > r.Full+r.Bonus || r.Full > s.Total() {
			t.Fatalf("%+v: the sections are %v of %v, the bonus %v", r, sum, full, bonus)
		}
	})
}

// While assessors disagree, every sum lies between those of all the lowest and all the highest marks, and a grade is named only if it is the
// same at both ends.
func TestSumsLieWithinTheRangesOfTheirMarks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, given := drawStandard(t)
		if r := s.Score(given); r.Range != (standard.Range{Low: r.Total, High: r.Total}) {
			t.Fatalf("without a disagreement %+v", r)
		}
		low, high := map[string]standard.Given{}, map[string]standard.Given{}
		for id, g := range given {
			a, b := g, g
			if rapid.Bool().Draw(t, "disputed "+id) {
				other := standard.Points(rapid.Int64Range(-500, 5000).Draw(t, "other"))
				g.Range = standard.Range{Low: min(g.Mark, other), High: max(g.Mark, other)}
				a.Mark, b.Mark = g.Range.Low, g.Range.High
			}
			given[id], low[id], high[id] = g, a, b
		}
		r, least, most := s.Score(given), s.Score(low), s.Score(high)
		if r.Range != (standard.Range{Low: least.Total, High: most.Total}) || r.Total < r.Range.Low || r.Total > r.Range.High {
			t.Fatalf("%v in %v, from %v to %v", r.Total, r.Range, least.Total, most.Total)
		}
		for id, sum := range r.Sections {
			if sum.Range != (standard.Range{Low: least.Sections[id].Got, High: most.Sections[id].Got}) || sum.Got < sum.Range.Low || sum.Got > sum.Range.High {
				t.Fatalf("%s: %+v", id, sum)
			}
		}
		if r.Grade != "" && (r.Grade != least.Grade || r.Grade != most.Grade) {
			t.Fatalf("%q between %q and %q", r.Grade, least.Grade, most.Grade)
		}
	})
}

// What is 不适用 to some and marked by others is tried in all ways.
func TestTheRangeIsOfAllReadingsWhereItIsNotSureThatItemsApply(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, given := drawStandard(t)
		var unsure []string
		for _, i := range s.Items() {
			if g := given[i.ID]; len(unsure) < 5 && rapid.IntRange(0, 2).Draw(t, "unsure") == 0 {
				other := standard.Points(rapid.Int64Range(-500, 5000).Draw(t, "other"))
				g.Range, g.Unsure = standard.Range{Low: min(g.Mark, other), High: max(g.Mark, other)}, true
				g.NA, g.Marked = rapid.Bool().Draw(t, "read as 不适用"), true
				given[i.ID], unsure = g, append(unsure, i.ID)
			}
		}
		r := s.Score(given)
		var all []standard.Points
		reading := maps.Clone(given)
		var read func(n int)
		read = func(n int) {
			if n == len(unsure) {
				all = append(all, s.Score(reading).Total)
				return
			}
			for _, g := range []standard.Given{{NA: true}, {Marked: true, Mark: given[unsure[n]].Range.Low}, {Marked: true, Mark: given[unsure[n]].Range.High}} {
				g.Vetoed = given[unsure[n]].Vetoed
				reading[unsure[n]] = g
				read(n + 1)
			}
		}
		read(0)
		if want := (standard.Range{Low: slices.Min(all), High: slices.Max(all)}); r.Range != want || r.Total < want.Low || r.Total > want.High {
			t.Fatalf("%v in %v, not %v", r.Total, r.Range, want)
		}
		if len(unsure) > 0 && (r.Grade != "" || !r.Unsure || standard.Places([]standard.Result{r})[0] != 0) {
			t.Fatalf("a grade or a place: %+v", r)
		}
	})
}

func TestTheOrderOfItemsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, given := drawStandard(t)
		before := s.Score(given)
		mix := rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed")))
		mix.Shuffle(len(s.Sections), func(i, j int) { s.Sections[i], s.Sections[j] = s.Sections[j], s.Sections[i] })
		for _, sec := range s.Sections {
			mix.Shuffle(len(sec.Items), func(i, j int) { sec.Items[i], sec.Items[j] = sec.Items[j], sec.Items[i] })
		}
		after := s.Score(given)
		if after.Total != before.Total || after.Full != before.Full || after.Bonus != before.Bonus || after.Grade != before.Grade {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}

func TestTheOrderOfDeductionsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, full := drawRule(t)
		r.Kind = standard.Each
		a, b := rapid.Int64Range(0, 50).Draw(t, "a"), rapid.Int64Range(0, 50).Draw(t, "b")
		both, _ := r.Mark(full, a+b)
		first, _ := r.Mark(full, a)
		then, _ := r.Mark(full, b)
		low, _ := r.Range(full)
		// taking one lot after the other, in either order, is taking all at once: never below the floor
		if max(low, first-full+then) != both {
			t.Fatalf("%+v of %v: %d leave %v, %d leave %v, together %v", r, full, a, first, b, then, both)
		}
	})
}

func TestPlacesAreShared(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []standard.Result
		for range rapid.IntRange(0, 12).Draw(t, "n") {
			list = append(list, res(standard.Points(rapid.Int64Range(0, 5).Draw(t, "total"))))
		}
		places := standard.Places(list)
		for i := range list {
			better := 0
			for j := range list {
				if list[j].Total > list[i].Total {
					better++
				}
				if list[i].Total == list[j].Total && places[i] != places[j] {
					t.Fatalf("%v and %v have the places %d and %d", list[i].Total, list[j].Total, places[i], places[j])
				}
			}
			if places[i] != better+1 {
				t.Fatalf("%d are better, but the place is %d", better, places[i])
			}
		}
	})
}

func TestAClaimIsAddedUpAsItWasWritten(t *testing.T) {
	s := &standard.Standard{Bonus: 100, Sections: []*standard.Section{
		{ID: "a", Items: []*standard.Item{
			{ID: "half", Points: 500, Rule: standard.Rule{Kind: standard.Half}}, // which gives 5.00, 2.50 or nothing
			{ID: "free", Points: 300, Rule: standard.Rule{Kind: standard.Free}},
			{ID: "veto", Rule: standard.Rule{Kind: standard.Veto}}}},
		{ID: "b", BonusCap: 100, Items: []*standard.Item{{ID: "bonus", Points: 300, Rule: standard.Rule{Kind: standard.Bonus}}}}}}
	r := s.Claimed(map[string]standard.Claim{"half": claim(400), "bonus": claim(250)})
	if r.Total != 650 || r.Full != 800 || r.Bonus != 250 || r.Open != 1 || r.Grade != "" || r.Sections["a"].Got != 400 || r.Sections["b"].Bonus != 250 {
		t.Errorf("%+v", r)
	}
	r = s.Claimed(map[string]standard.Claim{"half": {Points: 400, Range: standard.Range{Low: 300, High: 400}}, "free": claim(100),
		"bonus": {Points: 250, Range: standard.Range{Low: 0, High: 250}}})
	if a := r.Sections["a"]; a.Got != 500 || a.Range != (standard.Range{Low: 400, High: 500}) || r.Range != (standard.Range{Low: 400, High: 750}) || r.Total != 750 {
		t.Errorf("two claims for one item: %+v", r)
	}
}

// Two laptops can give one code from outside to an item each.
func TestACodeThatTwoItemsHaveIsALack(t *testing.T) {
	s := &standard.Standard{Sections: []*standard.Section{{ID: "a", Items: []*standard.Item{
		{ID: "x", Section: "a", Code: "3-1", Text: "甲"}, {ID: "y", Section: "a", Code: "3-1", Text: "乙"}, {ID: "z", Section: "a", Code: "3-2", Text: "丙"}}}}}
	var of []string
	for _, l := range s.Check() {
		if l.Field == "code" {
			of = append(of, l.Item)
		}
	}
	if !slices.Equal(of, []string{"x", "y"}) {
		t.Errorf("named at %v", of)
	}
}

// claim is one on which nobody disagrees.
func claim(p standard.Points) standard.Claim {
	return standard.Claim{Points: p, Range: standard.Range{Low: p, High: p}}
}
