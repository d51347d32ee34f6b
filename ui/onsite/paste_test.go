package onsite

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/ui/uitest"
)

func TestWhatAListCopiesComesBackUnchanged(t *testing.T) {
	s := uitest.Sample(t)
	v := New(s.Kit())
	s.Opened(v, "nanshan")
	d := s.View().District("nanshan")
	for tab, want := range map[string]int{assess.TabScore: len(d.Scores), assess.TabRecord: len(d.Records), assess.TabFinding: len(d.Findings)} {
		v.Reveal(assess.Place{District: "nanshan", Phase: assess.Onsite, Tab: tab})
		if n := s.ComesBack(); n != want {
			t.Errorf("%s: %d rows of %d", tab, n, want)
		}
	}
}

func TestRecordsArePastedAsRowsAndUndoneAtOnce(t *testing.T) {
	s := uitest.Small(t)
	v := New(s.Kit())
	s.Opened(v, "ns")
	s.Must(s.Apply(assess.AddRecord(s.View().District("ns"), "r1", "briefing", "2006-11-18", "li")))
	v.Reveal(assess.Place{District: "ns", Phase: assess.Onsite, Tab: assess.TabRecord})
	clip := test.NewClipboard()
	clip.SetContent("记录号\t方式\t日期\t标题\t记录内容\n1\t听取汇报\t2006/11/18\t听取区政府汇报\t\"第一句\n第二句\"\n\t查阅资料\t2006年11月19日\t查台账\t三本\n\t闲谈\t2006-11-19\t\t")
	s.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	d := s.View().District("ns")
	if len(d.Records) != 2 || d.Record("r1").Title != "听取区政府汇报" || d.Record("r1").Text != "第一句\n第二句" || d.Records[1].Date != "2006-11-19" {
		t.Fatalf("%+v", d.Records)
	}
	s.Must(s.Undo())
	if d := s.View().District("ns"); len(d.Records) != 1 || d.Record("r1").Title != "" {
		t.Errorf("not one undo: %+v", d.Records)
	}
}

func TestPlacePeopleAndItemsAreFilledDown(t *testing.T) {
	s := uitest.Sample(t)
	v := New(s.Kit())
	s.Opened(v, "nanshan")
	for tab, want := range map[string][]string{assess.TabRecord: {"日期", "地点", "在场人员"}, assess.TabFinding: {"考核项目"}} {
		v.Reveal(assess.Place{District: "nanshan", Phase: assess.Onsite, Tab: tab})
		digit := ""
		if len(want) > 1 {
			digit = "4"
		}
		got := s.FillsDown(digit)
		if len(got) != len(want) {
			t.Errorf("%s: %v", tab, got)
		}
		for _, head := range want {
			if !got[head] {
				t.Errorf("%s: %s is not filled", tab, head)
			}
		}
	}
}
