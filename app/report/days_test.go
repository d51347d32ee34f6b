package report_test

import (
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
)

func TestDaysAreSaidOnce(t *testing.T) {
	for _, c := range []struct {
		from, to assess.Day
		want     string
	}{
		{"2006-09-04", "2006-09-04", "2006年9月4日"}, {"2006-09-04", "2006-09-08", "2006年9月4日至8日"},
		{"2006-09-04", "2006-11-30", "2006年9月4日至11月30日"}, {"2006-12-30", "2007-01-02", "2006年12月30日至2007年1月2日"},
	} {
		if got := report.Span(c.from, c.to); got != c.want {
			t.Errorf("%s to %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}

// A paper has the days of its own district, is not older than what it tells, and asks for nothing by a day that has passed.
func TestAPaperHasTheDaysOfItsDistrict(t *testing.T) {
	_, say := round(t)
	visit := func(days ...assess.Day) func(*assess.Assessment, *assess.District) {
		return func(_ *assess.Assessment, d *assess.District) {
			for _, day := range days {
				d.Records = append(d.Records, &assess.Record{ID: "r" + string(day), No: "1", Date: day})
			}
		}
	}
	for _, c := range []struct {
		name, kinds string
		change      func(*assess.Assessment, *assess.District)
		want, gone  []string
	}{
		{"several", "findings notice consultation", visit("2006-12-03", "2006-12-01", ""), []string{"考核小组于2006年12月1日至3日对你区", "{2006 12 15}"}, nil},
		{"one", "findings notice consultation", visit("2006-12-01"), []string{"考核小组于2006年12月1日对你区"}, nil},
		{"none that is known", "findings notice", visit(""), []string{"考核小组对你区"}, []string{"于2006"}},
		{"one after the signature", "findings notice consultation", visit("2006-12-20"), []string{"{2006 12 20}", "考核小组于2006年12月20日对你区"}, nil},
		{"one after the day that was set", "notice", func(a *assess.Assessment, d *assess.District) {
			a.Issues = map[string]assess.Issue{"notice": {Date: "2006-12-10"}}
			visit("2006-12-01", "2006-12-20")(a, d)
		}, []string{"{2006 12 10}", "考核小组于2006年12月1日对你区"}, []string{"12月20日"}},
		{"a report that is still due", "findings notice", func(a *assess.Assessment, _ *assess.District) { a.Reply = "2007-03-08" },
			[]string{"请于2007年3月8日前将整改情况书面报送"}, nil},
		{"a report that was due before", "findings notice", func(a *assess.Assessment, _ *assess.District) { a.Reply = "2006-12-15" },
			nil, []string{"12月15日前"}},
		{"a reply by a day before the letter's", "consultation", func(a *assess.Assessment, d *assess.District) {
			d.Drafts = []*assess.Draft{{Sent: "2006-12-11", Reply: "2006-12-10"}}
		}, []string{"请于　　年　　月　　日前填写"}, []string{"12月10日"}},
	} {
		for _, kind := range strings.Fields(c.kinds) {
			t.Run(c.name+"/"+kind, func(t *testing.T) {
				a, d := little()
				a.From = "2006-11-01"
				problem(d, "p", "问题甲")
				signed(d)
				c.change(a, d)
				got := plain(made(t, kind, a, d, say))
				if slices.ContainsFunc(c.want, func(s string) bool { return !strings.Contains(got, s) }) ||
					slices.ContainsFunc(append(c.gone, "11月1日", "12月30日"), func(s string) bool { return strings.Contains(got, s) }) {
					t.Errorf("want %q, and not %q, in\n%s", c.want, c.gone, got)
				}
			})
		}
	}
}
