package lastround_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/lastround"
	"kaohe/app/ledger"
	"kaohe/app/roundplan"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	"kaohe/app/standard"
	"kaohe/app/words"
)

const pin = "246810"

// stage is a vault in memory with its founder at the keyboard.
type stage struct {
	*session.Session
	log *memory.Log
}

func found(t *testing.T, id string) *stage {
	t.Helper()
	log, keys := &memory.Log{Own: ledger.Device{1}}, memory.Keys{}
	key, _, err := keys.Make(id, pin)
	must(t, err)
	sign, err := keys.Unlock(id, pin)
	must(t, err)
	must(t, log.Found(session.Genesis(session.Founding{Device: log.Own, DeviceName: "一号", Sign: sign, Now: time.Unix(0, 0),
		Founder: assess.Card{Person: id, Name: "顾彧", Agency: "市打假办", Role: assess.Leader, Key: key}})))
	s, err := session.Open(session.Options{Log: log, Keys: keys})
	must(t, err)
	must(t, s.Use(id))
	return &stage{s, log}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d *stage) state() *ledger.State {
	s := ledger.New()
	for _, r := range d.log.Records {
		s.Apply(r)
	}
	return s
}

// last is a round with two items, 南山区, and what became of it.
func last(t *testing.T) *stage {
	d := found(t, "gu")
	must(t, d.AddPerson(session.NewPerson{ID: "li", Name: "李䶮", Agency: "市工商局", Role: assess.Member}, "gu", pin))
	e := assess.Fields("edit.standard", "std", "title", "标准", "version", "1").Set("std", "frozen", true).Set("std", "sample", true)
	e.Texts("std/sec/a", "title", "责任体系").Set("std/sec/a", "order", 1).Texts("std/visit/v1", "text", "责任书")
	for n, i := range []string{"a1", "a2", "a3"} {
		e.Texts("std/item/"+i, "section", "a", "code", i, "text", "项目"+i).Set("std/item/"+i, "points", 500).Set("std/item/"+i, "order", n+1)
		e.Set("std/item/"+i, "rule", standard.Rule{Kind: standard.Free, Amount: 50})
	}
	e.Texts("std/item/x", "section", "a", "text", "删掉的").Set("std/item/x", "gone", true)
	e.Texts("d/ns", "name", "南山区", "contact", "王芳").Set("d/ns", "order", 7).Texts("d/ns/sub/yh", "name", "粤海街道").Set("d/ns/sub/yh", "drawn", true)
	e.Set("d/ns/score/a1", "mark", int64(300)).Texts("d/ns/ded/a1/k", "reason", "两个街道未签").Set("d/ns/ded/a1/k", "amount", int64(200))
	e.Set("d/ns/score/a2", "mark", int64(400)).Set("d/ns/finalmark/a2", "mark", int64(450)).Texts("d/ns/finalmark/a2", "why", "f1")
	e.Set("d/ns/score/a3", "na", true).Texts("d/ns/score/a3", "nareason", "没有这项业务")
	problem := func(id, state string) {
		f := "d/ns/find/" + id
		e.Texts(f, "kind", "problem", "named", "问题"+id).Texts("d/ns/req/"+id, "requirement", "要求"+id)
		if state != "" {
			e.Texts("d/ns/rect/"+id, "state", state)
		}
	}
	problem("f1", "")
	problem("f2", "open")
	problem("f3", "closed")
	problem("f4", "carried")
	problem("f5", "reported")
	problem("f6", "open")
	e.Set("d/ns/final/f6", "withdrawn", true).Texts("d/ns/final/f2", "named", "定稿的问题")
	e.Texts("d/ns/resp/f1", "stance", "partly", "ruling", "accept", "reasons", "补交了责任书")
	e.Texts("d/ns/find/h", "kind", "highlight", "named", "特色")
	e.Texts("d/ns/back/b1", "text", "前年的", "state", "fixed").Texts("d/ns/back/b2", "text", "前年未改的", "state", "part")
	must(t, d.Apply(e))
	return d
}

