package table

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/standard"
)

// percents makes the rule that takes off by percents below a target, and adds above it.
func (p *parsed) percents() reading {
	if c := p.clauses[0]; len(p.clauses) == 1 && c.effect == deduct {
		if s, ok := stepOf(c.cond); ok && s.up {
			return p.exceeds(c)
		}
	}
	r := standard.Rule{Kind: standard.Percent, Unit: "%"}
	var rest []string
	sorted := slices.SortedStableFunc(slices.Values(p.clauses), func(a, b clause) int { return cmp.Compare(a.effect, b.effect) })
	for _, c := range sorted { // what takes off before what adds
		more, ok := p.percent(&r, c)
		if !ok {
			return unsure(p.free(), "mixed")
		}
		rest = append(rest, more)
	}
	rest = append(rest, p.tail)
	all := within(p.points, p.scored)
	if r.Amount <= 0 || r.Amount > all || p.most > all && !r.Above || p.low > all {
		return unsure(p.free(), "much")
	}
	r.Floor = p.low
	if !r.Above && p.most < all {
		r.Cap = p.most
	}
	if r.Above && r.Cap == 0 {
		return unsure(r, "above")
	}
	r.What = cmp.Or(metric(append(slices.Clone(rest), p.norm, p.item)...), p.item, wide(p.norm))
	return p.target(r, rest)
}

// percent adds a clause to a rule by percents. It returns what may name the target; ok is false for a clause that the rule has no place for.
func (p *parsed) percent(r *standard.Rule, c clause) (rest string, ok bool) {
	s, steps := stepOf(c.cond)
	switch {
	case c.effect == zero:
	case c.effect == full:
		return c.cond, true
	case !steps:
		return "", false
	case c.effect == deduct && !s.up && r.Amount == 0:
		r.Amount, r.Step = c.amount, s.size
		return s.rest, true
	case c.effect == get && p.only(get) && c.amount*10000 == p.points*standard.Points(s.size): // 每完成10%得1分
		r.Amount, r.Step, r.Target = c.amount, s.size, 10000
	case c.effect == gain && s.up && r.Amount == c.amount && r.Step == s.size:
		r.Above, r.Cap = true, p.most
	default:
		return "", false
	}
	return "", true
}

// exceeds is a rule that takes off for each percent above a line; the standard has none, and counts those percents.
func (p *parsed) exceeds(c clause) reading {
	if c.amount > within(p.points, p.scored) {
		return unsure(p.free(), "much")
	}
	return unsure(standard.Rule{Kind: standard.Each, Amount: c.amount, Floor: p.floor(), What: situation(c.cond)}, "exceeds")
}

// target finds what earns the full mark: in the rule's own words, else in the item's.
func (p *parsed) target(r standard.Rule, rest []string) reading {
	if r.Target > 0 {
		return sure(r)
	}
	found := targets(rest...)
	if len(found) == 0 {
		found = targets(tight(p.item))
	}
	switch {
	case len(found) == 1:
		r.Target = found[0]
		return p.beside(r)
	case len(found) == 0 && p.has(full):
		r.Target = 10000
		return unsure(r, "hundred")
	}
	return unsure(r, "target")
}

// shares makes the rule of 按比例得分: each hundredth of a point stands for its share of the target.
func (p *parsed) shares() reading {
	r := standard.Rule{Kind: standard.Percent, Target: 10000, Unit: "%"}
	var rest []string
	for _, c := range p.by[full] {
		rest = append(rest, c.cond)
	}
	if found := targets(rest...); len(found) == 1 {
		r.Target = found[0]
	}
	if r.What = cmp.Or(metric(p.norm, p.item), p.item, wide(p.norm)); !p.scored || p.points <= 0 {
		return unsure(r, "target")
	}
	d := gcd(r.Target, int64(p.points))
	r.Step, r.Amount = r.Target/d, p.points/standard.Points(d)
	if p.has(zero) || strings.ContainsAny(p.norm, "=×*") {
		return unsure(r, "share")
	}
	return sure(r)
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
