package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/ui/uitest"
)

func TestHeldRecordsAreAClickAwayFromTheOverview(t *testing.T) {
	s := newStage(t)
	strays(s)
	s.open()
	s.mustSee("有1条记录待核", "待核  1", "分歧  1")
	s.push("查看")
	s.mustSee("电脑当时没有登记", "采用")
}

func TestConflictsAreAClickAwayFromWhereTheyStand(t *testing.T) {
	s := newStage(t)
	at := ledger.Register{Entity: "d/luohu/rec/r01", Field: "title"}
	own, _ := s.system.v.Log.Device()
	if err := s.system.v.Stray(own, "gu", ledger.Op{Entity: at.Entity, Field: at.Field, Value: ledger.Of("另一个题目")}); err != nil {
		t.Fatal(err)
	}
	s.open()
	s.mustSee("有1处分歧", "有分歧 1 处", "分歧  1")
	s.Go(assess.PlaceOf(at.Entity))
	s.mustSee("“" + s.say.Get("field.title") + "”有不同的写法")
	b := uitest.Button(s.Window().Canvas().Content(), "去选定")
	if b == nil {
		t.Fatal("no way to it")
	}
	test.Tap(b)
	s.mustSee("分歧（1）", "采用第1个…", "采用第2个…")
	test.Tap(uitest.Button(s.Window().Canvas().Content(), "看原处"))
	s.mustSee("有不同的写法")
	s.Go(assess.DisputeAt(at))
	test.Tap(uitest.Button(s.Window().Canvas().Content(), "采用第2个…"))
	s.typed("以现场为准")
	s.press(fyne.KeyReturn)
	s.mustSee("无分歧", "没有分歧")
	if strings.Contains(strings.Join(uitest.Texts(s.Window().Canvas().Content()), "\n"), "有不同的写法") {
		t.Error("the notice stays")
	}
	to, _ := s.Window().Canvas().(fyne.Shortcutable)
	if f, ok := s.Window().Canvas().Focused().(fyne.Shortcutable); ok {
		to = f
	}
	to.TypedShortcut(&fyne.ShortcutUndo{})
	s.mustSee("分歧已经有了结论，不能撤销", "请到罗湖区的“现场考核”页重新填写")
	if h := s.system.v.History(at); h[len(h)-1].Label != "edit.settle" {
		t.Errorf("undo wrote %q", h[len(h)-1].Label)
	}
}