func TestLastMarksAndOpenProblems(t *testing.T) {
	a := last(t).View()
	got := lastround.Lasts(a.Districts[0], a.Standard)
	want := []lastround.Last{{"a1", "3.00", "两个街道未签 -2.00", assess.TextHash("项目a1"), true}, {"a2", "4.50", "补交了责任书 +0.50", assess.TextHash("项目a2"), true},
		{"a3", "", "没有这项业务", assess.TextHash("项目a3"), true}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
	backs := lastround.Backs(a.Districts[0])
	if want := []lastround.Back{{"f1", "问题f1", "要求f1"}, {"f2", "定稿的问题", "要求f2"}, {"f4", "问题f4", "要求f4"}, {"f5", "问题f5", "要求f5"}, {"b2", "前年未改的", ""}}; !slices.Equal(backs, want) {
		t.Errorf("got %+v", backs)
	}
}

func TestAnItemIsTheSameOnlyByItsText(t *testing.T) {
	old := last(t).View().Districts[0]
	item := func(id, text string) *standard.Item { return &standard.Item{ID: id, Text: text, Section: "a"} }
	for _, c := range []struct {
		name string
		now  []*standard.Item
		want string // item=mark, with ! where it is not the same
	}{
		{"AllTheSame", []*standard.Item{item("a1", "项目a1"), item("a2", "项目a2"), item("a3", "项目a3")}, "a1=3.00 a2=4.50 a3="},
		{"SpaceAroundIsNoText", []*standard.Item{item("a1", " 项目a1\n")}, "a1=3.00"},
		{"OtherText", []*standard.Item{item("a1", "项目a1，改了")}, "a1=3.00!"},
		{"GoneAndNew", []*standard.Item{item("b9", "新的")}, ""},
		{"MovedToAnotherID", []*standard.Item{item("b1", "项目a1"), item("a1", "别的")}, "b1=3.00"},
		{"ExchangedTexts", []*standard.Item{item("a1", "项目a2"), item("a2", "项目a1")}, "a1=4.50 a2=3.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := &standard.Standard{Sections: []*standard.Section{{ID: "a", Items: c.now}}}
			got := ""
			for _, l := range lastround.Lasts(old, now) {
				mark := ""
				if !l.Same {
					mark = "!"
				}
				got += " " + l.Item + "=" + l.Mark + mark
			}
			if got != "" {
				got = got[1:]
			}
			if got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

// Whatever is changed in whichever texts: those changed are not the same, all others are, and no mark is given twice.
func TestSameIffUnchanged(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		old, now, changed := &assess.District{}, &standard.Standard{Sections: []*standard.Section{{ID: "a"}}}, map[string]bool{}
		for n := range 1 + random.IntN(12) {
			i := standard.Item{ID: fmt.Sprint("i", n), Text: fmt.Sprint("项目", n), Section: "a"}
			old.Scores = append(old.Scores, &assess.Score{Item: &i, Marked: true, Final: standard.Points(n)})
			j := i
			if changed[i.ID] = random.IntN(3) == 0; changed[i.ID] {
				j.Text += "改"
			}
			now.Sections[0].Items = append(now.Sections[0].Items, &j)
		}
		got := lastround.Lasts(old, now)
		if len(got) != len(old.Scores) {
			t.Fatalf("%d of %d carried", len(got), len(old.Scores))
		}
		for n, l := range got {
			if l.Same == changed[l.Item] || l.Mark != standard.Points(n).String() {
				t.Fatalf("%+v, changed %v", l, changed[l.Item])
			}
		}
	}
}

func TestARoundIsFoundedFromTheLast(t *testing.T) {
	old := last(t)
	plan := &roundplan.Plan{Team: []roundplan.Mate{{ID: "new", Name: "李䶮", Agency: "市工商局", Role: assess.Leader, PIN: pin}, {ID: "n2", Name: "顾彧", Agency: "市打假办"},
		{ID: "n3", Name: "闻玥", Agency: "市质监局", Role: assess.Secretary}},
		Areas: []*roundplan.Area{{ID: "ft", Name: "福田区", Tasks: []roundplan.Task{{Phase: 1, What: "通知"}}}, {ID: "n9", Name: "南山区"}}}
	plan = lastround.Founder(old.View(), plan)
	r, err := lastround.From(old.View(), old.state(), plan, []roundplan.Task{{Phase: 1, What: "通知"}, {Phase: 2, What: "汇报"}})
	must(t, err)
	d := found(t, plan.Team[0].ID)
	must(t, r.Write(d.Session, plan.Team[0].ID, pin))
	a := d.View()
	if plan.Team[0].ID != "li" || len(a.Team) != 3 || a.Person("gu") == nil || len(a.Person("gu").Key) != 0 {
		t.Errorf("team %+v", a.Team)
	}
	if a.Standard.Frozen || !a.Standard.Sample || len(a.Standard.Items()) != 3 || a.Standard.Version != "1" || len(a.Checks) != 1 {
		t.Errorf("standard %+v", a.Standard)
	}
	ns := a.District("ns")
	if len(a.Districts) != 2 || ns.Contact != "王芳" || len(ns.Subdistricts) != 1 || ns.Subdistricts[0].Drawn || len(ns.Tasks) != 2 || len(ns.Carried) != 5 {
		t.Errorf("%+v", ns)
	}
	if l := ns.Last["a2"]; l == nil || l.Mark != "4.50" || !l.Same {
		t.Errorf("last %+v", l)
	}
	if s := ns.Score("a1"); s.Marked || len(ns.Findings) != 0 {
		t.Error("marks and findings stay in the last round")
	}
}

func TestCheckRefuses(t *testing.T) {
	for _, c := range []struct {
		code   string
		change func(*assess.Assessment)
	}{
		{"carry.signature", func(a *assess.Assessment) {
			a.Districts[0].Phases[2].SignOffs = []*assess.SignOff{{Fault: "root"}}
		}},
		{"carry.edition", func(a *assess.Assessment) { a.Editions = []*assess.Edition{{Fault: "signature"}} }},
		{"carry.fork", func(a *assess.Assessment) { a.Forks = 1 }},
		{"carry.disputed", func(a *assess.Assessment) {
			a.Disputed = []ledger.Register{{Entity: "d/ns/score/a1", Field: "mark"}}
		}},
		{"carry.empty", func(a *assess.Assessment) { a.Districts = nil }},
		{"", func(a *assess.Assessment) { a.Disputed = []ledger.Register{{Entity: "d/ns", Field: "contact"}} }},
	} {
		t.Run(c.code, func(t *testing.T) {
			a := last(t).View()
			c.change(a)
			if err := lastround.Check(a); c.code == "" && err != nil || c.code != "" && !errors.Is(err, words.Refuse(c.code)) {
				t.Errorf("got %v", err)
			}
		})
	}
}
