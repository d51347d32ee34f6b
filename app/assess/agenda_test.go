package assess_test

import (
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// told are the lines of a person's agenda, in their order.
func told(t *testing.T, a *assess.Assessment, who *assess.Person, today assess.Day) []string {
	t.Helper()
	say := chinese(t)
	var out []string
	for _, l := range assess.Agenda(a, who, today) {
		if l.Place == (assess.Place{}) && l.Kind != assess.TodoWait {
			t.Errorf("%q leads nowhere", say.Say(l.Msg))
		}
		out = append(out, say.Say(l.Msg))
	}
	return out
}

// The sample's districts are in all five phases: each role is told what is theirs there, and nothing of others.
func TestEachRoleIsToldWhatComesNextInEachPhase(t *testing.T) {
	r := round(t)
	a := r.View()
	for _, c := range []struct {
		role   string // and the person
		of     string // the district, and its phase
		theirs []string
	}{
		{"wen secretary", "盐田区 准备", []string{"2个一级指标没有安排考核人", "待抽取要检查的街道", "材料待清点", "自评得分待录入"}},
		{"gu leader", "盐田区 准备", nil},
		{"liu member", "盐田区 准备", []string{"由您评7项：“准备”阶段签字后开始打分"}},
		{"luo member", "盐田区 准备", []string{"抽签确定被抽查的街道办", "实地抽查街道办和创建社区"}},
		{"wen secretary", "罗湖区 现场", nil},
		{"li member", "罗湖区 现场", []string{"未评3项", "现场记录还差5处", "1条考核发现没有写完", "抽查笋岗街道办"}},
		{"zheng member", "罗湖区 现场", []string{"未评2项", "1处打分要补理由或依据", "现场记录还差5处", "1条考核发现没有写完"}},
		{"gu leader", "南山区 现场", []string{"现场考核待签字", "小组会议审定采纳情况"}},
		{"shen deputy", "南山区 现场", []string{"现场考核待签字"}},
		{"li member", "南山区 现场", nil},
		{"gu leader", "宝安区 征求意见", []string{"1条异议待处理", "审定整改要求"}},
		{"wen secretary", "宝安区 征求意见", []string{"1条异议待处理"}},
		{"wen secretary", "福田区 总结", []string{"写入通报的内容待核定", "考核情况反馈待打印"}},
		{"gu leader", "福田区 总结", nil},
		{"gu leader", "龙岗区 整改", []string{"1项整改已报完成，待核查销号"}},
		{"hezhe deputy", "龙岗区 整改", []string{"组织整改情况现场复核", "1项整改已报完成，待核查销号"}},
		{"li member", "龙岗区 整改", nil},
	} {
		t.Run(c.role+" "+c.of, func(t *testing.T) {
			id, role, _ := strings.Cut(c.role, " ")
			who, district := a.Person(id), strings.Fields(c.of)[0]
			if string(who.Role) != role {
				t.Fatalf("%s is %s", id, who.Role)
			}
			var got []string
			for _, line := range told(t, a, who, r.Today()) {
				if rest, ok := strings.CutPrefix(line, district); ok {
					got = append(got, strings.TrimPrefix(rest, "："))
				}
			}
			if id == "wen" { // who has tasks of their own there too
				got = slices.DeleteFunc(got, func(s string) bool { return !slices.Contains(c.theirs, s) })
			}
			if !slices.Equal(got, c.theirs) {
				t.Errorf("got  %q\nwant %q", got, c.theirs)
			}
		})
	}
	if got := assess.Agenda(a, nil, r.Today()); got != nil {
		t.Errorf("nobody is told %v", got)
	}
}

// In a new round nothing is assigned to anybody: who organises it is told what to do first, the others on whom they wait.
func TestInANewRoundEverybodyIsToldWhatComesNext(t *testing.T) {
	gu, wen := &assess.Person{ID: "gu", Name: "顾彧", Role: assess.Leader}, &assess.Person{ID: "wen", Name: "闻玥", Role: assess.Secretary}
	li, shen := &assess.Person{ID: "li", Name: "李䶮", Role: assess.Member}, &assess.Person{ID: "shen", Name: "沈堃", Role: assess.Deputy}
	items := &standard.Standard{Sections: []*standard.Section{{ID: "a", Title: "责任", Items: []*standard.Item{{ID: "a1", Section: "a", Points: 500}}}}}
	district := &assess.District{ID: "ns", Entity: "d/ns", Name: "南山区", Assigned: map[string][]string{}}
	district.Phases[assess.Preparation].Blockers = []assess.Blocker{
		{Msg: words.M("block.unfrozen")}, {Msg: words.M("block.assign", "责任"), Place: assess.Place{District: "ns", Phase: 1}}}
	held := make([]authority.Held, 2)
	for name, c := range map[string]struct {
		a    assess.Assessment
		who  *assess.Person
		want []string
	}{
		"alone": {assess.Assessment{Team: []*assess.Person{gu}, Standard: &standard.Standard{}}, gu,
			[]string{"评分标准还没有内容，请录入或导入", "还没有被考核单位，请添加", "考核小组只有您一人，请添加成员"}},
		"the leader beside a secretary": {assess.Assessment{Team: []*assess.Person{gu, wen}, Standard: &standard.Standard{}}, gu, nil},
		"the secretary":                 {assess.Assessment{Team: []*assess.Person{gu, wen}, Standard: &standard.Standard{}}, wen, []string{"评分标准还没有内容，请录入或导入", "还没有被考核单位，请添加"}},
		"the leader, who makes the standard final": {assess.Assessment{Team: []*assess.Person{gu, wen}, Standard: items, Districts: []*assess.District{district}}, gu,
			[]string{"评分标准还没有定稿，核对后定稿，各区才能签字"}},
		"the secretary, who assigns": {assess.Assessment{Team: []*assess.Person{gu, wen}, Standard: items, Districts: []*assess.District{district}}, wen,
			[]string{"南山区：1个一级指标没有安排考核人"}},
		"a member without an assignment": {assess.Assessment{Team: []*assess.Person{gu, wen, li}, Standard: items, Districts: []*assess.District{district}}, li,
			[]string{"还没有给您分工。分工由闻玥安排"}},
		"a deputy, who waits for it": {assess.Assessment{Team: []*assess.Person{gu, wen, shen}, Standard: items, Districts: []*assess.District{district}}, shen,
			[]string{"下一个待签字的是南山区“准备”，还差2项"}},
		"records that do not count": {assess.Assessment{Team: []*assess.Person{gu, wen}, Standard: &standard.Standard{}, Held: held}, gu, []string{"有2条记录待核，请核实是否采用"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := told(t, &c.a, c.who, "2006-11-20"); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// A blocker that nobody is told would stay until somebody finds it.
func TestEveryBlockerIsSomebodysToEnd(t *testing.T) {
	elsewhere := []string{"block.order", "block.unfrozen", "block.conflict", "block.unmarked", "block.rectify", "block.returned", "block.answered"} // told by lines of their own
	for _, key := range chinese(t).Keys() {
		if strings.HasPrefix(key, "block.") && !assess.Shared(key) && !slices.Contains(elsewhere, key) {
			t.Errorf("nobody is told of %q", key)
		}
	}
}

// What waits for a leader is in the agenda as long as it waits and no longer, each kind by a line of its own that leads somewhere.
func TestAllThatWaitsForALeaderAppearsAndLeaves(t *testing.T) {
	gu, li := &assess.Person{ID: "gu", Name: "顾彧", Role: assess.Leader}, &assess.Person{ID: "li", Name: "李䶮", Role: assess.Member}
	const city, contact = "city", "contact"
	for name, c := range map[string]struct {
		kind  assess.TodoKind
		waits func(a *assess.Assessment, d *assess.District)
		done  func(a *assess.Assessment, d *assess.District)
		want  string
	}{
		"a fork": {assess.TodoAdmit, func(a *assess.Assessment, _ *assess.District) { a.Forks = 1 }, func(a *assess.Assessment, _ *assess.District) { a.Forks = 0 }, "有1台电脑的记录出现分叉"},
		"a request to join": {assess.TodoAdmit, func(a *assess.Assessment, _ *assess.District) { a.Requests = make([]authority.Request, 2) },
			func(a *assess.Assessment, _ *assess.District) { a.Requests = nil }, "有2台电脑请求加入"},
		"a contested invitation": {assess.TodoAdmit, func(a *assess.Assessment, _ *assess.District) {
			a.Invitations = []authority.Invited{{Invitation: authority.Invitation{Person: "li"}, Uses: []authority.Use{{Why: authority.Spent}, {Why: authority.Spent}}}}
		}, func(a *assess.Assessment, _ *assess.District) { a.Invitations[0].Uses[0].Why = "" }, "有几台电脑用过给李䶮的邀请"},
		"a held record": {assess.TodoAdopt, func(a *assess.Assessment, _ *assess.District) { a.Held = make([]authority.Held, 1) },
			func(a *assess.Assessment, _ *assess.District) { a.Held = nil }, "有1条记录待核"},
		"a conflict in a district": {assess.TodoSettle, func(a *assess.Assessment, _ *assess.District) {
			a.Disputed = []ledger.Register{{Entity: "d/ns", Field: contact}}
		}, func(a *assess.Assessment, _ *assess.District) { a.Disputed = nil }, "南山区：“联络员”有分歧"},
		"a conflict in the round": {assess.TodoSettle, func(a *assess.Assessment, _ *assess.District) {
			a.Disputed = []ledger.Register{{Entity: "round", Field: city}}
		}, func(a *assess.Assessment, _ *assess.District) { a.Disputed = nil }, "考核：“"},
		"two cards of one person": {assess.TodoSettle, func(a *assess.Assessment, _ *assess.District) {
			a.Disputed = []ledger.Register{{Entity: "person/li", Field: "card"}}
		}, func(a *assess.Assessment, _ *assess.District) { a.Disputed = nil }, "团队成员李䶮：“"},
		"an objection": {assess.TodoRule, func(_ *assess.Assessment, d *assess.District) {
			d.Phases[assess.Preparation].Blockers = []assess.Blocker{{Msg: words.M("block.ruling", "1"), Place: assess.Place{District: "ns", Phase: assess.Consultation}}}
		}, func(_ *assess.Assessment, d *assess.District) { d.Phases[assess.Preparation].Blockers = nil }, "南山区：1条异议待处理"},
		"an answer": {assess.TodoReturned, func(_ *assess.Assessment, d *assess.District) {
			d.Returns = []*assess.Returned{{ID: "r", Phase: assess.Onsite, By: "gu", Reason: "不全", AnswerBy: "li", Answer: "补了"}}
		}, func(_ *assess.Assessment, d *assess.District) { d.Returns[0].Cleared = true }, "南山区：现场考核的退回已答复，待您确认，李䶮：补了"},
		"a signature": {assess.TodoSign, func(_ *assess.Assessment, d *assess.District) { d.Phases[assess.Preparation].Status = assess.Awaiting },
			func(_ *assess.Assessment, d *assess.District) { d.Phases[assess.Preparation].Status = assess.SignedOff }, "南山区：准备待签字"},
		"a change behind a signature": {assess.TodoSign, func(_ *assess.Assessment, d *assess.District) {
			d.Phases[assess.Preparation].Changed = make([]ledger.Register, 1)
		}, func(_ *assess.Assessment, d *assess.District) { d.Phases[assess.Preparation].Changed = nil }, "南山区：准备签字后有1处变更"},
		"a comment": {assess.TodoComment, func(_ *assess.Assessment, d *assess.District) {
			d.Comments = []*assess.Comment{{ID: "c", Entity: "d/ns/comment/li/c", District: "ns", Person: "li", Text: "请看", Mentions: []string{"gu"}}}
		}, func(_ *assess.Assessment, d *assess.District) {
			d.Comments[0].Replies = []*assess.Comment{{ID: "r", Person: "gu"}}
		}, "南山区：李䶮的批注提到您"},
	} {
		t.Run(name, func(t *testing.T) {
			d := &assess.District{ID: "ns", Entity: "d/ns", Name: "南山区", Assigned: map[string][]string{}}
			a := &assess.Assessment{Team: []*assess.Person{gu, li}, Standard: &standard.Standard{}, Districts: []*assess.District{d}}
			has := func() bool {
				lines := told(t, a, gu, "2006-11-20")
				i := slices.IndexFunc(lines, func(s string) bool { return strings.HasPrefix(s, c.want) })
				return i >= 0 && assess.Agenda(a, gu, "2006-11-20")[i].Kind == c.kind
			}
			if has() {
				t.Error("it is there before there is any")
			}
			if c.waits(a, d); !has() {
				t.Errorf("it is not among %q", told(t, a, gu, "2006-11-20"))
			}
			if c.done(a, d); has() {
				t.Error("it stays when it is done")
			}
		})
	}
}

// Each kind has a name and a place in the order.
func TestEveryKindOfTodoIsNamed(t *testing.T) {
	say := chinese(t)
	for k := range assess.TodoWait + 1 {
		if say["todokind."+k.Key()] == "" || !slices.Contains(assess.TodoKinds, k) {
			t.Errorf("%d %q", k, k.Key())
		}
	}
}
