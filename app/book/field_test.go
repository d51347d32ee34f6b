package book_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/assess/assesstest"
	"kaohe/app/book"
	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/assets/i18n"
)

func TestAFieldWorkbookComesBackAsThatPersonsWork(t *testing.T) {
	r := sampled(t)
	a := r.View()
	i := slices.IndexFunc(a.Districts, func(d *assess.District) bool { return d.Phases[assess.Onsite].Signed() == nil })
	d, who := a.Districts[i], a.Person("zhao")
	b := book.Field(a, frontier(r.Log), d, who, chinese(t))
	var names []string
	for _, s := range b.Sheets {
		names = append(names, s.Name)
		for _, c := range s.Columns {
			if slices.Contains([]string{"评分标准", "考核方式", "被考核单位", "街道", "考核小组"}, s.Name) && !c.Locked {
				t.Errorf("%s %s can be changed", s.Name, c.Head)
			}
		}
	}
	if want := []string{"填写说明", "示例", "评分标准", "考核方式", "被考核单位", "街道", "考核小组", "考核得分", "扣分", "现场记录", "访谈问答", "文件抽查", "街道检查", "回头看", "考核发现"}; !slices.Equal(names, want) {
		t.Errorf("sheets %v", names)
	}
	mine := 0
	for _, s := range a.Standard.Sections {
		if slices.Contains(d.Assigned[s.ID], who.ID) {
			mine += len(s.Items)
		}
	}
	w := typed{grid(b)}
	if got := len(w.sheet("考核得分").Rows) - 2; got != mine || mine == 0 || mine == len(a.Standard.Items()) {
		t.Errorf("%d items, %d are assigned", got, mine)
	}
	if p := book.Take(a, a, w.Grid, who, r.Today()); len(p.Lines) != 0 || len(p.Problems) != 0 {
		t.Errorf("untouched: %s %v", states(p), p.Problems)
	}
	w.put("评分标准", 0, "分值", 99)
	w.row("现场记录", "被考核单位", d.Name, "记录号", "99", "方式", "查阅资料", "日期", "2006.11.18", "记录内容", "查了三本台账")
	w.row("文件抽查", "被考核单位", d.Name, "记录号", "99", "文件名称", "台账", "结论", "基本符合")
	w.row("考核发现", "被考核单位", "别的区", "发现号", "1", "类别", "问题")
	w.row("考核发现", "被考核单位", a.Districts[(i+1)%len(a.Districts)].Name, "发现号", "1", "类别", "问题")
	p := book.Take(a, a, w.Grid, who, r.Today())
	if got := refusals(p); got != "考核发现 10 C10 被考核单位 book.unknown; 考核发现 11 C11 被考核单位 book.field" {
		t.Error(got)
	}
	e, err := p.Edit()
	must(t, err)
	must(t, r.Use(who.ID))
	must(t, r.Apply(e))
	now := r.View().Districts[i]
	last := now.Records[len(now.Records)-1]
	if len(now.Records) != len(d.Records)+1 || last.Recorder != who.ID || len(last.Docs) != 1 || r.View().Standard.Items()[0].Points == 9900 {
		t.Errorf("%+v", last)
	}
}

func chinese(t *testing.T) words.Catalog {
	t.Helper()
	say, err := i18n.Load("zh-Hans")
	must(t, err)
	return say
}

// Beside each mark stand its item's rule and what it allows, and no mark that the limits let pass is refused when the workbook comes in.
func TestAFieldWorkbookLimitsItsMarksAsTheirRulesDo(t *testing.T) {
	r := sampled(t)
	a, say := r.View(), chinese(t)
	d := a.Districts[0]
	b := book.Field(a, nil, d, a.Team[0], say)
	s := sheetNamed(b, "考核得分")
	rule := slices.IndexFunc(s.Columns, func(c book.Column) bool { return c.Head == "评分办法" })
	if len(s.Limits) != len(s.Rows) || len(s.Rows) != len(d.Scores) {
		t.Fatalf("%d limits of %d marks", len(s.Limits), len(s.Rows))
	}
	for n, l := range s.Limits {
		i := d.Scores[n].Item
		if said := s.Rows[n][rule].Text; said == "" || said != say.Say(i.Rule.Words(i.Points)) || s.Columns[l.Col].Head != "考核得分" || l.Col != rule+1 {
			t.Errorf("%s: %q, %+v", i.Code, said, l)
		}
		for _, m := range l.Only {
			if got := i.Rule.Clamp(i.Points, standard.Points(m)); int64(got) != m {
				t.Errorf("%s takes %d", i.Code, m)
			}
		}
		if low, high := i.Rule.Range(i.Points); l.Only == nil && (l.Low != int64(low) || l.High != int64(high)) {
			t.Errorf("%s: %+v", i.Code, l)
		}
	}
	for _, off := range []int64{0, 1, -1} { // hundredths beside what the cells take: a mark between two steps is taken, one beyond the end refused
		w := typed{grid(b)}
		for n, l := range s.Limits {
			mark := l.High + off
			if l.Only != nil {
				mark = l.Only[0]
			}
			w.put("考核得分", n, "考核得分", float64(mark)/100)
		}
		for _, line := range book.Take(a, a, w.Grid, a.Team[0], r.Today()).Lines {
			l := s.Limits[line.Row-book.FirstRow]
			for _, x := range line.Diffs {
				if x.Column == "考核得分" && errors.Is(x.Why, words.Refuse("book.range")) != (off > 0 && l.Only == nil) {
					t.Errorf("%d beside %+v: %v", off, l, x.Why)
				}
			}
		}
	}
}

