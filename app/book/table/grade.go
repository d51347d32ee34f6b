package table

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"kaohe/app/standard"
)

// partly are words of what is done by half.
var partly = regexp.MustCompile(`基本|部分|一般|不(?:够|太|完全|很|全|到位|及时|健全|完善|齐|规范|力|准确|完整|足)|未(?:完全|全部)|正在|较|有所|欠|缺[一1少]|半|尚`)

// grades makes the rules that know only certain marks: met or not, full, half or none, and tiers by a measure.
func (p *parsed) grades() reading {
	if r, ok := p.tiers(); ok {
		return r
	}
	half := standard.Rule{Kind: standard.Half, What: ending(p.text)}
	halves := p.halves()
	others := len(p.by[get]) + len(p.by[deduct]) + len(p.by[halved]) - halves
	switch {
	case !p.only(zero, full, halved, get, deduct) || !p.has(zero, full, halved):
	case halves+others == 0:
		return sure(standard.Rule{Kind: standard.Binary, What: ending(p.text)})
	case others == 0 && p.has(deduct) && !p.has(full): // whether 扣1分 and 扣2分 add up is not said
		return unsure(half, "half")
	case others == 0:
		return sure(half)
	case halves == 0 && others == 1 && p.has(full) && p.has(get) && p.by[get][0].amount*2 == p.points:
		return unsure(half, "half")
	}
	return unsure(p.free(), "mixed")
}

// halves counts the clauses that give half: by that word, or for what is done in part.
func (p *parsed) halves() int {
	n := len(p.by[halved])
	for _, e := range []effect{get, deduct} {
		for _, c := range p.by[e] {
			if c.amount*2 == p.points && partly.MatchString(c.cond) && p.has(full, zero) {
				n++
			}
		}
	}
	return n
}

// mark is a tier on its way: the span of a measure, and the points that it earns.
type mark struct {
	span
	points standard.Points
}

// whole are words for a hundred percent.
var whole = regexp.MustCompile(`全部|全面|全覆盖|完成任务|完成目标`)

// tiers makes the rule of clauses that measure. ok is false where they don't.
func (p *parsed) tiers() (reading, bool) {
	if !p.only(zero, full, halved, get, deduct) {
		return reading{}, false
	}
	var marks []mark
	bottom := int64(-1) // below it there is nothing
	name, of := "", ""
	for _, c := range p.clauses {
		s, ok := measured(lastSentence(c.cond))
		if !ok && c.effect == full && whole.MatchString(c.cond) {
			s, ok = span{lo: 10000, hi: -1, unit: "%"}, true
		}
		switch {
		case c.effect == zero && ok && s.lo < 0:
			bottom = s.hi
		case c.effect == zero:
			continue
		case !ok || c.effect == get && (c.amount <= 0 || c.amount > p.points) || c.effect == deduct:
			return reading{}, false
		}
		name, of = longer(name, s.unit), cmp.Or(of, metric(s.metric))
		if c.effect == halved {
			c.amount = (p.points + 1) / 2
		}
		if c.effect != zero {
			marks = append(marks, mark{s, cmp.Or(c.amount, p.points)})
		}
	}
	if len(marks) < 2 {
		return reading{}, false
	}
	return p.tiered(marks, bottom, name, of), true
}

func (p *parsed) tiered(marks []mark, bottom int64, name, of string) reading {
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(b.lo, a.lo) })
	r := standard.Rule{Kind: standard.Tiers, Unit: name, What: cmp.Or(of, metric(p.norm, p.item), p.item, wide(p.norm))}
	gap := bottom >= 0 && bottom != marks[len(marks)-1].lo || marks[0].points != p.points
	for i, m := range marks {
		from := m.lo
		if m.above {
			from++
		}
		if from < 0 || m.unit != "" && name != m.unit && !strings.HasPrefix(name, m.unit) {
			return unsure(p.free(), "mixed")
		}
		if i > 0 && m.hi >= 0 && m.hi != marks[i-1].lo && m.lo != m.hi {
			gap = gap || m.hi+100 != marks[i-1].lo // 8至11次 stands below 12次, 80-89% below 90%
		}
		r.Tiers = append(r.Tiers, standard.Tier{From: from, Points: m.points})
	}
	switch {
	case len(r.Lacks(p.points)) > 0:
		return unsure(p.free(), "mixed")
	case gap:
		return unsure(r, "gap")
	}
	return sure(r)
}

// lastSentence is the condition without the sentences before it.
func lastSentence(cond string) string {
	parts := strings.FieldsFunc(cond, func(r rune) bool { return r == ';' || r == '。' })
	if len(parts) == 0 {
		return ""
	}
	return strings.Trim(parts[len(parts)-1], ",:")
}
