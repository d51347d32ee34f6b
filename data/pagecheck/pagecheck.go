// Package pagecheck measures a finished PDF, our own or anyone's, against GB/T 9704-2012: what is on the page, in millimetres, and what the
// clauses require. It reads with package pdfread and shares neither code nor numbers with the layout, so that mistakes there are found.
//
//	model.go line.go table.go   glyphs and strokes -> lines, tables, and what each line is for
//	measure.go                  the text's edges and pitch
//	rules.go                    the list of rules, in the order of the clauses
//	area.go text.go head.go folio.go sign.go foot.go whole.go   the rules
//
// # How it decides
//
// A rule only sees glyphs and lines. The purpose of a line is inferred from its place, size, colour and words: red and large on the first
// page is the office's mark, digits between dashes outside the type area are the page number, and so on. A rule that finds nothing to
// measure returns none, never pass. Each rule gives one Finding, with the worst place.
//
// # Caveats
//
// The upper and lower edge of the type area are those of line boxes: type is in the middle of a line of the measured pitch, as 22 lines in
// 225 mm require. Where the standard gives no tolerance, it is ±1 mm. Text in tables is only checked to stay inside; scans without text
// give none almost everywhere. Even pages may have their side margins exchanged, as for printing on both sides. If a document has pages in
// both orientations, the text rules use the more frequent one.
package pagecheck

import (
	"context"

	"kaohe/data/pdfread"
)

// The verdicts of a Finding.
const (
	Pass = "pass"
	Fail = "fail"
	None = "none" // nothing to measure
)

// Finding is the result of one rule. Its sentences are in the catalogue under pagecheck.rule.<Rule>.
type Finding struct {
	Rule    string `json:"rule"`   // never changes: area.top, text.size, …
	Clause  string `json:"clause"` // of GB/T 9704-2012; empty for what every document needs
	Page    int    `json:"page"`   // from 1; 0: the whole document
	Want    string `json:"want"`   // "37 ± 1 mm"
	Got     string `json:"got"`    // "37.2 mm"; empty for None
	Verdict string `json:"verdict"`
}

// Check holds all findings about a file. Its JSON is a stable format: fields and rules may be added, but none changes its meaning.
type Check struct {
	File     string    `json:"file"` // set by the caller
	Pages    int       `json:"pages"`
	Findings []Finding `json:"findings"`
}

// OK tells that no rule failed and that at least one could be measured.
func (c *Check) OK() bool {
	passed := false
	for _, f := range c.Findings {
		if f.Verdict == Fail {
			return false
		}
		passed = passed || f.Verdict == Pass
	}
	return passed
}

// Measure applies every rule. It reads the file page by page, which takes time (see pdfread); ctx cancels it. Errors are those of
// pdfread.File, and ctx.Err() if it was cancelled.
func Measure(ctx context.Context, f *pdfread.File) (*Check, error) {
	m, err := read(ctx, f)
	if err != nil {
		return nil, err
	}
	c := &Check{Pages: f.Count()}
	for _, r := range rules {
		o := r.measure(m)
		v := Finding{Rule: r.id, Clause: r.clause, Page: o.page, Want: o.want, Got: o.got, Verdict: Fail}
		switch {
		case o.got == "":
			v.Verdict, v.Page = None, 0
		case o.ok:
			v.Verdict = Pass
		}
		c.Findings = append(c.Findings, v)
	}
	return c, nil
}
