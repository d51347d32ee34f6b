package session_test

import (
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/assets/i18n"
)

// told is an agenda in words.
func (d *stage) told(person string) (out []string) {
	d.t.Helper()
	say, err := i18n.Load("zh-Hans")
	d.must(err)
	for _, t := range assess.Agenda(d.View(), d.View().Person(person), "2006-11-20") {
		if t.Kind == assess.TodoComment || t.Kind == assess.TodoReturned {
			out = append(out, say.Say(t.Msg))
		}
	}
	return out
}

func (d *stage) tells(person string, want ...string) {
	d.t.Helper()
	if got := d.told(person); !slices.Equal(got, want) {
		d.t.Errorf("%s is told %q, want %q", person, got, want)
	}
}

func (d *stage) comment(on, text string) *assess.Comment {
	d.t.Helper()
	id := d.NewID()
	d.must(d.Apply(d.View().AddComment(d.ns(), d.Who(), on, id, text)))
	return d.ns().Comment(id)
}

func (d *stage) reply(c *assess.Comment, text string) {
	d.t.Helper()
	d.must(d.Apply(d.View().ReplyTo(d.ns(), c, d.Who(), d.NewID(), text)))
}

func TestACommentNamesAndIsAnswered(t *testing.T) {
	d := newStage(t)
	c := d.comment("score/a1", "责任书只有复印件，@李䶮 请核对")
	if !slices.Equal(c.Mentions, []string{"li"}) || c.Person != "chen" || d.ns().OpenOn("score/a1") != 1 {
		t.Fatalf("%+v", c)
	}
	d.tells("li", "南山区：陈喆的批注提到您，待回复：“责任书只有复印件，@李䶮 请核对”")
	d.tells("chen", "南山区：您写的批注还没有解决：“责任书只有复印件，@李䶮 请核对”")
	d.must(d.Use("li"))
	d.refused("comment.own", d.Apply(d.View().ChangeComment(c, "没有的事")))
	d.refused("role", d.Apply(assess.ResolveComment(c, true)))
	d.reply(c, "原件已看过")
	d.tells("li")
	d.must(d.Use("chen"))
	d.must(d.Apply(d.View().ChangeComment(c, "责任书只有复印件"))) // names nobody any more
	c = d.ns().Comment(c.ID)
	if len(c.Mentions) != 0 || len(c.Replies) != 1 || c.Replies[0].Text != "原件已看过" || c.Replies[0].Person != "li" {
		t.Fatalf("%+v", c)
	}
	d.must(d.Apply(assess.ResolveComment(c, true)))
	if c = d.ns().Comment(c.ID); !c.Done || c.DoneBy != "chen" || d.ns().OpenOn("score/a1") != 0 {
		t.Fatalf("%+v", c)
	}
	d.tells("chen")
	d.must(d.Apply(assess.ResolveComment(c, false)))
	d.tells("chen", "南山区：您写的批注还没有解决：“责任书只有复印件”")
	d.must(d.Apply(assess.RemoveComment(c)))
	if left := d.ns().Comments; len(left) != 1 || left[0].Person != "li" {
		t.Fatalf("a reply goes with what it replies to: %+v", left)
	}
}

func TestManyCommentsAreCountedAndFewAreTold(t *testing.T) {
	d := newStage(t)
	for range 5 {
		d.comment("phase/2", "@李䶮 看这一处")
	}
	if got := d.told("li"); len(got) != 5 || len(d.told("chen")) != 5 {
		t.Errorf("few are told one by one: %q", got)
	}
	d.comment("phase/1", "@李䶮 还有一处")
	d.tells("li", "南山区：6条批注提到您，待回复")
	d.tells("chen", "南山区：您写的6条批注还没有解决")
}

