package standard_test

import (
	"testing"

	"kaohe/app/standard"
)

// example is one score that a person can check by hand: full mark and n against a rule give mark, in the words of how.
type example struct {
	name string
	rule standard.Rule
	full standard.Points
	n    int64
	want standard.Points
	how  string
}

func run(t *testing.T, list []example) {
	t.Helper()
	for _, c := range list {
		t.Run(c.name, func(t *testing.T) {
			if got, how := c.rule.Mark(c.full, c.n); got != c.want || how.Key != c.how {
				t.Errorf("%v of %v for %d (%s), want %v (%s)", got, c.full, c.n, how.Key, c.want, c.how)
			}
		})
	}
}

func TestDeductionsByHand(t *testing.T) {
	two := standard.Rule{Kind: standard.Each, Amount: 200}
	half := standard.Rule{Kind: standard.Each, Amount: 50, Floor: 100}
	third := standard.Rule{Kind: standard.Each, Amount: 33}
	over := standard.Rule{Kind: standard.Each, Amount: 100, Floor: 900}
	run(t, []example{
		{"from 10, 3 times 2 leaves 4", two, 1000, 3, 400, "rule.each.made"},
		{"4 times 2 of 10 leaves 2", two, 1000, 4, 200, "rule.each.made"},
		{"5 times 2 of 10 leaves exactly nothing", two, 1000, 5, 0, "rule.each.made"},
		{"6 times 2 of 10 stops at nothing", two, 1000, 6, 0, "rule.each.floored"},
		{"a count below zero is none", two, 1000, -3, 1000, "rule.each.made"},
		{"2 of 1.50 stops at nothing", two, 150, 1, 0, "rule.each.floored"},
		{"6 times 0.50 of 5 leaves 2", half, 500, 6, 200, "rule.each.made"},
		{"8 times 0.50 of 5 is exactly the floor of 1", half, 500, 8, 100, "rule.each.made"},
		{"9 times 0.50 of 5 stops at the floor of 1", half, 500, 9, 100, "rule.each.floored"},
		{"3 times 0.33 of 1 leaves a hundredth", third, 100, 3, 1, "rule.each.made"},
		{"4 times 0.33 of 1 leaves nothing", third, 100, 4, 0, "rule.each.floored"},
		{"a floor above the points is the points", over, 500, 1, 500, "rule.each.floored"},
		{"nothing off each time leaves all", standard.Rule{Kind: standard.Each}, 500, 99, 500, "rule.each.made"},
		{"a count beyond all numbers stops at nothing", two, 1000, 1 << 62, 0, "rule.each.floored"},
	})
}

func TestPercentagesByHand(t *testing.T) {
	down := standard.Rule{Kind: standard.Percent, Target: 95 * percent, Step: percent, Amount: 50}
	capped := standard.Rule{Kind: standard.Percent, Target: 95 * percent, Step: percent, Amount: 50, Cap: 200}
	floor := standard.Rule{Kind: standard.Percent, Target: 95 * percent, Step: percent, Amount: 50, Floor: 250}
	five := standard.Rule{Kind: standard.Percent, Target: 100 * percent, Step: 5 * percent, Amount: 100}
	both := standard.Rule{Kind: standard.Percent, Target: 80 * percent, Step: 5 * percent, Amount: 20, Cap: 60, Above: true}
	bare := standard.Rule{Kind: standard.Percent, Target: 80 * percent, Step: 5 * percent, Amount: 20, Above: true}
	run(t, []example{
		{"95 of 95 is met", down, 500, 95 * percent, 500, "rule.percent.met"},
		{"100 of 95 is no more than met", down, 500, 100 * percent, 500, "rule.percent.met"},
		{"94 is one step, 0.50 off", down, 500, 94 * percent, 450, "rule.percent.below"},
		{"94.99 is a started step, 0.50 off", down, 500, 9499, 450, "rule.percent.below"},
		{"94.01 is still one step", down, 500, 9401, 450, "rule.percent.below"},
		{"93.99 is two steps, 1.00 off", down, 500, 9399, 400, "rule.percent.below"},
		{"85 is ten steps, exactly nothing left", down, 500, 85 * percent, 0, "rule.percent.below"},
		{"84 would be eleven, stopped at nothing", down, 500, 84 * percent, 0, "rule.percent.floored"},
		{"zero percent leaves nothing", down, 500, 0, 0, "rule.percent.floored"},
		{"91 with at most 2 off: exactly 2 off", capped, 500, 91 * percent, 300, "rule.percent.below"},
		{"90 with at most 2 off: 2 off", capped, 500, 90 * percent, 300, "rule.percent.floored"},
		{"90 with a floor of 2.50: exactly there", floor, 500, 90 * percent, 250, "rule.percent.below"},
		{"50 with a floor of 2.50: there", floor, 500, 50 * percent, 250, "rule.percent.floored"},
		{"per 5 points: 96 is one step, 1 off", five, 500, 96 * percent, 400, "rule.percent.below"},
		{"per 5 points: 90 is two steps, 2 off", five, 500, 90 * percent, 300, "rule.percent.below"},
		{"above: 85 adds 0.20", both, 500, 85 * percent, 520, "rule.percent.above"},
		{"above: 84.99 is no full step", both, 500, 8499, 500, "rule.percent.above"},
		{"above: 95 adds exactly the cap of 0.60", both, 500, 95 * percent, 560, "rule.percent.above"},
		{"above: 100 adds no more than 0.60", both, 500, 100 * percent, 560, "rule.percent.topped"},
		{"above, but below 80: 75 is one step off", both, 500, 75 * percent, 480, "rule.percent.below"},
		{"above without a cap adds nothing", bare, 500, 100 * percent, 500, "rule.percent.topped"},
	})
}

