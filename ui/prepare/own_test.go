package prepare_test

import (
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/prepare"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// The standard is frozen in the sample, and 南山区's preparation signed.
func TestAMaterialCanBeAskedForWhileTheStandardIsFrozen(t *testing.T) {
	s := uitest.Sample(t)
	v := prepare.New(s.Kit())
	s.W.OnChange = v.Render
	s.W.Show(v.Object(), 1080, 640)
	open := slices.IndexFunc(s.View().Districts, func(d *assess.District) bool { return d.Phases[assess.Preparation].Lock == nil })
	d := func() *assess.District { return s.View().Districts[open] }
	v.Reveal(assess.Place{District: d().ID, Phase: assess.Preparation, Tab: assess.TabMaterial})
	was, others := len(d().Materials), len(s.View().District("nanshan").Materials)
	s.Press(v.Object(), "加一种材料…")
	top := s.W.Canvas().Overlays().Top()
	first := d().Scores[0].Item
	s.Choose(top, "属于哪个项目", first.Code+"  "+first.Text)
	box := s.Box(top, "材料名称")
	box.Focus()
	s.W.Canvas().Focused().(interface{ SetText(string) }).SetText("巡查台账")
	uitest.Labelled(top, "各区都要（准备阶段已签字的除外）").(*widgets.Tick).SetChecked(true)
	s.Press(top, "加上")
	own := slices.DeleteFunc(slices.Clone(d().Materials), func(m *assess.Material) bool { return !m.Own })
	if len(own) != 1 || own[0].Name != "巡查台账" || own[0].Item != first.ID || len(d().Materials) != was+1 {
		t.Fatalf("%+v, failed %v", own, s.W.Failed)
	}
	if n := len(s.View().District("nanshan").Materials); n != others {
		t.Errorf("a signed preparation has %d materials of %d", n, others)
	}
	if !uitest.Says(v.Object(), "巡查台账（另加）") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	s.W.Shot("prepare-own-material")
	s.Press(v.Object(), "不要了")
	if len(d().Materials) != was {
		t.Errorf("%d materials of %d", len(d().Materials), was)
	}
}
