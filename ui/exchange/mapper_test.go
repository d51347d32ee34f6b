package exchange_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/book/table"
	"kaohe/ui/exchange"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// tables is a workbook with its department's mapping.
type tables struct {
	s      *uitest.Stage
	sheets []book.GridSheet
	kept   map[string]table.Mapping
	back   bool
}

func (x *tables) File() string {
	return "某区市场监管部门打假工作考核评分表（征求意见稿）.xlsx"
}
func (x *tables) Sheets() []book.GridSheet { return x.sheets }
func (x *tables) Recall(f string) (m table.Mapping, ok bool) {
	m, ok = x.kept[f]
	return m, ok
}
func (x *tables) Remember(f string, m table.Mapping) { x.kept[f] = m }
func (x *tables) Take(e *assess.Edit) bool           { return x.s.W.Do(e) }
func (x *tables) Back()                              { x.back = true }

func text(t string) book.Raw       { return book.Raw{Kind: book.RawText, Text: t} }
func points(n float64) book.Raw    { return book.Raw{Kind: book.RawNumber, Number: n} }
func row(c ...book.Raw) []book.Raw { return c }

// department has a title, two head rows, four sections in merged cells, and a row of sums.
func department(items int) book.GridSheet {
	g := book.GridSheet{Name: "评分表"}
	add := func(cells ...book.Raw) { g.Rows = append(g.Rows, book.GridRow{N: len(g.Rows) + 1, Cells: cells}) }
	add(text("全市打假工作责任制考核评分表"))
	add(text("考核项目"), text("具体事项"), text("分值"), text("怎样评分"), text("佐证材料"), text("责任科室"))
	per := items / 4
	for i := range items {
		section := book.Raw{}
		if i%per == 0 {
			section = text(fmt.Sprintf("%s、第%d类工作（25分）", []string{"一", "二", "三", "四"}[i/per], i/per+1))
			g.Merged = append(g.Merged, book.Merge{Row: len(g.Rows), Col: 0, LastRow: len(g.Rows) + per - 1})
		}
		add(section, text(fmt.Sprintf("第%d项：建立区、街道、社区三级责任制，责任书签订率达到百分之百，逐级落实到人", i+1)), points(100/float64(items)),
			text("每缺一个街道扣0.5分，扣完为止"), text("责任书；台账"), text("监督科"))
	}
	add(text("合计"), book.Raw{}, points(100))
	add(text("注：本表由各区如实填写。"))
	return g
}

func openMapper(t *testing.T, sheets ...book.GridSheet) (*uitest.Stage, *tables, *exchange.Mapper) {
	t.Helper()
	s := uitest.Draft(t)
	x := &tables{s: s, sheets: sheets, kept: map[string]table.Mapping{}}
	m := exchange.NewMapper(s.Kit(), x)
	s.W.Show(m.Object(), 1080, 640)
	m.Render()
	return s, x, m
}

func TestAMappingIsMadeShownAndUsed(t *testing.T) {
	s, x, m := openMapper(t, book.GridSheet{Name: "说明", Rows: []book.GridRow{{N: 1, Cells: row(text("填写说明"))}}}, department(80))
	picks := map[string]*widgets.Pick{}
	for i, p := range exchange.Columns(m) {
		picks[string(rune('A'+i))] = p
	}
	if got := picks["A"].Chosen() + picks["C"].Chosen() + picks["E"].Chosen(); got != "sectionpointsmaterials" {
		t.Fatalf("proposed %s", got)
	}
	picks["B"].Choose("text")
	picks["D"].Choose("rule")
	for _, want := range []string{"合计 100.00 分", "4 个一级指标 · 80 个考核项目", "合 100 分"} {
		if !strings.Contains(says(m.Object()), want) {
			t.Errorf("%q is not said", want)
		}
	}
	shoot(t, s, m.Object(), m.Render, "mapper-made")
	picks["C"].Choose("")
	if got := says(m.Object()); !strings.Contains(got, "合计 0.00 分") || !strings.Contains(got, "没有指定哪一列是分值") {
		t.Fatal("without points, the sum is the same")
	}
	if b := uitest.Button(m.Object(), "采用这张评分表"); !b.Disabled() {
		t.Fatal("a table without points can be taken")
	}
	exchange.Turn(m, "problems")
	shoot(t, s, m.Object(), m.Render, "mapper-blocked")
	picks["C"].Choose("points")
	exchange.Turn(m, "left")
	if got := says(m.Object()); !strings.Contains(got, "监督科") || !strings.Contains(got, "合计行") {
		t.Errorf("what is left out is not said: %s", got)
	}
	shoot(t, s, m.Object(), m.Render, "mapper-left")
	s.W.Deny = true
	s.Press(m.Object(), "采用这张评分表")
	if n := len(s.View().Standard.Items()); n != 2 {
		t.Fatalf("taken without asking: %d items", n)
	}
	if want := "现有的 2 个考核项目将被去掉，连同自评 2 处、评分 0 处、扣分 0 条、分工 1 处。"; !strings.Contains(s.W.Warned, want) {
		t.Errorf("what goes is not said: %s", s.W.Warned)
	}
	s.W.Deny = false
	s.Press(m.Object(), "采用这张评分表")
	std := s.View().Standard
	if len(std.Items()) != 80 || std.Total() != 10000 || std.Title != "全市打假工作责任制考核评分表" {
		t.Fatalf("%d items, %v points", len(std.Items()), std.Total())
	}
	s.Must(s.Undo())
	if n := len(s.View().Standard.Items()); n != 2 {
		t.Errorf("after undo %d items", n)
	}
	again := exchange.NewMapper(s.Kit(), x)
	s.W.Show(again.Object(), 1080, 640)
	if got := says(again.Object()); !strings.Contains(got, "按上次") || exchange.Columns(again)[3].Chosen() != "rule" {
		t.Errorf("the mapping is not known again: %s", got)
	}
}

