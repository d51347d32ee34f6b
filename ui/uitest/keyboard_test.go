package uitest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/consult"
	"kaohe/ui/onsite"
	"kaohe/ui/prepare"
	"kaohe/ui/rectify"
	"kaohe/ui/rules"
	"kaohe/ui/screen"
	"kaohe/ui/setup"
	"kaohe/ui/summary"
	"kaohe/ui/theme"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

type district interface {
	screen.Screen
	SetDistrict(string)
}

// filledIn is a page with a form of the sample.
type filledIn struct {
	name string
	page screen.Screen
	at   assess.Place
}

func filled(s *uitest.Stage) []filledIn {
	k := s.Kit()
	of := func(d district, id string) screen.Screen { d.SetDistrict(id); return d }
	return []filledIn{
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
		{"claim", of(prepare.New(k), "yantian"), assess.Place{Phase: assess.Preparation, Tab: assess.TabClaim}},
		{"material", of(prepare.New(k), "yantian"), assess.Place{Phase: assess.Preparation, Tab: assess.TabMaterial}},
		{"reply", of(consult.New(k), "baoan"), assess.Place{Phase: assess.Consultation, Entity: "d/baoan/resp/p1"}},
		{"rules", rules.New(k, nil, nil), assess.Place{}},
	}
}

// In a window as low as it gets, Tab must never lead out of sight.
func TestTabBringsBoxesIntoView(t *testing.T) {
	s := uitest.Sample(t)
	for _, c := range filled(s) {
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

// inBox tells whether the keyboard is where something is filled in.
func inBox(f fyne.Focusable) bool {
	switch f.(type) {
	case nil, *widgets.Button, *widgets.Tabs, uitest.Listing:
		return false
	}
	return true
}

func TestEnterGoesFromBoxToBoxAndNeverToWhatMovesOrRemoves(t *testing.T) {
	s := uitest.Sample(t)
	for _, c := range filled(s) {
		t.Run(c.name, func(t *testing.T) {
			s.W.Show(c.page.Object(), 1080, 640)
			c.page.Render()
			c.page.Reveal(c.at)
			for _, box := range uitest.All[*widgets.Field](c.page.Object()) {
				if !strings.Contains(fmt.Sprintf("%T", box.Target()), "entry") {
					continue
				}
				box.Focus()
				s.Send(fyne.KeyReturn)
				if f := s.W.Canvas().Focused(); !inBox(f) {
					t.Errorf("Enter in %q leads to %T", box.Text(), f)
				}
			}
		})
	}
}

func TestAClickOnWhatIsSelectedLeavesTheKeyboardInItsBox(t *testing.T) {
	s := uitest.Sample(t)
	for _, c := range filled(s) {
		t.Run(c.name, func(t *testing.T) {
			s.W.Show(c.page.Object(), 1080, 640)
			c.page.Render()
			c.page.Reveal(c.at)
			row := chosen(c.page.Object())
			if row == nil {
				return // a page without a list
			}
			for _, box := range uitest.All[*widgets.Field](c.page.Object()) {
				box.Focus()
				row.Tapped(&fyne.PointEvent{}) // the driver leaves the keyboard where it is: the row is in a list that could have it
				if f := s.W.Canvas().Focused(); f != box.Target() {
					t.Errorf("a click beside %q puts the keyboard on %T", box.Text(), f)
				}
			}
		})
	}
}

// chosen is the row at hand of the first list, which has a bar at its left; nil where no list is in view.
func chosen(page fyne.CanvasObject) fyne.Tappable {
	var out fyne.Tappable
	uitest.Each(page, func(o fyne.CanvasObject) {
		row, ok := o.(fyne.Tappable)
		bar := func(b *theme.Box) bool { return b.MinSize().Width == 3 }
		if ok && out == nil && strings.Contains(fmt.Sprintf("%T", o), "widgets.line[") && slices.ContainsFunc(uitest.All[*theme.Box](o), bar) {
			out = row
		}
	})
	return out
}
