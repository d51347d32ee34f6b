package report_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
)

func TestFindingsOfTheSample(t *testing.T) {
	r, say := round(t)
	for _, d := range r.View().Districts {
		t.Run(d.ID, func(t *testing.T) {
			got := plain(report.Findings(r.View(), d, say))
			golden(t, d.ID, got)
		})
	}
}

func TestFindingsOfAnEmptyRoundSayWhatIsNotThereYet(t *testing.T) {
	r, say := round(t)
	a := *r.View()
	d := &assess.District{ID: "x", Name: "光明区"}
	for _, i := range a.Standard.Items() {
		d.Scores = append(d.Scores, &assess.Score{Item: i})
	}
	d.Final.Open = len(d.Scores)
	got := plain(report.Findings(&a, d, say))
	for _, want := range []string{"光明区人民政府：", "草稿", "现场考核尚未形成记录。", "各考核项目尚未评分。", "本次考核尚未记录问题。"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

func TestNumerals(t *testing.T) {
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 19: "十九", 20: "二十", 35: "三十五", 99: "九十九", 100: "100"} {
		if got := report.Numeral(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
