package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/report"
	"kaohe/app/standard"
)

// little is a round of one district that is small enough to write its every field: a section with a plain item, a key item and one that
// does not apply, and one with a bonus and a veto.
func little() (*assess.Assessment, *assess.District) {
	sec := &standard.Section{ID: "a", Title: "甲指标", Items: []*standard.Item{
		{ID: "1", Code: "1.1", Section: "a", Text: "项目一", Points: 500, Rule: standard.Rule{Kind: standard.Free, Amount: 50}},
		{ID: "2", Code: "1.2", Section: "a", Text: "项目二", Points: 300, Key: true, KeyFloor: 60, Rule: standard.Rule{Kind: standard.Free, Amount: 50}},
		{ID: "3", Code: "1.3", Section: "a", Text: "项目三", Points: 200, Rule: standard.Rule{Kind: standard.Binary}}}}
	more := &standard.Section{ID: "b", Title: "乙指标", Items: []*standard.Item{
		{ID: "4", Code: "2.1", Section: "b", Text: "项目四", Points: 200, Rule: standard.Rule{Kind: standard.Bonus, Amount: 50, Cap: 200}},
		{ID: "5", Code: "2.2", Section: "b", Text: "项目五", Rule: standard.Rule{Kind: standard.Veto}}}}
	a := &assess.Assessment{Title: "2006年度考核", Year: "2006", City: "市办", To: "2006-12-30", Standard: &standard.Standard{
		Title: "标准", Sections: []*standard.Section{sec, more}, Methods: standard.Usual(),
		Grades: []standard.Grade{{Name: "优秀", From: 9000}, {Name: "合格", From: 6000}, {Name: "不合格"}}}}
	d := &assess.District{ID: "x", Entity: "d/x", Name: "光明区", Rank: 1}
	for _, i := range a.Standard.Items() {
		d.Scores = append(d.Scores, &assess.Score{Item: i})
	}
	mark := func(n int, p standard.Points) { s := d.Scores[n]; s.Mark, s.Final, s.Marked = p, p, true }
	mark(0, 450)
	mark(1, 300)
	d.Scores[2].NA, d.Scores[2].NAReason = true, "没有这类企业"
	mark(3, 100)
	d.Scores[3].Count, d.Scores[3].Counted = 2, true
	a.Districts = []*assess.District{d}
	return a, total(a, d)
}

// total adds the scores up, as a view does.
func total(a *assess.Assessment, d *assess.District) *assess.District {
	given := map[string]standard.Given{}
	for _, s := range d.Scores {
		given[s.Item.ID] = standard.Given{Mark: s.Final, Marked: s.Marked || s.Ruled, NA: s.NA, Vetoed: s.Vetoed}
	}
	d.Final = a.Standard.Score(given)
	return d
}

// signed signs phases, or the visit alone.
func signed(d *assess.District, phases ...assess.Phase) {
	at := time.Date(2006, 12, 15, 9, 0, 0, 0, time.UTC).UnixMilli()
	for _, x := range append(phases, assess.Onsite) {
		d.Phases[x].SignOffs = []*assess.SignOff{{Signing: authority.Signing{Statement: assess.Statement{Act: assess.ActSign, At: at}}}}
		d.Phases[x].Lock = d.Phases[x].SignOffs[0]
	}
}

// everyKind gives a district what there is of each kind of document.
func everyKind(_ *assess.Assessment, d *assess.District) {
	problem(d, "p", "问题甲")
	d.Records = []*assess.Record{{ID: "r", No: "1", Title: "查阅资料", Docs: []*assess.Document{{Title: "责任书"}}}}
	d.Draws = []*assess.Draw{{Title: "抽街道", List: []string{"甲街道", "乙街道"}, Count: 1, Phrase: "雨", Day: "2006-11-01"}}
}

