package setup_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/lastround"
	"kaohe/app/roundplan"
	samples "kaohe/assets/sample"
	builtin "kaohe/assets/standard"
	"kaohe/ui/layout"
	"kaohe/ui/setup"
	"kaohe/ui/uitest"
)

// fresh is a round as the start page makes it, with so many districts, and the sample's team.
func fresh(t testing.TB, districts int) *uitest.Stage {
	t.Helper()
	p, err := roundplan.ReadPlan(samples.Files)
	if err != nil {
		t.Fatal(err)
	}
	table, err := roundplan.ReadTable(builtin.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	s := uitest.Empty(t, p.Round(false))
	plan := &roundplan.Plan{Team: p.Team}
	for n := range districts {
		from := p.Areas[n%len(p.Areas)]
		a := &roundplan.Area{ID: fmt.Sprint("d", n), Name: from.Name, Subdistricts: from.Subdistricts}
		if n >= len(p.Areas) {
			a.Name = fmt.Sprintf("第%d新区", n)
		}
		for _, l := range setup.Usual() {
			a.Tasks = append(a.Tasks, roundplan.Task{Phase: l.Phase, What: l.What})
		}
		plan.Areas = append(plan.Areas, a)
	}
	s.Must(lastround.Fresh(plan, table).Write(s.Session, "gu", uitest.PIN))
	return s
}

func TestStepsAreShownAtBothSizes(t *testing.T) {
	full := fresh(t, 12)
	e := assess.New("edit.assign")
	for n, sec := range full.View().Standard.Sections {
		for m, p := range full.View().Team[:n%4] {
			e.Set(assess.Path("d", fmt.Sprint("d", m), "assign", sec.ID), "person/"+p.ID, true).Set(assess.Path("d", "d0", "assign", sec.ID), "person/"+p.ID, true)
		}
	}
	full.Must(full.Apply(e))
	full.Must(full.Apply(assess.Fields("edit.round", "round", "to", "2006-01-01").Texts("d/d0/last/a1", "hash", "x")))
	locked := fresh(t, 6)
	locked.Must(locked.Use("li"))
	for name, s := range map[string]*uitest.Stage{"full": full, "empty": uitest.Empty(t, nil), "locked": locked} {
		v := setup.New(s.Kit(), s)
		s.W.OnChange = v.Render
		for _, step := range setup.Steps {
			for _, size := range [][2]float32{{1080, 640}, {824, 540}} {
				v.Turn(step)
				s.W.Show(v.Object(), size[0], size[1])
				v.Render()
				s.W.Shot(fmt.Sprintf("setup-%s-%s-%.0f", name, step, size[0]))
			}
			translated(t, v.Object())
		}
	}
}

func translated(t *testing.T, o fyne.CanvasObject) {
	t.Helper()
	for _, text := range uitest.Texts(o) {
		for _, prefix := range []string{"setup.", "roles.", "act.", "fault."} {
			if strings.HasPrefix(text, prefix) {
				t.Errorf("untranslated: %q", text)
			}
		}
	}
}

func TestRolesTableIsShown(t *testing.T) {
	s := uitest.Empty(t, nil)
	o := setup.RolesTable(s.Kit())
	s.W.Show(layout.Pad(12, 12, o), 824, 540)
	s.W.Shot("setup-roles")
	translated(t, o)
	for _, row := range assess.RoleTable() {
		cells := setup.RoleWords(s.Kit(), row)
		for i, r := range assess.Roles {
			if got := strings.HasPrefix(cells[i+1], "✓"); got != row.May(r) {
				t.Errorf("%s, %s: %q", row.Act, r, cells[i+1])
			}
		}
	}
}