func TestTiersBonusesAndGivenMarksByHand(t *testing.T) {
	tiers := standard.Rule{Kind: standard.Tiers, Unit: "次", Tiers: []standard.Tier{{From: 10 * percent, Points: 500}, {From: 5 * percent, Points: 250}}}
	mixed := standard.Rule{Kind: standard.Tiers, Tiers: []standard.Tier{{From: 5 * percent, Points: 250}, {From: 10 * percent, Points: 500}}}
	bonus := standard.Rule{Kind: standard.Bonus, Amount: 50, Cap: 200}
	run(t, []example{
		{"10 or more is 5", tiers, 500, 10 * percent, 500, "rule.tiers.made"},
		{"9.99 is 2.50", tiers, 500, 999, 250, "rule.tiers.made"},
		{"5 is 2.50", tiers, 500, 5 * percent, 250, "rule.tiers.made"},
		{"4.99 is nothing", tiers, 500, 499, 0, "rule.tiers.none"},
		{"the order in which tiers stand is nothing", mixed, 500, 12 * percent, 500, "rule.tiers.made"},
		{"a tier is worth no more than the item", tiers, 400, 10 * percent, 400, "rule.tiers.made"},
		{"no tier at all is nothing", standard.Rule{Kind: standard.Tiers}, 500, 10 * percent, 0, "rule.tiers.none"},
		{"1 bonus adds 0.50", bonus, 300, 1, 50, "rule.bonus.made"},
		{"4 add exactly the cap of 2", bonus, 300, 4, 200, "rule.bonus.made"},
		{"5 add no more than 2", bonus, 300, 5, 200, "rule.bonus.capped"},
		{"the item's own 1.50 caps too", bonus, 150, 4, 150, "rule.bonus.capped"},
		{"a negative count adds nothing", bonus, 300, -1, 0, "rule.bonus.made"},
		{"met is all", standard.Rule{Kind: standard.Binary}, 250, 250, 250, "rule.given"},
		{"just over half way is met", standard.Rule{Kind: standard.Binary}, 250, 126, 250, "rule.given"},
		{"exactly half way is not", standard.Rule{Kind: standard.Binary}, 250, 125, 0, "rule.given"},
		{"half of 3 is 1.50", standard.Rule{Kind: standard.Half}, 300, 150, 150, "rule.given"},
		{"half of 1.25 is 0.63", standard.Rule{Kind: standard.Half}, 125, 60, 63, "rule.given"},
		{"half of 0.01 is 0.01", standard.Rule{Kind: standard.Half}, 1, 1, 1, "rule.given"},
		{"at discretion, 2.75 of 3", standard.Rule{Kind: standard.Free, Amount: 25}, 300, 275, 275, "rule.given"},
		{"at discretion, no more than 3", standard.Rule{Kind: standard.Free, Amount: 25}, 300, 301, 300, "rule.given"},
		{"a veto has no points", standard.Rule{Kind: standard.Veto}, 0, 300, 0, "rule.given"},
	})
}
