package book_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/assets/i18n"
)

// refusals of a plan: sheet, row, cell, column and code.
func refusals(p *book.Plan) string {
	var out []string
	for _, l := range p.Lines {
		for _, x := range l.Diffs {
			var f *words.Fault
			if errors.As(x.Why, &f) {
				out = append(out, fmt.Sprintf("%s %d %s %s %s", l.Sheet, l.Row, x.Cell, x.Column, f.Code()))
			}
		}
	}
	return strings.Join(out, "; ")
}

func TestRefusals(t *testing.T) {
	score := func(pairs ...any) func(typed) {
		return func(w typed) { w.row("考核得分", append([]any{"被考核单位", "南山区"}, pairs...)...) }
	}
	row := func(sheet string, pairs ...any) func(typed) { return func(w typed) { w.row(sheet, pairs...) } }
	for _, c := range []struct {
		name string
		fill func(typed)
		want string
	}{
		{"NoNumber", score("项目编号", "1.1", "考核得分", "三分"), "考核得分 3 E3 考核得分 book.number"},
		{"Comma", score("项目编号", "1.1", "考核得分", "3,5"), "考核得分 3 E3 考核得分 book.number"},
		{"ThreeDecimals", score("项目编号", "1.1", "考核得分", 3.333), "考核得分 3 E3 考核得分 book.decimals"},
		{"ThreeDecimalsAsText", score("项目编号", "1.1", "考核得分", "3.333"), "考核得分 3 E3 考核得分 book.decimals"},
		{"OutOfRange", score("项目编号", "1.1", "考核得分", 5.5), "考核得分 3 E3 考核得分 book.range"},
		{"NoneOfTheMarks", score("项目编号", "1.2", "考核得分", 2.0), "考核得分 3 E3 考核得分 book.marks"},
		{"FinalMarkOutOfRange", score("项目编号", "1.1", "核定得分", 5.5), "考核得分 3 K3 核定得分 book.range"},
		{"ClaimAboveTheValue", row("自评得分", "被考核单位", "南山区", "项目编号", "1.1", "自评得分", 5.5), "自评得分 3 E3 自评得分 book.range"},
		{"ClaimAboveTheBonus", row("自评得分", "被考核单位", "南山区", "项目编号", "2.3", "自评得分", 2.5), "自评得分 3 E3 自评得分 book.range"},
		{"NegativeClaim", row("自评得分", "被考核单位", "南山区", "项目编号", "1.1", "自评得分", -1), "自评得分 3 E3 自评得分 book.negative"},
		{"MarkThatItsCountDoesNotGive", score("项目编号", "2.1", "考核得分", 2.0, "次数或数值", 1), "考核得分 3 E3 考核得分 book.counted"},
		{"MarkThatItsCountGives", score("项目编号", "2.1", "考核得分", 1.5, "次数或数值", 1), ""},
		{"MarkThatItsMeasureDoesNotGive", score("项目编号", "2.2", "考核得分", 5, "次数或数值", 96), "考核得分 3 E3 考核得分 book.counted"},
		{"MarkThatItsMeasureGives", score("项目编号", "2.2", "考核得分", 5, "次数或数值", 94), ""},
		{"BonusThatItsCountDoesNotGive", score("项目编号", "2.3", "考核得分", 1, "次数或数值", 2), "考核得分 3 E3 考核得分 book.counted"},
		{"MarkThatACountOfAnUnmeasuredItemLeaves", score("项目编号", "1.1", "考核得分", 4, "次数或数值", 3), ""},
		{"HalfACount", score("项目编号", "2.1", "次数或数值", 1.5), "考核得分 3 F3 次数或数值 book.whole"},
		{"ErrorOfExcel", score("项目编号", "1.1", "考核得分", book.Raw{Kind: book.RawError, Text: "#REF!"}), "考核得分 3 E3 考核得分 book.error"},
		{"ErrorInAName", score("项目编号", book.Raw{Kind: book.RawError, Text: "#N/A"}), "考核得分 3 B3 项目编号 book.error"},
		{"NeitherYesNorNo", score("项目编号", "1.1", "不适用", "也许"), "考核得分 3 G3 不适用 book.yes"},
		{"UnknownItem", score("项目编号", "9.9", "考核得分", 1), "考核得分 3 B3 项目编号 book.unknown"},
		{"NoItem", score("考核得分", 1), "考核得分 3 B3 项目编号 book.name"},
		{"SameRowTwice", func(w typed) {
			score("项目编号", "1.1", "考核得分", 4)(w)
			score("项目编号", "1.1", "考核得分", 3)(w)
		}, "考核得分 4 B4 项目编号 book.twice"},
		{"AllAtOnce", func(w typed) {
			score("项目编号", "9.9", "考核得分", "x", "不适用", "?")(w)
			score("项目编号", "1.1", "考核得分", 99, "一票否决", "?")(w)
		}, "考核得分 3 B3 项目编号 book.unknown; 考核得分 3 E3 考核得分 book.number; 考核得分 3 G3 不适用 book.yes; 考核得分 4 E4 考核得分 book.range; 考核得分 4 I4 一票否决 book.yes"},
		{"UnknownDistrict", row("被考核单位", "联络员", "x"), "被考核单位 3 C3 单位名称 book.name"},
		{"NoDate", row("准备事项", "被考核单位", "南山区", "阶段", "准备", "事项", "通知", "期限", "2006年2月30日"), "准备事项 3 G3 期限 book.date"},
		{"SmallNumberAsDate", row("准备事项", "被考核单位", "南山区", "阶段", "准备", "事项", "通知", "期限", 30), "准备事项 3 G3 期限 book.date"},
		{"TwoOfOneName", row("准备事项", "被考核单位", "南山区", "阶段", "准备", "事项", "通知", "责任人", "王芳"), "准备事项 3 F3 责任人 book.ambiguous"},
		{"UnknownPerson", row("准备事项", "被考核单位", "南山区", "阶段", "准备", "事项", "通知", "责任人", "赵六"), "准备事项 3 F3 责任人 book.unknown"},
		{"UnknownPhase", row("准备事项", "被考核单位", "南山区", "阶段", "开工", "事项", "通知"), "准备事项 3 D3 阶段 book.choice"},
		{"NewRowLacks", row("现场记录", "被考核单位", "南山区", "记录号", "9", "记录内容", "x"), "现场记录 3 E3 方式 book.must"},
		{"IDMalformed", row("现场记录", "标识", "rec:a/b", "被考核单位", "南山区", "记录号", "9", "方式", "听取汇报"), "现场记录 3 A3 标识 book.id"},
		{"IDTooLong", row("现场记录", "标识", "rec:"+strings.Repeat("a", 65), "被考核单位", "南山区", "记录号", "9", "方式", "听取汇报"), "现场记录 3 A3 标识 book.id"},
		{"IDOfAnotherSheet", row("现场记录", "标识", "find:abc", "被考核单位", "南山区", "记录号", "9", "方式", "听取汇报"), "现场记录 3 A3 标识 book.kind"},
		{"RecordOfNobody", row("访谈问答", "被考核单位", "南山区", "记录号", "7", "问", "为什么"), "访谈问答 3 D3 记录号 book.unknown"},
		{"NegativeDeduction", row("扣分", "被考核单位", "南山区", "项目编号", "1.1", "扣分", -1.0, "扣分依据", "x"), "扣分 3 E3 扣分 book.negative"},
		{"MaterialOfNoItem", row("材料清单", "被考核单位", "南山区", "项目编号", "1.1", "材料名称", "照片", "状态", "已收"), "材料清单 3 C3 材料名称 book.material"},
		{"TierUnreadable", row("评分标准", "编号", "2.2", "分档", "九成给五分"), "评分标准 3 N3 分档 book.tiers"},
		{"GradeUnreadable", func(w typed) { w.fact("等次", "优秀九十") }, "考核信息 16 B16 内容 book.grades"},
		{"NoText", row("扣分", "被考核单位", "南山区", "项目编号", "1.1", "扣分", 1, "扣分依据", "a\xff"), "扣分 3 F3 扣分依据 book.text"},
		{"TooLong", row("扣分", "被考核单位", "南山区", "项目编号", "1.1", "扣分", 1, "扣分依据", strings.Repeat("长", 30000)), "扣分 3 F3 扣分依据 book.long"},
		{"StandsOnARefusedRow", func(w typed) {
			row("现场记录", "被考核单位", "福田区", "记录号", "1", "日期", "x")(w)
			row("访谈问答", "被考核单位", "福田区", "记录号", "1", "问", "为什么")(w)
		}, "现场记录 3 F3 日期 book.date; 现场记录 3 E3 方式 book.must; 访谈问答 3   book.broken"},
		{"ClosedBeforeReported", row("整改台账", "被考核单位", "南山区", "发现号", "1", "整改状态", "已销号", "报告完成", "区政府", "销号人", "李䶮"), "整改台账 3 I3 整改状态 rectify.unreported"},
		{"LateBeforeADraft", row("反馈意见", "被考核单位", "南山区", "发现号", "1", "反馈意见", "逾期未反馈"), "反馈意见 3 D3 反馈意见 late.nodraft"},
		{"NewFindingClosed", func(w typed) {
			row("考核发现", "被考核单位", "福田区", "发现号", "1", "类别", "问题", "反馈表述", "x")(w)
			row("整改台账", "被考核单位", "福田区", "发现号", "1", "整改状态", "已销号", "报告完成", "区政府", "销号人", "顾彧")(w)
		}, "整改台账 3 I3 整改状态 rectify.unreported"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := smallDesk(t)
			w := blank()
			c.fill(w)
			if got := refusals(book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// What was filled in and can't be without a value is refused at its cell when a workbook empties it.
func TestEmptiedCells(t *testing.T) {
	for _, c := range []struct{ name, sheet, head, want string }{
		{"the round's title is refused", "考核信息", "内容", "考核信息 3 B3 内容 required"},
		{"an item's text is refused", "评分标准", "考核内容", "评分标准 3 E3 考核内容 required"},
		{"an item's points are refused", "评分标准", "分值", "评分标准 3 F3 分值 required"},
		{"an item's rule is refused", "评分标准", "评分办法", "评分标准 3 G3 评分办法 required"},
		{"an item's section is refused", "评分标准", "一级指标", "评分标准 3 D3 一级指标 required"},
		{"a record's method is refused", "现场记录", "方式", "现场记录 3 E3 方式 required"},
		{"a finding's kind is refused", "考核发现", "类别", "考核发现 3 E3 类别 required"},
		{"a finding's text is refused", "考核发现", "反馈表述", "考核发现 3 F3 反馈表述 required"},
		{"a deduction's amount is refused", "扣分", "扣分", "扣分 3 E3 扣分 required"},
		{"a part of a rule may go", "评分标准", "扣（加）分值", ""},
		{"a record's text may go", "现场记录", "记录内容", ""},
		{"a deduction's reason may go", "扣分", "扣分依据", ""},
		{"a mark may go", "考核得分", "考核得分", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := smallDesk(t)
			w := typed{grid(book.Export(d.View(), frontier(d.log)))}
			w.put(c.sheet, 0, c.head, "")
			p := book.Take(d.View(), d.View(), w.Grid, d.Who(), d.Today())
			if got := refusals(p); got != c.want || len(p.Lines) != 1 {
				t.Errorf("got  %s (%d lines)\nwant %s", got, len(p.Lines), c.want)
			}
		})
	}
}

func TestRefusedByRoleLockAndFreeze(t *testing.T) {
	d := smallDesk(t)
	secretary := d.View().Person(idOf(d.View(), "王芳", assess.Secretary))
	take := func(fill func(typed)) string {
		w := blank()
		fill(w)
		return refusals(book.Take(d.View(), nil, w.Grid, secretary, d.Today()))
	}
	mark := func(w typed) {
		w.row("考核得分", "被考核单位", "南山区", "项目编号", "1.1", "考核得分", 4)
	}
	if got := take(mark); got != "考核得分 3 E3 考核得分 role" {
		t.Error(got)
	}
	if got := take(func(w typed) { w.row("评分标准", "编号", "1.1", "分值", 6) }); got != "" {
		t.Error(got)
	}
	must(t, d.Apply(assess.New("edit.freeze").Set("std", "frozen", true)))
	if got := take(func(w typed) { w.row("评分标准", "编号", "1.1", "分值", 6) }); got != "评分标准 3 F3 分值 standard.frozen" {
		t.Error(got)
	}
}

func TestASignedPhaseIsLocked(t *testing.T) {
	r := sampled(t)
	w := typed{grid(book.Export(r.View(), frontier(r.Log)))}
	w.put("自评得分", 0, "自评说明", "改了")
	p := book.Take(r.View(), r.View(), w.Grid, r.Who(), r.Today())
	if got := refusals(p); got != "自评得分 3 F3 自评说明 locked" {
		t.Error(got)
	}
}

func idOf(a *assess.Assessment, name string, role assess.Role) string {
	i := slices.IndexFunc(a.Team, func(p *assess.Person) bool { return p.Name == name && p.Role == role })
	return a.Team[i].ID
}

func TestDisputedCellsAreNotWrittenOver(t *testing.T) {
	d := smallDesk(t)
	a := *d.View()
	a.Disputed = append(a.Disputed, assess.Write{Entity: a.Districts[0].Scores[0].Entity, Field: "mark"}.Register())
	w := blank()
	w.row("考核得分", "被考核单位", "南山区", "项目编号", "1.1", "考核得分", 4)
	w.row("考核得分", "被考核单位", "南山区", "项目编号", "1.2", "考核得分", 4)
	p := book.Take(&a, nil, w.Grid, d.Who(), d.Today())
	if got := refusals(p); got != "考核得分 3 E3 考核得分 unsettled" || len(p.Lines) != 2 {
		t.Error(got)
	}
}

func TestProblemsOfTheWholeWorkbook(t *testing.T) {
	d := smallDesk(t)
	w := blank()
	w.Sheets = append(w.Sheets, book.GridSheet{Name: "草稿", Rows: []book.GridRow{{N: 1, Cells: []book.Raw{cell("x")}}}})
	w.Sheets = append(w.Sheets, *w.sheet("扣分"))
	w.sheet("准备事项").Rows[1].Cells[4] = cell("事情")
	w.sheet("访谈问答").Rows = w.sheet("访谈问答").Rows[:1]
	p := book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())
	var got []string
	say, err := i18n.Load("zh-Hans")
	must(t, err)
	for _, x := range p.Problems {
		got = append(got, x.Sheet+" "+x.Cell+" "+say.Say(x.Why))
	}
	want := []string{"准备事项  缺少“事项”一栏，这张表没有读。", "准备事项 E2 不认识“事情”一栏，没有读。", "访谈问答  这张表里找不到表头，没有读。",
		"草稿  不认识这张表，没有读。", "扣分  这张表有两张，只读了前面一张。"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestHeadsStandWhereverAndTotalsAreNoRows(t *testing.T) {
	d := smallDesk(t)
	g := &book.Grid{Sheets: []book.GridSheet{{Name: " 考核得分 ", Rows: []book.GridRow{
		{N: 4, Cells: []book.Raw{cell("2006年")}},
		{N: 6, Cells: []book.Raw{cell("考核 得分*"), {}, cell("项目\n编号"), cell("被考核单位")}},
		{N: 8, Cells: []book.Raw{cell("４.００"), {}, cell(1.2), cell("　南山区 ")}},
		{N: 9, Cells: []book.Raw{cell("  ")}},
		{N: 10, Cells: []book.Raw{cell(0.1 + 0.2), {}, cell("1.1")}},
		{N: 11, Cells: []book.Raw{cell("合计")}},
	}, Merged: []book.Merge{{Row: 7, Col: 3, LastRow: 9, LastCol: 3}}}}}
	p := book.Take(d.View(), nil, g, d.Who(), d.Today())
	if got := states(p); len(p.Problems) != 0 || got != "考核得分 南山区 1.2 changed; 考核得分 南山区 1.1 changed" || p.Lines[1].Diffs[0].New != "0.30" {
		t.Errorf("%s %v", got, p.Problems)
	}
}

// A round made by hand is held to the same; what another vault exported comes as it was there.
func TestAFoundedRoundsMarksAgreeWithTheirCounts(t *testing.T) {
	w := small()
	w.row("考核得分", "被考核单位", "福田区", "项目编号", "2.1", "考核得分", 2.0, "次数或数值", 1)
	if got := refusals(book.Take(&assess.Assessment{}, nil, w.Grid, nil, "2006-09-01")); got != "考核得分 4 E4 考核得分 book.counted" {
		t.Error(got)
	}
	w.Head.Vault = "another"
	if got := refusals(book.Take(&assess.Assessment{}, nil, w.Grid, nil, "2006-09-01")); got != "" {
		t.Error(got)
	}
}

// A rule without its parameters is taken, as it can be left in the window, and keeps the standard from being frozen.
func TestARuleWithoutItsParametersBlocksTheStandard(t *testing.T) {
	for rule, field := range map[string]string{"逐次扣分": "amount", "按百分比扣（加）分": "target", "分档得分": "tiers", "加分项": "amount"} {
		d := smallDesk(t)
		w := blank()
		w.row("评分标准", "编号", "9.1", "一级指标", "协调机制", "考核内容", "没有写完", "分值", 5, "评分办法", rule)
		p := book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())
		if got := refusals(p); got != "" {
			t.Error(rule, got)
		}
		d.apply(t, p)
		lacks := slices.ContainsFunc(d.View().Standard.Check(), func(l standard.Lack) bool {
			i := d.View().Standard.Item(l.Item)
			return i != nil && i.Code == "9.1" && l.Field == field
		})
		if !lacks {
			t.Errorf("%s: %v", rule, d.View().Standard.Check())
		}
	}
}
