package uitest_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/onsite"
	"kaohe/ui/prepare"
	"kaohe/ui/rectify"
	"kaohe/ui/screen"
	"kaohe/ui/setup"
	"kaohe/ui/summary"
	"kaohe/ui/uitest"
)

type district interface {
	screen.Screen
	SetDistrict(string)
}

// In a window as low as it gets, Tab must never lead out of sight.
func TestTabBringsBoxesIntoView(t *testing.T) {
	s := uitest.Sample(t)
	k := s.Kit()
	of := func(d district, id string) screen.Screen { d.SetDistrict(id); return d }
	for _, c := range []struct {
		name string
		page screen.Screen
		at   assess.Place
	}{
		{"score", of(onsite.New(k), "luohu"), assess.Place{Tab: assess.TabScore, Item: "a3"}},
		{"deductions", of(onsite.New(k), "luohu"), assess.Place{Tab: assess.TabScore, Item: "e2"}},
		{"record", of(onsite.New(k), "luohu"), assess.Place{Tab: assess.TabRecord, Entity: "d/luohu/rec/r01"}},
		{"finding", of(onsite.New(k), "luohu"), assess.Place{Tab: assess.TabFinding, Entity: "d/luohu/find/p1"}},
		{"day", of(onsite.New(k), "luohu"), assess.Place{Tab: assess.TabDay}},
		{"tasks", of(prepare.New(k), "yantian"), assess.Place{Tab: assess.TabTask}},
		{"draw", of(prepare.New(k), "yantian"), assess.Place{Tab: assess.TabDraw}},
		{"final", of(summary.New(k), "nanshan"), assess.Place{Entity: "d/nanshan/final/p1"}},
		{"require", of(summary.New(k), "nanshan"), assess.Place{Entity: "d/nanshan/req/p1"}},
		{"rectify", of(rectify.New(k), "futian"), assess.Place{Entity: "d/futian/rect/p1"}},
		{"setup", setup.New(k, s), assess.Place{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s.W.Show(c.page.Object(), 820, 330)
			c.page.Render()
			c.page.Reveal(c.at)
			for _, x := range s.W.Hidden() {
				t.Error(x)
			}
		})
	}
}
