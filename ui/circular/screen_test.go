package circular_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/ui/uitest/fake"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	circ "kaohe/app/circular"
	"kaohe/app/ledger"
	"kaohe/ui/circular"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// office notes what was asked of it.
type office struct{ did []string }

func (o *office) SaveWord() { o.did = append(o.did, "save for Word") }
func (o *office) TakeWord() { o.did = append(o.did, "take back") }
func (o *office) Preview()  { o.did = append(o.did, "preview") }
func (o *office) Print()    { o.did = append(o.did, "print") }

func show(t *testing.T, s *uitest.Stage) (*circular.Screen, *office) {
	t.Helper()
	o := &office{}
	v := circular.NewWith(s.Kit(), o, &fake.Clock{})
	s.W.OnChange = v.Render
	v.Render()
	s.W.Show(v.Object(), 1080, 680)
	return v, o
}

func turn(v *circular.Screen, section string) { v.Reveal(assess.Place{Tab: section}) }

func write(f *widgets.Field, text string) {
	f.Focus()
	f.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(f.Target(), text)
}

func fields(v *circular.Screen) []*widgets.Field { return uitest.All[*widgets.Field](v.Object()) }

func has(v *circular.Screen, text string) bool {
	return slices.ContainsFunc(uitest.Texts(v.Object()), func(x string) bool { return strings.Contains(x, text) })
}

func links(v *circular.Screen) []*widgets.Link { return uitest.All[*widgets.Link](v.Object()) }

func section(s *uitest.Stage, key string) *circ.Section { return circ.Compose(s.View()).Section(key) }

func TestSampleIsShownAtBothSizes(t *testing.T) {
	s := uitest.Sample(t)
	v, _ := show(t, s)
	problems := section(s, circ.Problems)
	s.Must(s.Apply(problems.Write(strings.Replace(problems.String(), "一些区打假办", "多数区打假办", 1) + "\n个别区的福田街道还要加强。")))
	for _, key := range []string{circ.Opening, circ.Conduct, circ.Achievements, circ.Highlights, circ.Problems, circ.Requirements} {
		for _, size := range [][2]float32{{1080, 680}, {824, 580}} {
			s.W.Show(v.Object(), size[0], size[1])
			turn(v, key)
			s.W.Shot(fmt.Sprintf("circular-%s-%.0f", key, size[0]))
		}
		for _, text := range uitest.Texts(v.Object()) {
			if strings.HasPrefix(text, "circular.") || strings.HasPrefix(text, "field.") {
				t.Errorf("untranslated: %q", text)
			}
		}
	}
}

// stage is 南山区 and 福田区 with a problem each.
func stage(t *testing.T) (*uitest.Stage, *circular.Screen) {
	t.Helper()
	s := uitest.Small(t)
	s.Must(s.Apply(assess.Fields("edit.district", "d/ft", "name", "福田区")))
	s.Must(s.Apply(assess.New("edit.finding").Set("d/ft/sum/0", "nohighlight", "确实没有").Set("d/ns/sum/0", "nohighlight", "确实没有")))
	for id, text := range map[string]string{"ns": "责任书没有签全。", "ft": "台账没有更新。"} {
		d := s.View().District(id)
		s.Must(s.Apply(assess.AddFinding(d, "f", assess.Problem, "named", d.Name+text, "city", text).Set("d/"+id+"/find/f", "item/a1", true)))
	}
	v, _ := show(t, s)
	turn(v, circ.Problems)
	return s, v
}

func TestTheTextIsWrittenWhenTheBoxIsLeft(t *testing.T) {
	s, v := stage(t)
	write(fields(v)[0], "个别区责任书没有签全。\n\n个别区台账没有更新。")
	v.Leave()
	if x := section(s, circ.Problems); !x.Edited || x.String() != "个别区责任书没有签全。\n\n个别区台账没有更新。" {
		t.Fatalf("%q", x)
	}
	n := len(s.Log.Records)
	v.Leave()
	if len(s.Log.Records) != n {
		t.Error("the same text was written twice")
	}
	if !has(v, "已手工改写") || !has(v, "没有要核对的地方") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
}