func problem(d *assess.District, id, text string) *assess.Finding {
	f := &assess.Finding{ID: id, Kind: assess.Problem, Named: text, FinalNamed: text}
	d.Findings = append(d.Findings, f)
	return f
}

// Every row changes the little round and says what its documents then say, and what they don't.
func TestWhatTheDocumentsSay(t *testing.T) {
	_, say := round(t)
	for _, c := range []struct {
		name, kinds string
		change      func(*assess.Assessment, *assess.District)
		want, gone  []string
	}{
		{"an item that does not apply says why", "score findings", func(*assess.Assessment, *assess.District) {},
			[]string{"| 1.3 | 项目三 | 2.00 | — | 不适用 |", "没有这类企业", "（关键项）项目二"}, nil},
		{"a bonus says how it came about", "score findings", func(*assess.Assessment, *assess.District) {},
			[]string{"加2.00", "每项加0.50分，共2项，加1.00分", "（含加分1.00分）"}, nil},
		{"a paper that rests on nothing signed is a draft", "score records documents findings notice consultation ledger signoffs draw", everyKind, []string{"（草稿："}, nil},
		{"a paper of which all is signed is none", "score records documents findings notice consultation ledger signoffs draw", func(a *assess.Assessment, d *assess.District) {
			everyKind(a, d)
			d.Drafts = []*assess.Draft{{Sent: "2006-12-01"}}
			signed(d, assess.Phases...)
		}, nil, []string{"草稿"}},
		{"findings before the consultation is signed are a draft", "findings", func(_ *assess.Assessment, d *assess.District) { signed(d) },
			[]string{"（草稿：征求意见尚未签字）"}, nil},
		{"an objection without a ruling makes a draft", "score", func(_ *assess.Assessment, d *assess.District) {
			signed(d)
			problem(d, "p", "问题甲").Response = &assess.Response{Stance: "full"}
			d.Scores[0].Objection = &assess.Response{Stance: "partly"}
		}, []string{"（草稿：2条异议尚未处理）"}, nil},
		{"a draft of nothing does not say that something was assessed", "findings", func(_ *assess.Assessment, d *assess.District) {
			for _, s := range d.Scores {
				s.Marked, s.NA = false, false
			}
		}, []string{"考核小组尚未对你区", "各考核项目尚未评分。", "尚未记录问题。"}, []string{"反馈如下", "附件", "整改要求", "0.00", "没有"}},
		{"a veto is named with its grade", "score", func(_ *assess.Assessment, d *assess.District) { d.Scores[4].Vetoed = true },
			[]string{"| 否决 | — | 发生 |", "等次为不合格；发生一票否决事项2.2"}, nil},
		{"a failed key item is named", "score", func(_ *assess.Assessment, d *assess.District) { d.Scores[1].Final = 100 },
			[]string{"关键项1.2未达到规定的得分"}, nil},
		{"an event that forced the grade is named, and the grade by points is not", "score findings", func(a *assess.Assessment, d *assess.District) {
			d.Forced, d.ForcedWhy = "不合格", "瞒报。"
			d.Final = a.Standard.Force(d.Final, d.Forced, d.ForcedWhy)
		}, []string{"；因瞒报，等次定为不合格"}, []string{"对应等次"}},
		{"assessors who disagree have no mark yet", "score findings consultation", func(_ *assess.Assessment, d *assess.District) {
			s := d.Scores[0]
			s.Disputed, s.Unsettled, s.FinalRange = true, true, standard.Range{Low: 400, High: 450}
		}, []string{"| 4.00– / 4.50 |"}, []string{"| 4.50 |"}},
		{"their marks are named", "score findings", func(_ *assess.Assessment, d *assess.District) {
			s := d.Scores[0]
			s.Disputed, s.Unsettled, s.FinalRange = true, true, standard.Range{Low: 400, High: 450}
		}, []string{"（4.00至4.50分），尚未选定"}, nil},
		{"a ruling that moved a mark gives its reason", "score", func(_ *assess.Assessment, d *assess.District) {
			f := problem(d, "p", "问题甲")
			f.Response = &assess.Response{Stance: "full", Ruling: "accept", Reasons: "属实"}
			d.Scores[0].Final, d.Scores[0].Ruled, d.Scores[0].FinalWhy = 500, true, "p"
		}, []string{"| 5.00 |", "+0.50 征求意见后由4.50分改为5.00分 | 对反馈意见采纳：属实"}, nil},
		{"the deductions and what was returned lead to the final mark", "score findings", func(_ *assess.Assessment, d *assess.District) {
			s := d.Scores[0]
			s.Deductions = []*assess.Deduction{{Amount: 50, Reason: "未签"}}
			s.Final, s.Ruled = 480, true
			s.Objection = &assess.Response{Stance: "full", Ruling: "partly", Reasons: "补签了一部分"}
		}, []string{"-0.50 未签 / +0.30 征求意见后由4.50分改为4.80分"}, nil},
		{"a ruling that takes more says so", "score findings", func(_ *assess.Assessment, d *assess.District) {
			d.Scores[0].Final, d.Scores[0].Ruled, d.Scores[0].FinalWhy = 400, true, "p"
		}, []string{"-0.50 征求意见后由4.50分改为4.00分"}, nil},
		{"an objection to a mark that is not taken up is told with its reason", "score", func(_ *assess.Assessment, d *assess.District) {
			d.Scores[0].Objection = &assess.Response{Stance: "full", Ruling: "reject", Reasons: "没有新的材料"}
		}, []string{"| 4.50 |", "对反馈意见不采纳：没有新的材料"}, []string{"征求意见后"}},
		{"an item without a mark leaves grade and place open", "score", func(_ *assess.Assessment, d *assess.District) { d.Scores[0].Marked = false },
			[]string{"还有1个项目没有评分", "| 未评 |", "1项未评"}, []string{"列第"}},
		{"a problem that was withdrawn is in no paper", "findings notice ledger consultation", func(_ *assess.Assessment, d *assess.District) {
			problem(d, "p", "问题甲").Withdrawn = true
			problem(d, "q", "问题乙")
		}, []string{"问题乙"}, []string{"问题甲"}},
		{"a letter has the problems as they were sent", "consultation", func(_ *assess.Assessment, d *assess.District) {
			signed(d)
			problem(d, "p", "改过的")
			d.Drafts = []*assess.Draft{{Sent: "2006-12-01", Reply: "2006-12-10", Problems: []assess.DraftProblem{{Finding: "p", Text: "发出时的"}},
				Marks: []assess.DraftMark{{Item: "1", Mark: 350}}}}
		}, []string{"发出时的", "| 3.50 |", "2006年12月10日前", "另有1个项目尚未评分"}, []string{"改过的", "草稿", "4.50"}},
		{"a letter without marks has one attachment", "consultation", func(_ *assess.Assessment, d *assess.District) {
			d.Scores = nil
			problem(d, "p", "问题甲")
		}, []string{"附件：反馈意见回执", "-------- 附件\n", "（见附件）"}, []string{"附件1", "附件2"}},
		{"a letter without problems says so", "consultation", func(_ *assess.Assessment, d *assess.District) { signed(d) },
			[]string{"没有发现需要整改的问题", "考核评分（有异议的"}, nil},
		{"a letter before the visit is signed does not say so", "consultation", func(*assess.Assessment, *assess.District) {}, nil, []string{"没有发现"}},
		{"a district without a highlight says why", "findings", func(_ *assess.Assessment, d *assess.District) { d.NoHighlight = "做法都一般" },
			[]string{"本次考核没有工作特色。做法都一般。"}, nil},
		{"a mean of one is none", "findings", func(*assess.Assessment, *assess.District) {}, []string{"光明区 93.75"}, []string{"全市平均"}},
		{"sections with open items have no bar", "findings", func(_ *assess.Assessment, d *assess.District) { d.Scores[0].Marked = false },
			nil, []string{"[chart"}},
		{"a district that claimed nothing has not claimed zero", "score findings", func(*assess.Assessment, *assess.District) {},
			[]string{"合　计 | 8.00 | — | 8.50"}, []string{"自评0.00"}},
		{"a claim is added up", "score findings", func(a *assess.Assessment, d *assess.District) {
			d.Scores[0].Claim, d.Scores[0].Claimed = 500, true
			d.Claimed = a.Standard.Claimed(map[string]standard.Claim{"1": {Points: 500, Range: standard.Range{Low: 500, High: 500}}})
		}, []string{"合　计 | 8.00 | 5.00 | 8.50"}, nil},
		{"a district that was signed without a problem has a ledger that says so", "ledger", func(_ *assess.Assessment, d *assess.District) { signed(d) },
			[]string{"没有需要整改的问题。"}, nil},
		{"dated by the signature that it rests on", "score findings consultation", func(_ *assess.Assessment, d *assess.District) { signed(d) },
			[]string{"{2006 12 15}"}, []string{"（草稿：现场考核"}},
		{"a mark that only the consultation gave", "score findings", func(_ *assess.Assessment, d *assess.District) {
			s := d.Scores[0]
			s.Marked, s.Final, s.Ruled, s.FinalWhy = false, 400, true, "p"
		}, []string{"| 4.00 |", "征求意见后评为4.00分"}, nil},
		{"nothing signed still makes a page to sign", "signoffs", func(*assess.Assessment, *assess.District) {},
			[]string{"| 准备 | 未签字 |", "整改阶段 ________"}, nil},
	} {
		for _, kind := range strings.Fields(c.kinds) {
			t.Run(c.name+"/"+kind, func(t *testing.T) {
				a, d := little()
				c.change(a, d)
				if d.Forced == "" {
					total(a, d)
				}
				got := plain(made(t, kind, a, d, say))
				for _, want := range c.want {
					if !strings.Contains(got, want) {
						t.Errorf("%q is not in\n%s", want, got)
					}
				}
				for _, gone := range c.gone {
					if strings.Contains(got, gone) {
						t.Errorf("%q is in\n%s", gone, got)
					}
				}
			})
		}
	}
}

