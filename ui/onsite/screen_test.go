package onsite

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/uitest"
)

var ctrlEnter = &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl}

func (d *stage) at(p assess.Place) *stage {
	p.District = "ns"
	d.screen.Reveal(p)
	return d
}

// scoring shows 打分 with the keyboard on the list, at an item.
func scoring(t *testing.T, item string) *stage {
	d := newStage(t).show("ns", 1080, 640)
	d.at(assess.Place{Tab: assess.TabScore, Item: item})
	d.press(fyne.KeyEscape)
	return d
}

func (d *stage) page() *page              { return d.show("ns", 1080, 640).pane().p }
func (d *stage) pane() *scorePane         { return d.screen.Pane(assess.TabScore).(*scorePane) }
func (d *stage) records() *recordPane     { return d.screen.Pane(assess.TabRecord).(*recordPane) }
func (d *stage) documents() *documentPane { return d.screen.Pane(assess.TabDocument).(*documentPane) }
func (d *stage) findings() *findingPane   { return d.screen.Pane(assess.TabFinding).(*findingPane) }

func TestDigitOnTheListGivesAMarkAndADeductionOfTheRest(t *testing.T) {
	d := scoring(t, "a1")
	d.press("3", fyne.KeyReturn)
	s := d.score("a1")
	if s.Mark != 300 || len(s.Deductions) != 1 || s.Deductions[0].Amount != 200 {
		t.Fatalf("%+v", s)
	}
	if !d.pane().item.trouble.Banner.Visible() {
		t.Error("a deduction without a reason must be warned of")
	}
	if d.pane().item.mark.mark.Text() != "3.00" {
		t.Errorf("the box shows %q", d.pane().item.mark.mark.Text())
	}
	d.press(fyne.KeyReturn)
	if len(d.win.edits) != 1 {
		t.Errorf("Enter on an unchanged mark wrote something: %d edits", len(d.win.edits))
	}
}

func TestMarkBeyondTheRuleIsRefusedInPlace(t *testing.T) {
	d := scoring(t, "a1")
	d.press("9", fyne.KeyReturn)
	if d.score("a1").Marked {
		t.Fatal("9 of 5 was taken")
	}
	d.press(ctrlEnter)
	if key, _ := d.pane().List.ChosenKey(); key != "a1" {
		t.Errorf("went on to %s with a mark that is none", key)
	}
}

func TestMinusAddsADeductionAndAsksWhy(t *testing.T) {
	d := scoring(t, "a1")
	d.press("-", "两个街道未签", fyne.KeyReturn)
	s := d.score("a1")
	if s.Mark != 450 || len(s.Deductions) != 1 || s.Deductions[0].Reason != "两个街道未签" {
		t.Fatalf("%+v", s)
	}
	d.press(fyne.KeyEscape, "-", "没有台账", fyne.KeyReturn)
	if s = d.score("a1"); s.Mark != 400 || len(s.Deductions) != 2 || s.Deductions[1].Reason != "没有台账" {
		t.Fatalf("after the second: %+v", s)
	}
}

func TestMinusGoesToTheReasonThatIsMissing(t *testing.T) {
	d := scoring(t, "a1")
	d.press("3", fyne.KeyReturn, "-", "没有台账", fyne.KeyReturn)
	if x := d.score("a1").Deductions; len(x) != 1 || x[0].Reason != "没有台账" || d.score("a1").Mark != 300 {
		t.Fatalf("%+v", x)
	}
}

func TestCtrlEnterGoesOnToTheNextItemThatIsOpen(t *testing.T) {
	d := scoring(t, "a1")
	d.must(d.Apply(assess.SetMark(d.ns(), d.score("a2"), 300, "x")))
	d.screen.Render()
	d.press("5", ctrlEnter)
	if key, _ := d.pane().List.ChosenKey(); key != "a3" || d.score("a1").Mark != 500 {
		t.Fatalf("at %s, mark %v", key, d.score("a1").Mark)
	}
	d.press("10", fyne.KeyReturn) // a3 takes 2.00, 1.00 or 0.00
	if texts := strings.Join(uitest.Texts(d.screen.Object()), "\n"); d.score("a3").Marked || !strings.Contains(texts, "没有10分这一档，只有2.00、1.00、0.00。") {
		t.Errorf("10 gives a3 %v, and it says %q", d.score("a3").Mark, texts)
	}
	d.press("1", fyne.KeyReturn)
	if d.score("a3").Mark != 100 {
		t.Errorf("a3 has %v", d.score("a3").Mark)
	}
	d.screen.DoneAndNext()
	if !d.pane().item.head.note.Banner.Visible() {
		t.Error("nobody says that all is marked")
	}
}

func TestCountMakesTheMark(t *testing.T) {
	d := scoring(t, "a2")
	f := d.pane().item.mark.count.f
	f.Focus()
	d.press("2", fyne.KeyReturn)
	if s := d.score("a2"); s.Count != 2 || s.Mark != 100 || len(s.Deductions) != 1 {
		t.Fatalf("%+v", s)
	}
	if !strings.Contains(unspaced(d.pane().item.mark.count.says.label.Text), "扣2次") {
		t.Errorf("says %q", d.pane().item.mark.count.says.label.Text)
	}
}

