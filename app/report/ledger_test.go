package report_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
)

// The columns of long texts are as wide as what is written in them asks; an empty one keeps room to write by hand.
func TestLedgerColumnsFollowTheirTexts(t *testing.T) {
	_, say := round(t)
	widths := func(change func(*assess.Finding)) (problem, measures float64) {
		a, d := little()
		signed(d)
		change(problemOf(d))
		for _, b := range made(t, "ledger", a, d, say).Blocks {
			if tb, ok := b.(report.Table); ok {
				return tb.Columns[1].Width, tb.Columns[4].Width
			}
		}
		return 0, 0
	}
	long := strings.Repeat("措施", 60)
	p, m := widths(func(*assess.Finding) {})
	q, n := widths(func(f *assess.Finding) { f.Rectification = &assess.Rectified{Measures: long} })
	if m < 9 || p <= q || n <= m {
		t.Errorf("problem %g and measures %g without measures, %g and %g with them", p, m, q, n)
	}
}

func problemOf(d *assess.District) *assess.Finding {
	return problem(d, "p", strings.Repeat("问题", 40))
}
