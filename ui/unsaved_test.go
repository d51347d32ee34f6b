package ui_test

import (
	"cmp"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// full is a vault whose disk is full for so many edits.
type full struct {
	*vault
	left *int
	code string // of the fault; empty: the disk is full
}

func (v full) Apply(e *assess.Edit) error {
	if *v.left > 0 {
		*v.left--
		return words.Refuse(cmp.Or(v.code, "vault.full"), "sample.kaohe", 1, 2)
	}
	return v.vault.Apply(e)
}

// What was typed while the disk is full stays on the page, is tried again as often as one likes, and is saved once there is room; the
// window can't be closed over it.
func TestWhatTheDiskRefusedStaysAndIsTriedAgain(t *testing.T) {
	s := newStage(t)
	left := 2
	s.system.as = full{vault: s.system.v, left: &left}
	s.open()
	s.at("luohu", assess.Onsite)
	remark := func() string { return s.system.v.View().District("luohu").Score("a1").Remark }
	was := remark()
	var box *widgets.Field
	for _, f := range uitest.All[*widgets.Field](s.Window().Canvas().Content()) {
		if f.Text() == was && !f.Locked() {
			box = f
		}
	}
	if box == nil {
		t.Fatal("no box for the remark")
	}
	uitest.Type(box, "现场补记")
	box.Flush()
	s.mustSee("这次修改还没有保存", "磁盘已满", "请腾出磁盘空间")
	if box.Text() != "现场补记" || remark() != was {
		t.Fatalf("box %q, kept %q", box.Text(), remark())
	}
	s.press(fyne.KeyEscape)
	s.mustSee("放弃没有保存的修改？")
	s.press(fyne.KeyEscape)
	s.Quit()
	if s.system.v.closed {
		t.Fatal("closed over what is not saved")
	}
	s.pressOver("再试一次")
	s.mustSee("这次修改还没有保存")
	if box.Text() != "现场补记" {
		t.Fatalf("the text went at the second try: %q", box.Text())
	}
	s.pressOver("再试一次")
	if remark() != "现场补记" || s.overlay() != nil {
		t.Fatalf("not saved: %q", remark())
	}
}

func TestWhatTheDiskRefusedCanBeGivenUp(t *testing.T) {
	s := newStage(t)
	left := 9
	s.system.as = full{vault: s.system.v, left: &left}
	s.open()
	d := s.system.v.View().District("luohu")
	for range 2 {
		if s.Do(assess.Fields("edit.remark", d.Score("a1").Entity, "remark", "现场补记")) {
			t.Fatal("taken")
		}
	}
	if n := len(s.Window().Canvas().Overlays().List()); n != 1 {
		t.Fatalf("%d questions about one full disk", n)
	}
	s.press(fyne.KeyEscape)
	s.press(fyne.KeyReturn)
	if s.overlay() != nil {
		t.Fatal("the question is still there")
	}
	left = 0
	s.Start()
	s.mustSee("打开示例")
	if s.system.v.View().District("luohu").Score("a1").Remark == "现场补记" {
		t.Fatal("what was given up was saved")
	}
}

// Where the disk goes on refusing, a copy elsewhere takes the edits, in the name of who made them, and is gone on with.
func TestWhatTheDiskRefusedIsMadeInACopyElsewhere(t *testing.T) {
	s := newStage(t)
	left := 9
	s.system.as = full{vault: s.system.v, left: &left}
	s.open()
	d := s.system.v.View().District("luohu")
	if s.Do(assess.Fields("edit.remark", d.Score("a1").Entity, "remark", "现场补记")) {
		t.Fatal("taken")
	}
	s.mustSee("另存副本…")
	left = 0
	opened := s.system.opened
	s.Elsewhere("/media/u")
	if got := s.system.v.View().District("luohu").Score("a1").Remark; got != "现场补记" || s.overlay() != nil {
		t.Errorf("in the copy stands %q", got)
	}
	if copied := s.system.shelf.copied; len(copied) != 1 || s.system.opened != opened+1 || !s.system.v.closed {
		t.Errorf("copied to %q, opened %d times, the old one closed: %v", copied, s.system.opened-opened, s.system.v.closed)
	}
}

func TestWhatAVaultThatWasCutRefusedStays(t *testing.T) {
	s := newStage(t)
	left := 1
	s.system.as = full{vault: s.system.v, left: &left, code: "vault.truncated"}
	s.open()
	s.Do(assess.Fields("edit.remark", "d/luohu/score/a1", "remark", "补记"))
	s.mustSee("这次修改还没有保存", "不完整")
	s.pressOver("再试一次")
	if got := s.system.v.View().District("luohu").Score("a1").Remark; got != "补记" {
		t.Errorf("%q", got)
	}
}