func TestCommentsLieUnderNoSignature(t *testing.T) {
	d := newStage(t)
	d.finish()
	_, err := d.Sign("ns", assess.Preparation, "chen", "246810")
	d.must(err)
	_, err = d.Sign("ns", assess.Onsite, "chen", "246810")
	d.must(err)
	d.comment("score/a1", "签字以后想到的")
	if p := d.ns().Phases[assess.Onsite]; !p.Proven() || len(p.Changed) != 0 {
		t.Errorf("%+v", p)
	}
	d.refused("locked", d.Apply(assess.ReturnItem(d.ns(), "a1", d.NewID(), "晚了")))
}

// Who writes in somebody else's name, or over somebody else's words, is held, and no leader can let it count.
func TestAForgedCommentIsHeld(t *testing.T) {
	d := newStage(t)
	c := d.comment("phase/2", "原话")
	second(t, d)
	d.elsewhere(
		ledger.Record{Author: "li", Stamp: 2 << 50, Ops: []ledger.Op{{Entity: c.Entity, Field: "text", Value: ledger.Of("改话")}}},
		ledger.Record{Author: "li", Stamp: 2<<50 + 1, Ops: []ledger.Op{{Entity: "d/ns/comment/chen/x", Field: "text", Value: ledger.Of("假话")}}},
		ledger.Record{Author: "li", Stamp: 2<<50 + 2, Ops: []ledger.Op{{Entity: "d/ns/comment/li/x", Field: "text", Value: ledger.Of("实话")}}})
	held := d.View().Held
	if len(held) != 2 || held[0].Why != "own" || held[0].Adoptable || held[1].Why != "own" || held[1].Adoptable {
		t.Fatalf("%+v", held)
	}
	if list := d.ns().Comments; len(list) != 2 || list[0].Text != "原话" || list[1].Text != "实话" {
		t.Fatalf("%+v", list)
	}
}