func TestTheCitysMeanIsOfDistrictsMarkedThroughout(t *testing.T) {
	_, say := round(t)
	a, d := little()
	for n, name := range []string{"满分区", "未评完区"} {
		_, o := little()
		o.Name = name
		o.Scores[0].Final = 500
		if n == 1 {
			o.Scores[1].Marked, o.Rank = false, 0
		}
		a.Districts = append(a.Districts, total(a, o))
	}
	got := plain(report.Findings(a, d, say))
	if want := "| 甲指标 | 光明区 93.75 | 全市平均 96.88 |"; !strings.Contains(got, want) || !strings.Contains(got, "已全部评分的2个单位") {
		t.Errorf("%q is not in\n%s", want, got)
	}
}

// The ledger counts from a day, not from a clock.
func TestOverdueIsWhatWasDueBeforeTheLedgersDay(t *testing.T) {
	_, say := round(t)
	for _, c := range []struct {
		name, state string
		due, day    assess.Day
		late        bool
	}{
		{"due before the last entry", "open", "2007-01-04", "2007-01-05", true},
		{"due on that day", "open", "2007-01-05", "2007-01-05", false},
		{"reported is still to be checked", "reported", "2007-01-04", "2007-01-05", true},
		{"struck off", "closed", "2007-01-04", "2007-01-05", false},
		{"carried over", "carried", "2007-01-04", "2007-01-05", false},
		{"without a deadline", "open", "", "2007-01-05", false},
		{"no entry: the round's last day", "open", "2006-12-29", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, d := little()
			f := problem(d, "p", "问题甲")
			f.Deadline, f.Rectification = c.due, &assess.Rectified{State: c.state, Reason: "经费未到"}
			if c.day != "" {
				f.Progress = []*assess.Step{{Day: c.day, Text: "最后的"}, {Day: "2007-01-01", Text: "先前的"}}
			}
			got := plain(made(t, "ledger", a, d, say))
			if strings.Contains(got, "（逾期）") != c.late || strings.Contains(got, "逾期1项") != c.late {
				t.Errorf("overdue is not %v in\n%s", c.late, got)
			}
			if strings.Contains(got, "先前的") || c.state == "carried" != strings.Contains(got, "转入下轮：经费未到") {
				t.Errorf("progress is wrong in\n%s", got)
			}
		})
	}
}

