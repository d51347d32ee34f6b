package ui_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/ui/uitest"
	"kaohe/ui/uitest/shot"
	"kaohe/ui/widgets"
)

// others is what two people do to two districts and the round while nobody else looks.
func (s *stage) others(who string, edits ...*assess.Edit) {
	s.t.Helper()
	was := s.system.v.Who().ID
	for _, id := range []string{who, was} {
		if err := s.system.v.Use(id); err != nil {
			s.t.Fatal(err)
		}
		if id == who {
			for _, e := range edits {
				if err := s.system.v.Apply(e); err != nil {
					s.t.Fatal(err)
				}
			}
		}
	}
}

func TestWhatOthersChangedIsListedUntilItIsRead(t *testing.T) {
	s := newStage(t)
	s.open()
	if s.sees("变更（") {
		t.Fatal("who comes for the first time has nothing unread")
	}
	s.others("gu", assess.Fields("edit.record", "d/luohu/rec/r01", "title", "另一个题目"),
		assess.Fields("edit.district", "d/yantian", "contact", "新联络员"), assess.Fields("edit.round", "round", "city", "某市"))
	s.Go(assess.Place{Tab: "overview"})
	if s.sees("变更（") {
		t.Fatal("one's own changes are no news")
	}
	if err := s.system.v.Use("wen"); err != nil {
		t.Fatal(err)
	}
	s.others("gu", assess.Fields("edit.record", "d/luohu/rec/r01", "title", "又一个题目"),
		assess.Fields("edit.district", "d/yantian", "contact", "区打假办"), assess.Fields("edit.round", "round", "city", "深圳市"))
	s.Go(assess.Place{Tab: "news"})
	s.mustSee("变更（3 项未读）", "变更（3）", "顾彧", "另一个题目 → 又一个题目")
	shot.Take(t, s.Window().Canvas(), "news")
	s.push("已读")
	s.mustSee("变更（2 项未读）")
	s.reopened()
	s.Go(assess.Place{Tab: "news"})
	s.mustSee("变更（2 项未读）") // this laptop remembers
	s.push("本区已读")
	s.mustSee("变更（1 项未读）")
	s.push("全部已读")
	s.mustSee("没有未读的变更")
	s.others("gu", assess.Fields("edit.round", "round", "city", "广州市"))
	s.mustSee("变更（1 项未读）")
	a := s.system.v.View()
	s.others("gu", a.AddComment(a.District("luohu"), a.Person("gu"), "score/a2", "c1", "请核对原件"))
	s.mustSee("罗湖区 批注 1.2", "请核对原件")
	if s.sees("score/a2") || s.sees("（空） → 请核对原件") {
		t.Error("a comment is told as its registers")
	}
}

// reopened is the same vault opened again, with who was there.
func (s *stage) reopened() {
	s.t.Helper()
	s.Start()
	s.open()
}

func TestACommentIsWrittenFromTheKeyboardAndWaitsUnderMyTasks(t *testing.T) {
	s := newStage(t)
	s.open()
	s.Go(assess.Place{District: "luohu", Phase: assess.Onsite, Tab: assess.TabScore, Item: "a2"})
	s.key(fyne.KeyM, widgets.Ctrl|widgets.Shift)
	s.mustSee("批注：罗湖区 1.2", "还没有批注")
	test.Type(s.Window().Canvas().Focused(), "请核对，@闻")
	test.Tap(uitest.Button(s.overlay(), "@闻玥"))
	shot.Take(t, s.Window().Canvas(), "discuss")
	test.Tap(uitest.Button(s.overlay(), "关闭"))
	s.key(fyne.KeyM, widgets.Ctrl|widgets.Shift)
	for _, item := range s.Window().MainMenu().Items { // the menu takes the keys, and what was begun is still there
		for _, i := range item.Items {
			if i.Label == s.say.Get("cmd.done") {
				i.Action()
			}
		}
	}
	s.mustSee("请核对，@闻玥", "批注（1）")
	test.Tap(uitest.Button(s.overlay(), "关闭"))
	s.mustSee("批注 1")
	if c := s.system.v.View().District("luohu").Comments; len(c) != 1 || c[0].On != "score/a2" {
		t.Fatalf("%+v", c)
	}
	shot.Take(t, s.Window().Canvas(), "discussed")
	if err := s.system.v.Use("wen"); err != nil {
		t.Fatal(err)
	}
	s.key(fyne.KeyM, widgets.Ctrl)
	s.mustSee("罗湖区：顾彧的批注提到您，待回复：“请核对，@闻玥”")
	todo := assess.Agenda(s.system.v.View(), s.system.v.Who(), s.system.v.Today())
	at := slices.IndexFunc(todo, func(x assess.Todo) bool { return x.Kind == assess.TodoComment })
	s.press(fyne.KeyEscape)
	s.Go(todo[at].Place)
	s.mustSee("批注（1 条未解决）", "到原处：罗湖区 1.2")
	shot.Take(t, s.Window().Canvas(), "comments-page")
}

func TestMyTasksAreAPageByKindFromWhichWhatIsDoneDisappears(t *testing.T) {
	s := newStage(t)
	strays(s)
	s.open()
	s.key(fyne.KeyM, widgets.Ctrl)
	s.mustSee("待核的记录（1）", "分歧（1）", "考核：“", "有1条记录待核", "待签字（", "待处理的异议（")
	shot.Take(t, s.Window().Canvas(), "mine")
	if link, ok := s.Window().Canvas().Focused().(*widgets.Link); !ok || !strings.Contains(strings.Join(uitest.Texts(link), ""), "待核") {
		t.Errorf("the keyboard is at %T", s.Window().Canvas().Focused())
	}
	s.press(fyne.KeyReturn)
	s.mustSee("电脑当时没有登记")
	s.Go(assess.Place{Tab: "conflicts"})
	settle(s)
	s.key(fyne.KeyM, widgets.Ctrl)
	if s.sees("分歧（1）") || s.sees("考核：“") {
		t.Error("what is settled stays")
	}
	if err := s.system.v.Use(""); err != nil {
		t.Fatal(err)
	}
	s.mustSee("请先点右上角选择使用人")
}

func TestAPhaseIsReturnedFromItsChecklist(t *testing.T) {
	s := newStage(t)
	s.open()
	s.Go(assess.Place{District: "luohu", Phase: assess.Onsite, Tab: assess.TabTask})
	s.push("退回")
	s.typed("记录太简单")
	s.press(fyne.KeyReturn)
	s.mustSee("已退回（顾彧）：记录太简单", "撤回退回")
	shot.Take(t, s.Window().Canvas(), "returned-phase")
	s.Go(assess.Place{District: "luohu", Phase: assess.Onsite, Tab: assess.TabScore, Item: "a2"})
	s.push("退回")
	s.typed("依据不足")
	s.press(fyne.KeyReturn)
	s.mustSee("已退回（顾彧）：依据不足")
	shot.Take(t, s.Window().Canvas(), "returned-item")
	if d := s.system.v.View().District("luohu"); len(d.Pending(assess.Onsite)) != 2 || d.PendingItem("a2") == nil {
		t.Fatalf("%+v", d.Returns)
	}
}
