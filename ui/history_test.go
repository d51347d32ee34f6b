package ui_test

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/uitest"
)

func TestAHistoryMarksWhatDiffers(t *testing.T) {
	s := newStage(t)
	f := s.system.v.View().District("luohu").Findings[0]
	for _, text := range []string{"区里没有按规定建立举报奖励制度，奖励没有兑现。", "区里没有按规定建立举报奖励制度，三起奖励没有兑现。"} {
		if err := s.system.v.Apply(assess.New("edit.finding").Set(f.Entity, "named", text)); err != nil {
			t.Fatal(err)
		}
	}
	s.open()
	s.History("写法", f.Entity, "named")
	top := s.Window().Canvas().Overlays().Top()
	text := strings.Join(uitest.Texts(top), "")
	uitest.Each(top, func(o fyne.CanvasObject) {
		if r, ok := o.(*widget.RichText); ok {
			text += r.String()
		}
	})
	for _, want := range []string{"原：", "现：", "【三起】", "…"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
}

func TestALongHistoryIsShownAPageAtATime(t *testing.T) {
	s := newStage(t)
	d := s.system.v.View().District("luohu")
	f := d.Findings[0]
	for i := range 230 {
		e := assess.New("edit.finding").Set(f.Entity, "named", "写法"+strconv.Itoa(i))
		if err := s.system.v.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	s.open()
	s.History("写法", f.Entity, "named")
	top := func() fyne.CanvasObject { return s.Window().Canvas().Overlays().Top() }
	count := func() int { return strings.Count(strings.Join(uitest.Texts(top()), "\n"), "写法") }
	for _, more := range []string{"显示更早的（还有131条）", "显示更早的（还有31条）"} {
		before := count()
		test.Tap(uitest.Button(top(), more))
		if count() <= before {
			t.Fatalf("%s shows none", more)
		}
	}
	if text := strings.Join(uitest.Texts(top()), "\n"); !strings.Contains(text, "写法0") || strings.Contains(text, "显示更早的") {
		t.Error("the oldest is not shown, or there is still a button for more")
	}
}
