package rectify_test

import (
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/pinyin"
	"kaohe/ui/listpage"
	"kaohe/ui/rectify"
	"kaohe/ui/theme"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
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

func keys(rows []rectify.Row) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r.Problem)
	}
	return out
}

func TestRowsAreOverdueFirstAndClosedLast(t *testing.T) {
	for district, want := range map[string][]string{
		"":   {"late", "later", "today", "far", "undated", "carried", "closed"},
		"ns": {"today", "far", "closed"},
	} {
		if got := keys(rectify.Rows(round(), today, district)); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", district, got, want)
		}
	}
}

func TestLedgerIsSorted(t *testing.T) {
	cols := rectify.Columns(uitest.Small(t).Kit())
	for name, want := range map[string][]string{
		"期限": {"carried", "closed", "late", "later", "today", "far", "undated"},
		"区":  {"far", "closed", "today", "late", "carried", "later", "undated"},
	} {
		by := slices.IndexFunc(cols, func(c widgets.Column[rectify.Row]) bool { return c.Name == name }) + 1
		if got := keys(listpage.Sorted(rectify.Rows(round(), today, ""), cols, listpage.Order{By: by}, nil)); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestLedgerIsFiltered(t *testing.T) {
	want := map[string][]string{"late": {"late", "later"}, "open": {"late", "later", "far", "undated"}, "reported": {"today"}, "closed": {"closed"}, "carried": {"carried"}}
	for _, f := range rectify.Filters(uitest.Small(t).Kit()) {
		rows := slices.DeleteFunc(rectify.Rows(round(), today, ""), func(r rectify.Row) bool { return !f.Lets(r) })
		if got := keys(rows); !slices.Equal(got, want[f.Key]) {
			t.Errorf("%s: got %q, want %q", f.Key, got, want[f.Key])
		}
	}
	for text, want := range map[string][]string{"nsq": {"today", "far", "closed"}, "buqian": {"late"}, "监察": {"late"}} {
		rows := slices.DeleteFunc(rectify.Rows(round(), today, ""), func(r rectify.Row) bool { return !pinyin.Match(text, r.Text()) })
		if got := keys(rows); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
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
	for _, r := range rectify.Rows(round(), today, "") {
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
