package consult_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/ui/uitest/fake"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/ui/consult"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func TestSampleIsShownAtBothSizes(t *testing.T) {
	s := uitest.Sample(t)
	v := consult.New(s.Kit())
	for _, at := range []struct{ name, district, entity string }{
		{"tasks", "baoan", "d/baoan/task/3/x"}, {"draft", "baoan", "d/baoan/draft"}, {"draft-none", "nanshan", "d/nanshan/draft"},
		{"reply", "baoan", "d/baoan/resp/p2"}, {"reply-signed", "longgang", "d/longgang/resp/p4"}, {"reply-none", "yantian", "d/yantian/resp/p4"}} {
		for _, size := range [][2]float32{{1080, 640}, {824, 540}} {
			s.W.Show(v.Object(), size[0], size[1])
			v.Reveal(assess.Place{District: at.district, Phase: assess.Consultation, Entity: at.entity})
			v.Render()
			s.W.Shot(fmt.Sprintf("consult-%s-%.0f", at.name, size[0]))
		}
		for _, text := range uitest.Texts(v.Object()) {
			if strings.HasPrefix(text, "consult.") {
				t.Errorf("untranslated: %q", text)
			}
		}
	}
}

// stage is 南山区 with one problem on a1, marked 3.00, and the page on it.
func stage(t *testing.T) (*uitest.Stage, *consult.Screen, *fake.Clock) {
	t.Helper()
	s, clock := uitest.Small(t), &fake.Clock{}
	d := func() *assess.District { return s.View().District("ns") }
	s.Must(s.Apply(assess.SetMark(d(), d().Score("a1"), 300, "k1")))
	s.Must(s.Apply(assess.SetMark(d(), d().Score("a2"), 500, "k2")))
	s.Must(s.Apply(assess.AddFinding(d(), "f", assess.Problem, "named", "责任书没有签全", "city", "责任书不全").Set("d/ns/find/f", "item/a1", true)))
	v := consult.NewWith(s.Kit(), clock)
	s.W.OnChange = v.Render
	v.SetDistrict("ns")
	s.W.Show(v.Object(), 1080, 680)
	return s, v, clock
}

func reply(v *consult.Screen) { v.Reveal(assess.Place{District: "ns", Entity: "d/ns/resp/f"}) }

func write(f *widgets.Field, text string) {
	f.Focus()
	f.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(f.Target(), text)
}

func fields(v *consult.Screen) []*widgets.Field { return uitest.All[*widgets.Field](v.Object()) }
func picks(v *consult.Screen) []*widgets.Pick   { return uitest.All[*widgets.Pick](v.Object()) }
func has(v *consult.Screen, text string) bool {
	return slices.ContainsFunc(uitest.Texts(v.Object()), func(x string) bool { return strings.Contains(x, text) })
}

func TestADraftIsSentAndWhatChangesSinceIsMarked(t *testing.T) {
	s, v, _ := stage(t)
	v.Reveal(assess.Place{District: "ns", Entity: "d/ns/draft"})
	s.Press(v.Object(), "发出征求意见稿…")
	if d := s.View().District("ns"); len(d.Drafts) != 0 || !has(v, "请写反馈期限") {
		t.Fatalf("sent without a day: %+v", d.Drafts)
	}
	write(s.Box(v.Object(), "反馈期限"), "20061130")
	s.Press(v.Object(), "发出征求意见稿…")
	x := s.View().District("ns").Draft()
	if x == nil || x.Sent != "2006-11-20" || x.Reply != "2006-11-30" || x.Person != "gu" || len(x.Problems) != 1 || len(x.Marks) != 2 {
		t.Fatalf("%+v", x)
	}
	if !has(v, "还有10天") || !has(v, "现有0处不同") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	s.Must(s.Apply(assess.Fields("edit.finding", "d/ns/find/f", "named", "两个街道没有签")))
	v.Render()
	if !has(v, "已修改") || !has(v, "现在：两个街道没有签") || !has(v, "责任书没有签全") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
}

func TestAResponseIsWritten(t *testing.T) {
	s, v, clock := stage(t)
	reply(v)
	s.Choose(v.Object(), "反馈", "部分异议")
	write(s.Box(v.Object(), "反馈理由"), "已补签")
	clock.Turn(widgets.Pause)
	r := s.View().District("ns").Finding("f").Response
	if r == nil || r.Stance != "partly" || r.Grounds != "已补签" || r.Day != "2006-11-20" {
		t.Fatalf("%+v", r)
	}
}

func TestOverdueIsOfferedOnlyAfterTheDay(t *testing.T) {
	s, v, _ := stage(t)
	reply(v)
	if offered := uitest.Labelled(v.Object(), "反馈").(*widgets.Pick).Options; slices.Contains(offered, "逾期未反馈") {
		t.Fatalf("late without a draft: %v", offered)
	}
	s.Must(s.Apply(assess.SendDraft(s.View().District("ns"), "x", "2006-11-01", "2006-11-19", "gu")))
	v.Render()
	s.Choose(v.Object(), "反馈", "逾期未反馈")
	if r := s.View().District("ns").Finding("f").Response; r == nil || r.Stance != "late" || r.Day != "" {
		t.Fatalf("%+v, failed %v", r, s.W.Failed)
	}
}

