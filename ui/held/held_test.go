package held_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/ui/held"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func open(s *uitest.Stage) *held.Screen {
	v := held.New(s.Kit(), s)
	s.W.OnChange = v.Render
	v.Render()
	s.W.Show(v.Object(), 1040, 640)
	return v
}

func texts(v *held.Screen) string { return strings.Join(uitest.Texts(v.Object()), "\n") }

// stage is a small round in which a member wrote what only officers may, a frozen standard was written to, and 李䶮 changed his own card.
func stage(t *testing.T) *uitest.Stage {
	s := uitest.Small(t)
	s.Second()
	s.Elsewhere("li", ledger.Op{Entity: "round", Field: "city", Value: ledger.Of("深圳市")}, ledger.Op{Entity: "d/ns/sub/yh", Field: "drawn", Value: ledger.Of(true)},
		ledger.Op{Entity: "d/ns", Field: "contact", Value: ledger.Of("区打假办")})
	s.Elsewhere("gu", ledger.Op{Entity: "std/item/a1", Field: "rule", Value: ledger.Of(standard.Rule{Kind: standard.Each, Amount: 50, What: "缺一份"})})
	return s
}

func TestHeldRecordsSayWhatTheyWriteAndWhy(t *testing.T) {
	s := stage(t)
	v := open(s)
	for _, want := range []string{"待核（2）", "李䶮 · 二号电脑 · ", "设置考核 · 考核 组织单位：深圳市", "，另有1项", "角色当时无权这样写",
		"评分标准当时已定稿", "南山区 街道 粤海街道 抽中：（空） → 是", "核实以后可以采用"} {
		if !strings.Contains(texts(v), want) {
			t.Errorf("no %q in\n%s", want, texts(v))
		}
	}
	s.W.Shot("held")
	list := uitest.All[*widgets.Lines[held.Row]](v.Object())[0]
	list.Next(1)
	if uitest.Button(v.Object(), "采用") != nil || !strings.Contains(texts(v), "另立新版本") || !strings.Contains(texts(v), "规则") && !strings.Contains(texts(v), "缺一份") {
		t.Errorf("what can't be adopted: %s", texts(v))
	}
}

func TestAdoptionNeedsAReasonAndAPIN(t *testing.T) {
	s := stage(t)
	v := open(s)
	reason, pin := uitest.All[*widgets.Field](v.Object())[0], uitest.All[*widgets.Secret](v.Object())[0]
	n := len(s.Log.Records)
	s.Press(v.Object(), "采用")
	reason.Put("电话核实过")
	s.Press(v.Object(), "采用")
	test.Type(pin, "000000")
	s.Press(v.Object(), "采用")
	if len(s.Log.Records) != n || !strings.Contains(texts(v), "口令不对") || pin.Text != "" {
		t.Fatalf("%d records, %s", len(s.Log.Records)-n, texts(v))
	}
	test.Type(pin, uitest.PIN)
	s.Press(v.Object(), "采用")
	if s.View().City != "深圳市" || len(s.View().Held) != 1 || !strings.Contains(texts(v), "待核（1）") {
		t.Fatalf("%q, held %d: %s", s.View().City, len(s.View().Held), texts(v))
	}
	if _, ok := s.W.Canvas().Focused().(*widgets.Lines[held.Row]); !ok {
		t.Fatalf("the keyboard is at %T", s.W.Canvas().Focused())
	}
}

func TestWhatIsTypedStaysForItsRecordOnly(t *testing.T) {
	s := stage(t)
	s.Elsewhere("li", ledger.Op{Entity: "round", Field: "title", Value: ledger.Of("新名")})
	v := open(s)
	reason, pin := uitest.All[*widgets.Field](v.Object())[0], uitest.All[*widgets.Secret](v.Object())[0]
	reason.Put("核实过")
	test.Type(pin, uitest.PIN)
	s.Must(s.Apply(assess.Fields("edit.round", "round", "year", "2007")))
	if reason.Text() != "核实过" || pin.Text == "" {
		t.Fatal("a change elsewhere takes away what is being typed")
	}
	uitest.All[*widgets.Lines[held.Row]](v.Object())[0].Next(2)
	if reason.Text() != "" || pin.Text != "" {
		t.Fatal("what was typed for one record stays for another")
	}
}

func TestEmptyListSaysWhatWouldStandThere(t *testing.T) {
	v := open(uitest.Small(t))
	if !strings.Contains(texts(v), "没有待核的记录") {
		t.Fatal(texts(v))
	}
	if uitest.All[*widgets.Lines[held.Row]](v.Object()) != nil && v.Key(fyne.KeyEscape) {
		t.Fatal("nowhere to go back to")
	}
}
