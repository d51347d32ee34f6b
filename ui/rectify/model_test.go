package rectify_test

import (
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/rectify"
	"kaohe/ui/theme"
)

const today = assess.Day("2006-11-20")

// round has two districts; each problem is named by its ID.
func round() *assess.Assessment {
	p := func(d, id, deadline, state string) *assess.Finding {
		f := &assess.Finding{ID: id, Entity: "d/" + d + "/find/" + id, Kind: assess.Problem, FinalNamed: id, Deadline: assess.Day(deadline)}
		if state != "" {
			f.Rectification = &assess.Rectified{State: state, Mode: "term"}
		}
		return f
	}
	gone := p("ns", "withdrawn", "2006-11-01", "")
	gone.Withdrawn = true
	late := p("lh", "late", "2006-11-10", "open")
	late.Requirement, late.Responsible = "补签责任书", "区监察局"
	return &assess.Assessment{Districts: []*assess.District{
		{ID: "ns", Entity: "d/ns", Name: "南山区", Findings: []*assess.Finding{
			p("ns", "far", "2007-03-08", ""), p("ns", "closed", "2006-11-01", "closed"), gone, p("ns", "today", "2006-11-20", "reported")}},
		{ID: "lh", Entity: "d/lh", Name: "罗湖区", Findings: []*assess.Finding{
			late, p("lh", "carried", "2006-10-01", "carried"), p("lh", "later", "2006-11-15", "open"), p("lh", "undated", "", "open")}},
	}}
}

func keys(st rectify.State) []string {
	var out []string
	for _, r := range st.Rows {
		out = append(out, r.Problem)
	}
	return out
}

func TestLedgerIsFilteredAndSorted(t *testing.T) {
	for _, c := range []struct {
		name, district string
		is             rectify.Filter
		want           []string
	}{
		{"overdue first, closed last", "", rectify.Filter{Sort: rectify.ByLate},
			[]string{"late", "later", "today", "far", "undated", "carried", "closed"}},
		{"by deadline", "", rectify.Filter{Sort: rectify.ByDeadline}, []string{"carried", "closed", "late", "later", "today", "far", "undated"}},
		{"by district", "", rectify.Filter{Sort: rectify.ByDistrict}, []string{"far", "closed", "today", "late", "carried", "later", "undated"}},
		{"one district's page", "ns", rectify.Filter{Sort: rectify.ByLate}, []string{"today", "far", "closed"}},
		{"one district of all", "", rectify.Filter{District: "ns"}, []string{"today", "far", "closed"}},
		{"overdue", "", rectify.Filter{States: map[string]bool{"late": true}}, []string{"late", "later"}},
		{"open", "", rectify.Filter{States: map[string]bool{"open": true}}, []string{"late", "later", "far", "undated"}},
		{"reported or closed", "", rectify.Filter{States: map[string]bool{"reported": true, "closed": true}}, []string{"today", "closed"}},
		{"by initials of the district", "", rectify.Filter{Text: "nsq"}, []string{"today", "far", "closed"}},
		{"by pinyin of the requirement", "", rectify.Filter{Text: "buqian"}, []string{"late"}},
		{"by the office", "", rectify.Filter{Text: "监察"}, []string{"late"}},
		{"the item at hand stays", "", rectify.Filter{Text: "监察", Keep: "d/ns/find/far"}, []string{"late", "far"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := keys(rectify.Read(round(), today, c.district, c.is)); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLedgerCounts(t *testing.T) {
	st := rectify.Read(round(), today, "", rectify.Filter{Text: "nothing"})
	if st.All != 7 || len(st.Rows) != 0 || st.Counts["late"] != 2 || st.Counts["open"] != 4 || st.Counts["reported"] != 1 || st.Counts["carried"] != 1 {
		t.Errorf("%+v", st)
	}
}

func TestDaysAndSigns(t *testing.T) {
	want := map[string]struct {
		sign theme.State
		days int
		told bool
	}{
		"late": {theme.Overdue, -10, true}, "today": {theme.Awaiting, 0, true}, "far": {theme.Idle, 108, true}, "closed": {theme.Done, 0, false},
		"carried": {theme.Info, 0, false}, "undated": {theme.Underway, 0, false}, "later": {theme.Overdue, -5, true},
	}
	for _, r := range rectify.Read(round(), today, "", rectify.Filter{}).Rows {
		w := want[r.Problem]
		if _, told := r.Time.Words(); r.Sign() != w.sign || r.Time.Days != w.days || told != w.told {
			t.Errorf("%s: %v %+v", r.Problem, r.Sign(), r.Time)
		}
	}
}

func TestSteps(t *testing.T) {
	for state, want := range map[string][]string{"": {"report", "carry"}, "open": {"report", "carry"}, "reported": {"close", "return", "carry"},
		"closed": {"takeup"}, "carried": {"takeup"}} {
		f := &assess.Finding{}
		if state != "" {
			f.Rectification = &assess.Rectified{State: state}
		}
		if got := rectify.Steps(f); !slices.Equal(got, want) {
			t.Errorf("%q: %q", state, got)
		}
	}
}
