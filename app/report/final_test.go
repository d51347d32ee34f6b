package report_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
)

// What a ruling changed stands in the findings as changed, and what it withdrew does not stand there.
func TestFindingsFollowTheRulings(t *testing.T) {
	r, say := round(t)
	d := func() *assess.District { return r.View().District("baoan") }
	p2, p3 := d().Finding("p2"), d().Finding("p3")
	for _, e := range []func() *assess.Edit{
		func() *assess.Edit { return assess.Fields("edit.response", "d/baoan/resp/p3", "stance", "full") },
		func() *assess.Edit {
			return assess.Rule(d(), d().Finding("p3"), "accept", "查无实据", assess.Effect{Withdraw: true})
		},
		func() *assess.Edit {
			return assess.Rule(d(), d().Finding("p2"), "partly", "属实", assess.Effect{Named: "改后的表述。", Item: "f3", Mark: 200})
		},
	} {
		if err := r.Apply(e()); err != nil {
			t.Fatal(err)
		}
	}
	got := plain(report.Findings(r.View(), d(), say))
	for _, want := range []string{"2. 改后的表述。", "征求意见后由1.50分改为2.00分", "考核得分" + d().Final.Total.String() + "分"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, gone := range []string{p2.Named, p3.Named, p3.Requirement} {
		if strings.Contains(got, gone) {
			t.Errorf("%q is still there", gone)
		}
	}
}