// What was looked at in a subdistrict and what became of the last round's problem come back to the things that they are about.
func TestAFieldWorkbookBringsChecksAndRevisits(t *testing.T) {
	a := assesstest.View()
	i := slices.IndexFunc(a.Districts, func(d *assess.District) bool { return len(d.Carried) > 0 && len(d.Looks) > 0 })
	d, who := a.Districts[i], assesstest.Leader()
	w := typed{grid(book.Field(a, nil, d, who, chinese(t)))}
	if p := book.Take(a, a, w.Grid, who, "2006-11-20"); len(p.Lines)+len(p.Problems) > 0 {
		t.Errorf("untouched: %s %v", outcome(p), p.Problems)
	}
	w.put("街道检查", 0, "说明", "补看了")
	w.put("回头看", 0, "核查情况", "又看了")
	w.put("回头看", 0, "整改要求", "改不了")
	p := book.Take(a, a, w.Grid, who, "2006-11-20")
	writes := map[string]bool{}
	for _, l := range p.Lines {
		l.Ticked = l.State == book.Changed
		if l.State != book.Changed || len(l.Diffs) != 1 {
			t.Errorf("%+v %+v", l, l.Diffs)
		}
	}
	e, err := p.Edit()
	must(t, err)
	for _, x := range e.Writes {
		writes[x.Entity+" "+x.Field] = true
	}
	look := ""
	for e := range d.Looks {
		look = max(look, e)
	}
	if len(p.Lines) != 2 || len(d.Looks) == 1 && !writes[look+" note"] || !writes[d.Carried[0].Entity+" answer"] {
		t.Errorf("%s: %v", outcome(p), writes)
	}
}

func TestFieldWorkbooksBringNothingElse(t *testing.T) {
	d := smallDesk(t)
	a := d.View()
	w := blank()
	w.Head = book.Head{Form: "field", District: a.Districts[0].ID, Person: a.Team[0].ID}
	w.fact("考核名称", "改名")
	w.row("考核得分", "被考核单位", "福田区", "项目编号", "1.1", "考核得分", 4)
	w.row("考核得分", "被考核单位", "南山区", "项目编号", "1.1", "核定得分", 4)
	p := book.Take(a, nil, w.Grid, d.Who(), d.Today())
	if got := refusals(p); got != "考核得分 3 A3 被考核单位 book.field" || len(p.Lines) != 1 {
		t.Errorf("%s; %s", got, states(p))
	}
	if !slices.ContainsFunc(p.Problems, func(x book.Problem) bool { return x.Sheet == "考核信息" && x.Why.Key == "book.problem.field" }) {
		t.Errorf("%v", p.Problems)
	}
}

func TestFrontiers(t *testing.T) {
	f := ledger.Frontier{{Device: ledger.Device{2}, Seq: 7, Hash: ledger.Hash{1}}, {Device: ledger.Device{1}, Seq: 1 << 40, Hash: ledger.Hash{9}}}
	s := book.FormatFrontier(f)
	if r := book.FormatFrontier(ledger.Frontier{f[1], f[0]}); r != s {
		t.Error("the order of tips shows")
	}
	got, err := book.ParseFrontier(s)
	if err != nil || len(got) != 2 || got[0] != f[1] || got[1] != f[0] {
		t.Errorf("%v %v", got, err)
	}
	for _, bad := range []string{"", "zz", s[2:], s + "00", s[:len(s)-2], "81" + s[2:], "818340004000"} {
		if _, err := book.ParseFrontier(bad); !errors.Is(err, words.Refuse("book.frontier")) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestFounders(t *testing.T) {
	for _, c := range []struct{ roles, want string }{{"成员 副组长 组长", "2"}, {"秘书 副组长", "1"}, {"成员 秘书", "1"}, {"成员", ""}} {
		w := blank()
		for i, r := range strings.Fields(c.roles) {
			w.row("考核小组", "姓名", string(rune('0'+i)), "角色", r)
		}
		card, err := book.Take(&assess.Assessment{}, nil, w.Grid, nil, "").Founder()
		if card.Name != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %+v %v", c.roles, card, err)
		}
	}
}
