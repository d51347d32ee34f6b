// Package pagecheck measures a finished PDF, our own or anyone's, against GB/T 9704-2012: what is on the page, in millimetres, and what the
// clauses require. It reads with package pdfread and shares neither code nor numbers with the layout, so that mistakes there are found.
//
//	model.go line.go table.go   glyphs and strokes -> lines, tables, and what each line is for
//	merge.go                    lines drawn twice or in pieces -> one
//	measure.go                  the text's edges and pitch
//	rules.go                    the list of rules, in the order of the clauses
//	area.go text.go title.go face.go head.go folio.go sign.go foot.go whole.go   the rules
//
// # How it decides
//
// A rule only sees glyphs and lines. The purpose of a line is inferred from its place, size, colour and words: red and large on the first
// page is the office's mark, digits between dashes outside the type area are the page number, and so on. What is looked for is recognised where it is wrong too: a title in
// the text's size, 版记 in the middle of a page. Each rule gives one Finding, with the worst place; one that finds nothing to measure gives
// none with the reason, never pass.
//
// # Caveats
//
// The upper and lower edge of the type area are those of line boxes: type is in the middle of a line of the measured pitch, as 22 lines in
// 225 mm require. Where the standard gives no tolerance, it is ±1 mm. Text in tables and below pictures is only checked to stay inside; scans without text
// give none everywhere. A face is known by its name only. 仿宋 and 小标宋 can't be carried by a free program: where our own 宋体 takes
// their place, that is said and neither passes nor fails. Even pages may have their side margins exchanged, as for printing on both sides. If a document has pages in
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
	None = "none" // nothing could be measured
)

// Finding is the result of one rule. Its sentences are in the catalogue under pagecheck.rule.<Rule>.
type Finding struct {
	Rule    string `json:"rule"`   // never changes: area.top, text.size, …
	Clause  string `json:"clause"` // of GB/T 9704-2012; empty for what every document needs
	Page    int    `json:"page"`   // from 1; 0: the whole document
	Want    string `json:"want"`   // "37 ± 1 mm"
	Got     string `json:"got"`    // "37.2 mm"; for None usually empty
	Verdict string `json:"verdict"`
	Why     string `json:"why,omitempty"` // of None: the reason; its sentence is in the catalogue under pagecheck.why.<Why>
}

// Check holds all findings about a file. Its JSON is a stable format: fields and rules may be added, but none changes its meaning.
type Check struct {
	File     string    `json:"file"` // set by the caller
	Pages    int       `json:"pages"`
	Verdict  string    `json:"verdict"` // Fail: some rule fails; None: no page has text that could be measured
	Findings []Finding `json:"findings"`
}

// OK tells that the text could be measured and no rule failed.
func (c *Check) OK() bool { return c.Verdict == Pass }

// Count returns how many findings have a verdict.
func (c *Check) Count(verdict string) int {
	n := 0
	for _, f := range c.Findings {
		if f.Verdict == verdict {
			n++
		}
	}
	return n
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
		if !m.written && r.id != "page.size" {
			o = without(o.want, noText)
		}
		v := Finding{Rule: r.id, Clause: r.clause, Page: o.page, Want: o.want, Got: o.got, Verdict: Fail, Why: o.why}
		switch {
		case o.why != "":
			v.Verdict, v.Page = None, 0
		case o.ok:
			v.Verdict = Pass
		}
		c.Findings = append(c.Findings, v)
	}
	switch {
	case c.Count(Fail) > 0:
		c.Verdict = Fail
	case m.written:
		c.Verdict = Pass
	default:
		c.Verdict = None
	}
	return c, nil
}
