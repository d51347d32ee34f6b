package setup_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/ui/setup"
	"kaohe/ui/uitest"
)

// whole is a round to which nothing is missing but the freezing.
func whole() *assess.Assessment {
	key := []byte("k")
	i := &standard.Item{ID: "a1", Code: "1.1", Section: "a", Text: "项目", Points: standard.Whole, Rule: standard.Rule{Kind: standard.Free, Amount: 50, What: "酌情"}, Methods: []string{"briefing"}}
	std := &standard.Standard{Title: "标准", Version: "1", Methods: standard.Usual(), Grades: []standard.Grade{{Name: "优秀", From: 9000}, {Name: "合格", From: 0}},
		Sections: []*standard.Section{{ID: "a", Title: "责任体系", Items: []*standard.Item{i}}}}
	d := func(id, name string) *assess.District {
		e := assess.Path("d", id)
		return &assess.District{ID: id, Entity: e, Name: name, Assigned: map[string][]string{"a": {"gu"}}, Subdistricts: []*assess.Subdistrict{{ID: "s", Entity: e + "/sub/s", Name: "街道"}},
			Tasks: []*assess.Task{{ID: "t", Entity: e + "/task/1/t", Phase: 1, What: "通知", Due: "2006-09-01"}}, Last: map[string]*assess.Last{}}
	}
	return &assess.Assessment{Title: "考核", Year: "2006", City: "办公室", From: "2006-09-01", To: "2006-11-30", Standard: std,
		Team: []*assess.Person{{ID: "gu", Name: "顾彧", Role: assess.Leader, Key: key}}, Districts: []*assess.District{d("ns", "南山区"), d("ft", "福田区")}}
}

// gaps are a whole round with one thing wrong, and what is said of it.
var gaps = []struct {
	name   string
	change func(*assess.Assessment)
	want   string // step lack
}{
	{"Nothing", func(*assess.Assessment) {}, ""},
	{"Title", func(a *assess.Assessment) { a.Title = " " }, "round title"},
	{"Year", func(a *assess.Assessment) { a.Year = "06" }, "round year"},
	{"City", func(a *assess.Assessment) { a.City = "" }, "round city"},
	{"From", func(a *assess.Assessment) { a.From = "" }, "round from"},
	{"To", func(a *assess.Assessment) { a.To = "" }, "round to"},
	{"EndBeforeBegin", func(a *assess.Assessment) { a.To = "2006-01-01" }, "round order"},
	{"ReplyBeforeEnd", func(a *assess.Assessment) { a.Reply = "2006-10-01" }, "round reply"},
	{"ReplyLater", func(a *assess.Assessment) { a.Reply = "2007-03-08" }, ""},
	{"NoStandard", func(a *assess.Assessment) { a.Standard = &standard.Standard{} }, "standard standard"},
	{"StandardNotWhole", func(a *assess.Assessment) { a.Standard.Sections[0].Items[0].Points = 9000 }, "standard incomplete"},
	{"NoDistricts", func(a *assess.Assessment) { a.Districts = nil }, "districts districts"},
	{"NoName", func(a *assess.Assessment) { a.Districts[1].Name = "" }, "districts unnamed"},
	{"Twice", func(a *assess.Assessment) { a.Districts[1].Name = "南山区" }, "districts twice"},
	{"NoSubdistricts", func(a *assess.Assessment) { a.Districts[1].Subdistricts = nil }, "districts subdistricts"},
	{"LeaderWithoutPIN", func(a *assess.Assessment) { a.Team[0].Key = nil }, "team leader"},
	{"Unassigned", func(a *assess.Assessment) { a.Districts[1].Assigned = nil }, "assign assign"},
	{"NoTasks", func(a *assess.Assessment) { a.Districts[1].Tasks = nil }, "tasks tasks"},
	{"NoDue", func(a *assess.Assessment) {
		for _, d := range a.Districts {
			d.Tasks[0].Due = ""
		}
	}, "tasks due"},
}

func TestWhatIsMissing(t *testing.T) {
	for _, c := range gaps {
		t.Run(c.name, func(t *testing.T) {
			a := whole()
			c.change(a)
			s := setup.Read(a, a.Team[0], true)
			var got []string
			for _, l := range s.Missing() {
				got = append(got, string(l.Step)+" "+strings.TrimPrefix(l.Key, "setup.lack."))
			}
			if strings.Join(got, ",") != c.want {
				t.Errorf("got %q", got)
			}
			if len(s.Lacks[setup.StepBegin]) != 1 {
				t.Error("an unfrozen standard is no start")
			}
		})
	}
	a := whole()
	a.Standard.Frozen = true
	if s := setup.Read(a, a.Team[0], false); len(s.Lacks[setup.StepBegin]) != 0 || len(s.Lacks[setup.StepTeam]) != 1 || s.LockStd == nil || s.Lock != nil {
		t.Errorf("%+v", s)
	}
	if s := setup.Read(a, &assess.Person{Role: assess.Member}, true); s.Lock == nil {
		t.Error("a member sets nothing up")
	}
}

func written(e *assess.Edit) string {
	if e == nil {
		return ""
	}
	var out []string
	for _, w := range e.Writes {
		v := "?"
		if s, err := ledger.As[string](w.Value); err == nil {
			v = s
		} else if n, err := ledger.As[int64](w.Value); err == nil {
			v = fmt.Sprint(n)
		} else if b, err := ledger.As[bool](w.Value); err == nil {
			v = fmt.Sprint(b)
		}
		out = append(out, w.Entity+"."+w.Field+"="+v)
	}
	return strings.Join(out, " ")
}

