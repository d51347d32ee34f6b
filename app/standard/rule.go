package standard

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/words"
)

// Kind is the kind of a rule.
type Kind string

// The kinds of rule, as such standards use them.
const (
	Binary  Kind = "binary"  // 达到得满分，否则不得分
	Half    Kind = "half"    // 满分、减半、不得分
	Each    Kind = "each"    // 每次扣 Amount，扣完为止或扣到 Floor
	Percent Kind = "percent" // 每低（高）Step 扣（加）Amount，Cap 为上限
	Tiers   Kind = "tiers"   // 按档得分
	Bonus   Kind = "bonus"   // 每次加 Amount，Cap 为上限
	Free    Kind = "free"    // 酌情扣分，步长 Amount
	Veto    Kind = "veto"    // 一票否决
)

// Kinds lists the kinds of rule in the order in which an editor offers them.
var Kinds = []Kind{Binary, Half, Each, Percent, Tiers, Bonus, Free, Veto}

// Rule says how points are given. Kind decides which fields count.
type Rule struct {
	Kind   Kind   `cbor:"1,keyasint"`
	Amount Points `cbor:"2,keyasint,omitempty"` // each, percent, bonus, free: per occurrence or step
	Step   int64  `cbor:"3,keyasint,omitempty"` // percent: hundredths of a percent per step
	Target int64  `cbor:"4,keyasint,omitempty"` // percent: hundredths of a percent that earn the full mark
	Above  bool   `cbor:"5,keyasint,omitempty"` // percent: what exceeds the target adds points, up to Cap
	Floor  Points `cbor:"6,keyasint,omitempty"` // each, percent: the mark never goes below it
	Cap    Points `cbor:"7,keyasint,omitempty"` // percent: most that is deducted or added; bonus: most that is added
	Tiers  []Tier `cbor:"8,keyasint,omitempty"` // highest first
	Unit   string `cbor:"9,keyasint,omitempty"` // what is counted or measured: 个街道, %, 万元
	What   string `cbor:"10,keyasint,omitempty"`
}

// Tier gives Points for a value of From (in hundredths of Unit) or more.
type Tier struct {
	From   int64  `cbor:"1,keyasint"`
	Points Points `cbor:"2,keyasint"`
}

// Measured tells whether the rule computes the mark from a number that was counted or measured. For each and bonus that number is in whole
// occurrences, for percent and tiers in hundredths of the unit.
func (r Rule) Measured() bool {
	switch r.Kind {
	case Each, Percent, Tiers, Bonus:
		return true
	}
	return false
}

// Range returns the lowest and the highest mark for an item with full mark p.
func (r Rule) Range(p Points) (low, high Points) {
	switch r.Kind {
	case Veto:
		return 0, 0
	case Bonus:
		return 0, minCap(p, r.Cap)
	case Percent:
		low = max(0, min(r.Floor, p))
		if r.Above {
			return low, p + max(0, r.Cap)
		}
		if r.Cap > 0 {
			low = max(low, p-r.Cap)
		}
		return low, p
	case Each:
		return max(0, min(r.Floor, p)), p
	}
	return 0, p
}

// times returns n times amount, limited so that it can't overflow.
func times(n int64, amount Points) Points {
	const most = Points(1) << 40
	if n <= 0 || amount <= 0 {
		return 0
	}
	if Points(n) > most/amount {
		return most
	}
	return Points(n) * amount
}

func minCap(p, limit Points) Points {
	if limit > 0 {
		return min(p, limit)
	}
	return p
}

// Mark returns the mark that the rule gives for n, and in words how it was computed; p is the full mark. For binary, half, free and veto n
// is the wanted mark, which is moved to the nearest allowed one. A negative count counts as zero.
func (r Rule) Mark(p Points, n int64) (Points, words.Msg) {
	switch r.Kind {
	case Each:
		return r.each(p, max(0, n))
	case Percent:
		return r.percent(p, n)
	case Tiers:
		return r.tier(p, n)
	case Bonus:
		return r.bonus(p, max(0, n))
	}
	m := r.Clamp(p, Points(n))
	return m, words.M("rule.given", p, m)
}

func (r Rule) each(p Points, n int64) (Points, words.Msg) {
	low, _ := r.Range(p)
	m := p - times(n, r.Amount)
	if m < low {
		return low, words.M("rule.each.floored", p, r.Amount, n, low)
	}
	return m, words.M("rule.each.made", p, r.Amount, n, m)
}

func (r Rule) bonus(p Points, n int64) (Points, words.Msg) {
	_, high := r.Range(p)
	m := times(n, r.Amount)
	if m > high {
		return high, words.M("rule.bonus.capped", r.Amount, n, high)
	}
	return m, words.M("rule.bonus.made", r.Amount, n, m)
}

