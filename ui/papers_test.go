package ui_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/printing"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func TestPreviewLiesOverThePageAndIsClosedWithIt(t *testing.T) {
	s := newStage(t).open()
	s.at("nanshan", assess.Summary)
	preview := func() { s.key(fyne.KeyP, fyne.KeyModifierControl|fyne.KeyModifierShift) }
	preview()
	s.mustSee("适合整页", "南山区考核情况反馈")
	s.press(fyne.KeyEscape)
	if s.system.open != 0 || s.sees("适合整页") {
		t.Fatalf("Esc must close it: %d open", s.system.open)
	}
	preview()
	preview() // another one takes its place
	if s.system.open != 1 {
		t.Fatalf("%d open", s.system.open)
	}
	s.key(fyne.Key8, fyne.KeyModifierControl)
	s.mustSee("全部生成PDF")
	if s.system.open != 0 {
		t.Fatal("another page must close it")
	}
	s.at("nanshan", assess.Summary)
	s.system.fail = words.Refuse("pdf.draw")
	preview()
	if s.Window().Canvas().Overlays().Top() == nil {
		t.Fatal("a document that can't be made must be told")
	}
}

func TestNewPagesAreAKeyAway(t *testing.T) {
	s := newStage(t).open()
	for key, sees := range map[fyne.KeyName]string{fyne.Key6: "整改台账", fyne.Key7: "各区特色", fyne.Key8: "发文设置", fyne.Key9: "现场填写表"} {
		s.key(key, fyne.KeyModifierControl)
		s.mustSee(sees)
	}
}

func (s *stage) ctrlP() {
	s.t.Helper()
	s.Window().Canvas().Unfocus() // on a list, the list is meant
	s.key(fyne.KeyP, fyne.KeyModifierControl)
}

func TestAPageOffersTheDocumentsOfItsPhase(t *testing.T) {
	s := newStage(t).open()
	for p, kinds := range map[assess.Phase][2]string{
		assess.Preparation: {"抽签记录", "整改台账"}, assess.Onsite: {"现场考核记录", "征求意见函"}, assess.Consultation: {"征求意见函", "抽签记录"},
		assess.Summary: {"整改通知书", "文件抽查清单"}, assess.Rectification: {"整改通知书", "考核情况反馈"},
	} {
		s.at("nanshan", p)
		s.ctrlP()
		offer := s.Window().Canvas().Overlays().Top()
		if !uitest.Says(offer, "南山区“"+s.say.Get("phase."+p.Key())+"”阶段的文书") || !uitest.Says(offer, kinds[0]) || uitest.Says(offer, kinds[1]) {
			t.Errorf("%s offers %q", p.Key(), uitest.Texts(offer))
		}
		s.press(fyne.KeyEscape)
	}
	s.Go(assess.Place{Tab: "ledger"})
	s.ctrlP()
	s.press(fyne.KeyReturn) // to be looked at first
	s.mustSee("整改台账", "适合整页")
}

func TestAPreviewIsSentToThePrinterThatIsChosen(t *testing.T) {
	s := newStage(t).open()
	s.system.office = printing.Printers{Names: []string{"前台", "二楼"}, Usual: "二楼"}
	s.at("futian", assess.Summary)
	s.Do(assess.New("edit.printed").Set(s.system.v.View().District("futian").SumEntity(), "printed", "2006-11-01"))
	s.ctrlP()
	s.press(fyne.KeyReturn)
	s.key(fyne.KeyP, fyne.KeyModifierControl)
	s.mustSee("份数")
	copies := uitest.All[*widgets.Input](s.Window().Canvas().Overlays().Top())[0]
	copies.SetText("0")
	s.tap("打印")
	s.mustSee("请填 1 到 99 的整数")
	copies.SetText("３")
	s.tap("打印")
	if !slices.Equal(s.system.sent, []string{"二楼 3 findings futian"}) {
		t.Errorf("%q", s.system.sent)
	}
	s.mustSee("福田区考核情况反馈已送往打印机")
	if got := s.system.v.View().District("futian").Printed; got != "2006-11-20" {
		t.Errorf("that the findings were printed is not noted: %q", got)
	}
}

func TestWithoutAPrinterAPDFIsOffered(t *testing.T) {
	s := newStage(t).open()
	s.at("nanshan", assess.Onsite)
	s.ctrlP()
	s.tap("打印…")
	s.mustSee("这台电脑没有可用的打印机。", "拷到能打印的电脑上打印", "生成PDF…")
	s.press(fyne.KeyEscape)
	s.system.office.Asks = true // as on Windows
	s.ctrlP()
	s.tap("打印…")
	s.mustSee("用哪台打印机、印几份，在那个程序里选")
	s.press(fyne.KeyReturn)
	if !slices.Equal(s.system.sent, []string{" 1 score nanshan"}) {
		t.Errorf("%q", s.system.sent)
	}
}