func TestADoubtOpensItsSentenceToBeRewritten(t *testing.T) {
	s, v := stage(t)
	x := section(s, circ.Problems)
	s.Must(s.Apply(x.Write(strings.Replace(x.String(), "各区不同程度", "部分区不同程度", 1))))
	v.Render()
	s.W.Show(v.Object(), 824, 580)
	test.Tap(links(v)[0])
	s.W.Shot("circular-sentence")
	one := fields(v)[1]
	if one.Text() != "部分区不同程度地存在不足。" || s.W.Canvas().Focused() != one.Target() {
		t.Fatalf("at hand is %q", one.Text())
	}
	if !has(v, "福田区 · 问题") {
		t.Errorf("the finding it rests on is not shown: %q", uitest.Texts(v.Object()))
	}
	write(one, "各区不同程度地存在不足。")
	s.Press(v.Object(), "改好了")
	if got := section(s, circ.Problems); got.String() != x.String() || got.Edited || len(links(v)) != 0 {
		t.Fatalf("%q, %d doubts", got, len(links(v)))
	}
}

func TestRestoringAsksAndCanBeUndone(t *testing.T) {
	s, v := stage(t)
	write(fields(v)[0], "改过的。")
	v.Leave()
	s.W.Deny = true
	s.Press(v.Object(), "恢复生成的文字")
	if !section(s, circ.Problems).Edited {
		t.Fatal("restored although the answer was no")
	}
	s.W.Deny = false
	s.Press(v.Object(), "恢复生成的文字")
	if section(s, circ.Problems).Edited || !has(v, "自动生成") {
		t.Fatal("not restored")
	}
	s.Must(s.Undo())
	v.Render()
	if fields(v)[0].Text() != "改过的。" {
		t.Fatalf("undo shows %q", fields(v)[0].Text())
	}
}

func TestACityTextIsMendedInItsPlace(t *testing.T) {
	s, v := stage(t)
	s.Must(s.Apply(assess.Fields("edit.finding", "d/ft/find/f", "city", "")))
	v.Render()
	test.Tap(links(v)[0])
	s.W.Shot("circular-finding")
	all := fields(v)
	write(all[len(all)-1], "台账更新不及时。")
	v.Leave()
	if f := s.View().District("ft").Finding("f"); f.FinalCity != "台账更新不及时。" || f.City != "" || !strings.Contains(section(s, circ.Problems).String(), "台账更新不及时") {
		t.Fatalf("%+v", f)
	}
}

func TestAFindingThatCameLaterIsPutIn(t *testing.T) {
	s, v := stage(t)
	x := section(s, circ.Problems)
	s.Must(s.Apply(x.Write(strings.Replace(strings.Replace(x.String(), "台账没有更新", "", 1), "二是。", "", 1))))
	v.Render()
	test.Tap(links(v)[0])
	s.Press(v.Object(), "写进这一节")
	if len(links(v)) != 0 || !strings.Contains(section(s, circ.Problems).String(), "台账没有更新") {
		t.Fatalf("%q", section(s, circ.Problems))
	}
}

func TestThemesAreAddedAndMovedTo(t *testing.T) {
	s, v := stage(t)
	s.W.Answer = "街道差距"
	s.Press(v.Object(), "新主题")
	if !has(v, "还没有发现。请选一条发现，移到这个主题。") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	themes := s.View().Themes(assess.Problem)
	added := themes[len(themes)-1].ID
	s.Press(v.Object(), "上移")
	v.Reveal(assess.Place{})
	list := uitest.All[*widgets.Lines[circular.BasisRow]](v.Object())[0]
	list.Choose("f/ft/f")
	v.Render()
	uitest.All[*widgets.Pick](v.Object())[0].Choose(added)
	if got := section(s, circ.Problems).String(); got != "（一）街道差距\n个别区台账没有更新。\n（二）责任体系还不够健全\n有的区责任书没有签全。" {
		t.Fatalf("%s", got)
	}
}

