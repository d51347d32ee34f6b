package overview_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/authority"

	"kaohe/app/assess"
	"kaohe/ui/overview"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"

	"fyne.io/fyne/v2/test"
)

func open(s *uitest.Stage) *overview.Screen {
	v := overview.New(s.Kit())
	s.W.OnChange = v.Render
	v.Render()
	s.W.Show(v.Object(), 1080, 680)
	return v
}

func TestGridLeadsToThePhase(t *testing.T) {
	s := uitest.Small(t)
	v := open(s)
	v.Reveal(assess.Place{District: "ns"})
	grid := uitest.All[*widgets.Grid](v.Object())[0]
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn, fyne.KeyHome, fyne.KeyReturn} {
		grid.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if len(s.W.Went) != 2 || s.W.Went[0].District != "ns" || s.W.Went[0].Phase == 0 || s.W.Went[1] != (assess.Place{District: "ns"}) {
		t.Fatalf("went to %+v", s.W.Went)
	}
}

func TestOverdueTaskIsALink(t *testing.T) {
	s := uitest.Small(t)
	v := open(s)
	links := uitest.All[*widgets.Link](v.Object())
	if len(links) != 2 || links[1].Item().Text != "南山区：收取自查报告" || links[1].Item().Note == "" { // the first is what comes next for 顾彧
		t.Fatalf("%d links, texts %q", len(links), uitest.Texts(v.Object()))
	}
	test.Tap(links[1])
	if len(s.W.Went) != 1 || s.W.Went[0].Entity != "d/ns/task/1/t1" {
		t.Fatalf("went to %+v", s.W.Went)
	}
}

func TestEmptyRoundSaysSo(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(s)
	texts := uitest.Texts(v.Object())
	for _, want := range []string{"未命名的考核", "没有逾期的事项。", "评分标准还没有内容，请录入或导入", "还没有被考核单位，请添加"} {
		if !slices.Contains(texts, want) {
			t.Errorf("%q is not said among %q", want, texts)
		}
	}
	s.W.Shot("overview-empty")
	s.Must(s.Use(""))
	v.Render()
	if texts := uitest.Texts(v.Object()); !slices.Contains(texts, "请先点右上角选择使用人。") {
		t.Errorf("nobody is not told: %q", texts)
	}
}

func TestNoticesAreBanners(t *testing.T) {
	s := uitest.Small(t)
	s.View().Forks, s.View().Held = 1, make([]authority.Held, 2)
	v := open(s)
	if n := len(uitest.All[*widgets.Banner](v.Object())); n != 2 {
		t.Fatalf("%d banners", n)
	}
	s.W.Shot("overview-notices")
	s.View().Forks = 0
	v.Render()
	if n := len(uitest.All[*widgets.Banner](v.Object())); n != 1 {
		t.Fatalf("%d banners after one reason went", n)
	}
}

func TestPickingADistrictShowsItsSections(t *testing.T) {
	s := uitest.Small(t)
	s.Must(s.Apply(assess.Fields("edit.district", "d/ft", "name", "福田区").Set("d/ft", "order", 9)))
	v := open(s)
	pick := uitest.All[*widgets.Pick](v.Object())[0]
	if pick.Chosen() != "ns" {
		t.Fatalf("chosen %q at first", pick.Chosen())
	}
	pick.Choose("ft")
	if pick.Chosen() != "ft" || len(s.W.Went) != 0 {
		t.Fatalf("chosen %q, went to %v", pick.Chosen(), s.W.Went)
	}
}
