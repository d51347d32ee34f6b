// Package pagecheck measures a finished PDF, our own or anyone's, against GB/T 9704-2012: what stands on the page, in millimetres, and what the
// clauses want. It reads through package page and shares neither code nor numbers with the layout, so that a mistake there shows here.
//
//	model.go line.go table.go   glyphs and strokes -> lines, tables, and what each line is for
//	measure.go                  the text's edges and pitch
//	rules.go                    the list of rules, in the order of the clauses
//	area.go text.go head.go folio.go sign.go foot.go whole.go   the rules
//
// # How it decides
//
// A rule looks only at glyphs and lines. What a line is for is guessed from its place, size, colour and words: red and large on the first
// page is the office's mark, digits between dashes outside the type area are the page number, and so on. A rule that finds nothing to measure
// says none, never pass. Each rule has one Finding, with the worst place.
//
// # Caveats
//
// The type area's upper and lower edge are those of line boxes: the type stands in the middle of a line of the measured pitch, as 22 lines to
// 225 mm have it. Numbers in the standard without a tolerance get ±1 mm. Text in tables is not measured, only that it stays inside; scans
// without text give none almost everywhere. Even pages may have their side margins exchanged, as for printing on both sides. Of a document
// with pages both ways, the text rules look at the more frequent.
package pagecheck

import (
	"context"

	"kaohe/data/pdfread"
)

// Verdicts of a Finding.
const (
	Pass = "pass"
	Fail = "fail"
	None = "none" // nothing to measure
)

// Finding is what one rule found. The sentences are in the catalogue under pagecheck.rule.<Rule>.
type Finding struct {
	Rule    string `json:"rule"`   // stable: area.top, text.size, …
	Clause  string `json:"clause"` // of GB/T 9704-2012; empty for what any document needs
	Page    int    `json:"page"`   // from 1; 0: the whole document
	Want    string `json:"want"`   // "37 ± 1 mm"
	Got     string `json:"got"`    // "37.2 mm"; empty with none
	Verdict string `json:"verdict"`
}

// Check is all findings about a file. Its JSON is stable: fields and rules may be added, none changes its meaning.
type Check struct {
	File     string    `json:"file"` // for the caller to fill
	Pages    int       `json:"pages"`
	Findings []Finding `json:"findings"`
}

// OK says that no rule failed and that at least one could be measured.
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

// Measure applies every rule. Errors are those of package page, and ctx.Err() when cancelled.
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
