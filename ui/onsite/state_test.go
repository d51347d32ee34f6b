package onsite

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// marked is a stage on which a1 has lost two points for a reason that rests on a record, a2 is full, a3 is open, and b1 has nothing.
func marked(t *testing.T) *stage {
	d := newStage(t)
	d.record("r1", standard.DocumentCheck, "title", "查责任书")
	d.Must(d.Apply(assess.SetMark(d.ns(), d.score("a1"), 300, "x1")))
	d.Must(d.Apply(assess.Fields("edit.deduct", "d/ns/ded/a1/x1", "reason", "两个街道未签").Set("d/ns/ded/a1/x1", "record/r1", true)))
	d.Must(d.Apply(assess.SetMark(d.ns(), d.score("a2"), 300, "x2")))
	return d
}

func line(r itemRow) string {
	if r.Head {
		return fmt.Sprintf("[%s %s %s/%s]", r.Code, r.Text, r.Got, r.Full)
	}
	return fmt.Sprintf("%s %s/%s%s %d", r.Key, r.Got, r.Full, r.Word, r.Sign)
}

// page is one without a window, for what is computed without it.
func (d *stage) page() *page { return &page{k: d.Kit(), id: "ns"} }

// chips that are on.
func chips(keys string) map[string]bool {
	on := map[string]bool{}
	for _, key := range strings.Fields(keys) {
		on[key] = true
	}
	return on
}

func TestItemRows(t *testing.T) {
	li := &assess.Person{ID: "li"}
	heads := []string{"[一 责任体系 6.00/10.00]", "[二 加分与否决 /]"}
	a1, a2, a3 := "a1 3.00/5.00 2", "a2 3.00/3.00 1", "a3 /2.00 0"
	b1, b2 := "b1 /1.50 3", "b2 /onsite.veto.no 1"
	for name, c := range map[string]struct {
		who  *assess.Person
		on   string // the chips
		text string
		keep string
		want []string
	}{
		"Everything":                        {li, "", "", "", []string{heads[0], a1, a2, a3, heads[1], b1, b2}},
		"OnlyOpen":                          {li, "open", "", "", []string{heads[0], a3}},
		"OpenAndTheOneAtHand":               {li, "open", "", "a2", []string{heads[0], a2, a3}},
		"OnlyWithDeductions":                {li, "lost", "", "", []string{heads[0], a1}},
		"MineIsMySections":                  {li, "mine", "", "", []string{heads[0], a1, a2, a3}},
		"NothingIsMineWhileNobodyIsThere":   {nil, "mine", "", "", nil},
		"MineAndOpen":                       {li, "mine open", "", "", []string{heads[0], a3}},
		"ByCode":                            {li, "", "b2", "", []string{heads[1], b2}},
		"ByInitials":                        {li, "", "khxm a3", "", []string{heads[0], a3}},
		"NothingMatchesAndNoHeadingIsThere": {li, "", "没有", "", nil},
		"NoDispute":                         {li, "different", "", "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := marked(t)
			kind, rows := scoreKind(d.page()), scoreRows(d.View(), d.ns(), c.who)
			var got []string
			for _, r := range kind.Passing(rows, chips(c.on), c.text, c.keep) {
				got = append(got, line(r))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q\nwant %q", got, c.want)
			}
			if all, each := kind.Count(rows); all != 5 || each[0] != 1 || each[1] != 1 {
				t.Errorf("of %d: %v", all, each)
			}
		})
	}
}

