package onsite

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/standard"
	"kaohe/ui/uitest"
)

// visiting has three checks and two drawn subdistricts, with the page at 抽查街道.
func visiting(t *testing.T) *stage {
	t.Helper()
	d := newStage(t)
	d.Must(d.Use("gu"))
	for _, id := range []string{"v1", "v2", "v3"} {
		d.Must(d.Apply(assess.AddCheck(d.View(), id, "要点"+id)))
	}
	d.Must(d.Apply(assess.New("edit.draw").Set("d/ns/sub/yh", "drawn", true)))
	d.Must(d.Use("li"))
	return d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabVisit})
}

func (d *stage) verdict(sub, check string) assess.Verdict {
	if l := d.ns().Looks[assess.LookAt(d.ns(), sub, check)]; l != nil {
		return l.Verdict
	}
	return assess.NoVerdict
}

func TestDigitsGiveVerdictsAndGoOn(t *testing.T) {
	d := visiting(t)
	d.at(assess.Place{Tab: assess.TabVisit, Entity: "d/ns/sub/sk"})
	d.Send("1", "３", "2")
	for check, want := range map[string]assess.Verdict{"v1": assess.Conforms, "v2": assess.Fails, "v3": assess.Partly} {
		if got := d.verdict("sk", check); got != want {
			t.Errorf("%s is %q, want %q", check, got, want)
		}
	}
	if len(d.W.Edits) != 3 || d.W.Edits[0].Label != "edit.look" || len(d.W.Edits[0].Writes) != 1 {
		t.Errorf("%d edits: a verdict must not write the note of a colleague", len(d.W.Edits))
	}
	d.Send("0")
	if got := d.verdict("sk", "v3"); got != assess.NoVerdict {
		t.Errorf("0 leaves %q", got)
	}
	d.Send("9")
	if len(d.W.Edits) != 4 {
		t.Errorf("9 is no verdict, yet %d edits", len(d.W.Edits))
	}
}

func TestADigitIsTheVerdictOfAllSelectedChecks(t *testing.T) {
	d := visiting(t)
	d.at(assess.Place{Tab: assess.TabVisit, Entity: "d/ns/sub/sk"})
	d.SelectDown(1)
	d.Send("2")
	if got := d.verdict("sk", "v1") + d.verdict("sk", "v2") + d.verdict("sk", "v3"); got != assess.Partly+assess.Partly {
		t.Errorf("%q", got)
	}
	if len(d.W.Edits) != 1 {
		t.Errorf("%d edits", len(d.W.Edits))
	}
}

func TestNoteOfACheck(t *testing.T) {
	d := visiting(t)
	d.at(assess.Place{Tab: assess.TabVisit, Entity: "d/ns/look/sk/v2"})
	d.Send(fyne.KeyReturn, "三条", fyne.KeyEscape, fyne.KeyF4, "没有结果")
	d.screen.Leave()
	if l := d.ns().Looks["d/ns/look/sk/v2"]; l == nil || l.Note != "三条没有结果" {
		t.Fatalf("%+v", l)
	}
	d.screen.Render()
	if n := len(d.W.Edits); n != 2 {
		t.Errorf("%d edits, want one for each time the box was left", n)
	}
}

func TestSubdistrictsAreComparedInFigures(t *testing.T) {
	d := visiting(t)
	for at, v := range map[string]assess.Verdict{"sk v1": "yes", "yh v1": "yes", "sk v2": "yes", "yh v2": "no", "sk v3": "partly"} {
		sub, check, _ := strings.Cut(at, " ")
		d.Must(d.Apply(assess.Fields("edit.look", assess.LookAt(d.ns(), sub, check), "verdict", string(v))))
	}
	if !d.says("3项中1项各街道不一致，还有1处没有结论") {
		t.Errorf("says %q", d.texts())
	}
	st := visitOf(d.View(), d.ns())
	if st.Checks[1].Counts["no"] != 1 || !st.Checks[1].Differs || st.Checks[0].Differs || st.sub("yh").Done != 2 {
		t.Errorf("%+v", st)
	}
	d.focusList()
	d.Send(fyne.KeyEnd, fyne.KeyReturn, "1") // opens the subdistrict that has no verdict yet
	if d.verdict("yh", "v3") != assess.Conforms {
		t.Error("Enter must lead to the check that is open")
	}
	d.screen.DoneAndNext()
	if !d.says("3项中2项各街道不一致") {
		t.Errorf("when all is decided the comparison comes: %q", d.texts())
	}
}

