package ui_test

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// answer presses a button of what lies over the window.
func (s *stage) answer(label string) {
	s.t.Helper()
	top := s.Window().Canvas().Overlays().Top()
	if top == nil || uitest.Button(top, label) == nil {
		s.t.Fatalf("nobody asks, or not with %q", label)
	}
	test.Tap(uitest.Button(top, label))
}

func TestWhatWaitsForAButtonIsAskedAboutBeforeTheWindowCloses(t *testing.T) {
	s := newStage(t).open()
	for _, p := range s.system.v.View().Team {
		if p.Role == assess.Leader {
			if err := s.system.v.Use(p.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.Go(assess.Place{District: "baoan", Phase: assess.Consultation, Entity: "d/baoan/resp/p2"})
	reasons, ok := uitest.Labelled(s.content(), "处理理由").(*widgets.Field)
	if !ok {
		t.Fatalf("no box for reasons: %q", uitest.Texts(s.content()))
	}
	uitest.Type(reasons, "该街道九月已补签，证据充分")
	s.Go(assess.Place{Tab: "team"})
	uitest.Type(uitest.Labelled(s.content(), "姓名").(*widgets.Field), "顾彧（代）")
	s.Quit()
	s.mustSee("还有没有提交的内容", "团队：顾彧（代）的登记改了，还没有保存。")
	if top := s.Window().Canvas().Overlays().Top(); uitest.Says(top, "宝安区") {
		t.Errorf("a ruling that is kept as a draft is called lost: %q", uitest.Texts(top))
	}
	s.Quit() // the cross once more is no second question
	s.answer("返回填写")
	if s.system.v.closed || s.Window().Canvas().Overlays().Top() != nil {
		t.Fatal("it closed, or still asks")
	}
	s.Go(assess.Place{District: "baoan", Phase: assess.Consultation, Entity: "d/baoan/resp/p2"})
	if got := uitest.Labelled(s.content(), "处理理由").(*widgets.Field).Text(); got != "该街道九月已补签，证据充分" {
		t.Errorf("what was typed is %q", got)
	}
	s.Quit()
	s.answer("不要了，离开")
	if !s.system.v.closed {
		t.Error("it stays")
	}
}
