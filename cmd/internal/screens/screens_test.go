package screens_test

import (
	"testing"

	"pgregory.net/rapid"

	"kaohe/cmd/internal/screens"
)

func drawRect(t *rapid.T, what string, smallest int) screens.Rect {
	at, size := rapid.IntRange(-6000, 6000), rapid.IntRange(smallest, 5000)
	return screens.Rect{X: at.Draw(t, what+" x"), Y: at.Draw(t, what+" y"), W: size.Draw(t, what+" w"), H: size.Draw(t, what+" h")}
}

func drawScreens(t *rapid.T) (all []screens.Screen) {
	for range rapid.IntRange(1, 4).Draw(t, "screens") {
		s := screens.Screen{Name: rapid.SampledFrom([]string{"eDP-1", "HDMI-1", "DP-2"}).Draw(t, "name"), All: drawRect(t, "screen", 640)}
		bar := rapid.IntRange(0, 120)
		left, top, right, bottom := bar.Draw(t, "left bar"), bar.Draw(t, "top bar"), bar.Draw(t, "right bar"), bar.Draw(t, "bottom bar")
		s.Work = screens.Rect{X: s.All.X + left, Y: s.All.Y + top, W: s.All.W - left - right, H: s.All.H - top - bottom}
		all = append(all, s)
	}
	return all
}

func inside(r, area screens.Rect) bool {
	return r.X >= area.X && r.Y >= area.Y && r.X+r.W <= area.X+area.W && r.Y+r.H <= area.Y+area.H
}

func TestAWindowAlwaysFitsWithItsTitleIntoTheWorkAreaOfOneScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, window := drawScreens(t), drawRect(t, "window", -10)
		edge := rapid.IntRange(0, 60)
		e := screens.Edges{Left: edge.Draw(t, "left"), Top: edge.Draw(t, "top"), Right: edge.Draw(t, "right"), Bottom: edge.Draw(t, "bottom")}
		got := screens.Fit(window, e, all)
		whole := screens.Rect{X: got.X - e.Left, Y: got.Y - e.Top, W: got.W + e.Left + e.Right, H: got.H + e.Top + e.Bottom}
		within := false
		for _, s := range all {
			within = within || inside(whole, s.Work)
		}
		if !within || got.W < 1 || got.H < 1 || got.W > max(window.W, 1) || got.H > max(window.H, 1) {
			t.Fatalf("%+v becomes %+v, with its edges %+v", window, got, whole)
		}
		if s, _ := screens.Under(got, all); len(all) == 1 && screens.Fit(got, e, all) != got {
			t.Fatalf("what fits on %+v is moved", s)
		}
	})
}

func TestAWindowThatFitsStaysWhereItIs(t *testing.T) {
	all := []screens.Screen{
		{Name: "eDP-1", All: screens.Rect{W: 1366, H: 768}, Work: screens.Rect{W: 1366, H: 728}},
		{Name: "HDMI-1", All: screens.Rect{X: 1366, Y: -312, W: 1920, H: 1080}, Work: screens.Rect{X: 1366, Y: -312, W: 1920, H: 1080}},
	}
	title := screens.Edges{Top: 30}
	for _, x := range []struct {
		name, says string
		was, want  screens.Rect
	}{
		{"on the second", "moved", screens.Rect{X: 1500, Y: -200, W: 1280, H: 800}, screens.Rect{X: 1500, Y: -200, W: 1280, H: 800}},
		{"larger than the first", "not fitted", screens.Rect{X: 0, Y: 0, W: 1280, H: 800}, screens.Rect{X: 0, Y: 30, W: 1280, H: 698}},
		{"on a screen that is gone", "not brought back", screens.Rect{X: -3000, Y: 40, W: 1000, H: 600}, screens.Rect{X: 0, Y: 40, W: 1000, H: 600}},
	} {
		if got := screens.Fit(x.was, title, all); got != x.want {
			t.Errorf("a window %s is %s: %+v", x.name, x.says, got)
		}
	}
}

func TestEachScreenRemembersItsPlace(t *testing.T) {
	laptop := screens.Screen{Name: "eDP-1", All: screens.Rect{W: 1366, H: 768}}
	desk := screens.Screen{Name: "HDMI-1", All: screens.Rect{X: 1366, W: 1920, H: 1080}}
	at := func(s screens.Screen, x int, big bool) screens.Place {
		return screens.Place{Screen: s.Name, On: s.All, Window: screens.Rect{X: x, Y: 1, W: 900, H: 600}, Maximised: big}
	}
	m := screens.Recall("not ours").Keep(at(laptop, 1, false)).Keep(at(desk, 1400, true)).Keep(at(desk, 1500, true))
	m = screens.Recall(m.String())
	if len(m) != 2 {
		t.Fatalf("kept %+v", m)
	}
	if p, ok := m.Last([]screens.Screen{laptop, desk}); !ok || p != at(desk, 1500, true) {
		t.Errorf("with both screens: %+v", p)
	}
	if p, ok := m.Last([]screens.Screen{laptop}); !ok || p != at(laptop, 1, false) {
		t.Errorf("with the laptop's own: %+v", p)
	}
	moved := desk
	moved.All.X = -1920
	if p, ok := m.On(moved); ok {
		t.Errorf("on a screen that was put elsewhere: %+v", p)
	}
}