func TestFindingsAreJoinedAndSaidInWordsOfTheirOwn(t *testing.T) {
	s, v := stage(t)
	list := uitest.All[*widgets.Lines[circular.BasisRow]](v.Object())[0]
	list.Choose("f/ft/f")
	v.Render()
	uitest.All[*widgets.Pick](v.Object())[1].Choose("f/ns/f")
	s.W.Shot("circular-joined")
	write(shown(v, "责任书没有签全。"), "基础工作不扎实。")
	v.Leave()
	if got := section(s, circ.Problems).String(); got != "（一）责任体系还不够健全\n各区基础工作不扎实。" {
		t.Fatalf("%s", got)
	}
	s.Press(v.Object(), "拆开，各写各的")
	if got := section(s, circ.Problems).String(); !strings.Contains(got, "台账没有更新") || strings.Contains(got, "基础工作") {
		t.Fatalf("parted: %s", got)
	}
}

// shown returns the box that shows a text.
func shown(v *circular.Screen, text string) *widgets.Field {
	all := fields(v)
	return all[slices.IndexFunc(all, func(f *widgets.Field) bool { return f.Text() == text })]
}

func TestWhatIsAlikeIsProposedAndJoinedWhenSomebodyAgrees(t *testing.T) {
	s, v := stage(t)
	before := section(s, circ.Problems).String()
	list := uitest.All[*widgets.Lines[circular.BasisRow]](v.Object())[0]
	if !list.Choose("p/ft/f") && !list.Choose("p/ns/f") { // they share their item
		t.Fatal("nothing is proposed")
	}
	v.Render()
	s.W.Shot("circular-proposed")
	if section(s, circ.Problems).String() != before {
		t.Fatal("what is only proposed is joined")
	}
	s.Press(v.Object(), "合写成一句")
	if g := s.View().Circular.Groups; len(g) != 1 || !strings.Contains(section(s, circ.Problems).String(), "各区"+g[0].Text) {
		t.Fatalf("%s", section(s, circ.Problems))
	}
}

func TestWhatIsRequiredIsWrittenAtTheTheme(t *testing.T) {
	s, v := stage(t)
	turn(v, circ.Requirements)
	list := uitest.All[*widgets.Lines[circular.BasisRow]](v.Object())[0]
	list.Choose("theme/problem-a")
	v.Render()
	s.W.Shot("circular-requirement")
	all := fields(v)
	write(all[len(all)-1], "把责任书签全。")
	v.Leave()
	if got := section(s, circ.Requirements).String(); !strings.HasSuffix(got, "\n把责任书签全。") {
		t.Fatalf("%s", got)
	}
}

func TestWhatIsRepeatedLeadsToEachOfItsSentences(t *testing.T) {
	s, v := stage(t)
	s.Must(s.Apply(section(s, circ.Problems).Write("甲区好。甲区坏。甲区大。甲区小。")))
	v.Render()
	if !has(v, "重复1处") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	for _, want := range []string{"甲区好。", "甲区坏。"} {
		all := links(v)
		test.Tap(all[len(all)-1])
		if got := fields(v)[1].Text(); got != want {
			t.Errorf("at hand is %q", got)
		}
	}
	s.W.Shot("circular-repeats")
}

func TestADistrictsPartIsSettled(t *testing.T) {
	s, v := stage(t)
	s.Must(s.Apply(assess.Fields("edit.final", "d/ft/sum/0", "nohighlight", "")))
	turn(v, circ.Highlights)
	s.W.Shot("circular-district")
	uitest.All[*widgets.Tick](v.Object())[0].SetChecked(true)
	if !s.View().District("ft").Circulated {
		t.Fatal("not settled")
	}
	test.Tap(links(v)[0])
	if n := len(s.W.Went); n != 1 || s.W.Went[0].District != "ft" || s.W.Went[0].Phase != assess.Summary {
		t.Fatalf("went to %+v", s.W.Went)
	}
}

