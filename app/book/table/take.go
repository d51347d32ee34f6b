package table

import (
	"regexp"
	"slices"
	"strings"

	"kaohe/app/book"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Take reads a sheet by a mapping. It changes nothing and never fails: everything doubtful is listed in Result.Problems.
func Take(g *book.GridSheet, m Mapping) Result {
	t := take(g, m, false)
	t.number()
	return t.Result
}

// take reads a table; one of several has the name of its sheet where it names no section.
func take(g *book.GridSheet, m Mapping, several bool) *numbering {
	t := &taking{sheet: newSheet(g), m: m, cols: map[Field][]int{}, section: -1, named: map[string]int{}, told: map[spot]bool{}, several: several}
	for c := range t.sheet.cols {
		f := m.Columns[c]
		t.cols[f] = append(t.cols[f], c)
	}
	if len(t.cols[AsText]) == 0 {
		t.block("table.notext")
	}
	t.parents = t.findParents()
	for _, n := range t.sheet.order {
		t.row(n)
	}
	t.notes(g.Notes)
	t.hidden()
	t.second()
	t.finish(g.Name)
	return &numbering{t.out}
}

// taking is the state of reading a sheet.
type taking struct {
	sheet   *sheet
	m       Mapping
	cols    map[Field][]int
	out     Result
	items   []*item
	section int // index in out.Sections; -1 before the first
	named   map[string]int
	headed  bool // the section was begun by a row across the table
	group   string
	near    string        // what stands last above the head
	several bool          // it is one of several tables
	parents map[int]bool  // rows whose code is that of the rows below them: 1 above 1.1
	told    map[spot]bool // cells whose points are left out already
	dark    []int         // hidden rows with something in them
	sums    []sum
	since   int // the items before this one were counted by an earlier row of sums
}

// item is an item while it is read: the texts of each field with the cells they come from.
type item struct {
	row     int
	section int
	group   string
	at      spot // of its points
	points  standard.Points
	has     bool
	sign    sign
	parts   map[Field][]part
	seen    map[spot]bool
}

type part struct {
	at   spot
	text string
}

// sum is a sum that the table itself states for some of its items.
type sum struct {
	row, col    int
	label       string
	is          standard.Points
	first, past int // the items since the last row of sums
}

func (t *taking) problem(row, col int, key string, args ...any) {
	t.out.Problems = append(t.out.Problems, Problem{Row: row, Col: col, Why: words.M(key, args...)})
}

func (t *taking) block(key string) {
	t.out.Problems = append(t.out.Problems, Problem{Col: -1, Why: words.M(key), Blocks: true})
}

func (t *taking) leave(at spot, text, key string) {
	if text != "" {
		t.out.Left = append(t.out.Left, Left{Row: at.row, Col: at.col, Text: text, Why: words.M(key)})
	}
}

// notes leaves the comments on the table's cells.
func (t *taking) notes(all []book.Note) {
	for _, x := range all {
		if n := x.Row + 1; n >= t.m.From && (t.m.Until == 0 || n <= t.m.Until) {
			t.leave(spot{n, x.Col}, x.Text, "table.left.comment")
		}
	}
}

var noteForm = regexp.MustCompile(`^(注|备注|附注|说明|填表说明|注意)[0-9一二三四五六七八九十]*[:：]`)

// row decides what kind of row this is.
func (t *taking) row(n int) {
	own := t.sheet.own(n)
	whole := spot{n, -1}
	switch {
	case len(own) == 0 || n < t.m.From || t.m.Until > 0 && n > t.m.Until: // nothing of its own
	case t.sheet.dark[n] && (t.m.Last == 0 || n <= t.m.Last):
		t.dark = append(t.dark, n)
		t.leave(whole, t.sheet.line(n), "table.left.hidden")
	case n < t.m.First && (t.m.Head == 0 || n < t.m.Head):
		t.above(n, own)
	case n < t.m.First: // the head
	case t.m.Last > 0 && n > t.m.Last:
		t.leave(whole, t.sheet.line(n), "table.left.below")
	case t.again(own):
		t.leave(whole, t.sheet.line(n), "table.left.head")
	case t.total(n, own):
		t.leave(whole, t.sheet.line(n), "table.left.total")
	case len(own) == 1 && noteForm.MatchString(t.sheet.text(own[0])) && t.m.Columns[own[0].col] != AsRule:
		t.leave(whole, t.sheet.line(n), "table.left.note")
	case t.heading(n, own):
	default:
		t.take(n, own)
	}
}

var (
	annex   = regexp.MustCompile(`^附[件表录]?[0-9一二三四五六七八九十]*[:：]?$`)
	titling = regexp.MustCompile(`考|评|标准|细则|办法|责任|表$`)
)

// above takes a row above the head: the table's title, or the name of its first section.
func (t *taking) above(n int, own []spot) {
	text := t.sheet.text(own[0])
	if len(own) == 1 && sectionMark.MatchString(text) && t.out.Title != "" {
		t.begin(own[0], text)
		t.headed = true
		return
	}
	if len(own) == 1 && !annex.MatchString(tight(text)) && (t.out.Title == "" || titling.MatchString(text) && !titling.MatchString(t.out.Title)) {
		t.out.Title = text
	}
	if len(own) == 1 {
		t.near = text
	}
	t.leave(spot{n, -1}, t.sheet.line(n), "table.left.above")
}

// hidden tells once of the rows that nobody sees.
func (t *taking) hidden() {
	if len(t.dark) > 0 {
		t.problem(t.dark[0], -1, "table.hiddenrows", len(t.dark))
	}
	for c := range t.sheet.cols {
		if t.sheet.folded(c) && t.m.Columns[c] == None && t.sheet.head(c, t.m.Head, t.m.First) != "" {
			t.problem(0, -1, "table.hiddencolumn", t.sheet.head(c, t.m.Head, t.m.First))
		}
	}
}

// second tells of a table below that is read by no mapping yet.
func (t *taking) second() {
	for _, n := range t.sheet.heads() {
		if n > t.m.Head && t.m.Head > 0 && t.m.Until == 0 && t.m.Last > 0 && n > t.m.Last {
			t.problem(n, -1, "table.second")
		}
	}
}

// again tells whether a row repeats the head, or the title above it, as on each printed page.
func (t *taking) again(own []spot) bool {
	if len(own) == 1 && t.sheet.text(own[0]) == t.out.Title && t.out.Title != "" {
		return true
	}
	if t.m.Head == 0 || len(own) < 2 {
		return false
	}
	return !slices.ContainsFunc(own, func(at spot) bool {
		head := t.sheet.text(t.sheet.home(spot{t.m.Head, at.col}))
		return tight(head) != tight(t.sheet.text(at))
	})
}

// total reads a row of sums: a label such as 合计, with a number in a column of points, in any other column, or in the label itself.
func (t *taking) total(n int, own []spot) bool {
	for _, at := range own {
		label, p, has, ok := total(t.sheet.text(at))
		if !ok {
			continue
		}
		s := sum{row: n, col: at.col, label: label, is: p, first: t.since, past: len(t.items)}
		for _, c := range slices.Concat(t.cols[AsPoints], t.cols[AsBonus], t.cols[None]) {
			if q, ok := points(t.sheet.raw(spot{n, c})); ok && !has {
				s.is, s.col, has = q, c, true
			}
		}
		if has {
			t.sums = append(t.sums, s)
		}
		t.since = len(t.items)
		return true
	}
	return false
}

// value returns the text of a field in a row, including that of merged areas.
func (t *taking) value(n int, f Field) string {
	var out []string
	for _, c := range t.cols[f] {
		if s := t.sheet.text(t.sheet.shows(spot{n, c})); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "：")
}

// take makes an item from a row, or adds the row to the item above.
func (t *taking) take(n int, own []spot) {
	for _, c := range t.cols[AsSection] {
		if at := t.sheet.shows(spot{n, c}); t.sheet.text(at) != "" {
			t.column(n, at)
			break
		}
	}
	for _, at := range own {
		_, isPoints := points(t.sheet.raw(at))
		switch f := t.m.Columns[at.col]; {
		case f == None && t.sheet.folded(at.col):
			t.leave(at, t.sheet.text(at), "table.left.hidden")
		case f == None, f == AsStated && !isPoints:
			t.leave(at, t.sheet.text(at), "table.left.column")
		}
	}
	at, p, has, sign := t.points(n)
	if last := t.last(); last != nil {
		same := at != spot{} && at == last.at
		goesOn := at == spot{} && !slices.ContainsFunc(own, func(s spot) bool { return t.m.Columns[s.col] == AsText })
		if same || goesOn {
			t.leaveGroup(own)
			t.add(last, n, own)
			return
		}
	}
	if !slices.ContainsFunc(own, func(s spot) bool { f := t.m.Columns[s.col]; return f != None && f != AsSection && f != AsStated }) {
		t.leaveGroup(own) // a row of which only left columns speak
		return
	}
	if t.section < 0 {
		t.out.Sections = append(t.out.Sections, Section{Row: n})
		t.section = 0
	}
	x := &item{row: n, section: t.section, group: t.group, at: at, points: p, has: has, sign: sign, parts: map[Field][]part{}, seen: map[spot]bool{}}
	t.items = append(t.items, x)
	t.add(x, n, nil)
}

// leaveGroup leaves out the name of a group below which no item begins.
func (t *taking) leaveGroup(own []spot) {
	for _, s := range own {
		if t.headed && t.m.Columns[s.col] == AsSection {
			t.leave(s, t.sheet.text(s), "table.left.empty")
		}
	}
}

// column takes what a column of sections says in a row: the section, or a group of the one that a row across the table has begun.
func (t *taking) column(n int, at spot) {
	text := t.value(n, AsSection)
	if t.headed {
		group, _, says := stated(text)
		if says && !t.told[at] {
			t.told[at] = true
			t.leave(at, text, "table.left.group")
		}
		if t.group = strings.TrimFunc(group, blank); t.group == t.out.Sections[t.section].Title {
			t.group = ""
		}
		return
	}
	t.begin(at, text)
	for _, c := range t.cols[AsStated] {
		s := &t.out.Sections[t.section]
		if p, ok := points(t.sheet.raw(t.sheet.shows(spot{n, c}))); ok && !s.Says {
			s.Stated, s.Says = p, true
		}
	}
}

// last returns the item above if it is in the present section, else nil.
func (t *taking) last() *item {
	if len(t.items) == 0 || t.items[len(t.items)-1].section != t.section {
		return nil
	}
	return t.items[len(t.items)-1]
}

// add adds the texts of a row to an item. own are the cells of a row that continues an item; such a row can't have a code of its own.
func (t *taking) add(x *item, n int, own []spot) {
	for _, f := range []Field{AsCode, AsText, AsRule, AsBasis, AsMaterials, AsNote} {
		for _, c := range t.cols[f] {
			at := t.sheet.shows(spot{n, c})
			text := t.sheet.text(at)
			if text == "" || x.seen[at] {
				continue
			}
			x.seen[at] = true
			if f == AsCode && n > x.row {
				if slices.Contains(own, at) {
					t.leave(at, text, "table.left.code")
				}
				continue
			}
			x.parts[f] = append(x.parts[f], part{at, t.plain(x, f, at, text)})
		}
	}
}

// plain is the text of a cell as it enters an item: without the points of a group of items, and without a date where a code belongs.
func (t *taking) plain(x *item, f Field, at spot, text string) string {
	switch m, merged := t.sheet.merge(at); {
	case f == AsCode && t.sheet.raw(at).Date:
		t.problem(at.row, at.col, "table.datecode", text)
		return ""
	case f == AsCode && merged && m.LastRow > m.Row && !t.shares(x.at, m): // the code of several items is that of their section
		if !t.told[at] {
			t.told[at] = true
			t.leave(at, text, "table.left.code")
		}
		return ""
	case f == AsText && merged && m.LastRow > m.Row && at.col < t.cols[AsText][len(t.cols[AsText])-1]:
		rest, _, says := stated(text)
		if says && !t.told[at] {
			t.told[at] = true
			t.leave(at, text, "table.left.group")
		}
		if says {
			return strings.TrimFunc(rest, blank)
		}
	}
	return text
}

// shares tells whether an item's points stand in an area of the same rows.
func (t *taking) shares(at spot, rows book.Merge) bool {
	m, ok := t.sheet.merge(at)
	return ok && m.Row == rows.Row && m.LastRow == rows.LastRow
}

// points of a row: of several columns the one that is filled. What says in words how points are taken is kept with the rule.
func (t *taking) points(n int) (at spot, p standard.Points, has bool, by sign) {
	for _, c := range slices.Concat(t.cols[AsPoints], t.cols[AsBonus]) {
		x := t.sheet.shows(spot{n, c})
		text := t.sheet.text(x)
		if text == "" {
			continue
		}
		q, s, ok := worth(t.sheet.raw(x))
		if at == (spot{}) {
			at = x
		}
		said, _ := clauses(normal(text))
		switch {
		case !ok && x.row == n && len(said) > 0:
			t.leave(x, text, "table.left.points")
			if said[0].effect == deduct {
				by = takes
			}
		case !ok && x.row == n:
			t.problem(n, c, "table.badpoints", text)
		case ok && has:
			if x.row == n {
				t.problem(n, c, "table.twopoints", text, p)
			}
		case ok:
			at, p, has, by = x, q, true, s
			if t.m.Columns[c] == AsBonus {
				by = adds
			}
		}
	}
	return at, p, has, by
}
