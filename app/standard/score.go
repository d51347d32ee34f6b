package standard

import (
	"cmp"
	"slices"
)

// Given is what one district got for one item.
type Given struct {
	Mark   Points
	Marked bool  // false: no mark yet
	NA     bool  // 不适用
	Vetoed bool  // the event of a veto item happened
	Range  Range // of the marks that assessors disagree on; not open where they agree
	Unsure bool  // assessors disagree on whether it applies; Range is then of the marks that were given
}

// Sum is the result of a section or of the whole. Full is the most that could be reached with the items that apply; Open counts the items
// without a mark.
type Sum struct {
	Got, Full Points
	Bonus     Points // of its bonus items, after the section's cap and before that of the whole; not in Got
	Open      int
	Items     int
	Range     Range // of Got, while assessors disagree
	All       Range // of Got and Bonus
}

// Result is a district's score.
type Result struct {
	Sections  map[string]Sum // by section ID; bonus items count in Bonus, not in Got
	Bonus     Points         // after its caps
	Total     Points         // sections and bonus; 不适用 is treated as the standard says
	Range     Range          // of Total, while assessors disagree
	Full      Points
	Open      int
	FailedKey []string // IDs of key items below their floor
	Vetoed    []string // IDs of veto items whose event happened
	Unsure    bool     // assessors disagree on whether an item applies, and so on Full
	Grade     string   // empty while items are open, or while assessors disagree and it depends on it; by rank also until GradeByRank was called
	Why       string   // the event that forced Grade; empty if none did
}

// Score computes the result of a district from what it got, by item ID. An item that given lacks is open. Where assessors disagree, on marks
// or on whether items apply, the ranges are from the lowest to the highest that any of their values gives.
func (s *Standard) Score(given map[string]Given) Result {
	r := s.score(given)
	low, high := r, r
	for _, g := range given {
		r.Unsure = r.Unsure || g.Unsure
		if g.Range.Open() || g.Unsure {
			low, high = s.end(given, false), s.end(given, true)
		}
		if r.Unsure {
			break
		}
	}
	for id, sum := range r.Sections {
		a, b := low.Sections[id], high.Sections[id]
		sum.Range, sum.All = Range{a.Got, b.Got}, Range{a.Got + a.Bonus, b.Got + b.Bonus}
		r.Sections[id] = sum
	}
	if r.Range = (Range{low.Total, high.Total}); r.Unsure || low.Grade != high.Grade {
		r.Grade = ""
	}
	return r
}

// end returns the lowest or the highest sums while assessors disagree. Of the items that may not apply, the best that count are those that
// give the most of their points, the worst those that give the least: how many of them is tried.
func (s *Standard) end(given map[string]Given, highest bool) Result {
	at, sign, better := func(r Range) Points { return r.Low }, 1, func(a, b Points) Points { return min(a, b) }
	if highest {
		at, sign, better = func(r Range) Points { return r.High }, -1, func(a, b Points) Points { return max(a, b) }
	}
	var unsure []*Item
	for _, i := range s.Items() {
		if given[i.ID].Unsure {
			unsure = append(unsure, i)
		}
	}
	part := func(i *Item) float64 {
		return float64(i.Rule.Clamp(i.Points, at(given[i.ID].Range))) / max(float64(i.Points), 0.5) // one without points moves nothing that is compared
	}
	slices.SortStableFunc(unsure, func(a, b *Item) int { return sign * cmp.Compare(part(a), part(b)) })
	r := s.score(each(given, at, nil))
	for n := range unsure {
		x := s.score(each(given, at, unsure[:n+1]))
		for id, sum := range r.Sections {
			sum.Got, sum.Bonus = better(sum.Got, x.Sections[id].Got), better(sum.Bonus, x.Sections[id].Bonus)
			r.Sections[id] = sum
		}
		r.Bonus = better(r.Bonus, x.Bonus)
	}
	r.Total = r.Bonus
	for _, sum := range r.Sections {
		r.Total += sum.Got
	}
	return r
}