func TestATapMakesARowTheHead(t *testing.T) {
	_, _, m := openMapper(t, department(20))
	lines := exchange.GridLines(m)
	test.Tap(lines[2])
	if got := exchange.HeadRow(m).Chosen(); got != "3" {
		t.Fatalf("the head is in row %s", got)
	}
	test.Tap(lines[1])
	if !strings.Contains(says(m.Object()), "20 个考核项目") {
		t.Error("back at the head, the items are not found")
	}
}

func TestAFrozenStandardIsNotReplaced(t *testing.T) {
	s, _, m := openMapper(t, department(20))
	s.Harden()
	m.Render()
	if b := uitest.Button(m.Object(), "采用这张评分表"); !b.Disabled() || !strings.Contains(says(m.Object()), "另立新版本") {
		t.Error("it is not said why")
	}
	shoot(t, s, m.Object(), m.Render, "mapper-frozen")
}

func TestAWorkbookWithoutSheets(t *testing.T) {
	s, x, m := openMapper(t)
	if b := uitest.Button(m.Object(), "采用这张评分表"); !b.Disabled() {
		t.Error("nothing can be taken")
	}
	shoot(t, s, m.Object(), m.Render, "mapper-none")
	s.Press(m.Object(), "返回")
	if !x.back {
		t.Error("no way back")
	}
}

func TestOneKeyGoesFromOneUnsureRuleToTheNext(t *testing.T) {
	g := book.GridSheet{Name: "评分表"}
	for i, x := range [][]string{{"考核项目", "考核内容", "分值", "评分标准"}, {"组织领导", "成立领导小组", "20", "未成立不得分"}, {"", "研究部署", "20", "无方案扣5分，无总结扣2分"},
		{"监管执法", "抽检合格率", "30", "每低1个百分点扣1分"}, {"", "案件查处", "30", "每少一宗扣2分，扣完为止"}} {
		cells := row(text(x[0]), text(x[1]), text(x[2]), text(x[3]))
		g.Rows = append(g.Rows, book.GridRow{N: i + 1, Cells: cells})
	}
	s, _, m := openMapper(t, g)
	if got := says(m.Object()); !strings.Contains(got, "要核对 2 项") || !strings.Contains(got, "达到得分 1") {
		t.Fatalf("the rules are not counted: %s", got)
	}
	for _, want := range []string{"扣分、得分有几种情形", "没有写明达到百分之几得满分", "扣分、得分有几种情形"} {
		if !m.Key(fyne.KeyF8) || !strings.Contains(says(m.Object()), want) {
			t.Errorf("%q is not said", want)
		}
	}
	m.Key(fyne.KeyF8)
	shoot(t, s, m.Object(), m.Render, "mapper-unsure")
}

func TestSheetsOfOneStandardAreTakenTogether(t *testing.T) {
	var sheets []book.GridSheet
	for i, points := range []string{"40", "60"} {
		name := []string{"组织领导", "隐患治理"}[i]
		sheets = append(sheets, book.GridSheet{Name: name, Rows: []book.GridRow{{N: 1, Cells: row(text("考核事项"), text("分值"), text("计分规则"))},
			{N: 2, Cells: row(text(name+"的要求"), text(points), text("每缺一次扣1分"))}}})
	}
	s, _, m := openMapper(t, sheets...)
	if got := says(m.Object()); !strings.Contains(got, "2 个一级指标 · 2 个考核项目") || !strings.Contains(got, "合 100 分") {
		t.Fatalf("not taken together: %s", got)
	}
	shoot(t, s, m.Object(), m.Render, "mapper-sheets")
	s.Press(m.Object(), "采用这张评分表")
	if std := s.View().Standard; std.Total() != 10000 || len(std.Sections) != 2 || std.Sections[1].Title != "隐患治理" {
		t.Errorf("%v points in %d sections", std.Total(), len(std.Sections))
	}
}
