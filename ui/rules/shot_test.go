package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/ui/uitest/fake"

	"kaohe/app/assess"
	"kaohe/app/roundplan"
	builtin "kaohe/assets/standard"
	"kaohe/ui/rules"
	"kaohe/ui/uitest"
)

// built is an empty round into which the built-in standard was loaded, not frozen.
func built(t testing.TB) *uitest.Stage {
	t.Helper()
	s := uitest.Empty(t, nil)
	table, err := roundplan.ReadTable(builtin.Builtin)
	s.Must(err)
	s.Must(s.Apply(table.Edit(false)))
	return s
}

func open(s *uitest.Stage) (*rules.Screen, *fake.Clock) {
	clock := &fake.Clock{}
	k := s.Kit()
	k.Timer = clock
	v := rules.New(k, s, builtin.Builtin)
	s.W.OnChange = v.Render
	v.Render()
	s.W.Show(v.Object(), 1080, 640)
	v.Render()
	return v, clock
}

// shoot looks at the page at both sizes.
func shoot(t *testing.T, s *uitest.Stage, v *rules.Screen, name string) {
	t.Helper()
	for _, size := range [][2]float32{{1080, 640}, {824, 540}} {
		s.W.Show(v.Object(), size[0], size[1])
		v.Render()
		s.W.Shot(fmt.Sprintf("rules-%s-%.0f", name, size[0]))
	}
	for _, text := range uitest.Texts(v.Object()) {
		if strings.HasPrefix(text, "rules.") || strings.HasPrefix(text, "rule.") {
			t.Errorf("untranslated: %q", text)
		}
	}
	s.W.Show(v.Object(), 1080, 640)
}

func TestPagesAreShownAtBothSizes(t *testing.T) {
	t.Run("empty", func(t *testing.T) {
		s := uitest.Empty(t, nil)
		v, _ := open(s)
		shoot(t, s, v, "empty")
	})
	t.Run("being written", func(t *testing.T) {
		s := built(t)
		v, _ := open(s)
		for _, item := range []string{"a3", "a5", "b6", "i1", "i3"} {
			v.Show("i/" + item)
			shoot(t, s, v, item)
		}
		v.Show("s/a")
		shoot(t, s, v, "section")
		v.New()
		shoot(t, s, v, "new")
		v.Turn("general")
		shoot(t, s, v, "general")
	})
	t.Run("frozen, then a new version", func(t *testing.T) {
		s := uitest.Sample(t)
		v, _ := open(s)
		v.Reveal(assess.Place{Item: "a3"})
		shoot(t, s, v, "frozen")
		s.Press(v.Object(), "另立新版本…")
		shoot(t, s, v, "draft")
		next := s.View().NextStandard
		s.Must(s.Apply(assess.SetItem(assess.NextTable, "a3", "points", int64(100)).Set("nstd/item/a4", "text", "改写过的内容，用来看新旧对照是否清楚。")))
		s.Must(s.Apply(assess.RemoveItem(assess.NextTable, next, "b1")))
		v.Render()
		v.Turn("diff")
		shoot(t, s, v, "diff")
	})
}
