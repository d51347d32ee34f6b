package settle_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/ui/uitest/shot"
)

// TestShots draws the page into the folder that KAOHE_SHOTS names, for people to look at.
func TestShots(t *testing.T) {
	if !shot.Wanted() {
		t.Skip("set KAOHE_SHOTS to a folder")
	}
	s := parted(t, note, "台账不全。\n责任书已签。\n例会未开。", "台账缺第三季度。\n责任书已签。\n例会开了一次。", "台账不全，缺两个季度。\n责任书已签。\n例会未开。\n街道已整改。")
	v := open(s)
	for _, size := range []struct {
		name string
		w, h float32
	}{{"wide", 1080, 640}, {"narrow", 824, 540}, {"high", 824, 1000}} {
		s.W.Show(v.Object(), size.w, size.h)
		v.Reveal(assess.DisputeAt(note))
		s.W.Shot(size.name + "-merged")
	}
	s = overruled(t, ledger.Register{Entity: "d/ns/rec/r1", Field: "title"}, ledger.Register{Entity: "d/ns/qa/r1/q1", Field: "a"}, "访谈", "每月一次")
	v = open(s)
	v.Reveal(assess.DisputeAt(ledger.Register{Entity: "d/ns/rec/r1", Field: ledger.Gone}))
	s.W.Shot("wide-removed")
}