func TestARulingIsAppliedInOneAction(t *testing.T) {
	s, v, clock := stage(t)
	reply(v)
	s.Choose(v.Object(), "反馈", "异议")
	n := len(s.Log.Records)
	s.Choose(v.Object(), "是否采纳", "采纳")
	write(s.Box(v.Object(), "处理理由"), "材料属实")
	clock.Turn(widgets.Pause)
	s.Choose(v.Object(), "改哪个项目的得分", "a1 项目a1")
	write(s.Box(v.Object(), "改为"), "4.5")
	clock.Turn(widgets.Pause)
	if !has(v, "采纳后：a1 由 3.00 改为 4.50，总分由 8.00 到 9.50") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	if len(s.Log.Records) != n {
		t.Fatal("written before it was applied")
	}
	s.W.Shot("consult-forecast")
	s.Press(v.Object(), "确定并应用")
	d := s.View().District("ns")
	if len(s.Log.Records) != n+1 || d.Score("a1").Final != 450 || d.Score("a1").FinalWhy != "f" || d.Finding("f").Response.Reasons != "材料属实" {
		t.Fatalf("%d records, %+v, failed %v", len(s.Log.Records)-n, d.Score("a1"), s.W.Failed)
	}
	for _, l := range uitest.All[*widgets.Link](v.Object()) {
		if strings.Contains(l.Item().Text, "由 3.00 改为 4.50") {
			test.Tap(l)
		}
	}
	if len(s.W.Went) != 1 || s.W.Went[0].Entity != "d/ns/finalmark/a1" {
		t.Fatalf("went to %+v", s.W.Went)
	}
}

func TestASignedPageIsOnlyReadAndCanBeReopened(t *testing.T) {
	s := uitest.Sample(t)
	v := consult.New(s.Kit())
	s.W.Show(v.Object(), 1080, 640)
	v.Reveal(assess.Place{District: "futian", Entity: "d/futian/resp/p1"})
	if len(fields(v)) != 0 || len(picks(v)) != 0 || !has(v, "已由沈堃") {
		t.Errorf("%d boxes, %d choices, %q", len(fields(v)), len(picks(v)), uitest.Texts(v.Object()))
	}
	s.Press(v.Object(), "重新开启…")
	if want := []string{"reopen futian consult"}; !slices.Equal(s.W.Signs, want) {
		t.Errorf("asked for %q", s.W.Signs)
	}
}

func TestARulingNeedsReasons(t *testing.T) {
	s, v, _ := stage(t)
	reply(v)
	s.Choose(v.Object(), "反馈", "异议")
	s.Choose(v.Object(), "是否采纳", "不采纳")
	s.Press(v.Object(), "确定并应用")
	if s.View().District("ns").Finding("f").Response.Ruling != "" || !slices.ContainsFunc(fields(v), func(f *widgets.Field) bool { return f.Told() == "请写处理理由" }) {
		t.Fatal("ruled without reasons, or nothing said so")
	}
	s.Press(v.Object(), "放弃")
	if uitest.Button(v.Object(), "确定并应用") != nil {
		t.Fatal("still there to be applied")
	}
}

func TestRenderWritesNothing(t *testing.T) {
	s, v, _ := stage(t)
	n := len(s.Log.Records)
	for _, e := range []string{"d/ns/task/3/x", "d/ns/draft", "d/ns/resp/f"} {
		v.Reveal(assess.Place{District: "ns", Entity: e})
		v.Render()
		v.Leave()
	}
	if len(s.Log.Records) != n {
		t.Fatalf("wrote %d records", len(s.Log.Records)-n)
	}
}

func TestARulingsTextIsThereAgainAfterTheProgramWasKilled(t *testing.T) {
	s, v, clock := stage(t)
	reply(v)
	s.Choose(v.Object(), "反馈", "异议")
	s.Choose(v.Object(), "是否采纳", "采纳")
	write(s.Box(v.Object(), "处理理由"), "材料属实")
	clock.Turn(widgets.Pause)
	again := func() *consult.Screen {
		s.Reload()
		s.Must(s.Use("gu"))
		v := consult.New(s.Kit())
		s.W.OnChange = v.Render
		v.SetDistrict("ns")
		s.W.Show(v.Object(), 1080, 680)
		reply(v)
		return v
	}
	v = again()
	if got := s.Box(v.Object(), "处理理由").Text(); got != "材料属实" || s.View().District("ns").Finding("f").Response.Ruling != "" {
		t.Fatalf("%q", got)
	}
	if lost := v.Drafts(); len(lost) > 0 {
		t.Errorf("is asked about: %q", lost)
	}
	s.Press(v.Object(), "确定并应用")
	s.Must(s.Apply(assess.Fields("edit.response", "d/ns/resp/f", "reasons", "另写的")))
	v = again()
	if got := s.Box(v.Object(), "处理理由").Text(); got != "另写的" {
		t.Errorf("what was applied comes back: %q", got)
	}
	write(s.Box(v.Object(), "处理理由"), "又一稿")
	v.Leave()
	s.Press(v.Object(), "放弃")
	v = again()
	if got := s.Box(v.Object(), "处理理由").Text(); got != "另写的" {
		t.Errorf("what was given up comes back: %q", got)
	}
}
