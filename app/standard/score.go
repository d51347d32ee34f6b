package standard

// Given is what one district got for one item.
type Given struct {
	Mark   Points
	Marked bool // false: not scored yet
	NA     bool // 不适用
	Vetoed bool // a veto item's event happened
}

// Sum is a section's or the whole's result. Full is what could be reached by the items that apply; Open counts items not scored.
type Sum struct {
	Got, Full Points
	Open      int
	Items     int
}

// Result is a district's score.
type Result struct {
	Sections  map[string]Sum // by section ID; bonus items stand in their section's Got only through Bonus
	Bonus     Points         // after its caps
	Total     Points         // sections and bonus, as the standard treats 不适用
	Full      Points
	Open      int
	FailedKey []string // IDs of key items below their floor
	Vetoed    []string // IDs of veto items whose event happened
	Grade     string   // empty while items are open
}

// Score adds up a district. An item that is missing in given counts as not scored.
func (s *Standard) Score(given map[string]Given) Result {
	r := Result{Sections: make(map[string]Sum, len(s.Sections))}
	for _, sec := range s.Sections {
		sum := s.section(sec, given, &r)
		r.Sections[sec.ID] = sum
		r.Total += sum.Got
		r.Full += sum.Full
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

func (s *Standard) section(sec *Section, given map[string]Given, r *Result) Sum {
	var sum Sum
	var left Points // points of items that do not apply
	for _, i := range sec.Items {
		g := given[i.ID]
		if i.Veto() {
			if g.Vetoed {
				r.Vetoed = append(r.Vetoed, i.ID)
			}
			continue
		}
		sum.Items++
		if i.Bonus() {
			r.Bonus += i.Rule.Clamp(i.Points, g.Mark)
			continue
		}
		if g.NA {
			left += i.Points
			continue
		}
		sum.Full += i.Points
		if !g.Marked {
			sum.Open++
			continue
		}
		sum.Got += i.Rule.Clamp(i.Points, g.Mark)
		if i.Key && g.Mark*100 < i.Points*Points(i.KeyFloor) {
			r.FailedKey = append(r.FailedKey, i.ID)
		}
	}
	if s.Rescale && left > 0 && sum.Full > 0 {
		sum.Got = (sum.Got*(sum.Full+left)*2 + sum.Full) / (sum.Full * 2)
		sum.Full += left
	}
	return sum
}

// grade by threshold of a hundred; a veto gives the lowest, a failed key item at best the one above it.
func (s *Standard) grade(r *Result) string {
	if len(s.Grades) == 0 || r.Full == 0 {
		return ""
	}
	last := len(s.Grades) - 1
	if len(r.Vetoed) > 0 {
		return s.Grades[last].Name
	}
	at := last
	for i, g := range s.Grades {
		if r.Total*10000 >= g.From*r.Full {
			at = i
			break
		}
	}
	if len(r.FailedKey) > 0 {
		at = max(at, last-1)
	}
	return s.Grades[at].Name
}
