package rules_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/ui/rules"
	"kaohe/ui/uitest"
)

func TestItemsArePastedIntoTheStandardAndIntoTheDraftOfTheNext(t *testing.T) {
	for name, frozen := range map[string]bool{"TheStandard": false, "TheDraft": true} {
		t.Run(name, func(t *testing.T) {
			s := uitest.Draft(t)
			v := rules.New(s.Kit(), nil, nil)
			s.W.OnChange = v.Render
			s.W.Show(v.Object(), 1080, 640)
			if frozen {
				s.Harden()
				s.Must(s.Apply(assess.BeginVersion(s.View())))
			}
			v.Render()
			v.Reveal(assess.Place{})
			if n := s.ComesBack(); n != 2 {
				t.Errorf("%d items come back unchanged", n)
			}
			clip := test.NewClipboard()
			clip.SetContent("编号\t一级指标\t考核内容\t分值\t评分办法\na1\t责任体系\t改过的项目\t4\t达到得分\n2.1\t协调机制\t召开会议\t3\t达到得分\n2.2\t协调机制\t没有办法\t3\t随便")
			s.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
			_, now := s.View().Editing()
			if items := now.Items(); len(items) != 3 || now.Item("a1").Text != "改过的项目" || now.Item("a1").Points != 400 || items[2].Code != "2.1" || now.Section(items[2].Section).Title != "协调机制" {
				t.Fatalf("%+v, %v", items, s.W.Failed)
			}
			if own := s.View().Standard; frozen && (len(own.Items()) != 2 || own.Item("a1").Text == "改过的项目") {
				t.Error("the frozen standard has changed")
			}
			s.Must(s.Undo())
			if _, now := s.View().Editing(); len(now.Items()) != 2 || len(now.Sections) != 1 {
				t.Error("not one undo")
			}
		})
	}
}
