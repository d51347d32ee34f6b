package table

import (
	"regexp"
	"strings"

	"kaohe/app/standard"
)

var (
	sectionMark = regexp.MustCompile(`^(?:第?[一二三四五六七八九十]+(?:部分|[、．.章]))\s*`)
	groupMark   = regexp.MustCompile(`^[(（][一二三四五六七八九十]+[)）]\s*`)
)

// heading takes a row that names a section, or a group within one: by its only text, or by a text with points that are the sum of what
// stands below it.
func (t *taking) heading(n int, own []spot) bool {
	at, p, says := t.namedBy(n, own)
	if at == (spot{}) {
		return false
	}
	text := t.sheet.text(at)
	if (groupMark.MatchString(text) || t.parents[n] && t.deep(n)) && t.section >= 0 {
		group, _, tail := stated(groupMark.ReplaceAllString(text, ""))
		if tail {
			t.leave(at, text, "table.left.group")
		}
		t.group = group
		return true
	}
	t.begin(at, text)
	t.headed = true
	if s := &t.out.Sections[t.section]; says && !s.Says {
		s.Stated, s.Says = p, true
	}
	return true
}

// namedBy is the cell that names a section or group, with the points beside it; no cell where the row is none.
func (t *taking) namedBy(n int, own []spot) (at spot, p standard.Points, says bool) {
	byCode := t.parents[n]
	for _, c := range own {
		q, _, ok := worth(t.sheet.raw(c))
		switch f := t.m.Columns[c.col]; {
		case f == AsCode && (hanCode.MatchString(tight(t.sheet.text(c))) || t.parents[n]):
			byCode = true
		case (f == AsPoints || f == AsStated) && ok:
			p, says = q, true
		case at == (spot{}) && f != AsPoints && f != AsBonus && f != AsRule && f != AsNote:
			at = c
		default:
			return spot{}, 0, false
		}
	}
	shared := !says && t.value(n, AsPoints)+t.value(n, AsBonus) != "" // with the row above
	if at == (spot{}) || shared || !t.names(n, at, byCode, says) {
		return spot{}, 0, false
	}
	return at, p, says
}

// names tells whether the only text of a row names what stands below it: by its code, its mark, its column, or because it goes across.
func (t *taking) names(n int, at spot, byCode, says bool) bool {
	text, field := t.sheet.text(at), t.m.Columns[at.col]
	marked := sectionMark.MatchString(text) || groupMark.MatchString(text)
	m, merged := t.sheet.merge(at)
	switch {
	case byCode && (field == AsText || field == AsSection):
		return true
	case says && !marked:
		return false
	case field == AsSection && t.value(n, AsText) == "":
		return true
	case merged && m.LastCol > m.Col:
		return true
	case marked:
		return field == AsText || field == AsCode || field == None || field == AsSection
	}
	return false
}

// hanCode is the code of a section: 一、
var hanCode = regexp.MustCompile(`^第?[一二三四五六七八九十]{1,3}[、.]?$`)

// findParents finds the rows whose code the next code goes on from, and that have no rule: 1 above 1.1, 1-1.
func (t *taking) findParents() map[int]bool {
	out := map[int]bool{}
	if len(t.cols[AsCode]) == 0 {
		return out
	}
	row, last := 0, ""
	for _, n := range t.sheet.order {
		at := spot{n, t.cols[AsCode][0]}
		code := strings.TrimRight(tight(t.sheet.text(at)), "、.")
		if n < t.m.First || code == "" || t.sheet.raw(at).Date {
			continue
		}
		if last != "" && (strings.HasPrefix(code, last+".") || strings.HasPrefix(code, last+"-")) && t.value(row, AsRule) == "" {
			out[row] = true
		}
		row, last = n, code
	}
	return out
}

// deep tells whether a row's code has levels of its own.
func (t *taking) deep(n int) bool { return strings.ContainsAny(t.value(n, AsCode), ".-") }

// begin starts the section with a title, unless it is the present one.
func (t *taking) begin(at spot, text string) {
	if t.section >= 0 && t.out.Sections[t.section].As == text {
		return
	}
	t.group, t.headed = "", false
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
