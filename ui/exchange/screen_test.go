package exchange_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/ui/exchange"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func TestPagesAreShownAtBothSizes(t *testing.T) {
	for name, p := range map[string]*book.Plan{"home": nil, "mixed": mixed(), "same": {Same: 80}, "many": many(2000)} {
		t.Run(name, func(t *testing.T) {
			s, _, v := open(t, p)
			shoot(t, s, v.Object(), v.Render, "exchange-"+name)
		})
	}
	t.Run("each row of a workbook", func(t *testing.T) {
		p := mixed()
		p.Lines[0].Ticked = true
		s, _, v := open(t, p)
		exchange.ListOf(v).Focus()
		for _, name := range []string{"note", "person", "added", "changed", "conflict", "refused"} {
			shoot(t, s, v.Object(), v.Render, "exchange-row-"+name)
			exchange.ListOf(v).Next(1)
		}
	})
}

func TestRowsAreTickedAndImported(t *testing.T) {
	s, o, v := open(t, mixed())
	if !strings.Contains(says(v.Object()), "导入所选（2 行）") {
		t.Fatalf("what is new or changed isn't ticked at first: %s", says(v.Object()))
	}
	list := exchange.ListOf(v)
	list.Focus()
	key(s, fyne.KeyEnd) // what is refused can't be ticked
	key(s, fyne.KeySpace)
	key(s, fyne.KeyUp) // the conflict can
	key(s, fyne.KeySpace)
	if !strings.Contains(says(v.Object()), "导入所选（3 行）") {
		t.Fatal("Space did not tick the conflict alone")
	}
	key(s, fyne.KeyUp)
	key(s, fyne.KeySpace)
	if len(o.asked) > 0 {
		t.Fatalf("done before the button: %q", o.asked)
	}
	v.DoneAndNext()
	if !slices.Equal(o.asked, []string{"take 南山区 抽查街道办 2006-11-20 南山区 责任书没有签全"}) {
		t.Fatalf("taken: %q", o.asked)
	}
	if got := says(v.Object()); !strings.Contains(got, "导入 2 行") || strings.Contains(got, "导入所选（") {
		t.Errorf("afterwards: %s", got)
	}
}

func TestSpaceTicksAndUnticksAllThatAreSelected(t *testing.T) {
	p := mixed()
	s, _, v := open(t, p)
	exchange.ListOf(v).Focus()
	s.Send(&fyne.ShortcutSelectAll{}, fyne.KeySpace)
	if !strings.Contains(says(v.Object()), "导入所选（0 行）") {
		t.Errorf("not unticked: %s", says(v.Object()))
	}
	s.Send(fyne.KeySpace)
	if !strings.Contains(says(v.Object()), "导入所选（3 行）") || p.Lines[3].Ticked {
		t.Errorf("not ticked, or the conflict with the others: %s", says(v.Object()))
	}
}

func TestAllAndNone(t *testing.T) {
	p := mixed()
	s, _, v := open(t, p)
	s.Press(v.Object(), "全选可写入的")
	if !strings.Contains(says(v.Object()), "导入所选（3 行）") || p.Lines[3].Ticked {
		t.Error("a conflict needs its own decision")
	}
	p.Lines[3].Ticked = true
	s.Press(v.Object(), "全选可写入的")
	if !p.Lines[3].Ticked {
		t.Error("a decision on a conflict is lost")
	}
	s.Press(v.Object(), "全不选")
	if b := uitest.Button(v.Object(), "导入所选（0 行）"); b == nil || !b.Disabled() {
		t.Error("nothing can be imported if nothing is ticked")
	}
}

func TestPersonsNeedAPIN(t *testing.T) {
	p := mixed()
	p.Lines[0].Ticked = true
	s, o, v := open(t, p)
	s.Press(v.Object(), "导入所选（3 行）")
	if len(o.asked) > 0 || !strings.Contains(says(v.Object()), "请先输入签字口令") {
		t.Fatalf("taken without a PIN: %q", o.asked)
	}
	box := secret(v.Object())
	box.SetText("000000")
	s.Press(v.Object(), "导入所选（3 行）")
	if len(o.asked) > 0 || !strings.Contains(says(v.Object()), "口令不对") || box.Text != "" {
		t.Fatalf("a wrong PIN: %s", says(v.Object()))
	}
	box.SetText(uitest.PIN)
	s.Press(v.Object(), "导入所选（3 行）")
	if len(o.asked) != 1 {
		t.Fatal("not taken with the PIN")
	}
}

func TestWhatIsRefusedIsSaid(t *testing.T) {
	s, o, v := open(t, mixed())
	exchange.ListOf(v).Focus()
	key(s, fyne.KeyEnd)
	for _, want := range []string{"考核得分（D9）", "5分半", "这一行不能写入"} {
		if !strings.Contains(says(v.Object()), want) {
			t.Errorf("%q is not said", want)
		}
	}
	o.err = words.Refuse("locked", "南山区", words.M("phase.onsite"), "顾彧", "2006-11-20")
	v.DoneAndNext()
	if e := s.Kit().Say.Explain(o.err); !strings.Contains(says(v.Object()), e.What) || !strings.Contains(says(v.Object()), "导入所选（2 行）") {
		t.Error("a refusal must be said, and the ticks stay")
	}
}

