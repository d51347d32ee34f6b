package onsite

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// marked is a desk on which a1 has lost two points for a reason that rests on a record, a2 is full, a3 is open, and b1 has nothing.
func marked(t *testing.T) *desk {
	d := newDesk(t)
	d.record("r1", standard.DocumentCheck, "title", "查责任书")
	d.must(d.Apply(assess.SetMark(d.ns(), d.score("a1"), 300, "x1")))
	d.must(d.Apply(assess.Fields("edit.deduct", "d/ns/ded/a1/x1", "reason", "两个街道未签").Set("d/ns/ded/a1/x1", "record/r1", true)))
	d.must(d.Apply(assess.SetMark(d.ns(), d.score("a2"), 300, "x2")))
	return d
}

func line(r itemRow) string {
	if r.Head {
		return fmt.Sprintf("[%s %s %s/%s]", r.Code, r.Text, r.Got, r.Full)
	}
	return fmt.Sprintf("%s %s/%s%s %d", r.Key, r.Got, r.Full, r.Word, r.Sign)
}

func TestItemRows(t *testing.T) {
	li := &assess.Person{ID: "li"}
	heads := []string{"[一 责任体系 6.00/10.00]", "[二 加分与否决 /]"}
	a1, a2, a3 := "a1 3.00/5.00 2", "a2 3.00/3.00 1", "a3 /2.00 0"
	b1, b2 := "b1 /1.50 3", "b2 /onsite.veto.no 1"
	for name, c := range map[string]struct {
		who  *assess.Person
		f    scoreFilter
		want []string
	}{
		"Everything":                        {li, scoreFilter{}, []string{heads[0], a1, a2, a3, heads[1], b1, b2}},
		"OnlyOpen":                          {li, scoreFilter{Open: true}, []string{heads[0], a3}},
		"OpenAndTheOneAtHand":               {li, scoreFilter{Open: true, Keep: "a2"}, []string{heads[0], a2, a3}},
		"OnlyWithDeductions":                {li, scoreFilter{Lost: true}, []string{heads[0], a1}},
		"MineIsMySections":                  {li, scoreFilter{Mine: true}, []string{heads[0], a1, a2, a3}},
		"NothingIsMineWhileNobodyIsThere":   {nil, scoreFilter{Mine: true}, nil},
		"MineAndOpen":                       {li, scoreFilter{Mine: true, Open: true}, []string{heads[0], a3}},
		"ByCode":                            {li, scoreFilter{Text: "b2"}, []string{heads[1], b2}},
		"ByInitials":                        {li, scoreFilter{Text: "khxm a3"}, []string{heads[0], a3}},
		"NothingMatchesAndNoHeadingIsThere": {li, scoreFilter{Text: "没有"}, nil},
		"NoDispute":                         {li, scoreFilter{Disputed: true}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := marked(t)
			st := scoreRows(d.View(), d.ns(), c.who, c.f)
			var got []string
			for _, r := range st.Rows {
				got = append(got, line(r))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
			if st.All != 5 || st.Open != 1 || st.Lost != 1 {
				t.Errorf("counts %+v", st)
			}
		})
	}
}

