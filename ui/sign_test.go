package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// sheet opens what there is to sign and returns what lies over the window.
func (s *stage) sheet() fyne.CanvasObject {
	s.t.Helper()
	s.key(fyne.KeyS, fyne.KeyModifierControl)
	return s.Window().Canvas().Overlays().Top()
}

// readToTheEnd opens what there is to sign, scrolls to its end and leaves it.
func (s *stage) readToTheEnd() {
	s.t.Helper()
	uitest.All[*widgets.Page](s.sheet())[0].Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -10000)})
	s.press(fyne.KeyEscape)
}

func TestWhatIsSignedIsReadFirst(t *testing.T) {
	s := newStage(t).open()
	s.at("nanshan", assess.Onsite)
	d := s.system.v.View().District("nanshan")
	over := s.sheet()
	for _, want := range []string{"得分 " + d.Result.Total.String(), "/ " + d.Result.Full.String(), "失分 ", "问题 6 条", "您在这台电脑上还没有看完过", "问题1："} {
		if !uitest.Says(over, want) {
			t.Errorf("%q is not to be read: %q", want, uitest.Texts(over))
		}
	}
	if b := uitest.Button(over, "签字"); b == nil || b.Disabled() {
		t.Error("it can be signed")
	}
}

// beyond is a vault in which a newer program wrote.
type beyond struct{ *vault }

func (beyond) Undeclared(string, assess.Phase) int { return 2 }

func TestWhatOnlyANewerProgramCanShowIsToldBeforeItIsSigned(t *testing.T) {
	s := newStage(t)
	s.system.as = beyond{s.system.v}
	s.open().at("nanshan", assess.Onsite)
	if over := s.sheet(); !uitest.Says(over, "签字还涵盖新版考核通写的 2 处内容") {
		t.Errorf("%q", uitest.Texts(over))
	}
}

func TestWhatChangedSinceOneLookedIsTold(t *testing.T) {
	s := newStage(t).open()
	s.at("nanshan", assess.Onsite)
	s.readToTheEnd()
	v := s.system.v
	x := v.View().District("nanshan").Scores[3]
	if err := v.ApplyAs("gu", assess.Fields("edit.remark", x.Entity, "remark", "后来补的")); err != nil {
		t.Fatal(err)
	}
	over := s.sheet()
	if !uitest.Says(over, "您上次看完（2006-11-20 10:00）以来的变化（1 处）") || !uitest.Says(over, x.Item.Code) || !uitest.Says(over, "后来补的（顾彧）") {
		t.Errorf("%q", uitest.Texts(over))
	}
	s.press(fyne.KeyEscape) // above what changed, which is long
	if over = s.sheet(); !uitest.Says(over, "以来的变化（1 处）") {
		t.Errorf("what was not read to its end counts as read: %q", uitest.Texts(over))
	}
	s.press(fyne.KeyEscape)
	s.readToTheEnd()
	if over = s.sheet(); !uitest.Says(over, "您上次看完（2006-11-20 10:00）以来没有变化。") {
		t.Errorf("%q", uitest.Texts(over))
	}
	s.press(fyne.KeyEscape)
	if err := v.Use("shen"); err != nil { // who never read it
		t.Fatal(err)
	}
	if over = s.sheet(); !uitest.Says(over, "还没有看完过") {
		t.Errorf("%q", uitest.Texts(over))
	}
}

func TestAfterAReopeningWhatChangedSinceTheSignatureIsTold(t *testing.T) {
	s := newStage(t).open()
	v := s.system.v
	if _, err := v.Sign("nanshan", assess.Onsite, "gu", "246810"); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Reopen("nanshan", assess.Onsite, "gu", "246810", "补记"); err != nil {
		t.Fatal(err)
	}
	if err := v.Apply(assess.Fields("edit.remark", v.View().District("nanshan").Scores[0].Entity, "remark", "补记的")); err != nil {
		t.Fatal(err)
	}
	s.at("nanshan", assess.Onsite)
	over := s.sheet()
	if !uitest.Says(over, "顾彧签字（2006-11-20）以来的变化（1 处）") || !uitest.Says(over, "补记的") {
		t.Errorf("%q", uitest.Texts(over))
	}
}

func TestWhereOneCantSignTheButtonIsGreyAndSaysWhy(t *testing.T) {
	for name, c := range map[string]struct {
		district string
		before   func(*stage)
		says     string
	}{
		"missing things": {"luohu", func(*stage) {}, "未完成：查阅案卷及移送案件台账"},
		"a member": {"nanshan", func(s *stage) {
			if err := s.system.v.Use("li"); err != nil {
				t.Fatal(err)
			}
		}, "可以签字的是：组长或副组长。"},
		"a file to read": {"nanshan", func(s *stage) {
			s.system.as = away{vault: s.system.v, why: words.Refuse("vault.readonly", "sample.kaohe")}
		}, "没有写入 sample.kaohe 的权限"},
		"a strange laptop": {"nanshan", func(s *stage) { s.system.as = away{vault: s.system.v} }, "还没有登记到本次考核"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			c.before(s)
			s.open()
			s.at(c.district, assess.Onsite)
			over := s.sheet()
			if !uitest.Says(over, c.says) || len(uitest.All[*widgets.Secret](over)) > 0 {
				t.Errorf("%q", uitest.Texts(over))
			}
			if b := uitest.Button(over, "签字"); b == nil || !b.Disabled() {
				t.Error("the button is not grey")
			}
			for key := range s.system.v.settings {
				if s.system.as != nil && strings.HasPrefix(key, "looked/") {
					t.Error("a file that can't be written was written")
				}
			}
		})
	}
}

func TestWhatIsAskedUnderTheSheetStandsInALowWindow(t *testing.T) {
	s := newStage(t).open()
	s.Window().Resize(fyne.NewSize(911, 512)) // 1366x768 at 150 %
	s.at("nanshan", assess.Onsite)
	over := s.sheet()
	pop, ok := over.(*widget.PopUp)
	if !ok {
		t.Fatalf("%T lies over the window", over)
	}
	if need, has := pop.MinSize().Height, s.Window().Canvas().Size().Height; need > has {
		t.Errorf("the question needs %v of a window of %v", need, has)
	}
}