func TestFilters(t *testing.T) {
	_, _, v := open(t, many(40))
	list := exchange.ListOf(v)
	exchange.Toggle(v, "conflict")
	for _, r := range list.Rows() {
		if r.State != "conflict" {
			t.Fatalf("%s is shown", r.State)
		}
	}
	if n := len(list.Rows()); n != 10 {
		t.Errorf("%d conflicts", n)
	}
	uitest.All[*widgets.Pick](v.Object())[0].Choose("扣分")
	for _, r := range list.Rows() {
		if r.Sheet() != "扣分" || r.State != "conflict" {
			t.Fatalf("%s of %s is shown", r.State, r.Sheet())
		}
	}
	if !strings.Contains(says(v.Object()), "导入所选（20 行）") {
		t.Error("what is hidden stays ticked")
	}
}

func TestAnotherWorkbookBeginsAnew(t *testing.T) {
	s, o, v := open(t, mixed())
	exchange.Toggle(v, "refused")
	o.plan = many(8)
	v.Render()
	if n := len(exchange.ListOf(v).Rows()); n != 8 {
		t.Errorf("%d rows of 8: the old filter stays", n)
	}
	exchange.ListOf(v).Focus()
	key(s, fyne.KeySpace)
	s.W.Deny = true
	s.Press(v.Object(), "取消")
	if o.plan == nil {
		t.Fatal("ticks are lost without asking")
	}
	s.W.Deny = false
	s.Press(v.Object(), "取消")
	v.Render()
	if o.plan != nil || !strings.Contains(says(v.Object()), "导入 Excel 工作簿") {
		t.Error("not dropped")
	}
}

func TestExport(t *testing.T) {
	s, o, v := open(t, nil)
	s.Press(v.Object(), "下载空白模板…")
	s.Press(v.Object(), "现场填写表…")
	top := s.W.Canvas().Overlays().Top()
	s.W.Shot("exchange-export")
	s.Press(top, "选择位置…")
	if !strings.Contains(says(top), "请选择被考核单位") {
		t.Fatal("a field sheet without a district")
	}
	picks := uitest.All[*widgets.Pick](top)
	picks[1].Choose("ns")
	picks[2].Choose("li")
	s.W.Shot("exchange-export-field")
	if !strings.Contains(says(top), "含分给该人员的 2 个考核项目") {
		t.Errorf("what the sheet has is not said: %s", says(top))
	}
	s.Press(top, "选择位置…")
	if !slices.Equal(o.asked, []string{"export template", "export field ns li"}) {
		t.Errorf("asked for %q", o.asked)
	}
	if errors.Is(o.err, nil) && s.W.Canvas().Overlays().Top() != nil {
		t.Error("the question stays")
	}
	s.Press(v.Object(), "导入外来评分表…")
	test.Tap(uitest.Button(v.Object(), "导入 Excel 工作簿…"))
	if got := o.asked[2:]; !slices.Equal(got, []string{"table", "book"}) {
		t.Errorf("asked for %q", got)
	}
}

// A workbook made by hand goes all the way into the round, and back.
func TestAWorkbookIsTakenAndUndone(t *testing.T) {
	s, o, v := open(t, nil)
	cells := func(n int, texts ...string) book.GridRow {
		r := book.GridRow{N: n}
		for _, x := range texts {
			r.Cells = append(r.Cells, book.Raw{Kind: book.RawText, Text: x})
		}
		return r
	}
	g := &book.Grid{Sheets: []book.GridSheet{{Name: "被考核单位", Rows: []book.GridRow{cells(1, "单位名称", "联络员"), cells(2, "罗湖区", "王芳"), cells(3, "南山区", "李䶮")}}}}
	o.plan, o.apply = book.Take(s.View(), nil, g, s.Who(), s.Today()), s.Apply
	v.Render()
	v.DoneAndNext()
	if got := says(v.Object()); !strings.Contains(got, "导入 2 行。如需撤回，请按 Ctrl+Z。") {
		t.Fatalf("afterwards: %s", got)
	}
	if len(s.View().Districts) != 2 || s.View().District("ns").Contact != "李䶮" {
		t.Fatal("not taken")
	}
	s.Must(s.Undo())
	if len(s.View().Districts) != 1 || s.View().District("ns").Contact != "" {
		t.Error("not undone by one undo")
	}
	if v.Render(); strings.Contains(says(v.Object()), "导入 2 行") {
		t.Error("what was undone is still said to be imported")
	}
}

// What empties many cells waits for a tick of its own, and refusals that follow from one are counted under it.
func TestEmptyingIsAGroupAndWhatFollowsIsCounted(t *testing.T) {
	p := mixed()
	root := p.Lines[len(p.Lines)-1]
	root.Follow = 148
	p.Lines = append(p.Lines, &book.Line{Sheet: "考核得分", Row: 9, Name: "福田区 9.9", State: book.Refused, Because: root},
		&book.Line{Sheet: "现场记录", Row: 3, Name: "南山区 1", State: book.Changed, Clears: 6, Diffs: []book.Diff{{Column: "地点", Old: "会议室"}}})
	p.Clearing = 6
	s, _, v := open(t, p)
	got := says(v.Object())
	for _, want := range []string{"另有 148 行因此不能导入", "清空 6 格"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not said: %s", want, got)
		}
	}
	if strings.Contains(got, "福田区 9.9") {
		t.Error("what only follows stands beside what it follows from")
	}
	s.Press(v.Object(), "全选可写入的")
	if p.Lines[len(p.Lines)-1].Ticked {
		t.Error("cells are emptied by a tick of all")
	}
}
