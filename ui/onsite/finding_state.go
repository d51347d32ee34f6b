package onsite

import (
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// findingRow is a row of the list of findings.
type findingRow struct {
	Key       string
	Kind      assess.FindingKind
	Text      string
	City      string
	Number    string // as workbooks and documents have it
	Items     string // codes
	Methods   []*standard.Method
	Single    bool // a problem that rests on one method alone
	Different bool
	Bare      bool   // a problem that rests on nothing
	Words     string // that it is found by
}

func findingRows(a *assess.Assessment, d *assess.District) []findingRow {
	var out []findingRow
	different := disputedRows(a, d, "find", "req")
	for _, kind := range assess.FindingKinds {
		for _, x := range d.Of(kind) {
			out = append(out, findingRow{Key: x.ID, Kind: kind, Text: x.Named, City: x.City, Number: x.No, Items: codes(a, x.Items), Methods: x.Methods(a.Standard),
				Single: single(a, x), Bare: kind == assess.Problem && len(x.Records) == 0, Different: different[x.ID],
				Words: strings.Join([]string{x.Named, x.City, x.Requirement}, "\n")})
		}
	}
	return out
}

// deducted is what a problem can say by the reasons of what was taken off its items.
func deducted(d *assess.District, f *assess.Finding, field string) string {
	var reasons []string
	for _, id := range f.Items {
		s := d.Score(id)
		if s == nil || field != "named" || f.Kind != assess.Problem {
			continue
		}
		for _, x := range s.Deductions {
			if x.Reason != "" {
				reasons = append(reasons, strings.TrimRight(x.Reason, "。；"))
			}
		}
	}
	if len(reasons) == 0 {
		return ""
	}
	return strings.Join(reasons, "；") + "。"
}

// single tells whether a problem rests on one method alone.
func single(a *assess.Assessment, f *assess.Finding) bool {
	return f.Kind == assess.Problem && len(f.Methods(a.Standard)) == 1
}

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
