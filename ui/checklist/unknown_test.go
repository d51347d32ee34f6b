package checklist_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/checklist"
	"kaohe/ui/uitest"
)

func TestASheetSaysWhatOfItOnlyANewerProgramCanShow(t *testing.T) {
	s := uitest.Small(t)
	for n, want := range map[int]bool{0: false, 2: true} {
		sheet, _ := checklist.NewSheet(s.Kit(), s.View().District("ns"), assess.Onsite, nil, checklist.Seen{Unknown: n}, func() {}, func() {})
		s.W.Show(sheet, 700, 400)
		if said := uitest.Says(sheet, "新版考核通写的 2 处内容，本版看不到。请安装新版，看过再签。"); said != want {
			t.Errorf("%d: %q", n, uitest.Texts(sheet))
		}
		if want {
			s.W.Shot("checklist-unknown")
		}
	}
}
