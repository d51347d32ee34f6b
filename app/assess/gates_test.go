package assess_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	content "kaohe/assets/sample"
	builtin "kaohe/assets/standard"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func round(t *testing.T) *roundplantest.Round {
	t.Helper()
	r, err := roundplantest.Open(content.Files, builtin.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func chinese(t *testing.T) words.Catalog {
	t.Helper()
	say, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	return say
}

// The golden lists what stands in the way of each phase of each district of the sample, and where it is mended.
func TestBlockersOfTheSample(t *testing.T) {
	r, say := round(t), chinese(t)
	var b strings.Builder
	for _, d := range r.View().Districts {
		for _, p := range assess.Phases {
			st := d.Phases[p]
			fmt.Fprintf(&b, "\n%s %s：%s %d/%d\n", d.Name, say.Get("phase."+p.Key()), say.Get("status."+st.Status.Key()), st.Done, st.Total)
			if st.Status == assess.SignedOff {
				continue
			}
			for _, x := range st.Blockers {
				fmt.Fprintf(&b, "  %s  → %s %s %s\n", say.Say(x.Msg), x.Place.Phase.Key(), x.Place.Tab, x.Place.Entity)
				if _, missing := say[x.Key]; !missing {
					t.Errorf("no words for %q", x.Key)
				}
			}
		}
	}
	const file = "testdata/blockers.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("blockers differ from %s; run with -update and read the difference", file)
	}
}

// Each edit to a district that is ready to be signed raises one blocker of the kind named.
func TestEachGapBlocks(t *testing.T) {
	for _, c := range []struct {
		blocker string
		edit    func(d *assess.District) *assess.Edit
	}{
		{"block.unmarked", func(d *assess.District) *assess.Edit { return assess.ClearMark(d.Score("a1")) }},
		{"block.nareason", func(d *assess.District) *assess.Edit { return assess.SetNA(d.Score("a1"), "") }},
		{"block.unexplained", func(d *assess.District) *assess.Edit {
			return assess.New("edit.mark").Set(d.Score("a1").Entity, "mark", 0)
		}},
		{"block.reason", func(d *assess.District) *assess.Edit { return assess.AddDeduction(d, d.Score("c1"), 10, "", "x") }},
		{"block.basis", func(d *assess.District) *assess.Edit { return assess.AddDeduction(d, d.Score("c1"), 10, "理由", "x") }},
		{"block.named", func(d *assess.District) *assess.Edit { return assess.AddFinding(d, "x", assess.Highlight) }},
		{"block.findingbasis", func(d *assess.District) *assess.Edit {
			return assess.AddFinding(d, "x", assess.Problem, "named", "问题")
		}},
		{"block.task", func(d *assess.District) *assess.Edit {
			return assess.AddTask(d, assess.Onsite, "x", "再查一次", "gu", "2006-11-30")
		}},
		{"block.method", func(d *assess.District) *assess.Edit {
			e := assess.New("edit.unrecord")
			for _, r := range d.Records {
				if r.Form == standard.Symposium {
					e.Set(r.Entity, "gone", true)
				}
			}
			return e
		}},
		{"block.visit", func(d *assess.District) *assess.Edit {
			e := assess.New("edit.record")
			for _, r := range d.Records {
				if r.Form == standard.SubdistrictCheck {
					e.Set(r.Entity, "sub", "")
				}
			}
			return e
		}},
	} {
		t.Run(c.blocker, func(t *testing.T) {
			r := round(t)
			if n := len(r.View().District("nanshan").Phases[assess.Onsite].Blockers); n != 0 {
				t.Fatalf("%d blockers before", n)
			}
			if err := r.Apply(c.edit(r.View().District("nanshan"))); err != nil {
				t.Fatal(err)
			}
			st := r.View().District("nanshan").Phases[assess.Onsite]
			found := false
			for _, b := range st.Blockers {
				found = found || b.Key == c.blocker
			}
			if !found || st.Status != assess.Underway {
				t.Fatalf("status %v, blockers %v", st.Status, st.Blockers)
			}
		})
	}
}

// The table of rights, row by row as people are told it.
func TestRights(t *testing.T) {
	const l, d, m, s = assess.Leader, assess.Deputy, assess.Member, assess.Secretary
	for _, c := range []struct {
		act  assess.Act
		want []assess.Role
	}{
		{assess.Plan, []assess.Role{l, d, s}},
		{assess.Mark, []assess.Role{l, d, m}},
		{assess.Note, []assess.Role{l, d, m, s}},
		{assess.Raise, []assess.Role{l, d, m, s}},
		{assess.Sign, []assess.Role{l, d}},
		{assess.Reopen, []assess.Role{l, d}},
		{assess.Enrol, []assess.Role{l, d, s}},
	} {
		if got := fmt.Sprint(assess.Who(c.act)); got != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", c.act, got, c.want)
		}
	}
}

func TestScopesOfPhasesDoNotOverlap(t *testing.T) {
	for _, e := range []string{"d/ns", "d/ns/sub/a", "d/ns/assign/a", "d/ns/claim/a1", "d/ns/task/1/t", "d/ns/task/2/t", "d/ns/score/a1", "d/ns/ded/a1/x",
		"d/ns/rec/r", "d/ns/qa/r/q", "d/ns/doc/r/x", "d/ns/find/f", "d/ns/req/f", "d/ns/resp/f", "d/ns/rect/f", "d/ns/task/5/t"} {
		n := 0
		for _, p := range assess.Phases {
			if at := assess.At(e); at.District == "ns" && at.Phase() == p {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s is covered by %d phases", e, n)
		}
	}
}

func TestSearchFindsByTextPinyinAndInitials(t *testing.T) {
	a := round(t).View()
	for _, q := range []string{"南山区", "nsq", "nanshan", "zrs", "出租屋"} {
		if len(assess.Search(a, q, 20)) == 0 {
			t.Errorf("%q finds nothing", q)
		}
	}
	if hits := assess.Search(a, "绝无此词", 20); len(hits) != 0 {
		t.Errorf("found %v", hits)
	}
	if hits := assess.Search(a, "街道", 7); len(hits) != 7 {
		t.Errorf("%d hits, want the limit", len(hits))
	}
}
