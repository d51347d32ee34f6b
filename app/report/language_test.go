package report_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
)

// slips are what no sentence has, whatever is missing or typed.
var slips = []string{"（—）", "（）", "））", "。。", "；。", "，。", "、。", "：。", "，，", "、、", "；；", "；）", "（；", "。；", "于抽签", "依据：）", "：；", "%!"}

func slip(t *testing.T, what, text string) {
	t.Helper()
	for _, l := range strings.Split(text, "\n") {
		for _, s := range slips {
			if strings.Contains(l, s) {
				t.Errorf("%s: %q in %s", what, s, l)
			}
		}
	}
}

func TestNoPaperOfTheSampleHasASlip(t *testing.T) {
	r, say := round(t)
	a := r.View()
	for _, k := range assess.Papers {
		for _, d := range append([]*assess.District{nil}, a.Districts...) {
			if doc, err := report.Make(k.Key, a, d, say); err == nil {
				slip(t, doc.Title, plain(doc))
			}
		}
	}
}

// Where most is missing, and where what is typed ends with a stop, papers read as well.
func TestNoPaperHasASlipWhereLittleIsWritten(t *testing.T) {
	_, say := round(t)
	for name, change := range map[string]func(*assess.Assessment, *assess.District){
		"bare": func(*assess.Assessment, *assess.District) {},
		"stops": func(a *assess.Assessment, d *assess.District) {
			d.Forced, d.ForcedWhy, d.NoHighlight = "不合格", "瞒报。", "没有。"
			d.Final = a.Standard.Force(d.Final, d.Forced, d.ForcedWhy)
			d.Scores[2].NAReason = "没有这类企业。"
			f := problem(d, "q", "问题乙。")
			f.Requirement, f.Responsible, f.Records = "补签。", "区打假办,区公安分局；区工商局", d.Records
			f.Rectification = &assess.Rectified{Mode: "long", State: "carried", Reason: "经费未到。", Checked: "属实。"}
			f.Response = &assess.Response{Stance: "full", Grounds: "不实。", Ruling: "reject", Reasons: "属实。"}
			d.Scores[0].Objection = &assess.Response{Stance: "partly", Ruling: "partly", Reasons: "补签了。"}
			d.Scores[0].Deductions = []*assess.Deduction{{Amount: 50, Reason: "未签。", Records: d.Records}, {Amount: 50}}
			d.Draws = append(d.Draws, &assess.Draw{Title: "抽街道", List: []string{"甲街道", "乙街道"}, Count: 1, Why: "漏了。"})
		},
		"unknown days": func(_ *assess.Assessment, d *assess.District) {
			x := *d.Draws[0]
			x.Day, d.Draws[0].Day = "2006-11-02", ""
			d.Draws = append(d.Draws, &x)
		},
	} {
		a, d := little()
		everyKind(a, d)
		change(a, d)
		for _, k := range assess.Papers {
			for _, d := range []*assess.District{nil, d} {
				if doc, err := report.Make(k.Key, a, d, say); err == nil {
					slip(t, name+", "+k.Key, plain(doc))
				}
			}
		}
	}
}

func TestABodyIsAddressedAsWhatItIs(t *testing.T) {
	_, say := round(t)
	for _, kind := range strings.Fields("findings notice consultation score") {
		a, d := little()
		everyKind(a, d)
		d.Name = "大鹏新区"
		got := plain(made(t, kind, a, d, say))
		if !strings.Contains(got, "大鹏新区管理委员会") || strings.Contains(got, "人民政府") {
			t.Errorf("%s addresses it as\n%s", kind, got)
		}
		d.Name, d.Government = "前海", "前海合作区管理局"
		if got := plain(made(t, kind, a, d, say)); !strings.Contains(got, "前海合作区管理局") || strings.Contains(got, "你区") {
			t.Errorf("%s addresses it as\n%s", kind, got)
		}
	}
}