func TestVisitRecordOfASubdistrict(t *testing.T) {
	d := visiting(t)
	d.at(assess.Place{Tab: assess.TabVisit, Entity: "d/ns/sub/sk"})
	d.screen.New()
	if all := d.ns().Visits("sk"); len(all) != 1 || all[0].Form != standard.SubdistrictCheck || all[0].Recorder != "li" {
		t.Fatalf("%+v", all)
	}
	if d.screen.Chosen() != assess.TabRecord {
		t.Errorf("at %s", d.screen.Chosen())
	}
}

func TestWithoutChecksThePageSaysWhatIsNext(t *testing.T) {
	d := newStage(t)
	d.Must(d.Use("gu"))
	d.show("ns", 824, 540).at(assess.Place{Tab: assess.TabVisit})
	const comparison = "各街道对比"
	if !d.says("还没有检查要点。") || d.says(comparison) {
		t.Fatal("no word of checks")
	}
	d.W.Answer = "有专人负责"
	d.tap("录入检查要点")
	if len(d.View().Checks) != 1 || !d.says(comparison) {
		t.Fatalf("%+v", d.View().Checks)
	}
	frozen := newStage(t)
	frozen.Must(frozen.Use("gu"))
	frozen.Must(frozen.Apply(assess.New("edit.standard").Set("std", "frozen", true)))
	frozen.show("ns", 824, 540).at(assess.Place{Tab: assess.TabVisit})
	if !frozen.says("标准已经冻结，不能再增加") || frozen.says("还没有检查要点。") {
		t.Error("a frozen standard takes no checks")
	}
	frozen.Must(frozen.Apply(assess.New("edit.draw").Set("d/ns/sub/sk", "drawn", false)))
	if !frozen.says("还没有抽取要检查的街道。") {
		t.Error("no word of the draw")
	}
}

func TestTheDayByPersonAndKind(t *testing.T) {
	d := &assess.District{ID: "ns", Entity: "d/ns"}
	at := func(person, entity, field string) session.Entry {
		return session.Entry{At: time.Unix(0, 0), Person: person, Entity: entity, Field: field, New: ledger.Of("x")}
	}
	st := dayOf(d, []session.Entry{
		at("li", "d/ns/score/a1", "mark"), at("li", "d/ns/score/a1", "mark"), at("li", "d/ns/score/a2", "mark"), at("li", "d/ns/rec/r1", "title"),
		at("gu", "d/ns/qa/r1/q1", "q"), at("gu", "d/lh/score/a1", "mark"), at("gu", "d/ns/mat/a1/0", "state"), at("gu", "std/item/a1", "text"),
		at("gu", "d/ns/sign/2/x", "statement"), {Person: "zhou", Entity: "d/ns/score/a3", Held: authority.NoDevice}})
	if len(st.Done) != 2 || st.Total != 5 {
		t.Fatalf("%+v", st)
	}
	want := map[string]string{"li": "onsite.day.score 2, onsite.day.rec 1", "gu": "onsite.day.qa 1, onsite.day.prepare 1"}
	for _, p := range st.Done {
		var got []string
		for _, k := range p.Kinds {
			got = append(got, k.Key+" "+itoa(int64(k.Args[0].(int))))
		}
		if strings.Join(got, ", ") != want[p.Person] {
			t.Errorf("%s: %q", p.Person, got)
		}
	}
}

// groupsMissing are the headings of what is missing before one leaves the district, each with how many.
func groupsMissing(d *stage) []string {
	var out []string
	for _, text := range d.texts() {
		for _, group := range []string{"打分", "记录", "文件抽查", "考核发现", "抽查街道", "回头看", "事项", "其他"} {
			if text = strings.ReplaceAll(text, " ", ""); strings.HasPrefix(text, group+"（") && !strings.Contains(text, "/") {
				out = append(out, text)
			}
		}
	}
	return out
}