func counter() func() string {
	n := 0
	return func() string { n++; return fmt.Sprint("n", n) }
}

func TestEdits(t *testing.T) {
	a := whole()
	ns, ft := a.Districts[0], a.Districts[1]
	ft.Order = 1000
	ft.Assigned = map[string][]string{"a": {"li", "wu"}}
	ns.Tasks = append(ns.Tasks, &assess.Task{ID: "u", Entity: "d/ns/task/2/u", Phase: 2, What: "汇报", Order: 5})
	ft.Tasks[0].Due = "2006-10-01"
	lines := setup.TaskLines(a)
	copied, n := setup.CopyDivision(a, ns)
	for _, c := range []struct {
		name string
		e    *assess.Edit
		want string
	}{
		{"Up", setup.MoveDistrict(a, "ft", -1), "d/ft.order=0 d/ns.order=1000"},
		{"UpFromTheTop", setup.MoveDistrict(a, "ns", -1), ""},
		{"Nobody", setup.MoveDistrict(a, "x", 1), ""},
		{"AddSubs", setup.AddSubs(ns, "粤海街道、街道 招商街道，粤海街道", counter()), "d/ns/sub/n1.name=粤海街道 d/ns/sub/n1.order=1000 d/ns/sub/n2.name=招商街道 d/ns/sub/n2.order=2000"},
		{"AddSubsThatAreThere", setup.AddSubs(ns, "街道", counter()), ""},
		{"AddDistrict", setup.AddDistrict(a, "yt", "盐田区", nil, counter()), "d/yt.name=盐田区 d/yt.order=2000 d/yt/task/1/n1.what=通知 d/yt/task/1/n1.due= d/yt/task/1/n1.order=1000 " +
			"d/yt/task/2/n2.what=汇报 d/yt/task/2/n2.due= d/yt/task/2/n2.order=2000"},
		{"Copy", copied, "d/ft/assign/a.person/li=false d/ft/assign/a.person/wu=false d/ft/assign/a.person/gu=true"},
		{"Line", setup.SetLine(lines[0], "due", "2006-09-15"), "d/ns/task/1/t.due=2006-09-15 d/ft/task/1/t.due=2006-09-15"},
		{"RemoveLine", setup.RemoveLine(lines[1]), "d/ns/task/2/u.gone=true"},
		{"Fill", setup.FillTasks(a, lines, counter()), "d/ft/task/2/n1.what=汇报 d/ft/task/2/n1.due= d/ft/task/2/n1.order=1000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := written(c.e); got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
	if n != 1 || len(lines) != 2 || !lines[0].Mixed || lines[0].Due != "" || lines[0].In != 2 || lines[1].In != 1 {
		t.Errorf("%d, %+v", n, lines)
	}
}

// A move of neighbours with equal places numbers all anew, once, and moving down and up again is where one was.
func TestMovingAmongEqualPlaces(t *testing.T) {
	d := &assess.District{ID: "ns", Entity: "d/ns"}
	for _, id := range []string{"a", "b", "c"} {
		d.Subdistricts = append(d.Subdistricts, &assess.Subdistrict{ID: id, Entity: "d/ns/sub/" + id})
	}
	if got := written(setup.MoveSub(d, "c", -1)); got != "d/ns/sub/a.order=1000 d/ns/sub/c.order=2000 d/ns/sub/b.order=3000" {
		t.Errorf("got %q", got)
	}
}

func TestLockedDistrictsAreLeftAlone(t *testing.T) {
	a := whole()
	ft := a.Districts[1]
	ft.Phases[assess.Preparation].Lock = &assess.SignOff{Signing: authority.Signing{Statement: assess.Statement{Act: assess.ActSign}}}
	ft.Assigned = nil
	if e, n := setup.CopyDivision(a, a.Districts[0]); e != nil || n != 0 {
		t.Error("a signed preparation was written to")
	}
	lines := setup.TaskLines(a)
	if lines[0].Locked != 1 || !slices.Equal(lines[0].Entities, []string{"d/ns/task/1/t"}) {
		t.Errorf("%+v", lines)
	}
	if got := written(setup.FillTasks(a, []setup.TaskLine{{Phase: 1, What: "新的"}}, counter())); strings.Contains(got, "d/ft") {
		t.Errorf("got %q", got)
	}
}

func TestShorten(t *testing.T) {
	a := &assess.Assessment{Team: []*assess.Person{{ID: "a", Name: "顾彧"}, {ID: "b", Name: "李䶮"}, {ID: "c", Name: "刘一鸣"}}}
	for in, want := range map[string]string{"": "", "a": "顾彧", "a b": "顾彧、李䶮", "a c": "顾彧等2人", "a b c": "顾彧等3人"} {
		if got := setup.Shorten(a, strings.Fields(in), uitest.Words(t), 5); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestDifferingItemsAreSaid(t *testing.T) {
	a := whole()
	a.Districts[1].Last["a1"] = &assess.Last{Same: false}
	if got := setup.Differ(a); !slices.Equal(got, []string{"1.1 项目"}) {
		t.Errorf("%q", got)
	}
	a.Districts[1].Last["a1"].Same = true
	if got := setup.Differ(a); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

func TestUsualTasksAreThere(t *testing.T) {
	lines := setup.Usual()
	if len(lines) < 10 || slices.ContainsFunc(lines, func(l setup.TaskLine) bool { return l.Phase < 1 || l.What == "" }) {
		t.Errorf("%+v", lines)
	}
}
