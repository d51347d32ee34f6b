package ui_test

import (
	"slices"
	"testing"

	"kaohe/app/roundplan/roundplantest"
	content "kaohe/assets/sample"
	"kaohe/assets/standard"
	"kaohe/ui"
)

func TestACrashIsToldOnceWithTheWayToItsReport(t *testing.T) {
	r, err := roundplantest.Open(content.Files, standard.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	var pages []string
	s := newStageOn(t, r, func(o *ui.Options) {
		o.Crash, o.CrashTold = "/home/wangwu/reports/kaohe-crash-1.txt", func() { told++ }
		o.Showing = func(page string) { pages = append(pages, page) }
	})
	s.Start()
	s.mustSee("上次考核通意外中断", "kaohe-crash-1.txt")
	if s.sees("wangwu") {
		t.Error("a folder is named")
	}
	s.answer("打开文件夹")
	if !slices.Equal(s.system.shown, []string{"/home/wangwu/reports"}) || told != 1 {
		t.Errorf("shown %v, told %d times", s.system.shown, told)
	}
	s.open()
	if s.sees("上次考核通意外中断") || told != 1 {
		t.Error("it is told again")
	}
	if len(pages) < 2 || pages[0] != "start" {
		t.Errorf("pages: %v", pages)
	}
}
