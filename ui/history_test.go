package ui_test

import (
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/ui/uitest"
)

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
