package onsite

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/ui/uitest"
	"kaohe/ui/uitest/fake"
	"kaohe/ui/uitest/shot"
)

// TestShots draws the page on the sample into the folder that KAOHE_SHOTS names, for people to look at.
func TestShots(t *testing.T) {
	if !shot.Wanted() {
		t.Skip("set KAOHE_SHOTS to a folder")
	}
	d := &stage{Stage: uitest.Sample(t), hand: &fake.Clock{}}
	for _, size := range []struct {
		name string
		w, h float32
	}{{"wide", 1080, 640}, {"narrow", 824, 540}} {
		d.show("nanshan", size.w, size.h)
		snap := func(name string) {
			d.W.Shot(size.name + "-" + name)
		}
		shots(d, snap)
	}
}

func shots(d *stage, snap func(string)) {
	see := func(name, district string, at assess.Place) {
		at.District = district
		d.screen.Reveal(at)
		snap(name)
	}
	item := func(id string) assess.Place { return assess.Place{Tab: assess.TabScore, Item: id} }
	d.screen.SetDistrict("nanshan")
	snap("0-first")
	see("1-each", "nanshan", item("a3"))
	see("2-tiers", "nanshan", item("a5"))
	see("3-percent", "nanshan", item("b6"))
	see("4-bonus", "nanshan", item("i1"))
	see("5-veto", "nanshan", item("i3"))
	for _, a := range d.View().Districts {
		for _, m := range a.Moved() {
			see("5-ruled", a.ID, item(m.Item.ID))
		}
	}
	see("6-open", "luohu", item("d1"))
	see("7-empty", "yantian", item("a1"))
	see("q-lost", "nanshan", item("d4"))
	see("r-lost2", "nanshan", item("f4"))
	dirty(d)
	see("s-dispute", "luohu", item("b1"))
	see("t-trouble", "luohu", item("e2"))
	see("8-records", "nanshan", assess.Place{Tab: assess.TabRecord, Entity: "d/nanshan/rec/r02"})
	see("9-visit", "nanshan", assess.Place{Tab: assess.TabRecord, Entity: "d/nanshan/rec/r09"})
	see("a-norecords", "yantian", assess.Place{Tab: assess.TabRecord})
	see("b-docs", "nanshan", assess.Place{Tab: assess.TabDocument})
	see("c-nodocs", "yantian", assess.Place{Tab: assess.TabDocument})
	see("d-finding", "nanshan", assess.Place{Tab: assess.TabFinding, Entity: "d/nanshan/find/p4"})
	see("e-nofinding", "yantian", assess.Place{Tab: assess.TabFinding})
	see("f-locked", "futian", item("c2"))
	see("u-compare", "longgang", assess.Place{Tab: assess.TabVisit})
	see("v-look", "baoan", assess.Place{Tab: assess.TabVisit, Entity: "d/baoan/look/shajing/v5"})
	see("w-looking", "luohu", assess.Place{Tab: assess.TabVisit, Entity: "d/luohu/sub/sungang"})
	see("x-undrawn", "yantian", assess.Place{Tab: assess.TabVisit})
	see("y-day", "luohu", assess.Place{Tab: assess.TabDay, Entity: "d/luohu/back/y2"})
	see("z-today", "nanshan", assess.Place{Tab: assess.TabDay})
	see("zz-symposium", "nanshan", assess.Place{Tab: assess.TabRecord, Entity: "d/nanshan/rec/" + symposium(d)})
	d.screen.Reveal(assess.Place{District: "nanshan", Tab: assess.TabRecord})
	d.screen.New()
	snap("g-method")
	closeOverlay(d)
	d.screen.Reveal(item("a3"))
	d.tap("关联记录")
	snap("h-link")
	closeOverlay(d)
}

// dirty makes a dispute and a deduction without a reason.
func dirty(d *stage) {
	l := d.View().District("luohu")
	if l.Score("b1").Disputed {
		return
	}
	d.Second()
	d.Must(d.Apply(assess.SetMark(l, l.Score("e2"), 200, "zz")))
	d.Must(d.Apply(assess.SetMark(l, l.Score("b1"), 200, "zy")))
	at := ledger.Register{Entity: "d/luohu/score/b1", Field: "mark"}
	d.Elsewhere("li", ledger.Op{Entity: at.Entity, Field: at.Field, Value: ledger.Of(int64(0))})
}

func closeOverlay(d *stage) {
	for o := d.W.Canvas().Overlays().Top(); o != nil; o = d.W.Canvas().Overlays().Top() {
		d.W.Canvas().Overlays().Remove(o)
	}
}

func symposium(d *stage) string {
	for _, r := range d.View().District("nanshan").Records {
		if r.Form == standard.Symposium {
			return r.ID
		}
	}
	return ""
}