func TestMentionsTellPeopleOfOneNameApart(t *testing.T) {
	a := &assess.Assessment{Team: []*assess.Person{{ID: "a", Name: "李明", Agency: "工商局"}, {ID: "b", Name: "李明", Agency: "质监局"}, {ID: "c", Name: "李明月"}, {ID: "d", Name: "王五", Agency: "工商局"}}}
	for text, want := range map[string][]string{
		"@李明 看一下": {"a", "b"}, "请@李明（质监局）看": {"b"}, "@李明月看": {"c"}, "@王五@李明(工商局)": {"d", "a"}, "李明": nil, "@": nil, "@赵六": nil, "@王五 @王五": {"d"},
	} {
		if got := a.Mentioned(text); !slices.Equal(got, want) {
			t.Errorf("%s names %q, want %q", text, got, want)
		}
	}
	for i, want := range []string{"@李明（工商局）", "@李明（质监局）", "@李明月", "@王五"} {
		if got := a.AtName(a.Team[i]); got != want || !slices.Equal(a.Mentioned(got), []string{a.Team[i].ID}) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// blocks tells whether something of a key is among what a phase lacks.
func (d *stage) blocks(p assess.Phase, key string) bool {
	return slices.ContainsFunc(d.ns().Phases[p].Blockers, func(b assess.Blocker) bool { return b.Key == key })
}

func TestWhatIsReturnedBlocksUntilItIsAnsweredAndCleared(t *testing.T) {
	d := newStage(t)
	d.finish()
	_, err := d.Sign("ns", assess.Preparation, "chen", "246810")
	d.must(err)
	d.must(d.Use("li"))
	d.refused("role", d.Apply(assess.ReturnItem(d.ns(), "a1", d.NewID(), "自己退自己")))
	d.must(d.Use("chen"))
	id := d.NewID()
	d.must(d.Apply(assess.ReturnItem(d.ns(), "a1", id, "扣分依据不足")))
	is := func() *assess.Returned { return d.ns().Returns[0] }
	if !is().Open() || is().By != "chen" || d.ns().PendingItem("a1") == nil || !d.blocks(assess.Onsite, "block.returned") {
		t.Fatalf("%+v", is())
	}
	_, err = d.Sign("ns", assess.Onsite, "chen", "246810")
	d.refused("sign.blocked", err)
	d.tells("li", "南山区：项目 a1已退回，陈喆：扣分依据不足")
	d.tells("chen")
	d.must(d.Use("li"))
	d.must(d.Apply(assess.AnswerReturn(is(), "补了名册")))
	d.refused("role", d.Apply(assess.ClearReturn(is())))
	d.tells("li")
	d.tells("chen", "南山区：项目 a1的退回已答复，待您确认，李䶮：补了名册")
	d.must(d.Use("chen"))
	d.must(d.Apply(assess.ReturnAgain(is(), "名册没有盖章")))
	d.tells("li", "南山区：项目 a1已退回，陈喆：名册没有盖章")
	d.must(d.Apply(assess.AnswerReturn(is(), "补盖了")))
	d.must(d.Apply(assess.ClearReturn(is())))
	if d.ns().PendingItem("a1") != nil || d.blocks(assess.Onsite, "block.returned") || d.blocks(assess.Onsite, "block.answered") {
		t.Fatalf("%+v", d.ns().Phases[assess.Onsite].Blockers)
	}
	_, err = d.Sign("ns", assess.Onsite, "chen", "246810")
	d.must(err)
}

func TestAPhaseIsReturnedToWhoOrganisesIt(t *testing.T) {
	d := newStage(t)
	d.must(d.Apply(assess.ReturnPhase(d.ns(), assess.Preparation, d.NewID(), "日程没有写地点")))
	d.must(d.Apply(assess.ReturnPhase(d.ns(), assess.Onsite, d.NewID(), "记录太简单")))
	d.tells("li", "南山区：现场考核已退回，陈喆：记录太简单")
	d.tells("chen", "南山区：准备已退回，陈喆：日程没有写地点") // without a secretary that is the leader
}

func TestNewsIsWhatOthersWroteSinceItWasRead(t *testing.T) {
	d := newStage(t)
	_, now := d.Snapshot()
	r := session.Reading{Whole: now}
	d.must(d.Use("li"))
	d.must(d.mark("a1", 300))
	d.must(d.mark("a1", 250))
	if n := d.News("li", r); len(n) != 0 {
		t.Errorf("one's own is no news: %+v", n)
	}
	n := d.News("chen", r)
	if len(n) != 2 || n[0].Person != "li" || n[0].District != "ns" {
		t.Fatalf("%+v", n)
	}
	at := slices.IndexFunc(n, func(x session.News) bool { return x.Entity == "d/ns/score/a1" })
	if c := n[at].Changes; len(c) != 1 || c[0].Old != "" || c[0].New != ledger.Of(int64(250)) || len(n[at].Writes) != 2 {
		t.Errorf("two writes to one field are one change from the first to the last: %+v", n[at])
	}
	r.One = map[ledger.OpID]bool{}
	for _, id := range n[at].Writes {
		r.One[id] = true
	}
	if left := d.News("chen", r); len(left) != 1 || left[0].Entity == "d/ns/score/a1" {
		t.Errorf("one was read: %+v", left)
	}
	_, now = d.Snapshot()
	r.Of = map[string]ledger.Frontier{"ns": now}
	d.must(d.Use("chen"))
	d.must(d.Apply(assess.Fields("edit.round", "round", "city", "某市")))
	if n = d.News("li", r); len(n) != 1 || n[0].District != "" {
		t.Errorf("the district is read, the round is not: %+v", n)
	}
	d.must(d.mark("a1", 200))
	d.must(d.mark("a1", 250)) // and back
	if n = d.News("li", r); len(n) != 1 {
		t.Errorf("what was taken back is no news: %+v", n)
	}
	if say := (words.Catalog{}); d.View().EntityName(say, n[0].Entity) == "" {
		t.Error("it has no name")
	}
}
