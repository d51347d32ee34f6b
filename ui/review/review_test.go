package review_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/review"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func texts(o fyne.CanvasObject) string { return strings.Join(uitest.Texts(o), "\n") }

func says(t *testing.T, o fyne.CanvasObject, want ...string) {
	t.Helper()
	for _, x := range want {
		if !strings.Contains(texts(o), x) {
			t.Errorf("no %q in\n%s", x, texts(o))
		}
	}
}

// on is a panel on 南山区's item a1.
func on(s *uitest.Stage) *review.Panel {
	p := review.NewPanel(s.Kit())
	show := func() {
		d := s.View().District("ns")
		p.Put(d, "score/a1", d.CommentsOn("score/a1"))
	}
	show()
	p.Done = show
	s.W.Show(p.Object, 620, 520)
	return p
}

func TestACommentIsWrittenAnsweredAndResolvedAtItsPlace(t *testing.T) {
	s := uitest.Small(t)
	p := on(s)
	says(t, p.Object, "还没有批注", "新批注")
	box := uitest.All[*widgets.Field](p.Object)[0]
	uitest.Type(box, "责任书只有复印件，@")
	says(t, p.Object, "@李䶮") // the whole team is offered
	uitest.Type(box, "责任书只有复印件，@ly")
	s.Press(p.Object, "@李䶮")
	if box.Text() != "责任书只有复印件，@李䶮 " {
		t.Fatalf("%q", box.Text())
	}
	s.W.Shot("comment-name")
	s.Press(p.Object, "发送（Ctrl+Enter）")
	c := s.View().District("ns").Comments[0]
	if box.Text() != "" || !slices.Equal(c.Mentions, []string{"li"}) || c.On != "score/a1" {
		t.Fatalf("%q, %+v", box.Text(), c)
	}
	s.Press(p.Object, "回复")
	says(t, p.Object, "回复顾彧")
	uitest.Type(box, "原件在区办")
	s.Press(p.Object, "发送（Ctrl+Enter）")
	s.Press(p.Object, "修改") // the first of one's own
	if box.Text() != c.Text {
		t.Fatalf("%q", box.Text())
	}
	s.Press(p.Object, "取消")
	s.Press(p.Object, "已解决")
	says(t, p.Object, "已解决 · 顾彧", "重新打开", "原件在区办")
	s.W.Shot("comments")
	s.Must(s.Use("li"))
	p.Done()
	if uitest.Button(p.Object, "修改") != nil || uitest.Button(p.Object, "重新打开") != nil {
		t.Error("a member may change what is not theirs")
	}
	if d := s.View().District("ns"); len(d.Comments) != 1 || len(d.Comments[0].Replies) != 1 || !d.Comments[0].Done {
		t.Fatalf("%+v", d.Comments)
	}
}

func TestAllCommentsAreListedWithThoseThatWaitForMe(t *testing.T) {
	s := uitest.Small(t)
	v := review.New(s.Kit())
	s.W.OnChange = v.Render
	v.Render()
	s.W.Show(v.Object(), 1040, 640)
	says(t, v.Object(), "还没有批注")
	d := func() *assess.District { return s.View().District("ns") }
	add := func(on, text string) {
		s.Must(s.Apply(s.View().AddComment(d(), s.Who(), on, s.NewID(), text)))
	}
	add("score/a1", "@李䶮 请核对")
	s.Must(s.Use("li"))
	add("phase/2", "日程定了吗")
	v.Render()
	says(t, v.Object(), "批注（2 条未解决）", "现场考核", "日程定了吗")
	s.Tap(v.Object(), "@我")
	list := uitest.All[*widgets.Lines[review.Row]](v.Object())[0]
	if rows := list.Rows(); len(rows) != 1 || !rows[0].Waits || rows[0].Thread.Text != "@李䶮 请核对" {
		t.Fatalf("%+v", rows)
	}
	v.Reveal(assess.PlaceOf(d().Comments[1].Entity)) // filters that hide it are turned off
	says(t, v.Object(), "到原处：南山区 现场考核")
	s.W.Shot("comments-all")
	box := uitest.All[*widgets.Field](v.Object())
	uitest.Type(box[len(box)-1], "下周二")
	if draft := v.Drafts(); len(draft) != 1 {
		t.Fatal(draft)
	}
	s.Press(v.Object(), "发送（Ctrl+Enter）")
	if r := d().Comments[1].Replies; len(r) != 1 || r[0].Text != "下周二" || len(v.Drafts()) != 0 {
		t.Fatalf("%+v", r)
	}
	uitest.Type(box[len(box)-1], "改到周三")
	box[len(box)-1].Focus()
	v.DoneAndNext() // in the box it sends
	if r := d().Comments[1].Replies; len(r) != 2 || d().Comments[1].Done {
		t.Fatalf("%+v", r)
	}
	s.W.Canvas().Unfocus()
	v.DoneAndNext()
	says(t, v.Object(), "批注（1 条未解决）")
	s.Must(s.Use(""))
	v.Render()
	uitest.Type(box[len(box)-1], "谁在写")
	s.Press(v.Object(), "发送（Ctrl+Enter）")
	if len(s.W.Failed) != 1 {
		t.Error("nobody is at the keyboard, and nothing says so")
	}
}

func TestWhatWasReturnedSaysWhatIsNext(t *testing.T) {
	s := uitest.Small(t)
	d := func() *assess.District { return s.View().District("ns") }
	if !review.MayReturn(s.Kit(), d(), assess.Onsite) {
		t.Fatal("the leader may return what is not signed")
	}
	n := review.NewReturned(s.Kit())
	show := func() { n.About(d(), d().PendingItem("a1")) }
	s.W.OnChange = show
	s.W.Show(n.Banner, 620, 200)
	s.W.Answer = "扣分依据不足"
	review.Return(s.Kit(), d(), assess.Onsite, "a1")
	says(t, n.Banner, "已退回（顾彧）：扣分依据不足", "撤回退回")
	s.Must(s.Use("li"))
	show()
	if review.MayReturn(s.Kit(), d(), assess.Onsite) || strings.Contains(texts(n.Banner), "撤回") {
		t.Error("a member returns")
	}
	s.W.Answer = "补了名册"
	s.Press(n.Banner, "答复")
	s.Must(s.Use("gu"))
	show()
	says(t, n.Banner, "答复（李䶮）：补了名册")
	s.W.Answer = "没有盖章"
	s.Press(n.Banner, "再退回")
	says(t, n.Banner, "已退回（顾彧）：没有盖章")
	s.W.Answer = "盖了"
	s.Press(n.Banner, "答复")
	s.Press(n.Banner, "确认")
	if d().PendingItem("a1") != nil || n.Said() != "" {
		t.Fatalf("%q", n.Said())
	}
	s.W.Answer = "太简单"
	review.Return(s.Kit(), d(), assess.Preparation, "")
	if p := d().Pending(assess.Preparation); len(p) != 1 || p[0].Item != "" {
		t.Fatalf("%+v", p)
	}
}
