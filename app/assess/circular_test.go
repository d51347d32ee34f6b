package assess_test

import (
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
)

func themeNames(a *assess.Assessment) []string {
	var out []string
	for _, t := range a.Themes(assess.Problem)[:3] {
		out = append(out, t.Title)
	}
	return out
}

func theme(a *assess.Assessment, title string) *assess.Theme {
	all := a.Themes(assess.Problem)
	return all[slices.IndexFunc(all, func(t *assess.Theme) bool { return t.Title == title })]
}

func TestThemesAreProposedAndChangedByHand(t *testing.T) {
	r := round(t)
	if got := themeNames(r.View()); !slices.Equal(got, []string{"责任体系", "协调机制", "执法成效"}) {
		t.Fatalf("proposed %q", got)
	}
	okay(t, r.Apply(assess.AddTheme(r.View(), "x", assess.Problem, "街道差距")))
	if all := r.View().Themes(assess.Problem); all[len(all)-1].Title != "街道差距" {
		t.Fatalf("an added theme does not stand last: %+v", all[len(all)-1])
	}
	okay(t, r.Apply(assess.SwapThemes(theme(r.View(), "街道差距"), theme(r.View(), "责任体系"))))
	okay(t, r.Apply(assess.Fields("edit.circtheme", theme(r.View(), "协调机制").Entity, "title", "部门协调")))
	if got := themeNames(r.View()); !slices.Equal(got, []string{"街道差距", "部门协调", "执法成效"}) {
		t.Fatalf("changed to %q", got)
	}
	if len(r.View().Themes(assess.Achievement)) != len(r.View().Themes(assess.Problem))-1 {
		t.Error("a theme of problems was added to the achievements")
	}

	okay(t, r.Undo())
	okay(t, r.Apply(assess.Fields("edit.circtheme", theme(r.View(), "协调机制").Entity, "title", "再改名")))
	if got := themeNames(r.View()); got[1] != "再改名" {
		t.Fatalf("renamed after an undo: %q", got)
	}

	d := r.View().District("nanshan")
	f := d.Finding("p5")
	okay(t, r.Apply(assess.PlaceFinding(d, f, "x")))
	if got := r.View().ThemeOf(d, f); got != "x" {
		t.Fatalf("it stands under %q", got)
	}
	okay(t, r.Apply(assess.RemoveTheme(theme(r.View(), "街道差距"))))
	if got := r.View().ThemeOf(d, f); got != "problem-f" {
		t.Errorf("with its theme gone it stands under %q", got)
	}
}

func TestFindingsAreJoinedAndParted(t *testing.T) {
	r := round(t)
	d := r.View().District("nanshan")
	f := d.Finding("p5")
	okay(t, r.Apply(assess.AddGroup(r.View(), "x", assess.Problem, "problem-a", "都不好。", assess.FindingKey(d.ID, f.ID))))
	if g := r.View().GroupOf(d, f); g == nil || g.Text != "都不好。" || r.View().ThemeOf(d, f) != "problem-a" {
		t.Fatalf("joined to %+v under %s", g, r.View().ThemeOf(d, f))
	}
	if all := r.View().Circular.Groups; all[len(all)-1].ID != "x" {
		t.Errorf("it does not stand last: %+v", all[len(all)-1])
	}
	okay(t, r.Apply(assess.RemoveGroup(r.View().Circular.Group("x"))))
	if g := r.View().GroupOf(d, f); g != nil || r.View().ThemeOf(d, f) != "problem-f" {
		t.Errorf("with the group gone it is in %+v under %s", g, r.View().ThemeOf(d, f))
	}
	okay(t, r.Undo())
	if r.View().GroupOf(d, f) == nil {
		t.Error("undo did not bring the group back")
	}
	okay(t, r.Apply(assess.JoinFinding(d, f, assess.FindingKey(d.ID, f.ID))))
	if r.View().GroupOf(d, f) != nil {
		t.Error("set apart, it is still in the group")
	}
	okay(t, r.Apply(assess.PutInGroup(d, d.Finding("f1"), "x")))
	if g := r.View().GroupOf(d, d.Finding("f1")); g != nil {
		t.Errorf("an achievement is in the group of problems %+v", g)
	}
}

func TestThemesOfOneOrderStillChangePlaces(t *testing.T) {
	x, y := &assess.Theme{ID: "x", Entity: "circ/theme/x", Order: 5}, &assess.Theme{ID: "y", Entity: "circ/theme/y", Order: 5}
	for _, c := range []struct {
		name       string
		move, over *assess.Theme
		want       int64
	}{{"down", x, y, 6}, {"up", y, x, 4}} {
		t.Run(c.name, func(t *testing.T) {
			e := assess.SwapThemes(c.move, c.over)
			last := e.Writes[len(e.Writes)-1]
			order, _ := ledger.As[int64](last.Value)
			if len(e.Writes) != 1 || last.Field != "order" || last.Entity != c.move.Entity || order != c.want {
				t.Errorf("wrote %+v", e.Writes)
			}
		})
	}
}

func TestTheCircularIsThePlannersAndLockedByNoPhase(t *testing.T) {
	r := round(t)
	edit := assess.SetCircularText("problems", "改过的。", []assess.Ground{{Text: "原来的。", Rests: []string{"baoan/p1"}}})
	for _, p := range r.View().Team {
		err := assess.Permit(r.View(), p, edit)
		if refused := err != nil; refused != (p.Role == assess.Member) {
			t.Errorf("%s: %v", p.Role, err)
		}
	}
	okay(t, r.Apply(edit))
	x := r.View().Circular.Texts["problems"]
	if x == nil || x.Text != "改过的。" || len(x.From) != 1 || x.From[0].Rests[0] != "baoan/p1" {
		t.Fatalf("%+v", x)
	}
	okay(t, r.Apply(assess.RestoreCircularText("problems")))
	okay(t, r.Apply(assess.SetCircularText("problems", "又改了。", nil)))
	if x = r.View().Circular.Texts["problems"]; x == nil || x.Text != "又改了。" {
		t.Fatalf("a text edited after it was restored: %+v", x)
	}
	for range 3 { // back to before the first
		okay(t, r.Undo())
	}
	if x = r.View().Circular.Texts["problems"]; x != nil {
		t.Fatalf("undo left %+v", x)
	}
	okay(t, r.Apply(edit))
	if x = r.View().Circular.Texts["problems"]; x == nil || x.Text != "改过的。" {
		t.Fatalf("a text edited after an undo: %+v", x)
	}
}

func TestQuantifierThresholdsAreKept(t *testing.T) {
	r := round(t)
	okay(t, r.Apply(assess.SetQuantifiers(50, 3)))
	c := r.View().Circular
	if c.Quantify(4, 6) != assess.MostOf || c.Quantify(2, 6) != assess.OneOf || c.Quantify(0, 6) != assess.NoneOf {
		t.Errorf("%+v", c)
	}
}
