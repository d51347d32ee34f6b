package onsite

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/theme"
)

var ctrlEnter = &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl}

// scoring shows 打分 with the keyboard on the list, at an item.
func scoring(t *testing.T, item string) *stage {
	d := newStage(t).show("ns", 1080, 640)
	d.at(assess.Place{Tab: assess.TabScore, Item: item})
	d.Send(fyne.KeyEscape)
	return d
}

func TestDigitOnTheListGivesAMarkAndADeductionOfTheRest(t *testing.T) {
	d := scoring(t, "a1")
	d.Send("3", fyne.KeyReturn)
	s := d.score("a1")
	if s.Mark != 300 || len(s.Deductions) != 1 || s.Deductions[0].Amount != 200 {
		t.Fatalf("%+v", s)
	}
	if !d.says("a1 扣2.00分，没有写理由") {
		t.Error("a deduction without a reason must be warned of")
	}
	if got := d.box("得分").Text(); got != "3.00" {
		t.Errorf("the box shows %q", got)
	}
	d.Send(fyne.KeyReturn)
	if len(d.W.Edits) != 1 {
		t.Errorf("Enter on an unchanged mark wrote something: %d edits", len(d.W.Edits))
	}
}

func TestMarkBeyondTheRuleIsRefusedInPlace(t *testing.T) {
	d := scoring(t, "a1")
	d.Send("9", fyne.KeyReturn)
	if d.score("a1").Marked {
		t.Fatal("9 of 5 was taken")
	}
	d.Send(ctrlEnter)
	if at := d.chosen(); at != "a1" {
		t.Errorf("went on to %s with a mark that is none", at)
	}
}

func TestMinusAddsADeductionAndAsksWhy(t *testing.T) {
	d := scoring(t, "a1")
	d.Send("-", "两个街道未签", fyne.KeyReturn)
	s := d.score("a1")
	if s.Mark != 450 || len(s.Deductions) != 1 || s.Deductions[0].Reason != "两个街道未签" {
		t.Fatalf("%+v", s)
	}
	d.Send(fyne.KeyEscape, "-", "没有台账", fyne.KeyReturn)
	if s = d.score("a1"); s.Mark != 400 || len(s.Deductions) != 2 || s.Deductions[1].Reason != "没有台账" {
		t.Fatalf("after the second: %+v", s)
	}
}

func TestMinusGoesToTheReasonThatIsMissing(t *testing.T) {
	d := scoring(t, "a1")
	d.Send("3", fyne.KeyReturn, "-", "没有台账", fyne.KeyReturn)
	if x := d.score("a1").Deductions; len(x) != 1 || x[0].Reason != "没有台账" || d.score("a1").Mark != 300 {
		t.Fatalf("%+v", x)
	}
}

func TestCtrlEnterGoesOnToTheNextItemThatIsOpen(t *testing.T) {
	d := scoring(t, "a1")
	d.Must(d.Apply(assess.SetMark(d.ns(), d.score("a2"), 300, "x")))
	d.Send("5", ctrlEnter)
	if at := d.chosen(); at != "a3" || d.score("a1").Mark != 500 {
		t.Fatalf("at %s, mark %v", at, d.score("a1").Mark)
	}
	d.Send("10", fyne.KeyReturn) // a3 takes 2.00, 1.00 or 0.00
	if d.score("a3").Marked || !d.says("没有10分这一档，只有2.00、1.00、0.00。") {
		t.Errorf("10 gives a3 %v, and it says %q", d.score("a3").Mark, d.texts())
	}
	d.Send("1", fyne.KeyReturn)
	if d.score("a3").Mark != 100 {
		t.Errorf("a3 has %v", d.score("a3").Mark)
	}
	d.screen.DoneAndNext()
	if !d.says("筛选范围内的考核项目都已评分。") {
		t.Error("nobody says that all is marked")
	}
}

func TestCountMakesTheMark(t *testing.T) {
	d := scoring(t, "a2")
	d.box("数量").Focus()
	d.Send("2", fyne.KeyReturn)
	if s := d.score("a2"); s.Count != 2 || s.Mark != 100 || len(s.Deductions) != 1 {
		t.Fatalf("%+v", s)
	}
	if !d.says("扣2次") {
		t.Errorf("says %q", d.texts())
	}
}

func TestArrowsWalkTheWholeList(t *testing.T) {
	d := scoring(t, "a1")
	if d.says("是否发生") {
		t.Fatal("only b2 asks whether its event happened")
	}
	var seen []string
	for range 5 {
		seen = append(seen, d.chosen())
		d.Send(fyne.KeyDown)
	}
	if strings.Join(seen, " ") != "a1 a2 a3 b1 b2" {
		t.Errorf("walked %v", seen)
	}
	if !d.says("是否发生") {
		t.Error("the detail does not follow the list")
	}
}

