package settle_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/ui/settle"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// parted is a small round in which two laptops each changed a text that both had seen.
func parted(t *testing.T, at ledger.Register, base, here, there any) *uitest.Stage {
	t.Helper()
	s := uitest.Draft(t)
	s.Must(s.Apply(assess.New("edit.text").Set(at.Entity, at.Field, base)))
	state := ledger.New()
	s.Must(s.Log.Load(func(r *ledger.Record) error { state.Apply(r); return nil }))
	s.Second()
	s.Must(s.Apply(assess.New("edit.text").Set(at.Entity, at.Field, here)))
	author := "li"
	if at.Entity == "round" {
		author = "gu"
	}
	s.Elsewhere(author, ledger.Op{Entity: at.Entity, Field: at.Field, Value: ledger.Of(there), Base: state.Bases(at)})
	return s
}

var note = ledger.Register{Entity: "d/ns/rec/r1", Field: "text"}

func TestParagraphsThatTwoPeopleChangedApartAreMergedByOneKey(t *testing.T) {
	s := parted(t, note, "台账不全。\n责任书已签。\n例会未开。", "台账缺第三季度。\n责任书已签。\n例会未开。", "台账不全。\n责任书已签。\n例会开了两次。")
	v := open(s)
	v.Reveal(assess.DisputeAt(note))
	const want = "台账缺第三季度。\n责任书已签。\n例会开了两次。"
	if d, ok := settle.Read(s.Kit(), note); !ok || d.Merged == nil || d.Merged.Text != want || d.Merged.Both {
		t.Fatalf("%+v", d.Merged)
	}
	if texts := strings.Join(uitest.Texts(v.Object()), "\n"); !strings.Contains(texts, "合并稿（建议）") {
		t.Fatal(texts)
	}
	s.W.Answer = "两段各改各的"
	s.W.Canvas().Focused().TypedRune('0')
	if h := s.History(note); len(s.View().Disputed) > 0 || h[len(h)-1].New != ledger.Of(want) || len(s.W.Failed) > 0 {
		t.Fatalf("%v, %q, failed %v", s.View().Disputed, h[len(h)-1].New, s.W.Failed)
	}
}

func TestAParagraphThatBothChangedStandsTwiceAndIsChangedBeforeItIsWritten(t *testing.T) {
	s := parted(t, note, "台账不全。\n责任书已签。", "台账缺第三季度。\n责任书已签。", "台账缺两个季度。\n责任书已签。")
	v := open(s)
	v.Reveal(assess.DisputeAt(note))
	d, _ := settle.Read(s.Kit(), note)
	if d.Merged == nil || !d.Merged.Both || !strings.Contains(d.Merged.Text, "〔顾彧写〕台账缺第三季度。\n") ||
		!strings.Contains(d.Merged.Text, "〔李䶮写〕台账缺两个季度。\n") || !strings.HasSuffix(d.Merged.Text, "\n责任书已签。") {
		t.Fatalf("%+v", d.Merged)
	}
	s.Press(v.Object(), "拿到下面修改")
	box := uitest.All[*widgets.Field](v.Object())[0]
	if box.Text() != d.Merged.Text {
		t.Fatalf("%q", box.Text())
	}
	box.Put("台账缺第三季度。\n责任书已签。")
	s.W.Answer = "查了台账"
	s.Press(v.Object(), "写入…")
	if h := s.History(note); len(s.View().Disputed) > 0 || h[len(h)-1].New != ledger.Of("台账缺第三季度。\n责任书已签。") {
		t.Fatalf("%v, %q", s.View().Disputed, h[len(h)-1].New)
	}
}

func TestAListThatTwoPeopleAddedToIsMergedWithAllLines(t *testing.T) {
	at := ledger.Register{Entity: "round", Field: "bases"}
	s := parted(t, at, []string{"甲", "乙"}, []string{"甲", "乙", "丙"}, []string{"甲", "丁"})
	d, ok := settle.Read(s.Kit(), at)
	if !ok || d.Merged == nil || d.Merged.Both || d.Merged.Text != "甲\n丁\n丙" {
		t.Fatalf("%+v", d.Merged)
	}
}

func TestThereIsNoSuggestionWhereNothingMerges(t *testing.T) {
	for _, c := range []struct {
		name              string
		at                ledger.Register
		base, here, there any
	}{
		{"one paragraph that both rewrote", note, "甲", "乙", "丙"},
		{"a line of text", ledger.Register{Entity: "round", Field: "city"}, "甲", "乙", "丙"},
		{"a mark", ledger.Register{Entity: "d/ns/score/a1", Field: "mark"}, 100, 200, 300},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := parted(t, c.at, c.base, c.here, c.there)
			d, ok := settle.Read(s.Kit(), c.at)
			if !ok || d.Merged != nil {
				t.Fatalf("%v, %+v", ok, d.Merged)
			}
			v := open(s)
			v.Reveal(assess.DisputeAt(c.at))
			s.W.Answer = "理由"
			s.W.Canvas().Focused().TypedRune('0')
			if len(s.View().Disputed) != 1 || strings.Contains(strings.Join(uitest.Texts(v.Object()), "\n"), "合并稿") {
				t.Fatal("something was taken")
			}
		})
	}
}
