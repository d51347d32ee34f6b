package standard

import "slices"

// GradeNames returns the grades, best first: those by rank if the standard has ranks, otherwise those by threshold.
func (s *Standard) GradeNames() []string {
	var out []string
	for _, g := range s.Ranks {
		out = append(out, g.Name)
	}
	if out != nil {
		return out
	}
	for _, g := range s.Grades {
		out = append(out, g.Name)
	}
	return out
}

// grade returns the grade by threshold, for the score as a part of a hundred.
func (s *Standard) grade(r *Result) string {
	if len(s.Ranks) > 0 || len(s.Grades) == 0 || r.Full == 0 {
		return ""
	}
	at := len(s.Grades) - 1
	for i, g := range s.Grades {
		if r.Total*10000 >= g.From*r.Full {
			at = i
			break
		}
	}
	return s.sunk(at, r)
}

// sunk returns the grade at an index of GradeNames, lowered by a veto (to the lowest) or a failed key item (to at best the one above it).
func (s *Standard) sunk(at int, r *Result) string {
	names := s.GradeNames()
	last := len(names) - 1
	switch {
	case len(r.Vetoed) > 0:
		at = last
	case len(r.FailedKey) > 0:
		at = max(at, last-1)
	}
	return names[at]
}

// Places returns the place of each result, the best being 1: equal scores share a place and the next is left out (1, 2, 2, 4). A result
// with open items, or on which assessors disagree, has place 0 and takes no place from others. Scores are compared by Total as a part of Full.
func Places(results []Result) []int {
	whole := func(r *Result) bool { return r.Open == 0 && r.Full > 0 && !r.Range.Open() && !r.Unsure }
	out := make([]int, len(results))
	for i := range results {
		r := &results[i]
		if !whole(r) {
			continue
		}
		out[i] = 1
		for j := range results {
			if o := &results[j]; whole(o) && o.Total*r.Full > r.Total*o.Full {
				out[i]++
			}
		}
	}
	return out
}

// GradeByRank returns the grade of each result by its place; all are empty if the standard has no ranks.
func (s *Standard) GradeByRank(results []Result) []string {
	out := make([]string, len(results))
	if len(s.Ranks) == 0 {
		return out
	}
	for i, place := range Places(results) {
		if place > 0 {
			out[i] = s.sunk(s.rank(place), &results[i])
		}
	}
	return out
}

func (s *Standard) rank(place int) int {
	for i, g := range s.Ranks {
		if int64(place) <= g.Upto {
			return i
		}
	}
	return len(s.Ranks) - 1
}

// Force returns r after an event that allows at best a grade; why is the event. It only lowers the grade, and it changes nothing while
// there is no grade or if the standard has no such grade.
func (s *Standard) Force(r Result, grade, why string) Result {
	names := s.GradeNames()
	is, at := slices.Index(names, r.Grade), slices.Index(names, grade)
	if is >= 0 && at >= is {
		r.Grade, r.Why = grade, why
	}
	return r
}
