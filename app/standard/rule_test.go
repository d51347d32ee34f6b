package standard_test

import (
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/standard"
)

const percent = 100 // hundredths in one percent, or in one unit

// Each line can be checked by hand: full mark and n against the rule give mark. All points are hundredths.
func TestMarkByRule(t *testing.T) {
	each := standard.Rule{Kind: standard.Each, Amount: 200}
	floor := standard.Rule{Kind: standard.Each, Amount: 200, Floor: 300}
	down := standard.Rule{Kind: standard.Percent, Target: 95 * percent, Step: percent, Amount: 50}
	capped := standard.Rule{Kind: standard.Percent, Target: 95 * percent, Step: percent, Amount: 50, Cap: 200}
	both := standard.Rule{Kind: standard.Percent, Target: 90 * percent, Step: 2 * percent, Amount: 25, Cap: 100, Above: true}
	tiers := standard.Rule{Kind: standard.Tiers, Tiers: []standard.Tier{{10 * percent, 500}, {5 * percent, 250}, {3 * percent, 125}}}
	bonus := standard.Rule{Kind: standard.Bonus, Amount: 50, Cap: 200}
	for _, c := range []struct {
		name string
		rule standard.Rule
		full standard.Points
		n    int64
		want standard.Points
	}{
		{"each: none", each, 1000, 0, 1000},
		{"each: 3 x 2 off 10", each, 1000, 3, 400},
		{"each: exactly used up", each, 1000, 5, 0},
		{"each: never below zero", each, 1000, 9, 0},
		{"each: floor holds", floor, 1000, 9, 300},
		{"each: above the floor", floor, 1000, 3, 400},
		{"percent: met", down, 500, 95 * percent, 500},
		{"percent: over is no bonus", down, 500, 99 * percent, 500},
		{"percent: one below", down, 500, 94 * percent, 450},
		{"percent: a started step counts", down, 500, 9350, 400},
		{"percent: used up", down, 500, 50 * percent, 0},
		{"percent: cap", capped, 500, 50 * percent, 300},
		{"percent: below the cap", capped, 500, 92 * percent, 350},
		{"percent both: met", both, 500, 90 * percent, 500},
		{"percent both: a full step above adds", both, 500, 92 * percent, 525},
		{"percent both: half a step above adds nothing", both, 500, 91 * percent, 500},
		{"percent both: cap above", both, 500, 100 * percent, 600},
		{"percent both: below", both, 500, 86 * percent, 450},
		{"tiers: top", tiers, 500, 12 * percent, 500},
		{"tiers: edge belongs to the upper", tiers, 500, 10 * percent, 500},
		{"tiers: middle", tiers, 500, 999, 250},
		{"tiers: low", tiers, 500, 3 * percent, 125},
		{"tiers: below all", tiers, 500, 299, 0},
		{"bonus: none", bonus, 300, 0, 0},
		{"bonus: two", bonus, 300, 2, 100},
		{"bonus: cap", bonus, 300, 9, 200},
		{"bonus: item's own points cap too", bonus, 100, 9, 100},
		{"binary: met", standard.Rule{Kind: standard.Binary}, 500, 500, 500},
		{"binary: anything less than half way is nothing", standard.Rule{Kind: standard.Binary}, 500, 200, 0},
		{"half: half", standard.Rule{Kind: standard.Half}, 500, 250, 250},
		{"half: odd hundredth rounds up", standard.Rule{Kind: standard.Half}, 125, 63, 63},
		{"free: as given", standard.Rule{Kind: standard.Free, Amount: 50}, 500, 330, 330},
		{"free: not above", standard.Rule{Kind: standard.Free}, 500, 900, 500},
		{"free: not below", standard.Rule{Kind: standard.Free}, 500, -100, 0},
		{"veto: no points", standard.Rule{Kind: standard.Veto}, 0, 500, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, how := c.rule.Mark(c.full, c.n); got != c.want || how.Key == "" {
				t.Errorf("%v of %v for %d (%s), want %v", got, c.full, c.n, how.Key, c.want)
			}
		})
	}
}

func drawRule(t *rapid.T) (standard.Rule, standard.Points) {
	r := standard.Rule{
		Kind:   rapid.SampledFrom(standard.Kinds).Draw(t, "kind"),
		Amount: standard.Points(rapid.Int64Range(0, 500).Draw(t, "amount")),
		Step:   rapid.Int64Range(0, 500).Draw(t, "step"),
		Target: rapid.Int64Range(0, 10000).Draw(t, "target"),
		Above:  rapid.Bool().Draw(t, "above"),
		Cap:    standard.Points(rapid.Int64Range(0, 500).Draw(t, "cap")),
	}
	full := standard.Points(rapid.Int64Range(0, 3000).Draw(t, "full"))
	r.Floor = standard.Points(rapid.Int64Range(0, int64(full)).Draw(t, "floor"))
	for p := full; p > 0 && len(r.Tiers) < 4; p /= 2 {
		r.Tiers = append(r.Tiers, standard.Tier{From: int64(1000 - 100*len(r.Tiers)), Points: p})
	}
	return r, full
}

func TestMarksStayInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, full := drawRule(t)
		low, high := r.Range(full)
		n := rapid.Int64Range(0, 20000).Draw(t, "n")
		m, _ := r.Mark(full, n)
		if m < low || m > high || low < 0 {
			t.Fatalf("%+v: mark %v outside %v..%v", r, m, low, high)
		}
		if c := r.Clamp(full, m); c != m {
			t.Fatalf("%+v: mark %v is not allowed by its own rule (%v)", r, m, c)
		}
		for _, dir := range []int{-1, 1} {
			next := r.Next(full, m, dir)
			if next < low || next > high || dir > 0 && next < m || dir < 0 && next > m {
				t.Fatalf("%+v: step %d from %v goes to %v", r, dir, m, next)
			}
		}
	})
}