func TestMarkedItemStaysListedWhileItIsAtHand(t *testing.T) {
	d := scoring(t, "a1")
	d.Tap(d.screen.Object(), "未评")
	d.focusList()
	d.Send("5", fyne.KeyReturn)
	if d.chosen() != "a1" || d.listed() != "a1 a2 a3" {
		t.Fatalf("at %s of %s", d.chosen(), d.listed())
	}
	d.Send(fyne.KeyEscape, fyne.KeyDown)
	if got := d.listed(); got != "a2 a3" {
		t.Errorf("%s: a1 should have left the list of what is open", got)
	}
}

func TestNotApplicableAsksForAReason(t *testing.T) {
	d := scoring(t, "a1")
	d.W.Answer = "没有此类业务"
	d.tap("标为不适用…")
	if s := d.score("a1"); !s.NA || s.NAReason != "没有此类业务" {
		t.Fatalf("%+v", s)
	}
	d.focusList()
	d.Send("3")
	if d.score("a1").Marked {
		t.Error("a digit marks an item that does not apply")
	}
}

func TestVetoIsConfirmed(t *testing.T) {
	d := scoring(t, "b2")
	d.W.Deny = true
	d.tap("改为已发生…")
	if d.score("b2").Vetoed || d.W.Warned == "" {
		t.Fatal("not asked")
	}
	d.W.Deny = false
	d.tap("改为已发生…")
	if !d.score("b2").Vetoed {
		t.Fatal("not written")
	}
}

func TestDeductionAmountMovesTheMark(t *testing.T) {
	d := scoring(t, "a1")
	d.Send("-")
	d.holding("0.50").Focus()
	d.Send(fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, "1.5", fyne.KeyReturn)
	if s := d.score("a1"); s.Mark != 350 || s.Deductions[0].Amount != 150 {
		t.Fatalf("%v", s.Mark)
	}
	d.TapKnob(d.screen.Object(), theme.IconTrash, 1)
	if s := d.score("a1"); s.Mark != 500 || len(s.Deductions) != 0 {
		t.Fatalf("after removal %+v", s)
	}
}

func TestLinkingRecordsByKeys(t *testing.T) {
	d := scoring(t, "a1")
	d.record("r1", standard.Briefing, "title", "听取汇报")
	d.record("r2", standard.Interview, "title", "提问交流")
	d.Send("-")
	d.tap("关联现场记录")
	d.Send("twjl", fyne.KeyReturn)
	if got := d.score("a1").Deductions[0].Records; len(got) != 1 || got[0].ID != "r2" {
		t.Fatalf("%v", got)
	}
	d.Send(fyne.KeyEscape)
	if d.W.Canvas().Overlays().Top() != nil {
		t.Fatal("Esc does not close the list")
	}
	d.W.Canvas().Focus(d.link("记录2"))
	d.Send(fyne.KeyDelete)
	if got := d.score("a1").Deductions[0].Records; len(got) != 0 {
		t.Fatalf("still linked: %v", got)
	}
}

func TestRemarkIsWrittenAfterAPauseAndOnlyOnce(t *testing.T) {
	d := scoring(t, "a1")
	d.box("备注").Focus()
	d.Send("补充")
	if len(d.W.Edits) != 0 {
		t.Fatal("written per key")
	}
	d.hand.Turn(2 * time.Second)
	d.screen.Leave()
	if len(d.W.Edits) != 1 || d.score("a1").Remark != "补充" {
		t.Fatalf("%d edits, remark %q", len(d.W.Edits), d.score("a1").Remark)
	}
}

func TestRenderLeavesTheBoxThatIsTypedIn(t *testing.T) {
	d := scoring(t, "a1")
	f := d.box("备注")
	f.Focus()
	d.Send("正在写")
	d.Must(d.Apply(assess.Fields("edit.remark", "d/ns/score/a1", "remark", "别处写的")))
	if f.Text() != "正在写" {
		t.Fatalf("box holds %q", f.Text())
	}
}

func TestTypedTextBelongsToTheItemItWasTypedFor(t *testing.T) {
	d := scoring(t, "a1")
	d.box("备注").Focus()
	d.Send("甲")
	d.at(assess.Place{Tab: assess.TabScore, Item: "a2"})
	if d.score("a1").Remark != "甲" || d.score("a2").Remark != "" {
		t.Fatalf("a1 %q a2 %q", d.score("a1").Remark, d.score("a2").Remark)
	}
}
