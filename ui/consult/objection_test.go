package consult_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

const onMark = "d/ns/objection/a1"

func TestAnObjectionToAMarkIsTakenDownAndRuledOn(t *testing.T) {
	s, v, clock := stage(t)
	d := func() *assess.District { return s.View().District("ns") }
	reply(v)
	s.Press(v.Object(), "登记得分异议…")
	top := s.W.Canvas().Overlays().Top()
	s.Choose(top, "对哪个项目的得分有异议", "a1 项目a1：得分 3.00，分值 5.00")
	write(s.Box(top, "反馈理由"), "材料补齐了")
	s.Press(top, "登记")
	if x := d().Score("a1").Objection; !x.Objects() || x.Grounds != "材料补齐了" || x.Day != "2006-11-20" {
		t.Fatalf("%+v", x)
	}
	if !has(v, "a1 项目a1：得分 3.00，分值 5.00") || !has(v, "异议 · 待处理") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	n := len(s.Log.Records)
	s.Choose(v.Object(), "是否采纳", "部分采纳")
	write(s.Box(v.Object(), "处理理由"), "补了一部分")
	write(s.Box(v.Object(), "改为"), "4.5")
	clock.Turn(widgets.Pause)
	if !has(v, "部分采纳后：a1 由 3.00 改为 4.50，总分由 8.00 到 9.50") || has(v, "撤回这个问题") || has(v, "改哪个项目的得分") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	s.W.Shot("consult-objection")
	if lost := v.Drafts(); len(lost) > 0 {
		t.Errorf("is asked about, though it is kept: %q", lost)
	}
	s.Press(v.Object(), "确定并应用")
	if x := d().Score("a1"); len(s.Log.Records) != n+1 || x.Final != 450 || !x.Ruled || x.Objection.Reasons != "补了一部分" {
		t.Fatalf("%d records, %+v, failed %v", len(s.Log.Records)-n, x, s.W.Failed)
	}
	if uitest.Button(v.Object(), "确定并应用") != nil || !has(v, "a1 由 3.00 改为 4.50（项目a1）") || len(v.Drafts()) != 0 {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
}

func TestAMarkWithoutChangeIsUpheldByItsReasons(t *testing.T) {
	s, v, _ := stage(t)
	s.Must(s.Apply(assess.Object(s.View().District("ns"), s.View().District("ns").Score("a1"), "材料补齐了", "2006-11-20")))
	v.Reveal(assess.Place{District: "ns", Entity: onMark})
	s.Choose(v.Object(), "是否采纳", "不采纳")
	if uitest.Labelled(v.Object(), "改为") != nil {
		t.Error("a ruling that changes nothing asks for a mark")
	}
	write(s.Box(v.Object(), "处理理由"), "没有新的材料")
	s.Press(v.Object(), "确定并应用")
	if x := s.View().District("ns").Score("a1"); x.Ruled || x.Objection.Ruling != "reject" || len(v.Drafts()) != 0 {
		t.Fatalf("%+v, %+v, failed %v", x, x.Objection, s.W.Failed)
	}
}

func TestAnObjectionToAMarkIsTakenBack(t *testing.T) {
	s, v, _ := stage(t)
	d := func() *assess.District { return s.View().District("ns") }
	s.Must(s.Apply(assess.Object(d(), d().Score("a1"), "材料补齐了", "2006-11-20")))
	s.Must(s.Apply(assess.RuleMark(d(), d().Score("a1"), "accept", "属实", 500)))
	v.Reveal(assess.Place{District: "ns", Entity: "d/ns/finalmark/a1"})
	write(s.Box(v.Object(), "处理理由"), "另一稿")
	v.Leave()
	if s.Setting("draft/"+onMark) == "" {
		t.Error("the ruling that is being written is not kept")
	}
	s.Press(v.Object(), "撤回异议…")
	if s.Setting("draft/"+onMark) != "" {
		t.Error("the draft of a ruling on an objection that is gone is left")
	}
	if x := d().Score("a1"); x.Objection != nil || x.Ruled || x.Final != 300 {
		t.Fatalf("%+v", x)
	}
	if !has(v, "1．责任书没有签全") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
}