func TestItemSigns(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(d *desk) *assess.Edit
		item string
		want string
	}{
		"DeductionWithoutReasonWarns": {func(d *desk) *assess.Edit { return assess.SetMark(d.ns(), d.score("a3"), 100, "x") }, "a3", "a3 1.00/2.00 4"},
		"NotApplicable":               {func(d *desk) *assess.Edit { return assess.SetNA(d.score("a3"), "无此业务") }, "a3", "a3 /onsite.na 3"},
		"NotApplicableWithoutReason":  {func(d *desk) *assess.Edit { return assess.SetNA(d.score("a3"), "") }, "a3", "a3 /onsite.na 4"},
		"VetoHappened":                {func(d *desk) *assess.Edit { return assess.New("edit.mark").Set("d/ns/score/b2", "veto", true) }, "b2", "b2 /onsite.veto.yes 2"},
		"BonusGiven":                  {func(d *desk) *assess.Edit { return assess.SetCount(d.ns(), d.score("b1"), 2, "x") }, "b1", "b1 1.00/1.50 1"},
	} {
		t.Run(name, func(t *testing.T) {
			d := marked(t)
			d.must(d.Apply(c.do(d)))
			st := scoreRows(d.View(), d.ns(), nil, scoreFilter{Text: c.item})
			if got := line(st.Rows[1]); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNextOpen(t *testing.T) {
	for name, c := range map[string]struct {
		f           scoreFilter
		after, want string
	}{
		"Below":                   {scoreFilter{}, "a1", "a3"},
		"RoundTheEnd":             {scoreFilter{}, "b2", "a3"},
		"NotTheOneAtHand":         {scoreFilter{}, "a3", ""},
		"OnlyAmongWhatIsListed":   {scoreFilter{Lost: true}, "a1", ""},
		"FromTheTopWithoutChoice": {scoreFilter{}, "", "a3"},
	} {
		t.Run(name, func(t *testing.T) {
			d := marked(t)
			st := scoreRows(d.View(), d.ns(), nil, c.f)
			if got := nextOpen(d.ns(), st.Rows, c.after); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestStepsAndDeductions(t *testing.T) {
	item := func(r standard.Rule, p standard.Points) *standard.Item {
		return &standard.Item{ID: "i", Points: p, Rule: r}
	}
	free, half := item(standard.Rule{Kind: standard.Free, Amount: 50}, 500), item(standard.Rule{Kind: standard.Half}, 200)
	bonus := item(standard.Rule{Kind: standard.Bonus, Amount: 50}, 150)
	for name, c := range map[string]struct {
		s              assess.Score
		up, down, next standard.Points
	}{
		"OpenStepsFromTheFullMark":   {assess.Score{Item: free}, 500, 450, 50},
		"MarkedStepsByTheRule":       {assess.Score{Item: free, Mark: 300, Marked: true, Deductions: []*assess.Deduction{{Amount: 200}}}, 350, 250, 50},
		"WhatIsUnexplainedComesNext": {assess.Score{Item: free, Mark: 300, Marked: true, Deductions: []*assess.Deduction{{Amount: 50}}}, 350, 250, 150},
		"HalfHasThreeMarks":          {assess.Score{Item: half}, 200, 100, 100},
		"NothingIsLeftToDeduct":      {assess.Score{Item: half, Mark: 0, Marked: true, Deductions: []*assess.Deduction{{Amount: 200}}}, 100, 0, 0},
		"BonusStepsFromNothing":      {assess.Score{Item: bonus}, 50, 0, 50},
	} {
		t.Run(name, func(t *testing.T) {
			if up, down := step(&c.s, 1), step(&c.s, -1); up != c.up || down != c.down {
				t.Errorf("up %v down %v", up, down)
			}
			if got := deduction(&c.s); got != c.next {
				t.Errorf("next deduction %v, want %v", got, c.next)
			}
		})
	}
}

func TestRecordRows(t *testing.T) {
	d := newDesk(t)
	d.record("r1", standard.Briefing, "title", "听取汇报", "present", "陈喆、李䶮", "time", "09:00")
	d.record("r2", standard.Interview, "title", "提问")
	for name, c := range map[string]struct {
		f    recordFilter
		want string
	}{
		"All":                          {recordFilter{}, "1 2"},
		"OneMethod":                    {recordFilter{Methods: map[standard.Method]bool{standard.Interview: true}}, "2"},
		"AMethodTurnedOffIsNone":       {recordFilter{Methods: map[standard.Method]bool{standard.Interview: false}}, "1 2"},
		"ByWhoWasPresent":              {recordFilter{Text: "陈喆"}, "1"},
		"TheOneAtHandStays":            {recordFilter{Text: "陈喆", Keep: "r2"}, "1 2"},
		"NumbersAreThoseOfAll":         {recordFilter{Text: "tw"}, "2"},
		"AMethodWithoutRecordsHasNone": {recordFilter{Methods: map[standard.Method]bool{standard.Symposium: true}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			st := recordRows(d.View(), d.ns(), c.f)
			var got []string
			for _, r := range st.Rows {
				got = append(got, r.Number)
			}
			if strings.Join(got, " ") != c.want || st.All != 2 || st.Counts[standard.Briefing] != 1 {
				t.Errorf("got %v, want %s; %+v", got, c.want, st.Counts)
			}
		})
	}
}

func TestWhatRestsOnARecord(t *testing.T) {
	d := marked(t)
	d.must(d.Apply(assess.AddFinding(d.ns(), "f1", assess.Problem).Set("d/ns/find/f1", "record/r1", true)))
	if deds, finds := resting(d.ns(), d.ns().Record("r1")); deds != 1 || finds != 1 {
		t.Errorf("%d deductions, %d findings", deds, finds)
	}
}

func TestDrawnSubdistrictsComeFirst(t *testing.T) {
	d := newDesk(t)
	if s := drawnFirst(d.ns()); len(s) != 2 || s[0].ID != "sk" {
		t.Errorf("%+v", s[0])
	}
}

func TestNamesInTheCircular(t *testing.T) {
	d := &assess.District{Name: "南山区", Subdistricts: []*assess.Subdistrict{{Name: "粤海街道"}, {Name: "南山街道"}, {Name: "西丽街道办"}}}
	for text, want := range map[string]string{
		"个别区责任书没有分解到街道。": "",
		"南山区责任书没有分解。":    "南山区",
		"粤海街道没有台账。":      "粤海街道",
		"粤海办没有台账，西丽也没有。": "粤海 西丽",
		"南山街道和南山区都没有。":   "南山区 南山街道",
	} {
		if got := strings.Join(namesIn(d, text), " "); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestFindingRows(t *testing.T) {
	d := newDesk(t)
	d.record("r1", standard.Briefing)
	d.record("r2", standard.Interview)
	d.must(d.Apply(assess.AddFinding(d.ns(), "p1", assess.Problem, "named", "没有台账").Set("d/ns/find/p1", "record/r1", true).Set("d/ns/find/p1", "item/a2", true)))
	d.must(d.Apply(assess.AddFinding(d.ns(), "g1", assess.Achievement, "named", "制度健全")))
	d.must(d.Apply(assess.AddFinding(d.ns(), "p2", assess.Problem, "named", "没有依据")))
	st := findingRows(d.View(), d.ns(), findingFilter{})
	if len(st.Rows) != 3 || st.Rows[0].Key != "g1" || st.Counts[assess.Problem] != 2 {
		t.Fatalf("%+v", st)
	}
	if r := st.Rows[1]; !r.Single || r.Bare || r.Items != "a2" {
		t.Errorf("resting on one method: %+v", r)
	}
	if r := st.Rows[2]; r.Single || !r.Bare {
		t.Errorf("resting on nothing: %+v", r)
	}
	d.must(d.Apply(assess.Link("edit.link", "d/ns/find/p1", "record", "r2", true)))
	if r := findingRows(d.View(), d.ns(), findingFilter{Text: "台账"}).Rows; len(r) != 1 || r[0].Single {
		t.Errorf("resting on two methods: %+v", r)
	}
}

func TestChineseNumbers(t *testing.T) {
	for n, want := range map[int]string{1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 34: "三十四"} {
		if got := chinese(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}