// each returns what was given with one end of the range as the mark, where there is a range. Of the items that may not apply, those in applying do.
func each(given map[string]Given, end func(Range) Points, applying []*Item) map[string]Given {
	out := make(map[string]Given, len(given))
	for id, g := range given {
		if g.Unsure {
			g.Marked, g.Mark = true, end(g.Range)
			g.NA = !slices.ContainsFunc(applying, func(i *Item) bool { return i.ID == id })
		} else if g.Range.Open() {
			g.Mark = end(g.Range)
		}
		out[id] = g
	}
	return out
}

func (s *Standard) score(given map[string]Given) Result {
	r := Result{Sections: make(map[string]Sum, len(s.Sections))}
	for _, sec := range s.Sections {
		sum := s.section(sec, given, &r)
		r.Sections[sec.ID] = sum
		r.Total += sum.Got
		r.Full += sum.Full
		r.Bonus += sum.Bonus
		r.Open += sum.Open
	}
	if s.Bonus > 0 {
		r.Bonus = min(r.Bonus, s.Bonus)
	}
	r.Total += r.Bonus
	if r.Open == 0 {
		r.Grade = s.grade(&r)
	}
	return r
}

// Claimed adds up what a district claims, by item ID: the sum of what it wrote, which no rule and no cap limits; a Range where two people wrote
// different points down. Full, Open and Items are those
// of Score for a district to which every item applies; there is no grade.
func (s *Standard) Claimed(claims map[string]Claim) Result {
	r := Result{Sections: make(map[string]Sum, len(s.Sections))}
	for _, sec := range s.Sections {
		var sum Sum
		var bonus Range
		for _, i := range sec.Items {
			claim, ok := claims[i.ID]
			switch {
			case i.Veto():
				continue
			case i.Bonus():
				sum.Bonus += claim.Points
				bonus = bonus.And(claim.Range)
			default:
				sum.Full += i.Points
				sum.Got += claim.Points
				sum.Range = sum.Range.And(claim.Range)
				if !ok {
					sum.Open++
				}
			}
			sum.Items++
		}
		sum.All = sum.Range.And(bonus)
		r.Sections[sec.ID] = sum
		r.Bonus += sum.Bonus
		r.Total += sum.Got + sum.Bonus
		r.Range = r.Range.And(sum.All)
		r.Full += sum.Full
		r.Open += sum.Open
	}
	return r
}

// Claim is what a district claims for an item: Points, or while people disagree on what it wrote a Range in which these lie.
type Claim struct {
	Points
	Range Range
}

func (s *Standard) section(sec *Section, given map[string]Given, r *Result) Sum {
	var sum Sum
	var left Points // points of the items that do not apply
	for _, i := range sec.Items {
		g := given[i.ID]
		switch {
		case i.Veto():
			if g.Vetoed {
				r.Vetoed = append(r.Vetoed, i.ID)
			}
			continue
		case i.Bonus():
			if g.Marked && !g.NA {
				sum.Bonus += i.Rule.Clamp(i.Points, g.Mark)
			}
		case g.NA:
			left += i.Points
		default:
			sum.mark(i, g, r)
		}
		sum.Items++
	}
	sum.Got = min(sum.Got, sum.Full)
	if sec.BonusCap > 0 {
		sum.Bonus = min(sum.Bonus, sec.BonusCap)
	}
	if s.Rescale && left > 0 && sum.Full > 0 {
		sum.Got = (sum.Got*(sum.Full+left)*2 + sum.Full) / (sum.Full * 2)
		sum.Full += left
	}
	return sum
}

// mark adds an item that applies.
func (s *Sum) mark(i *Item, g Given, r *Result) {
	s.Full += i.Points
	if !g.Marked {
		s.Open++
		return
	}
	m := i.Rule.Clamp(i.Points, g.Mark)
	s.Got += m
	if i.Key && m*100 < i.Points*Points(i.KeyFloor) {
		r.FailedKey = append(r.FailedKey, i.ID)
	}
}
