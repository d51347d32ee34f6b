package onsite

import (
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// findingFilter says which findings to list: those of any of the kinds, or all where none is chosen.
type findingFilter struct {
	Kinds      map[assess.FindingKind]bool
	Text, Keep string
}

// findingRow is a row of the list of findings.
type findingRow struct {
	Key       string
	Kind      assess.FindingKind
	Text      string
	Items     string // codes
	Methods   []standard.Method
	Single    bool // a problem that rests on one method alone
	Different bool
	Bare      bool // a problem that rests on nothing
}

type findingState struct {
	Rows   []findingRow
	Counts map[assess.FindingKind]int
	All    int
}

func findingRows(a *assess.Assessment, d *assess.District, f findingFilter) findingState {
	st := findingState{Counts: map[assess.FindingKind]int{}}
	different := disputedRows(a, d, "find", "req")
	for _, kind := range assess.FindingKinds {
		for _, x := range d.Of(kind) {
			st.All++
			st.Counts[kind]++
			if x.ID != f.Keep && (!f.lets(kind) || !matches(f.Text, x.Named, x.City, x.Requirement)) {
				continue
			}
			st.Rows = append(st.Rows, findingRow{Key: x.ID, Kind: kind, Text: x.Named, Items: codes(a, x.Items), Methods: x.Methods(),
				Single: single(x), Bare: kind == assess.Problem && len(x.Records) == 0, Different: different[x.ID]})
		}
	}
	return st
}

// none tells whether no kind is chosen.
func (f findingFilter) none() bool {
	for _, on := range f.Kinds {
		if on {
			return false
		}
	}
	return true
}

func (f findingFilter) lets(k assess.FindingKind) bool { return f.none() || f.Kinds[k] }

// single tells whether a problem rests on one method alone.
func single(f *assess.Finding) bool { return f.Kind == assess.Problem && len(f.Methods()) == 1 }

// codes of items, in the standard's order.
func codes(a *assess.Assessment, ids []string) string {
	var out []string
	for _, i := range itemsOf(a, ids) {
		out = append(out, i.Code)
	}
	return strings.Join(out, "  ")
}

// itemsOf are the items with these IDs, in the standard's order.
func itemsOf(a *assess.Assessment, ids []string) []*standard.Item {
	in := map[string]bool{}
	for _, id := range ids {
		in[id] = true
	}
	var out []*standard.Item
	for _, i := range a.Standard.Items() {
		if in[i.ID] {
			out = append(out, i)
		}
	}
	return out
}

// namesIn are the names of the district and its subdistricts that stand in a text meant to name none, also without their 区 or 街道.
func namesIn(d *assess.District, text string) []string {
	names := []string{d.Name}
	for _, s := range d.Subdistricts {
		names = append(names, s.Name)
	}
	var out []string
	for _, n := range names {
		if found := nameIn(n, text); found != "" && !strings.Contains(strings.Join(out, " "), found) {
			out = append(out, found)
		}
	}
	return out
}

func nameIn(name, text string) string {
	if name != "" && strings.Contains(text, name) {
		return name
	}
	stem := name
	for _, end := range []string{"街道办事处", "街道办", "街道", "新区", "区", "镇"} {
		if s, ok := strings.CutSuffix(name, end); ok {
			stem = s
			break
		}
	}
	if utf8.RuneCountInString(stem) >= 2 && strings.Contains(text, stem) {
		return stem
	}
	return ""
}
