// Package standard holds the 考核评分标准: sections, items, and the rules by which points are given and lost.
//
// All points are hundredths in integers (Points); percentages and measured values are hundredths too. A mark is what an assessor
// gives an item; Rule.Mark says what a rule makes of what was counted or measured, in points and in words, and Score adds up a
// district: caps, key items, veto, items that do not apply, and the grade.
//
// # What holds for every score
//
//   - An item's mark lies in its Rule.Range. Only a percent rule that counts Above may exceed the item's points, and never by more than
//     its Cap; without a Cap it adds nothing.
//   - Such a surplus makes up for what was lost elsewhere in the same section, but no section gets more than its own points.
//   - Bonus items add on top: each up to its points and Cap, a section's together up to Section.BonusCap, all together up to
//     Standard.Bonus (0: no cap). So the whole never exceeds Full plus the bonus.
//   - An item that does not apply is left out of Full, or (Rescale) its points are spread over what applies in its section; where
//     nothing of a section applies there is nothing to spread them over, and they are left out.
//   - A key item below KeyFloor percent of its points allows at best the grade above the lowest; a veto gives the lowest; a forced
//     grade (Force) only lowers. None of the three changes the points.
//   - Grades go by threshold of a hundred, or by rank if Ranks is set; equal scores share a place. A veto or a failed key item does
//     not free the place for others: places go by points alone.
//
// Caveats: nothing here rounds except where a rule scales points (half, 不适用 rescaled), and there half up to the hundredth.
package standard

import (
	"fmt"
	"strconv"
	"strings"
)

// Points are hundredths of a point.
type Points int64

// String prints two digits, as on screen and paper: 12.50, -0.25.
func (p Points) String() string {
	sign := ""
	if p < 0 {
		sign, p = "-", -p
	}
	return fmt.Sprintf("%s%d.%02d", sign, int64(p)/100, int64(p)%100)
}

// Standard is one version of the scoring table.
type Standard struct {
	Title    string
	Version  string
	Sample   bool // made for practice: it says so on its face
	Frozen   bool
	Rescale  bool        // 不适用: true spreads the section's other points over it, false leaves it out of the total
	Bonus    Points      // cap of all bonus items together
	Grades   []Grade     // by threshold, highest first
	Ranks    []RankGrade // by place, best first; if there are any, they take the place of Grades
	Forces   []Force
	Sections []*Section
}

// Grade is a grade by threshold: Name from From points of a hundred on.
type Grade struct {
	Name string
	From Points
}

// RankGrade is a grade by rank: Name for the places up to Upto. The last one's Upto is 0: all the rest.
type RankGrade struct {
	Name string `cbor:"1,keyasint"`
	Upto int64  `cbor:"2,keyasint,omitempty"`
}

// Force is an event after which a district gets at best Grade.
type Force struct {
	ID    string `cbor:"1,keyasint"`
	Event string `cbor:"2,keyasint"`
	Grade string `cbor:"3,keyasint"`
}

// Section is 一级指标, in the standard's order.
type Section struct {
	ID, Title string
	BonusCap  Points // cap of its bonus items together; 0: none but the whole's
	Order     int64
	Items     []*Item
}

// Method is one of the five ways of finding out.
type Method string

// The five methods of the on-site phase.
const (
	Briefing         Method = "briefing"
	Interview        Method = "interview"
	DocumentCheck    Method = "document"
	SubdistrictCheck Method = "subdistrict"
	Symposium        Method = "symposium"
)

// Methods in their customary order.
var Methods = []Method{Briefing, Interview, DocumentCheck, SubdistrictCheck, Symposium}

// Item is 考核项目.
type Item struct {
	ID        string // stable over versions
	Code      string // 1.3
	Section   string // section's ID
	Text      string
	Points    Points // full mark; for a bonus item its own cap; zero for a veto item
	Rule      Rule
	Methods   []Method
	Materials []string
	Basis     string
	Key       bool  // 关键项
	KeyFloor  int64 // percent of Points below which a key item fails
	Order     int64
}

// Bonus tells whether the item adds to the total instead of belonging to its hundred.
func (i *Item) Bonus() bool { return i.Rule.Kind == Bonus }

// Veto tells whether the item carries no points but can sink the whole.
func (i *Item) Veto() bool { return i.Rule.Kind == Veto }

// Total is what a district can reach: the sum of the items that are neither bonus nor veto.
func (s *Standard) Total() Points {
	var sum Points
	for _, sec := range s.Sections {
		sum += sec.Points()
	}
	return sum
}

// Points of a section, without bonus items.
func (s *Section) Points() Points {
	var sum Points
	for _, i := range s.Items {
		if !i.Bonus() {
			sum += i.Points
		}
	}
	return sum
}

// Items in order, over all sections.
func (s *Standard) Items() []*Item {
	var all []*Item
	for _, sec := range s.Sections {
		all = append(all, sec.Items...)
	}
	return all
}

// Item by its ID; nil if there is none.
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

// Section by its ID; nil if there is none.
func (s *Standard) Section(id string) *Section {
	for _, sec := range s.Sections {
		if sec.ID == id {
			return sec
		}
	}
	return nil
}

// ParsePoints reads 12, 12.5 or -0.25, also in full-width digits as an input method leaves them. At most two decimals.
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

// UnmarshalText reads points as ParsePoints does, for the files of assets.
func (p *Points) UnmarshalText(b []byte) error {
	v, err := ParsePoints(string(b))
	*p = v
	return err
}

// MarshalText is String.
func (p Points) MarshalText() ([]byte, error) { return []byte(p.String()), nil }