// percent counts begun steps below the target, and full steps above it.
func (r Rule) percent(p Points, n int64) (Points, words.Msg) {
	step := max(r.Step, 1)
	low, high := r.Range(p)
	if n >= r.Target {
		if !r.Above {
			return p, words.M("rule.percent.met", Points(n), Points(r.Target), p)
		}
		steps := (n - r.Target) / step
		m, key := p+times(steps, r.Amount), "rule.percent.above"
		if m > high {
			m, key = high, "rule.percent.topped"
		}
		return m, words.M(key, Points(n), Points(r.Target), steps, r.Amount, m)
	}
	steps := (r.Target - n + step - 1) / step
	m, key := p-times(steps, r.Amount), "rule.percent.below"
	if m < low {
		m, key = low, "rule.percent.floored"
	}
	return m, words.M(key, Points(n), Points(r.Target), steps, r.Amount, m)
}

// tier returns the mark of the highest tier that n reaches; the tiers may be in any order.
func (r Rule) tier(p Points, n int64) (Points, words.Msg) {
	for _, t := range r.sorted() {
		if n >= t.From {
			m := max(0, min(t.Points, p))
			return m, words.M("rule.tiers.made", Points(n), r.Unit, Points(t.From), m)
		}
	}
	return 0, words.M("rule.tiers.none", Points(n), r.Unit)
}

func (r Rule) sorted() []Tier {
	return slices.SortedStableFunc(slices.Values(r.Tiers), func(a, b Tier) int { return cmp.Compare(b.From, a.From) })
}

// Clamp returns the allowed mark nearest to m, of two equally near the lower; p is the full mark.
func (r Rule) Clamp(p, m Points) Points {
	if choices := r.Choices(p); choices != nil {
		best := choices[0]
		for _, c := range choices {
			if d, b := abs(c-m), abs(best-m); d < b || d == b && c < best {
				best = c
			}
		}
		return best
	}
	low, high := r.Range(p)
	return min(max(m, low), high)
}

func abs(p Points) Points { return max(p, -p) }

// Choices returns the only allowed marks, best first; nil if every mark in Range is allowed.
func (r Rule) Choices(p Points) []Points {
	switch r.Kind {
	case Binary:
		return []Points{p, 0}
	case Half:
		return []Points{p, (p + 1) / 2, 0}
	case Tiers:
		out := []Points{0}
		for _, t := range r.Tiers {
			out = append(out, max(0, min(t.Points, p)))
		}
		slices.SortFunc(out, func(a, b Points) int { return cmp.Compare(b, a) })
		return slices.Compact(out)
	case Veto:
		return []Points{0}
	}
	return nil
}

// Next returns the allowed mark one step up (dir +1) or down (dir -1) from m.
func (r Rule) Next(p, m Points, dir int) Points {
	if choices := r.Choices(p); choices != nil {
		for i, c := range choices {
			if c <= m {
				if c < m && dir < 0 {
					return c
				}
				return choices[min(max(i-dir, 0), len(choices)-1)]
			}
		}
		return choices[len(choices)-1]
	}
	step := r.Amount
	if step <= 0 {
		step = 50
	}
	return r.Clamp(p, m+Points(dir)*step)
}

// Words returns the rule in words, for an item with full mark p.
func (r Rule) Words(p Points) words.Msg {
	switch r.Kind {
	case Half:
		return words.M("rule.half", p, (p+1)/2, r.What)
	case Each:
		if r.Floor > 0 {
			return words.M("rule.each.floor", r.What, r.Amount, r.Floor)
		}
		return words.M("rule.each", r.What, r.Amount)
	case Percent:
		if r.Above {
			return words.M("rule.percent.both", r.What, Points(r.Target), Points(r.Step), r.Amount, r.Cap)
		}
		if r.Cap > 0 {
			return words.M("rule.percent.cap", r.What, Points(r.Target), Points(r.Step), r.Amount, r.Cap)
		}
		return words.M("rule.percent", r.What, Points(r.Target), Points(r.Step), r.Amount)
	case Tiers:
		parts := make([]string, len(r.Tiers))
		for i, t := range r.sorted() {
			parts[i] = trim(Points(t.From)) + r.Unit + "→" + t.Points.String()
		}
		return words.M("rule.tiers", r.What, strings.Join(parts, "；"))
	case Bonus:
		return words.M("rule.bonus", r.What, r.Amount, minCap(p, r.Cap))
	case Free:
		return words.M("rule.free", r.What, r.Amount)
	case Veto:
		return words.M("rule.veto", r.What)
	}
	return words.M("rule.binary", p, r.What)
}

// Shown returns a count or a measured value in words: 3个街道, or 97.5% and 12.5万元.
func (r Rule) Shown(n int64) string {
	switch r.Kind {
	case Percent:
		return trim(Points(n)) + "%"
	case Tiers:
		return trim(Points(n)) + r.Unit
	}
	return fmt.Sprint(n) + r.Unit
}

// trim returns a value without trailing zeros: 95, 2.5.
func trim(p Points) string {
	return strings.TrimSuffix(strings.TrimRight(p.String(), "0"), ".")
}
