package matrix

import (
	"cmp"
	"slices"
	"strconv"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// What the cells show. Marks and claims are written into them; the others can only be read.
const (
	ShowMark      = "mark"
	ShowClaim     = "claim"
	ShowLast      = "last"
	ShowLessClaim = "lessclaim" // the mark less the claim
	ShowLessLast  = "lesslast"  // the mark less the last round's
)

// Shows are they, in the order in which they are offered.
var Shows = []string{ShowMark, ShowClaim, ShowLast, ShowLessClaim, ShowLessLast}

// How the items are sorted. Any other key is a district's: by what it lost, most first.
const (
	SortGiven  = ""       // below their sections
	SortLost   = "lost"   // by what all districts lost together, most first
	SortSpread = "spread" // by how far the districts are apart, most first
)

// Filter is what is shown of the round.
type Filter struct {
	Show, Section, Person, Sort string
	Lost, Disputed, Open        bool // only items of which some district has such a mark
}

// Item is a row's item with the districts' scores of it, in their order.
type Item struct {
	*standard.Item
	Scores []*assess.Score
}

func (i Item) any(is func(*assess.Score) bool) bool { return slices.ContainsFunc(i.Scores, is) }

// lost is what the districts lost together.
func (i Item) lost() (sum standard.Points) {
	for _, s := range i.Scores {
		sum += s.FinalLost()
	}
	return sum
}

// spread is how far the highest mark is from the lowest.
func (i Item) spread() standard.Points {
	var low, high standard.Points
	n := 0
	for _, s := range i.Scores {
		if !marked(s) {
			continue
		}
		if n++; n == 1 {
			low, high = s.Final, s.Final
		}
		low, high = min(low, s.Final), max(high, s.Final)
	}
	return high - low
}

// lets tells whether a filter lets an item through.
func (f Filter) lets(a *assess.Assessment, i Item) bool {
	assigned := func(d *assess.District) bool { return slices.Contains(d.Assigned[i.Section], f.Person) }
	return (f.Section == "" || f.Section == i.Section) && (f.Person == "" || slices.ContainsFunc(a.Districts, assigned)) &&
		(!f.Lost || i.any(func(s *assess.Score) bool { return s.FinalLost() > 0 })) &&
		(!f.Disputed || i.any(func(s *assess.Score) bool { return s.Unsettled })) &&
		(!f.Open || i.any(func(s *assess.Score) bool { return !s.Settled() }))
}

// Items are those that pass, in order.
func Items(a *assess.Assessment, f Filter) []Item {
	var out []Item
	for _, i := range a.Standard.Items() {
		x := Item{Item: i}
		for _, d := range a.Districts {
			x.Scores = append(x.Scores, d.Score(i.ID))
		}
		if f.lets(a, x) {
			out = append(out, x)
		}
	}
	var most func(Item) standard.Points
	switch at := slices.IndexFunc(a.Districts, func(d *assess.District) bool { return d.ID == f.Sort }); {
	case f.Sort == SortLost:
		most = Item.lost
	case f.Sort == SortSpread:
		most = Item.spread
	case at >= 0:
		most = func(i Item) standard.Points { return i.Scores[at].FinalLost() }
	default:
		return out
	}
	slices.SortStableFunc(out, func(x, y Item) int { return cmp.Compare(most(y), most(x)) })
	return out
}

// Columns are the districts with their totals.
func Columns(k *screen.Kit, a *assess.Assessment, show string) []widgets.CellCol {
	var out []widgets.CellCol
	for _, d := range a.Districts {
		out = append(out, widgets.CellCol{Key: d.ID, Name: d.Name, Note: sum(k, d, "", show)})
	}
	return out
}

// marked tells whether a mark is there that counts: given on site, or by a ruling.
func marked(s *assess.Score) bool { return (s.Marked || s.Ruled) && !s.NA }

// Rows are the items, in the order given and below their sections' sums where they are not sorted.
func Rows(k *screen.Kit, items []Item, f Filter) []widgets.CellRow {
	a := k.Session.View()
	var out []widgets.CellRow
	section := ""
	for _, i := range items {
		if f.Sort == SortGiven && i.Section != section {
			section = i.Section
			out = append(out, heading(k, a, section, f.Show))
		}
		row := widgets.CellRow{Key: i.ID, Code: i.Code, Name: i.Text}
		for n, s := range i.Scores {
			row.Cells = append(row.Cells, cell(k, a.Districts[n], s, f.Show))
		}
		out = append(out, row)
	}
	return out
}

// heading is a section with the districts' sums.
func heading(k *screen.Kit, a *assess.Assessment, section, show string) widgets.CellRow {
	n := slices.IndexFunc(a.Standard.Sections, func(s *standard.Section) bool { return s.ID == section })
	row := widgets.CellRow{Key: "section/" + section, Code: strconv.Itoa(n + 1), Name: a.Standard.Sections[n].Title, Head: true}
	for _, d := range a.Districts {
		row.Cells = append(row.Cells, widgets.Cell{Text: sum(k, d, section, show)})
	}
	return row
}

// sum is what the marks or the claims of a section come to, or of the district without one, bonus included; empty where nobody gave any yet: that
// is no zero. A sum that lacks marks says of how many items it is.
func sum(k *screen.Kit, d *assess.District, section, show string) string {
	given := func(s *assess.Score) bool { return s.Marked || s.NA || s.Ruled }
	r := d.Final
	switch show {
	case ShowMark:
	case ShowClaim:
		given, r = func(s *assess.Score) bool { return s.Claimed }, d.Claimed
	default:
		return ""
	}
	if !slices.ContainsFunc(d.Scores, func(s *assess.Score) bool { return given(s) && (section == "" || s.Item.Section == section) }) {
		return ""
	}
	total := r.Range
	if section != "" {
		total = r.Sections[section].All
	}
	if t := d.MarkTallyOf(section); show == ShowMark && t.Open() > 0 {
		return k.T("matrix.sofar", total, t.Done, t.Total)
	}
	return total.String()
}

// cell is what is shown of an item in a district.
func cell(k *screen.Kit, d *assess.District, s *assess.Score, show string) widgets.Cell {
	switch show {
	case ShowClaim:
		return widgets.Cell{Text: claimed(s)}
	case ShowLast:
		return widgets.Cell{Text: last(d, s)}
	case ShowLessClaim:
		if s.Claimed {
			return less(s, s.Claim)
		}
		return widgets.Cell{}
	case ShowLessLast:
		if p, err := standard.ParsePoints(last(d, s)); err == nil {
			return less(s, p)
		}
		return widgets.Cell{}
	}
	switch {
	case s.Item.Veto() && s.Vetoed:
		return widgets.Cell{Text: k.T("onsite.veto.yes"), Ink: theme.Red, Icon: theme.IconWarning}
	case s.Item.Veto():
		return widgets.Cell{Text: "—", Ink: theme.Ink2}
	case s.MaybeNA:
		return widgets.Cell{Text: k.T("onsite.na.maybe"), Ink: theme.Amber, Icon: theme.IconConflict}
	case s.Unsettled:
		return widgets.Cell{Text: s.FinalRange.String(), Ink: theme.Amber, Icon: theme.IconConflict}
	case s.NA:
		return widgets.Cell{Text: k.T("onsite.na"), Ink: theme.Ink2}
	case !marked(s):
		return widgets.Cell{}
	case s.FinalLost() > 0:
		return widgets.Cell{Text: s.Final.String(), Icon: theme.IconLess}
	}
	return widgets.Cell{Text: s.Final.String()}
}

// claimed is the claim as it is shown; empty where there is none.
func claimed(s *assess.Score) string {
	if !s.Claimed {
		return ""
	}
	return s.Claims.String()
}

// last is the last round's mark as it is shown; empty where there is none.
func last(d *assess.District, s *assess.Score) string {
	if l := d.Last[s.Item.ID]; l != nil {
		return l.Mark
	}
	return ""
}

// less is by how much the mark is above p, or below it.
func less(s *assess.Score, p standard.Points) widgets.Cell {
	if !marked(s) {
		return widgets.Cell{}
	}
	switch n := s.Final - p; {
	case n > 0:
		return widgets.Cell{Text: "+" + n.String(), Icon: theme.IconUp}
	case n < 0:
		return widgets.Cell{Text: n.String(), Icon: theme.IconDown}
	}
	return widgets.Cell{Text: "0.00", Ink: theme.Ink2}
}