// Each text that was typed carries its own mark, and each has to stand in the papers that are made of it.
func TestNothingTypedIsLost(t *testing.T) {
	_, say := round(t)
	a, d := little()
	n, where := 0, map[string]string{}
	typed := func(kinds string) string {
		n++
		text := fmt.Sprintf("〔文%03d〕%s", n, strings.Repeat("长", 10))
		where[text] = kinds
		return text
	}
	a.Team = []*assess.Person{{ID: "m", Name: typed("records score"), Role: assess.Member}}
	a.Checks = []*assess.Check{{ID: "v", Text: typed("records")}}
	d.Assigned = map[string][]string{"a": {"m"}}
	d.Subdistricts = []*assess.Subdistrict{{ID: "s", Name: typed("records findings")}}
	r := &assess.Record{ID: "r", Method: string(standard.SubdistrictCheck), Form: standard.SubdistrictCheck, Date: "2006-12-01", Time: typed("records"), Place: typed("records"), Title: typed("records"),
		Present: typed("records"), Recorder: "m", Subdistrict: "s", Text: typed("records") + "\n" + typed("records"), Items: []string{"1", "9"},
		QA:   []*assess.Exchange{{Question: typed("records"), Answer: typed("records")}, {Question: typed("records")}},
		Docs: []*assess.Document{{Title: typed("records documents"), Number: typed("records documents"), Issuer: typed("documents"), Wanted: typed("documents"), Remark: typed("records documents")}}}
	d.Records = []*assess.Record{r, {ID: "o", Method: "来自新版", Title: typed("records")}}
	d.Looks = map[string]*assess.Look{"d/x/look/s/v": {Verdict: assess.Fails, Note: typed("records")}}
	d.Scores[0].Remark = typed("score") + "\n" + typed("score")
	d.Scores[0].Deductions = []*assess.Deduction{{Amount: 50, Reason: typed("score findings consultation"), Records: d.Records[:1]}}
	f := problem(d, "p", typed("findings notice ledger consultation"))
	f.Records, f.Requirement, f.Responsible = d.Records[:1], typed("findings notice ledger"), typed("findings notice ledger")
	f.Rectification = &assess.Rectified{Mode: "long", State: "carried", Measures: typed("ledger"), Reported: typed("ledger"), Checker: typed("ledger"), Reason: typed("ledger")}
	f.Progress = []*assess.Step{{Day: "2007-01-05", Text: typed("ledger"), Proof: typed("ledger")}}
	f.Milestones = []*assess.Step{{Done: true}, {}}
	papers := map[string]string{}
	for _, k := range strings.Fields("score records documents findings consultation notice ledger") {
		papers[k] = plain(made(t, k, a, d, say))
	}
	for text, kinds := range where {
		for _, k := range strings.Fields(kinds) {
			if !strings.Contains(papers[k], text) {
				t.Errorf("%s is not in %s", text, k)
			}
		}
	}
	for _, want := range []string{"（未回答）", "1.1、已删除的项目", "未写明方式"} {
		if !strings.Contains(papers["records"], want) {
			t.Errorf("%s is not in\n%s", want, papers["records"])
		}
	}
}
