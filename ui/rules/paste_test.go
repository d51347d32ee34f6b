package rules_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/rules"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
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

// paste pastes a text into the n-th register of 总则, counted from 0.
func paste(t *testing.T, s *uitest.Stage, n int, text string) {
	t.Helper()
	v, _ := open(s)
	v.Turn("general")
	uitest.All[*widgets.Sheet](v.Object())[n].Focus()
	clip := test.NewClipboard()
	clip.SetContent(text)
	s.Send(&fyne.ShortcutPaste{Clipboard: clip})
}

func TestGradesAndWhatForcesThemArePasted(t *testing.T) {
	s := built(t)
	paste(t, s, 0, "等次\t最低分／到第几名\n优秀\t92\n良好\t85.5\n合格\t60\n")
	if got := fmt.Sprint(s.View().Standard.Grades); got != "[{优秀 92.00} {良好 85.50} {合格 60.00} {不合格 0.00}]" {
		t.Errorf("%s, %v", got, s.W.Failed)
	}
	if want := "粘贴来的表格有 3 行：新增 0 行，改动 2 行，其余与现在相同。"; s.W.Warned != want {
		t.Errorf("%q", s.W.Warned)
	}
	paste(t, s, 1, "情形\t最高等次\n弄虚作假\t合格\n出现重大假案\t")
	before := s.View().Standard.Forces
	paste(t, s, 1, "弄虚作假\t良好\n发生重大案件隐瞒不报\t不合格")
	after := s.View().Standard.Forces
	if len(before) != 2 || before[1].Grade != "不合格" || len(after) != 3 || after[0].ID != before[0].ID || after[0].Grade != "良好" || after[2].Event != "发生重大案件隐瞒不报" {
		t.Errorf("%+v, then %+v", before, after)
	}
	s.Must(s.Undo())
	if got := s.View().Standard.Forces; len(got) != len(before) || got[0] != before[0] {
		t.Error("not one undo")
	}
}

func TestWhatDoesNotFitARegisterIsSaidAndNothingIsPasted(t *testing.T) {
	for name, c := range map[string]struct {
		register int
		text     string
		fault    error
	}{
		"NoGrade":        {1, "一件事\t不合格\n另一件事\t极好", words.Refuse("rules.paste", 2, "最高等次", "极好")},
		"NoPoints":       {0, "等次\t最低分／到第几名\n优秀\t九十", words.Refuse("rules.paste", 2, "最低分／到第几名", "九十")},
		"TooManyColumns": {0, "优秀\t90\t很好", words.Refuse("paste.wide", 3)},
	} {
		t.Run(name, func(t *testing.T) {
			s := built(t)
			paste(t, s, c.register, c.text)
			f := s.W.Failed
			if len(f) != 1 || !errors.Is(f[0], c.fault) || len(s.W.Edits) > 0 {
				t.Fatalf("%v, %d edits", f, len(s.W.Edits))
			}
			if said, want := s.Kit().Say.Explain(f[0]).What, s.Kit().Say.Explain(c.fault).What; !strings.HasPrefix(said, strings.Split(want, "”：")[0]) {
				t.Errorf("%q", said)
			}
		})
	}
}