func TestPointsReadBackWhatTheyPrint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := standard.Points(rapid.Int64Range(-99999999, 99999999).Draw(t, "points"))
		got, err := standard.ParsePoints(p.String())
		if err != nil || got != p {
			t.Fatalf("%v read back as %v, %v", p, got, err)
		}
	})
}

func TestParsePoints(t *testing.T) {
	for in, want := range map[string]standard.Points{"3": 300, "2.5": 250, " 0.25 ": 25, ".5": 50, "-1.5": -150, "１２．５": 1250, "7.": 700} {
		if got, err := standard.ParsePoints(in); err != nil || got != want {
			t.Errorf("%q: %v, %v, want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"", "-", ".", "1.234", "三", "1e3", "--1", "1.-5", "9999999999", "1 2"} {
		if got, err := standard.ParsePoints(in); err == nil {
			t.Errorf("%q was read as %v", in, got)
		}
	}
}

// table has two sections of 60 and 40, a bonus item of at most 3, a veto item, and a key item with a floor of 60 percent.
func table() *standard.Standard {
	free := standard.Rule{Kind: standard.Free}
	return &standard.Standard{
		Bonus:  200,
		Grades: []standard.Grade{{Name: "优秀", From: 9000}, {Name: "良好", From: 8000}, {Name: "合格", From: 6000}, {Name: "不合格"}},
		Sections: []*standard.Section{
			{ID: "a", Items: []*standard.Item{{ID: "a1", Points: 4000, Rule: free, Key: true, KeyFloor: 60}, {ID: "a2", Points: 2000, Rule: free}}},
			{ID: "b", Items: []*standard.Item{{ID: "b1", Points: 4000, Rule: free}, {ID: "b2", Points: 300, Rule: standard.Rule{Kind: standard.Bonus, Amount: 100}},
				{ID: "b3", Rule: standard.Rule{Kind: standard.Veto}}}}}}
}

func marked(p standard.Points) standard.Given { return standard.Given{Mark: p, Marked: true} }

func TestScore(t *testing.T) {
	full := map[string]standard.Given{"a1": marked(4000), "a2": marked(2000), "b1": marked(4000)}
	for _, c := range []struct {
		name        string
		change      map[string]standard.Given
		rescale     bool
		total, full standard.Points
		open        int
		grade       string
	}{
		{"all full", nil, false, 10000, 10000, 0, "优秀"},
		{"exactly ninety is 优秀", map[string]standard.Given{"b1": marked(3000)}, false, 9000, 10000, 0, "优秀"},
		{"a hundredth less is 良好", map[string]standard.Given{"b1": marked(2999)}, false, 8999, 10000, 0, "良好"},
		{"one open: no grade", map[string]standard.Given{"b1": {}}, false, 6000, 10000, 1, ""},
		{"bonus adds up to the standard's cap", map[string]standard.Given{"b1": marked(3000), "b2": marked(300)}, false, 9200, 10000, 0, "优秀"},
		{"veto sinks all", map[string]standard.Given{"b3": {Vetoed: true}}, false, 10000, 10000, 0, "不合格"},
		{"key item below its floor: at best 合格", map[string]standard.Given{"a1": marked(2399)}, false, 8399, 10000, 0, "合格"},
		{"key item at its floor", map[string]standard.Given{"a1": marked(2400)}, false, 8400, 10000, 0, "良好"},
		{"不适用 left out", map[string]standard.Given{"a2": {NA: true}}, false, 8000, 8000, 0, "优秀"},
		{"不适用 rescaled in its section", map[string]standard.Given{"a1": marked(3000), "a2": {NA: true}}, true, 8500, 10000, 0, "良好"},
		{"不适用 rescaled rounds half up", map[string]standard.Given{"a1": marked(3333), "a2": {NA: true}}, true, 9000, 10000, 0, "优秀"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := table()
			s.Rescale = c.rescale
			given := map[string]standard.Given{}
			for k, v := range full {
				given[k] = v
			}
			for k, v := range c.change {
				given[k] = v
			}
			r := s.Score(given)
			if r.Total != c.total || r.Full != c.full || r.Open != c.open || r.Grade != c.grade {
				t.Errorf("total %v of %v, %d open, %q; want %v of %v, %d, %q", r.Total, r.Full, r.Open, r.Grade, c.total, c.full, c.open, c.grade)
			}
		})
	}
}

func TestTotalIsTheSumOfItsSections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := table()
		s.Rescale = rapid.Bool().Draw(t, "rescale")
		given := map[string]standard.Given{}
		for _, i := range s.Items() {
			given[i.ID] = standard.Given{
				Mark:   standard.Points(rapid.Int64Range(-100, 6000).Draw(t, i.ID)),
				Marked: rapid.Bool().Draw(t, "marked"), NA: rapid.Bool().Draw(t, "na")}
		}
		r := s.Score(given)
		var sum, high standard.Points
		for _, x := range r.Sections {
			if x.Got < 0 || x.Got > x.Full {
				t.Fatalf("section %+v", x)
			}
			sum, high = sum+x.Got, high+x.Full
		}
		if sum+r.Bonus != r.Total || high != r.Full || r.Bonus > s.Bonus || r.Full > s.Total() {
			t.Fatalf("%+v", r)
		}
	})
}
