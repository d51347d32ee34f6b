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
	t := &taking{sheet: newSheet(g), m: m, cols: map[Field][]int{}, section: -1, named: map[string]int{}}
	for c := range t.sheet.cols {
		f := m.Columns[c]
		t.cols[f] = append(t.cols[f], c)
	}
	if len(t.cols[AsText]) == 0 {
		t.block("table.notext")
	}
	if len(t.cols[AsPoints]) == 0 {
		t.block("table.nopoints")
	}
	for _, n := range t.sheet.order {
		t.row(n)
	}
	t.finish(g.Name)
	return t.out
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
	group   string
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
	bonus   bool // its points are in a column of points that only add
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

var noteForm = regexp.MustCompile(`^(注|备注|附注|说明|填表说明|注意)[0-9一二三四五六七八九十]*[:：]`)

// row decides what kind of row this is.
func (t *taking) row(n int) {
	own := t.sheet.own(n)
	whole := spot{n, -1}
	switch {
	case len(own) == 0: // nothing of its own
	case n < t.m.First && (t.m.Head == 0 || n < t.m.Head):
		if t.out.Title == "" && len(own) == 1 {
			t.out.Title = t.sheet.text(own[0])
		}
		t.leave(whole, t.sheet.line(n), "table.left.above")
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

// again tells whether a row repeats the head, as on each printed page.
func (t *taking) again(own []spot) bool {
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

var (
	sectionMark = regexp.MustCompile(`^(?:第?[一二三四五六七八九十]+(?:部分|[、．.章]))\s*`)
	groupMark   = regexp.MustCompile(`^[(（][一二三四五六七八九十]+[)）]\s*`)
)

// heading reads a row whose only text names a section, or a group within one.
func (t *taking) heading(n int, own []spot) bool {
	if len(own) != 1 || t.value(n, AsPoints)+t.value(n, AsBonus) != "" {
		return false
	}
	at := own[0]
	text, field := t.sheet.text(at), t.m.Columns[at.col]
	m, merged := t.sheet.merge(at)
	across := merged && m.LastCol > m.Col
	marked := sectionMark.MatchString(text) || groupMark.MatchString(text)
	switch {
	case field == AsSection && t.value(n, AsText) == "":
	case across, marked && (field == AsText || field == AsCode || field == None):
	default:
		return false
	}
	if groupMark.MatchString(text) && t.section >= 0 {
		group, _, says := stated(groupMark.ReplaceAllString(text, ""))
		if says {
			t.leave(at, text, "table.left.group")
		}
		t.group = group
		return true
	}
	t.begin(at, text)
	return true
}

// begin starts the section with a title, unless it is the present one.
func (t *taking) begin(at spot, text string) {
	if t.section >= 0 && t.out.Sections[t.section].As == text {
		return
	}
	t.group = ""
	title, p, says := stated(text)
	if bare := sectionMark.ReplaceAllString(title, ""); bare != "" {
		title = bare
	}
	title = strings.TrimFunc(title, func(r rune) bool { return blank(r) || r == ':' || r == '：' })
	if i, ok := t.named[text]; ok {
		t.section = i
		return
	}
	t.out.Sections = append(t.out.Sections, Section{Title: title, As: text, Row: at.row, Stated: p, Says: says})
	t.section = len(t.out.Sections) - 1
	t.named[text] = t.section
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
			t.begin(at, t.value(n, AsSection))
			break
		}
	}
	for _, at := range own {
		if t.m.Columns[at.col] == None {
			t.leave(at, t.sheet.text(at), "table.left.column")
		}
	}
	at, p, has, bonus := t.points(n)
	if last := t.last(); last != nil {
		same := at != spot{} && at == last.at
		goesOn := at == spot{} && !slices.ContainsFunc(own, func(s spot) bool { return t.m.Columns[s.col] == AsText })
		if same || goesOn {
			t.add(last, n, own)
			return
		}
	}
	if !slices.ContainsFunc(own, func(s spot) bool { f := t.m.Columns[s.col]; return f != None && f != AsSection }) {
		return // only columns that are left out have a text
	}
	if t.section < 0 {
		t.out.Sections = append(t.out.Sections, Section{Row: n})
		t.section = 0
	}
	x := &item{row: n, section: t.section, group: t.group, at: at, points: p, has: has, bonus: bonus, parts: map[Field][]part{}, seen: map[spot]bool{}}
	t.items = append(t.items, x)
	t.add(x, n, nil)
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
			x.parts[f] = append(x.parts[f], part{at, text})
		}
	}
}

// points returns the points of a row; of several columns the one that is filled in counts.
func (t *taking) points(n int) (at spot, p standard.Points, has, bonus bool) {
	for _, c := range slices.Concat(t.cols[AsPoints], t.cols[AsBonus]) {
		x := t.sheet.shows(spot{n, c})
		text := t.sheet.text(x)
		if text == "" {
			continue
		}
		q, ok := points(t.sheet.raw(x))
		if at == (spot{}) {
			at = x
		}
		switch {
		case !ok && x.row == n:
			t.problem(n, c, "table.badpoints", text)
		case ok && has:
			if x.row == n {
				t.problem(n, c, "table.twopoints", text, p)
			}
		case ok:
			at, p, has, bonus = x, q, true, t.m.Columns[c] == AsBonus
		}
	}
	return at, p, has, bonus
}