func TestArrowsWalkTheWholeList(t *testing.T) {
	d := scoring(t, "a1")
	var seen []string
	for range 5 {
		key, _ := d.pane().List.ChosenKey()
		seen = append(seen, key)
		d.press(fyne.KeyDown)
	}
	if strings.Join(seen, " ") != "a1 a2 a3 b1 b2" {
		t.Errorf("walked %v", seen)
	}
	if d.pane().item.is.Item.ID != "b2" {
		t.Error("the detail does not follow the list")
	}
}

func TestMarkedItemStaysListedWhileItIsAtHand(t *testing.T) {
	d := scoring(t, "a1")
	d.pane().Turn("open", true)
	d.win.Canvas().Focus(d.pane().List)
	d.press("5", fyne.KeyReturn)
	if key, _ := d.pane().List.ChosenKey(); key != "a1" || len(d.pane().List.Rows()) != 4 {
		t.Fatalf("at %s of %d rows", key, len(d.pane().List.Rows()))
	}
	d.press(fyne.KeyEscape, fyne.KeyDown)
	if n := len(d.pane().List.Rows()); n != 3 {
		t.Errorf("%d rows: a1 should have left the list of what is open", n)
	}
}

func TestNotApplicableAsksForAReason(t *testing.T) {
	d := scoring(t, "a1")
	d.win.answer = "没有此类业务"
	test.Tap(d.pane().item.mark.setsNA)
	if s := d.score("a1"); !s.NA || s.NAReason != "没有此类业务" {
		t.Fatalf("%+v", s)
	}
	d.win.Canvas().Focus(d.pane().List)
	d.press("3")
	if d.score("a1").Marked {
		t.Error("a digit marks an item that does not apply")
	}
}

func TestVetoIsConfirmed(t *testing.T) {
	d := scoring(t, "b2")
	d.win.decline = true
	test.Tap(d.pane().item.mark.veto.yes)
	if d.score("b2").Vetoed || len(d.win.asked) == 0 {
		t.Fatal("not asked")
	}
	d.win.decline = false
	test.Tap(d.pane().item.mark.veto.yes)
	if !d.score("b2").Vetoed {
		t.Fatal("not written")
	}
}

func TestDeductionAmountMovesTheMark(t *testing.T) {
	d := scoring(t, "a1")
	d.press("-")
	x := d.score("a1").Deductions[0]
	r := d.pane().item.deds.rows[x.Entity]
	r.form.Focus("amount")
	d.press(fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, "1.5", fyne.KeyReturn)
	if s := d.score("a1"); s.Mark != 350 || s.Deductions[0].Amount != 150 {
		t.Fatalf("%v", s.Mark)
	}
	test.Tap(r.remove)
	if s := d.score("a1"); s.Mark != 500 || len(s.Deductions) != 0 {
		t.Fatalf("after removal %+v", s)
	}
}

func TestLinkingRecordsByKeys(t *testing.T) {
	d := scoring(t, "a1")
	d.record("r1", standard.Briefing, "title", "听取汇报")
	d.record("r2", standard.Interview, "title", "提问交流")
	d.press("-")
	x := d.score("a1").Deductions[0]
	test.Tap(d.pane().item.deds.rows[x.Entity].links.add)
	d.press("twjl", fyne.KeyReturn)
	if got := d.score("a1").Deductions[0].Records; len(got) != 1 || got[0].ID != "r2" {
		t.Fatalf("%v", got)
	}
	d.press(fyne.KeyEscape)
	if d.win.Canvas().Overlays().Top() != nil {
		t.Fatal("Esc does not close the list")
	}
	chip := d.pane().item.deds.rows[x.Entity].links.chips[0]
	d.win.Canvas().Focus(chip)
	d.press(fyne.KeyDelete)
	if got := d.score("a1").Deductions[0].Records; len(got) != 0 {
		t.Fatalf("still linked: %v", got)
	}
}

func TestRemarkIsWrittenAfterAPauseAndOnlyOnce(t *testing.T) {
	d := scoring(t, "a1")
	d.box("备注").Focus()
	d.press("补充")
	if len(d.win.edits) != 0 {
		t.Fatal("written per key")
	}
	d.hand.Turn(2 * time.Second)
	d.screen.Leave()
	if len(d.win.edits) != 1 || d.score("a1").Remark != "补充" {
		t.Fatalf("%d edits, remark %q", len(d.win.edits), d.score("a1").Remark)
	}
}

func TestRenderLeavesTheBoxThatIsTypedIn(t *testing.T) {
	d := scoring(t, "a1")
	f := d.box("备注")
	f.Focus()
	d.press("正在写")
	d.must(d.Apply(assess.Fields("edit.remark", "d/ns/score/a1", "remark", "别处写的")))
	d.screen.Render()
	if f.Text() != "正在写" {
		t.Fatalf("box holds %q", f.Text())
	}
}

func TestTypedTextBelongsToTheItemItWasTypedFor(t *testing.T) {
	d := scoring(t, "a1")
	d.box("备注").Focus()
	d.press("甲")
	d.at(assess.Place{Tab: assess.TabScore, Item: "a2"})
	if d.score("a1").Remark != "甲" || d.score("a2").Remark != "" {
		t.Fatalf("a1 %q a2 %q", d.score("a1").Remark, d.score("a2").Remark)
	}
}