func TestItemSigns(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(d *stage) *assess.Edit
		item string
		want string
	}{
		"DeductionWithoutReasonWarns": {func(d *stage) *assess.Edit { return assess.SetMark(d.ns(), d.score("a3"), 100, "x") }, "a3", "a3 1.00/2.00 4"},
		"NotApplicable":               {func(d *stage) *assess.Edit { return assess.SetNA(d.score("a3"), "无此业务") }, "a3", "a3 /onsite.na 3"},
		"NotApplicableWithoutReason":  {func(d *stage) *assess.Edit { return assess.SetNA(d.score("a3"), "") }, "a3", "a3 /onsite.na 4"},
		"VetoHappened":                {func(d *stage) *assess.Edit { return assess.New("edit.mark").Set("d/ns/score/b2", "veto", true) }, "b2", "b2 /onsite.veto.yes 2"},
		"BonusGiven":                  {func(d *stage) *assess.Edit { return assess.SetCount(d.ns(), d.score("b1"), 2, "x") }, "b1", "b1 1.00/1.50 1"},
	} {
		t.Run(name, func(t *testing.T) {
			d := marked(t)
			d.Must(d.Apply(c.do(d)))
			rows := scoreKind(d.page()).Passing(scoreRows(d.View(), d.ns(), nil), nil, c.item, "")
			if got := line(rows[1]); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNextOpen(t *testing.T) {
	for name, c := range map[string]struct {
		on          string
		after, want string
	}{
		"Below":                   {"", "a1", "a3"},
		"RoundTheEnd":             {"", "b2", "a3"},
		"NotTheOneAtHand":         {"", "a3", ""},
		"OnlyAmongWhatIsListed":   {"lost", "a1", ""},
		"FromTheTopWithoutChoice": {"", "", "a3"},
	} {
		t.Run(name, func(t *testing.T) {
			d := marked(t)
			rows := scoreKind(d.page()).Passing(scoreRows(d.View(), d.ns(), nil), chips(c.on), "", "")
			if got := nextOpen(d.ns(), rows, c.after); got != c.want {
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
	d := newStage(t)
	d.record("r1", standard.Briefing, "title", "听取汇报", "present", "陈喆、李䶮", "time", "09:00")
	d.record("r2", standard.Interview, "title", "提问")
	kind, rows := recordKind(d.page()), recordRows(d.View(), d.ns())
	for name, c := range map[string]struct{ on, text, keep, want string }{
		"All":                          {"", "", "", "1 2"},
		"OneMethod":                    {string(standard.Interview), "", "", "2"},
		"ByWhoWasPresent":              {"", "陈喆", "", "1"},
		"TheOneAtHandStays":            {"", "陈喆", "r2", "1 2"},
		"NumbersAreThoseOfAll":         {"", "tw", "", "2"},
		"AMethodWithoutRecordsHasNone": {string(standard.Symposium), "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, r := range kind.Passing(rows, chips(c.on), c.text, c.keep) {
				got = append(got, r.Number)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
		})
	}
}

func TestWhatRestsOnARecord(t *testing.T) {
	d := marked(t)
	d.Must(d.Apply(assess.AddFinding(d.ns(), "f1", assess.Problem).Set("d/ns/find/f1", "record/r1", true)))
	if deds, finds := resting(d.ns(), d.ns().Record("r1")); deds != 1 || finds != 1 {
		t.Errorf("%d deductions, %d findings", deds, finds)
	}
}

func TestDrawnSubdistrictsComeFirst(t *testing.T) {
	d := newStage(t)
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
	d := newStage(t)
	d.record("r1", standard.Briefing)
	d.record("r2", standard.Interview)
	d.Must(d.Apply(assess.AddFinding(d.ns(), "p1", assess.Problem, "named", "没有台账").Set("d/ns/find/p1", "record/r1", true).Set("d/ns/find/p1", "item/a2", true)))
	d.Must(d.Apply(assess.AddFinding(d.ns(), "g1", assess.Achievement, "named", "制度健全")))
	d.Must(d.Apply(assess.AddFinding(d.ns(), "p2", assess.Problem, "named", "没有依据")))
	rows := findingRows(d.View(), d.ns())
	if len(rows) != 3 || rows[0].Key != "g1" {
		t.Fatalf("%+v", rows)
	}
	if r := rows[1]; !r.Single || r.Bare || r.Items != "a2" {
		t.Errorf("resting on one method: %+v", r)
	}
	if r := rows[2]; r.Single || !r.Bare {
		t.Errorf("resting on nothing: %+v", r)
	}
	d.Must(d.Apply(assess.Link("edit.link", "d/ns/find/p1", "record", "r2", true)))
	if r := findingKind(d.page()).Passing(findingRows(d.View(), d.ns()), nil, "台账", ""); len(r) != 1 || r[0].Single {
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
