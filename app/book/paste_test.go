package book_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/words"

	"pgregory.net/rapid"
)

func TestCellsAreThoseOfTheSpreadsheet(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"Excel", "1.1\t5\r\n1.2\t4\r\n", "1.1|5/1.2|4"},
		{"ALineBreakInACell", "责任书\t\"第一行\n第二行\"\n", "责任书|第一行⏎第二行"},
		{"AQuotationMarkWithinQuotes", "\"他说\"\"好\"\"\n了\"\tb", "他说\"好\"⏎了|b"},
		{"AQuotationMarkOfTheText", "\"未签\" 两个街道\tb", "\"未签\" 两个街道|b"},
		{"AQuotationMarkThatOnlyOpens", "\"未签\t3", "\"未签|3"},
		{"OldMac", "a\tb\rc\td", "a|b/c|d"},
		{"EmptyRowsAtTheEnd", "a\tb\t\t\nc\t\t\t\n\t\t\t\n\n", "a|b/c|"},
		{"AnEmptyCellWithin", "\tb\na\t", "|b/a|"},
		{"OneCell", "南山区", "南山区"},
		{"Nothing", " \t\r\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var rows []string
			for _, r := range book.Cells(c.text) {
				rows = append(rows, strings.ReplaceAll(strings.Join(r, "|"), "\n", "⏎"))
			}
			if got := strings.Join(rows, "/"); got != c.want {
				t.Errorf("%q", got)
			}
		})
	}
}

func TestCellsTakesAnyTextAndMakesAWholeTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := book.Cells(strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "\"", "\t", "\n", "\r\n", " ", "区"})).Draw(t, "text"), ""))
		for _, r := range rows {
			if len(r) != len(rows[0]) {
				t.Fatalf("%q", rows)
			}
		}
		if n := len(rows); n > 0 && strings.Join(rows[n-1], "") == "" {
			t.Fatalf("%q", rows)
		}
	})
}

var scoring = book.Pasting{Sheet: "考核得分", Heads: []book.PastedHead{{Name: "编号", Head: "项目编号"}, {Name: "考核内容"}, {Name: "得分", Head: "考核得分"}, {Name: "满分"}},
	Given: map[string]string{"被考核单位": "南山区"}}

// spoken are a plan's lines with what each would change.
func spoken(p *book.Plan) string {
	var out []string
	for _, l := range p.Lines {
		text := l.Name + ":"
		for _, d := range l.Diffs {
			switch {
			case d.Why != nil:
				var f *words.Fault
				errors.As(d.Why, &f)
				text += fmt.Sprintf(" %s %s!%s", d.Cell, d.Column, f.Code())
			case d.Old != "":
				text += fmt.Sprintf(" %s %s→%s", d.Column, d.Old, d.New)
			default:
				text += fmt.Sprintf(" %s=%s", d.Column, d.New)
			}
		}
		out = append(out, text)
	}
	for _, x := range p.Problems {
		out = append(out, x.Why.Key+" "+x.Cell)
	}
	return strings.Join(out, "; ")
}

func paste(t *testing.T, s *stage, p book.Pasting, text string) *book.Plan {
	t.Helper()
	plan, err := p.Plan(s.View(), text, s.Who(), s.Today())
	must(t, err)
	return plan
}

func TestATableIsReadByItsHeadsOrByTheListsColumns(t *testing.T) {
	s := smallDesk(t)
	want := "南山区 1.1: 考核得分 4.50→5.00; 南山区 1.2: 考核得分=4.00"
	for name, text := range map[string]string{
		"TheTwoThatAreTaken":  "1.1\t5\n1.2\t４",
		"TheWholeList":        "1.1\t签订\t5\t5\n1.2\t研究\t4.00\t4",
		"WithTheListsHeads":   "编号\t考核内容\t得分\t满分\n1.1\t签订\t5\t5\n1.2\t研究\t4.00\t4",
		"InAnotherOrder":      "得分\t编号\n5分\t1.1\n4\t1.2",
		"WithTheBooksHeads":   "项目编号\t考核得分\n1.1\t5\n1.2\t4",
		"AsItStandsDoneTwice": "1.1\t5\n1.2\t4\n",
	} {
		t.Run(name, func(t *testing.T) {
			if got := spoken(paste(t, s, scoring, text)); got != want {
				t.Error(got)
			}
		})
	}
}