func TestQuantifiersAreSet(t *testing.T) {
	s, v := stage(t)
	s.Press(v.Object(), "写法")
	s.W.Shot("circular-rule")
	top := s.W.Canvas().Overlays().Top()
	boxes := uitest.All[*widgets.Field](top)
	write(boxes[0], "101")
	s.Press(top, "按此写")
	if boxes[0].Told() == "" {
		t.Fatal("101 percent was taken")
	}
	write(boxes[0], "５0")
	s.Press(top, "按此写")
	if c := s.View().Circular; c.Over != 50 || c.From != 0 || s.W.Canvas().Overlays().Top() != nil {
		t.Fatalf("%+v", c)
	}
}

func TestAMemberOnlyReads(t *testing.T) {
	s, v := stage(t)
	s.Must(s.Use("li"))
	v.Render()
	s.W.Shot("circular-member")
	if !fields(v)[0].Locked() || uitest.Button(v.Object(), "新主题") != nil || !has(v, "修改考核安排") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
}

func TestNothingFoundYetSaysWhatToDo(t *testing.T) {
	s := uitest.Small(t)
	v, _ := show(t, s)
	s.W.Shot("circular-empty")
	s.Press(v.Object(), "去记录考核发现")
	if len(s.W.Went) != 1 || s.W.Went[0].Tab != assess.TabFinding {
		t.Fatalf("went to %+v", s.W.Went)
	}
}

func TestTheOfficeGetsTheTextAsItWasTyped(t *testing.T) {
	s, _ := stage(t)
	o := &office{}
	v := circular.NewWith(s.Kit(), o, &fake.Clock{})
	s.W.OnChange = v.Render
	v.Render()
	s.W.Show(v.Object(), 1080, 680)
	turn(v, circ.Conduct)
	write(fields(v)[0], "考核已经完成。")
	s.Press(v.Object(), "打印")
	if len(o.did) != 1 || section(s, circ.Conduct).String() != "考核已经完成。" {
		t.Fatalf("%v %q", o.did, section(s, circ.Conduct))
	}
}

func TestTwoValuesLockTheTextUntilOneIsTaken(t *testing.T) {
	s, _ := stage(t)
	s.Second()
	s.Must(s.Apply(section(s, circ.Problems).Write("一号电脑写的。")))
	at := ledger.Register{Entity: assess.CircularText(circ.Problems), Field: "text"}
	s.Elsewhere("gu", ledger.Op{Entity: at.Entity, Field: at.Field, Value: ledger.Of("二号电脑写的。")})
	v, _ := show(t, s)
	turn(v, circ.Problems)
	s.W.Shot("circular-disputed")
	if !fields(v)[0].Locked() {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	s.Must(s.Apply(s.View().Settle(at, ledger.Of("二号电脑写的。"), "以二号电脑为准", s.NewID())))
	v.Render()
	if fields(v)[0].Locked() {
		t.Fatalf("settled, and still %q", uitest.Texts(v.Object()))
	}
}

func TestRenderWritesNothing(t *testing.T) {
	s := uitest.Sample(t)
	v, _ := show(t, s)
	n := len(s.Log.Records)
	for _, key := range []string{circ.Conduct, circ.Achievements, circ.Highlights, circ.Problems, circ.Requirements} {
		turn(v, key)
		for _, row := range uitest.All[*widgets.Lines[circular.BasisRow]](v.Object()) {
			for n := 0; n < 5 && row.Next(1); n++ {
				v.Render()
			}
		}
		v.Leave()
	}
	if len(s.Log.Records) != n {
		t.Fatalf("wrote %d records", len(s.Log.Records)-n)
	}
}
