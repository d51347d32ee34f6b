// Package standard holds the 考核评分标准: sections, items, and the rules by which points are given and lost.
//
// All points are hundredths in integers (Points); percentages and measured values are hundredths too. A mark is what an assessor
// gives an item; Rule.Mark says what a rule makes of what was counted or measured, in points and in words, and Score adds up a
// district: caps, key items, veto, items that do not apply, and the grade.
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
	Rescale  bool   // 不适用: true spreads the section's other points over it, false leaves it out of the total
	Bonus    Points // cap of all bonus items together
	Grades   []Grade
	Sections []*Section
}

// Grade is a grade by threshold: Name from From points of a hundred on.
type Grade struct {
	Name string
	From Points
}

// Section is 一级指标, in the standard's order.
type Section struct {
	ID, Title string
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