func TestWhatDoesNotFitSaysWhyAndWhere(t *testing.T) {
	s := smallDesk(t)
	p := paste(t, s, scoring, "编号\t得分\t颜色\n1.1\t9\t红\n9.9\t1\n1.2\t三分\n2.1\t3")
	want := "南山区 1.1: B2 考核得分!book.range; 南山区 9.9: A3 项目编号!book.unknown; 南山区 1.2: B4 考核得分!book.number; 南山区 2.1: 考核得分=3.00; book.problem.column C1"
	if got := spoken(p); got != want {
		t.Error(got)
	}
	var ticked []string
	for _, l := range p.Lines {
		if l.Ticked {
			ticked = append(ticked, l.Name)
		}
	}
	if !slices.Equal(ticked, []string{"南山区 2.1"}) {
		t.Errorf("ticked: %q", ticked)
	}
	for text, code := range map[string]string{"": "paste.none", "1\t2\t3\t4\t5": "paste.wide", strings.Repeat("x", 5<<20): "paste.long"} {
		if _, err := scoring.Plan(s.View(), text, s.Who(), s.Today()); !errors.Is(err, words.Refuse(code)) {
			t.Errorf("%v, want %s", err, code)
		}
	}
	if _, err := scoring.Plan(s.View(), "1.1\t5", nil, s.Today()); !errors.Is(err, words.Refuse("who")) {
		t.Error(err)
	}
}

func TestRowsAreThoseThatPeopleSee(t *testing.T) {
	given := map[string]string{"被考核单位": "南山区"}
	heads := func(names ...string) (out []book.PastedHead) {
		for _, n := range names {
			out = append(out, book.PastedHead{Name: n, Head: n})
		}
		return out
	}
	s := smallDesk(t)
	records := book.Pasting{Sheet: "现场记录", Heads: heads("记录号", "方式", "标题", "日期"), Given: given}
	must(t, s.Use(s.View().Team[1].ID))
	take := func(p book.Pasting, text string) string {
		plan := paste(t, s, p, text)
		e, err := plan.Edit()
		must(t, err)
		if e.Label != "edit.paste" {
			t.Error(e.Label)
		}
		got := spoken(plan)
		if len(e.Writes) > 0 {
			must(t, s.Apply(e))
		}
		return got
	}
	if got := take(records, "1\t查阅资料\t查台账\t2006.11.18\n\t开会\n"); !strings.Contains(got, "南山区 1: 方式 听取汇报→查阅资料 日期") || !strings.Contains(got, "book.unknown") {
		t.Error(got)
	}
	if got := take(records, "\t查阅资料\t第二次\t2006年11月19日\n"); got != "南山区 2: 记录号=2 方式=查阅资料 日期=2006-11-19 标题=第二次" && got != "南山区 2: 方式=查阅资料 日期=2006-11-19 标题=第二次" {
		t.Error(got)
	}
	docs := book.Pasting{Sheet: "文件抽查", Heads: heads("文件名称", "文号", "结论"), Given: map[string]string{"被考核单位": "南山区", "记录号": "1"}}
	must(t, s.Apply(assess.AddDoc(s.View().Districts[0], s.View().Districts[0].Records[0], "byhand", "title", "台账", "number", "1号")))
	if got := take(docs, "台账\t1号\t符合\n台账\t2号\t不符合"); got != "南山区 1 台账: 结论=符合; 南山区 1 台账: 文件名称=台账 文号=2号 结论=不符合" {
		t.Error(got)
	}
	if got := take(docs, "台账\t1号\t符合\n台账\t2号\t不符合"); got != "" {
		t.Errorf("a second time: %s", got)
	}
	if n := len(s.View().Districts[0].Records[0].Docs); n != 2 {
		t.Errorf("%d documents", n)
	}
	label := s.CanUndo().Label
	must(t, s.Undo())
	if n := len(s.View().Districts[0].Records[0].Docs); n != 1 || label != "edit.paste" {
		t.Errorf("%d documents after undoing %s", n, label)
	}
}