func TestTheDaysPage(t *testing.T) {
	d := newStage(t)
	d.Must(d.Apply(assess.Fields("edit.back", "d/ns/back/x", "text", "没有台账")))
	d.Must(d.Apply(assess.AddDeduction(d.ns(), d.score("a1"), 100, "没有台账", "k")))
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabDay, Entity: "d/ns/back/x"})
	if !d.says("李䶮　打分1项、扣分依据1条") {
		t.Errorf("the day says %q", d.texts())
	}
	texts := d.texts()
	if at := slices.Index(texts, "没有依据的扣分（1）"); at < 0 || texts[at+1] != "a1 的扣分没有关联现场记录或佐证：没有台账" || texts[at+2] != "回头看（已核查0/1）" {
		t.Errorf("of what rests on nothing it says %q", texts)
	}
	if state, ok := uitest.Labelled(d.screen.Object(), "整改结果").(fyne.Focusable); !ok || d.W.Canvas().Focused() != state {
		t.Errorf("the keyboard is at %T", d.W.Canvas().Focused())
	}
	groups := groupsMissing(d)
	d.Choose(d.screen.Object(), "整改结果", "部分整改")
	d.box("核查情况").Focus()
	d.Send("只有一半")
	d.screen.Leave()
	if c := d.ns().Carried[0]; c.State != "part" || c.Answer != "只有一半" {
		t.Fatalf("%+v", c)
	}
	if got := groupsMissing(d); len(got) != len(groups)-1 || slices.Contains(got, "回头看（1）") || !slices.Contains(groups, "回头看（1）") {
		t.Errorf("%q, before the answer %q", got, groups)
	}
	d.screen.DoneAndNext()
	if len(d.W.Went) == 0 {
		t.Error("done leads nowhere")
	}
}

func TestF4GoesToTheRemark(t *testing.T) {
	d := scoring(t, "a1")
	d.Send(fyne.KeyF4, "口头", fyne.KeyEscape)
	d.at(assess.Place{Tab: assess.TabScore, Item: "a1"}) // in the mark's box
	d.Send(fyne.KeyF4, "说明")
	d.screen.Leave()
	if got := d.score("a1").Remark; got != "口头说明" {
		t.Errorf("remark %q", got)
	}
}

func TestStepWalksTheTabs(t *testing.T) {
	d := scoring(t, "a1")
	for _, want := range []string{assess.TabRecord, assess.TabDocument, assess.TabVisit, assess.TabFinding, assess.TabDay, assess.TabTask, assess.TabScore} {
		d.screen.Step(1)
		if got := d.screen.Chosen(); got != want {
			t.Fatalf("at %s, want %s", got, want)
		}
	}
	d.screen.Step(-1)
	if got := d.screen.Chosen(); got != assess.TabTask {
		t.Errorf("at %s", got)
	}
}

func TestLastRoundBesideTheItem(t *testing.T) {
	d := newStage(t)
	d.Must(d.Use("gu"))
	d.Must(d.Apply(assess.Fields("edit.district", "d/ns/last/a1", "mark", "4.00", "reason", "少一份",
		"hash", assess.TextHash(d.score("a1").Item.Text)).
		Texts("d/ns/last/a2", "mark", "3.00")))
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabScore, Item: "a1"})
	if !slices.Contains(d.texts(), "4.00分　少一份") {
		t.Errorf("a1: %q", d.texts())
	}
	d.at(assess.Place{Tab: assess.TabScore, Item: "a2"})
	if !d.says("3.00分（去年文字不同") {
		t.Errorf("a2: %q", d.texts())
	}
	d.at(assess.Place{Tab: assess.TabScore, Item: "a3"})
	if slices.Contains(d.texts(), "上年") {
		t.Error("a3 had none")
	}
}

func TestAttendanceOfASymposium(t *testing.T) {
	d := newStage(t)
	d.record("r1", standard.Symposium)
	d.show("ns", 1080, 640).at(assess.Place{Tab: assess.TabRecord, Entity: "d/ns/rec/r1"})
	d.box("应到").Focus()
	d.Send("１0", fyne.KeyReturn)
	d.box("实到").Focus()
	d.Send("12", fyne.KeyReturn)
	if r := d.ns().Record("r1"); r.Invited != 10 || r.Attended != 12 || !d.says("实到多于应到，请核对") {
		t.Fatalf("%d of %d, says %q", r.Attended, r.Invited, d.texts())
	}
	uitest.Type(d.box("实到"), "几个")
	d.Send(fyne.KeyReturn)
	if d.box("实到").Told() == "" || d.ns().Record("r1").Attended != 12 {
		t.Error("几个 is no number")
	}
}
