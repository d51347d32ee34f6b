// Package standard holds the 考核评分标准: sections, items, and the rules by which points are given and lost.
//
// All points are integers in hundredths (Points); percentages and measured values are hundredths too. A mark is what an assessor gives for
// an item. Rule.Mark computes the mark for what was counted or measured, with an explanation in words. Score computes the result of a
// district: caps, key items, veto, items that do not apply, and the grade. Everything here is safe for concurrent use as long as nobody
// changes the Standard.
//
// # The rules for every score
//
//   - An item's mark is within its Rule.Range. Only a percent rule with Above may exceed the item's points, by at most its Cap; without a
//     Cap it adds nothing.
//   - Such a surplus makes up for points lost elsewhere in the same section, but no section gets more than its own points.
//   - Bonus items add to the total: each up to its points and Cap, those of a section together up to Section.BonusCap, all together up to
//     Standard.Bonus (0: no cap). So the total never exceeds Full plus the bonus.
//   - An item that does not apply is left out of Full or, with Rescale, its points are spread over the items of its section that apply. If
//     no item of a section applies, its points are left out in both cases.
//   - A key item below KeyFloor percent of its points allows at best the grade above the lowest; a veto gives the lowest; a forced grade
//     (Force) only lowers. None of the three changes the points.
//   - Grades are by threshold of a hundred, or by rank if Ranks is set; equal scores share a place. A veto or a failed key item does not
//     move others up: places depend on points alone.
//
// Caveats: nothing is rounded except where a rule scales points (half, 不适用 rescaled); these round to the hundredth, a half up.
package standard

import (
	"fmt"
	"strconv"
	"strings"
)

// Points are hundredths of a point.
type Points int64

// String returns the points with two decimals, as on screen and paper: 12.50, -0.25.
func (p Points) String() string {
	sign := ""
	if p < 0 {
		sign, p = "-", -p
	}
	return fmt.Sprintf("%s%d.%02d", sign, int64(p)/100, int64(p)%100)
}

// Range is where a figure lies while assessors disagree; both ends are equal where they agree.
type Range struct{ Low, High Points }

// Open tells whether it has more than one value.
func (r Range) Open() bool { return r.Low != r.High }

// String returns the figure, or both ends: 3.00–4.00.
func (r Range) String() string {
	if r.Open() {
		return r.Low.String() + "–" + r.High.String()
	}
	return r.Low.String()
}

// And is the range of the sum of two figures.
func (r Range) And(o Range) Range { return Range{r.Low + o.Low, r.High + o.High} }

// Standard is one version of the scoring table.
type Standard struct {
	Title    string
	Version  string
	Sample   bool // made for practice, which is shown with it
	Frozen   bool
	Rescale  bool        // 不适用: true spreads its points over the others of the section, false leaves them out of the total
	Bonus    Points      // cap of all bonus items together
	Grades   []Grade     // by threshold, highest first
	Ranks    []RankGrade // by place, best first; if there are any, Grades is not used
	Forces   []Force
	Methods  []*Method // of looking into matters on site, in the round's order
	Sections []*Section
}

// Grade is a grade by threshold: Name for From or more points of a hundred.
type Grade struct {
	Name string
	From Points
}

// RankGrade is a grade by rank: Name for the places up to Upto. The last one has Upto 0, which means all others.
type RankGrade struct {
	Name string `cbor:"1,keyasint"`
	Upto int64  `cbor:"2,keyasint,omitempty"`
}

// Force is an event after which a district gets at most Grade.
type Force struct {
	ID    string `cbor:"1,keyasint"`
	Event string `cbor:"2,keyasint"`
	Grade string `cbor:"3,keyasint"`
}

// Section is 一级指标.
type Section struct {
	ID, Title string
	BonusCap  Points // cap of all its bonus items together; 0: only the standard's cap
	Order     int64
	Items     []*Item
}

// Item is 考核项目.
type Item struct {
	ID        string // the same in all versions
	Code      string // 1.3
	Section   string // section's ID
	Text      string
	Points    Points // the full mark; for a bonus item its cap; zero for a veto item
	Rule      Rule
	Methods   []string // IDs
	Materials []string
	Basis     string
	Key       bool  // 关键项
	KeyFloor  int64 // percent of Points below which a key item fails
	Order     int64
}

// Bonus tells whether the item only adds to the total and is not part of its hundred points.
func (i *Item) Bonus() bool { return i.Rule.Kind == Bonus }

// Veto tells whether the item has no points but can give the lowest grade.
func (i *Item) Veto() bool { return i.Rule.Kind == Veto }

// Total returns the most that a district can reach: the sum of the items that are neither bonus nor veto.
func (s *Standard) Total() Points {
	var sum Points
	for _, sec := range s.Sections {
		sum += sec.Points()
	}
	return sum
}

// Points returns the sum of a section's items, without bonus items.
func (s *Section) Points() Points {
	var sum Points
	for _, i := range s.Items {
		if !i.Bonus() {
			sum += i.Points
		}
	}
	return sum
}

// Items returns the items of all sections, in order.
func (s *Standard) Items() []*Item {
	var all []*Item
	for _, sec := range s.Sections {
		all = append(all, sec.Items...)
	}
	return all
}

// Item returns the item with an ID, or nil.
func (s *Standard) Item(id string) *Item {
	for _, sec := range s.Sections {
		for _, i := range sec.Items {
			if i.ID == id {
				return i
			}
		}
	}
	return nil
}

// Section returns the section with an ID, or nil.
func (s *Standard) Section(id string) *Section {
	for _, sec := range s.Sections {
		if sec.ID == id {
			return sec
		}
	}
	return nil
}

// ParsePoints reads a number such as 12, 12.5 or -0.25, also with full-width digits from an input method. It accepts at most two decimals;
// anything else is an error.
func ParsePoints(s string) (Points, error) {
	s = strings.TrimSpace(fullWidth.Replace(s))
	sign := Points(1)
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		s, sign = rest, -1
	}
	whole, frac, _ := strings.Cut(s, ".")
	if whole == "" && frac == "" || len(frac) > 2 || len(whole) > 9 || strings.ContainsAny(whole+frac, "+-") {
		return 0, fmt.Errorf("not a number with at most two decimals: %q", s)
	}
	n, err := strconv.ParseInt("0"+whole+(frac + "00")[:2], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("not a number with at most two decimals: %q", s)
	}
	return sign * Points(n), nil
}

var fullWidth = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	"．", ".", "。", ".", "－", "-", "—", "-")

// UnmarshalText reads points like ParsePoints, for the files in assets.
func (p *Points) UnmarshalText(b []byte) error {
	v, err := ParsePoints(string(b))
	*p = v
	return err
}

// MarshalText returns the same text as String.
func (p Points) MarshalText() ([]byte, error) { return []byte(p.String()), nil }
