package settle_test

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/marks"
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/screen"
	"kaohe/ui/settle"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// pairs are two values of each kind, and a third that is typed where one can be.
var pairs = map[schema.Kind]struct {
	a, b  any
	typed string
	want  any
}{
	schema.Text:    {"甲", "乙", "丙", "丙"},
	schema.Prose:   {"责任书签了三份。", "责任书签了五份。", "第一行\n第二行", "第一行\n第二行"},
	schema.Day:     {"2006-11-20", "2006-11-21", "2006年11月22日", "2006-11-22"},
	schema.Clock:   {"9:00", "10:00", "11:00", "11:00"},
	schema.Choice:  {"", "?", "", nil},
	schema.Ref:     {"x", "y", "", nil},
	schema.Flag:    {true, false, "", nil},
	schema.Number:  {3, 4, "5", int64(5)},
	schema.Points:  {300, 350, "4.50", int64(450)},
	schema.Percent: {60, 70, "80", int64(80)},
	schema.Measure: {2, 3, "4", int64(4)},
	schema.Order:   {1000, 2000, "", nil},
	schema.Lines:   {[]string{"甲"}, []string{"甲", "乙"}, "丙\n丁", []any{"丙", "丁"}},
	schema.Table:   {[]any{}, []any{"x"}, "", nil},
}

// structures are of the fields that hold one.
var structures = map[string][2]any{
	"rule":     {standard.Rule{Kind: standard.Each, Amount: 50, What: "缺一份"}, standard.Rule{Kind: standard.Each, Amount: 100, What: "缺一份"}},
	"grades":   {[]standard.Grade{{Name: "优秀", From: 9000}}, []standard.Grade{{Name: "优秀", From: 8500}}},
	"ranks":    {[]standard.RankGrade{{Name: "优秀", Upto: 2}}, []standard.RankGrade{{Name: "优秀", Upto: 3}}},
	"forces":   {[]standard.Force{{ID: "f", Event: "瞒报", Grade: "合格"}}, []standard.Force{{ID: "f", Event: "瞒报", Grade: "不合格"}}},
	"problems": {[]assess.DraftProblem{{Finding: "p", Text: "台账不全"}}, []assess.DraftProblem{{Finding: "p", Text: "台账缺失"}}},
	"marks":    {[]assess.DraftMark{{Item: "a1", Mark: 300}}, []assess.DraftMark{{Item: "a1", Mark: 400}}},
	"layer":    {layer(marks.Mark{Kind: marks.Box, To: marks.Point{X: 5000, Y: 5000}}), layer(marks.Mark{Kind: marks.Text, Text: "过期"})},
	"ground":   {[]assess.Ground{{Text: "多数区签了责任书。"}}, []assess.Ground{{Text: "各区签了责任书。"}}},
}

func layer(m ...marks.Mark) []byte {
	b, err := marks.Layer(m).Encode()
	if err != nil {
		panic(err)
	}
	return b
}

// earlier is another file, the state before that of the one whose registers are settled.
var earlier = strings.Repeat("cd", 32)

// supported are what evidence can support, in the edit that makes it.
func supported(e *assess.Edit) *assess.Edit {
	for entity, field := range map[string][2]any{"d/ns/ded/a1/a1": {"amount", 50}, "d/ns/rec/a1": {"title", "访谈"}, "d/ns/doc/a1/a1": {"title", "方案"},
		"d/ns/find/a1": {"named", "台账不全"}, "d/ns/prog/a1/a1": {"text", "补齐了"}, "d/ns/evid/1/" + earlier: {"name", "甲.jpg"}} {
		e.Set(entity, field[0].(string), field[1])
	}
	return e
}

// registers are one of each field of a noun, of what was removed, and of a reason; none of what proves itself.
func registers(n *schema.Noun) []ledger.Register {
	ids := map[string]string{"item": "a1", "section": "a", "phase": "1", "subdistrict": "yh", "file": strings.Repeat("ab", 32)}
	if n.Own { // only whose it is may
		ids["person"] = "gu"
	}
	var path []string
	if n.District {
		path = []string{"d", "ns"}
	}
	if n.Key != "" {
		path = append(path, n.Key)
	}
	for _, id := range n.IDs {
		path = append(path, cmp.Or(ids[id], "x"))
	}
	fields := slices.DeleteFunc(slices.Clone(n.Fields), func(f schema.Field) bool { return f.Ruled }) // by a rule, never by a person
	if len(fields) == 0 {
		return nil
	}
	var out []ledger.Register
	more := []schema.Field{{Name: "why/" + fields[0].Name}, {Name: "gone"}} // the reason first: it goes when what it is for is settled
	for _, f := range append(more, fields...) {
		name := f.Name
		if f.Set {
			name += "/a1"
		}
		if f.Kind == schema.Statement || n.Key == "recovery" { // which the first record alone writes
			return nil
		}
		if name != "frozen" { // settled by nobody, and locks the others
			out = append(out, ledger.Register{Entity: assess.Path(path...), Field: name})
		}
	}
	return out
}

// values that disagree in a register, by its field.
func values(t *testing.T, f *schema.Field) (a, b any) {
	t.Helper()
	p, ok := pairs[f.Kind]
	if !ok {
		t.Fatalf("no values of kind %d: give them here", f.Kind)
	}
	a, b = p.a, p.b
	switch {
	case f.Kind == schema.Choice && len(f.One) == 0:
		t.Fatalf("%s offers nothing to choose", f.Name)
	case f.Kind == schema.Choice && len(f.One) == 1: // chosen or not
		a, b = "", f.One[0]
	case f.Kind == schema.Choice:
		a, b = f.One[0], f.One[1]
	case f.Kind == schema.Ref && f.Of == "person":
		a, b = "gu", "li"
	case f.Kind == schema.Ref && f.Of == "item":
		a, b = "a1", "a2"
	case f.Kind == schema.Ref && f.Of == "file":
		a, b = "", earlier
	case f.Kind == schema.Table:
		s, ok := structures[f.Name]
		if !ok {
			t.Fatalf("no values of %s: give them here, and the page words for them", f.Name)
		}
		a, b = s[0], s[1]
	}
	return a, b
}

// disputed is a small round with two laptops that left two values in a register.
func disputed(t *testing.T, at ledger.Register, a, b any) *uitest.Stage {
	t.Helper()
	s := uitest.Draft(t)
	s.Second()
	write(s, []ledger.Register{at}, []any{a}, []any{b})
	return s
}

// write writes values here, and others on the second laptop.
func write(s *uitest.Stage, at []ledger.Register, here, there []any) {
	s.T.Helper()
	e, ops := supported(assess.New("edit.text")), []ledger.Op{}
	for i, r := range at {
		e.Writes = append(e.Writes, assess.Write{Entity: r.Entity, Field: r.Field, Value: ledger.Of(here[i])})
		ops = append(ops, ledger.Op{Entity: r.Entity, Field: r.Field, Value: ledger.Of(there[i])})
	}
	s.Must(s.Apply(e))
	s.Elsewhere("gu", ops...)
}

func open(s *uitest.Stage) *settle.Screen {
	v := settle.New(s.Kit())
	s.W.OnChange = v.Render
	v.Render()
	s.W.Show(v.Object(), 1040, 640)
	return v
}

// Every field of every noun can be settled through the page: by taking a value, or by writing another where one can be typed.
func TestEveryFieldOfTheSchemaCanBeSettled(t *testing.T) {
	n := 0
	for i := range schema.Nouns {
		noun := &schema.Nouns[i]
		t.Run(strings.ReplaceAll(noun.Key, "/", "."), func(t *testing.T) {
			all := registers(noun)
			if n += len(all); len(all) == 0 {
				return // proves itself: see TestWhatNoEditSettlesSaysWhatDoes
			}
			s := uitest.Draft(t)
			s.Second()
			var here, there []any
			for _, at := range all {
				a, b := values(t, schema.Parse(at.Entity).Field(at.Field))
				here, there = append(here, a), append(there, b)
			}
			write(s, all, here, there)
			v := open(s)
			s.W.Answer = "核对过"
			for i, at := range all {
				settles(t, s, v, at, here[i], there[i])
			}
			if len(s.View().Disputed) > 0 {
				t.Errorf("left: %v", s.View().Disputed)
			}
		})
	}
	if n < 200 {
		t.Fatalf("only %d registers", n)
	}
}

// settles holds that the page shows both values of a register in words and makes one of them.
func settles(t *testing.T, s *uitest.Stage, v screen.Screen, at ledger.Register, a, b any) {
	t.Helper()
	if !slices.Contains(s.View().Disputed, at) {
		t.Fatalf("%v: no conflict among %v; held: %v", at, s.View().Disputed, s.View().Held)
	}
	v.Reveal(assess.DisputeAt(at))
	texts, say := written(v.Object()), s.Kit().Say
	for _, x := range []any{a, b} {
		if shown := s.View().ShowWhole(say, at, ledger.Of(x)); !strings.Contains(texts, shown) || shown == say.Get("value.table") {
			t.Errorf("%v: %q is not shown, or not in words", at, shown)
		}
	}
	f := schema.Parse(at.Entity).Field(at.Field)
	want := ledger.Of(a)
	if p := pairs[f.Kind]; p.typed != "" {
		fill(t, s, v, p.typed)
		want = ledger.Of(p.want)
	} else {
		take(t, s, v, a, at)
	}
	h := s.History(at)
	if slices.Contains(s.View().Disputed, at) || h[len(h)-1].New != want || len(s.W.Failed) > 0 {
		t.Fatalf("%v: not settled, last %q, failed %v", at, s.View().ShowWhole(say, at, h[len(h)-1].New), s.W.Failed)
	}
	why := s.History(ledger.Register{Entity: at.Entity, Field: schema.Why + at.Field})
	if len(why) == 0 != strings.HasPrefix(at.Field, schema.Why) {
		t.Fatalf("%v: reasons %v", at, why)
	}
}

// take takes the version with a value.
func take(t *testing.T, s *uitest.Stage, v screen.Screen, value any, at ledger.Register) {
	t.Helper()
	d, ok := settle.Read(s.Kit(), at)
	if !ok {
		t.Fatal("nothing to settle")
	}
	n := slices.IndexFunc(d.Versions, func(x settle.Version) bool { return x.Value == ledger.Of(value) })
	s.Press(v.Object(), fmt.Sprintf("采用第%d个…", n+1))
}

// fill types another value, or chooses it.
func fill(t *testing.T, s *uitest.Stage, v screen.Screen, text string) {
	t.Helper()
	if boxes := uitest.All[*widgets.Field](v.Object()); len(boxes) == 1 {
		boxes[0].Put(text)
	} else {
		pick(v.Object(), true).Choose(text)
	}
	s.Press(v.Object(), "写入…")
}

func TestWhatNoEditSettlesSaysWhatDoes(t *testing.T) {
	t.Run("FrozenStandard", func(t *testing.T) {
		at := ledger.Register{Entity: "std/item/a1", Field: "points"}
		s := disputed(t, at, 400, 450)
		s.Harden()
		says(t, s, at, "另立新版本", "standard")
	})
	t.Run("FrozenOnOneLaptopOnly", func(t *testing.T) {
		at := ledger.Register{Entity: "std", Field: "frozen"}
		says(t, disputed(t, at, false, true), at, "另立新版本", "standard")
	})
	t.Run("Card", func(t *testing.T) {
		s := uitest.Draft(t)
		s.Second()
		at := ledger.Register{Entity: "person/li", Field: "card"}
		sign, err := s.Keys.Unlock("gu", uitest.PIN)
		s.Must(err)
		id := s.Log.ID()
		card := func(agency string) ledger.Op {
			w := assess.PutCard(assess.Card{Vault: id[:], Person: "li", Name: "李䶮", Agency: agency, Role: assess.Member},
				assess.Officer{ID: "gu", Sign: sign}).Writes[0]
			return ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value}
		}
		s.Elsewhere("gu", card("市质监局"))
		says(t, s, at, "重新保存这张登记卡", "team")
	})
	t.Run("SignedPhase", func(t *testing.T) {
		s := uitest.Small(t)
		s.Second()
		s.Must(s.Apply(assess.Fields("edit.task", "d/ns/task/1/t1", "waived", "不用").Set("d/ns/sub/yh", "drawn", true)))
		_, err := s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
		s.Must(err)
		at := ledger.Register{Entity: "d/ns/sub/yh", Field: "name"}
		s.Elsewhere("gu", ledger.Op{Entity: at.Entity, Field: at.Field, Value: ledger.Of("粤海街道办")})
		says(t, s, at, "已由顾彧于2006年11月20日签字", "")
	})
	t.Run("Role", func(t *testing.T) {
		at := ledger.Register{Entity: "round", Field: "title"}
		s := disputed(t, at, "甲", "乙")
		s.Must(s.Use("li"))
		says(t, s, at, "修改考核安排", "")
	})
}

// says opens the page and holds that it says a word of why, that nothing can be taken, and where it leads.
func says(t *testing.T, s *uitest.Stage, at ledger.Register, word, tab string) {
	t.Helper()
	v := open(s)
	v.Reveal(assess.DisputeAt(at))
	texts := strings.Join(uitest.Texts(v.Object()), "\n")
	if !strings.Contains(texts, word) {
		t.Fatalf("no word of %q in %s", word, texts)
	}
	if b := uitest.Button(v.Object(), "采用第1个…"); b == nil || !b.Disabled() {
		t.Error("it can be taken")
	}
	if uitest.Button(v.Object(), "写入…") != nil {
		t.Error("another can be written")
	}
	if tab == "" {
		return
	}
	s.Press(v.Object(), "去处理")
	if len(s.W.Went) != 1 || s.W.Went[0].Tab != tab || s.W.Went[0].Field != "" {
		t.Errorf("leads to %+v", s.W.Went)
	}
}

func TestListGoesOnToTheNext(t *testing.T) {
	s := uitest.Draft(t)
	s.Second()
	s.Must(s.Apply(assess.Fields("edit.text", "d/ns", "contact", "甲").Texts("d/bd", "name", "宝安区", "contact", "甲").Texts("round", "city", "甲")))
	for _, e := range []string{"d/ns", "d/bd"} {
		s.Elsewhere("gu", ledger.Op{Entity: e, Field: "contact", Value: ledger.Of("乙")})
	}
	s.Elsewhere("gu", ledger.Op{Entity: "round", Field: "city", Value: ledger.Of("乙")})
	v := open(s)
	v.Reveal(assess.Place{Tab: "conflicts"})
	texts := func() string { return strings.Join(uitest.Texts(v.Object()), "\n") }
	if !strings.Contains(texts(), "分歧（3）") || !strings.Contains(texts(), "二号电脑") || !strings.Contains(texts(), "一号电脑") {
		t.Fatal(texts())
	}
	pick(v.Object(), false).Choose("bd")
	if !strings.Contains(texts(), "分歧（1）") {
		t.Fatal(texts())
	}
	s.W.Answer = "电话问过"
	s.Press(v.Object(), "采用第2个…")
	if got := s.View().District("bd").Contact; got != "乙" || !strings.Contains(texts(), "分歧（2）") {
		t.Fatalf("%q, %s", got, texts())
	}
	if _, ok := s.W.Canvas().Focused().(*widgets.Lines[settle.Row]); !ok {
		t.Fatalf("the keyboard is at %T", s.W.Canvas().Focused())
	}
	// From the keyboard: a digit takes a version of the dispute at hand.
	s.W.Canvas().Focused().TypedRune('1')
	s.W.Canvas().Focused().TypedRune('1')
	if len(s.View().Disputed) != 0 || !strings.Contains(texts(), "没有分歧") {
		t.Fatal(texts())
	}
}

func TestASettledMarkTakesItsDeductionsAlongAndSaysSo(t *testing.T) {
	at := ledger.Register{Entity: "d/ns/score/a1", Field: "mark"}
	s := disputed(t, at, 500, 300)
	full := int64(s.View().Standard.Item("a1").Points)
	v := open(s)
	v.Reveal(assess.DisputeAt(at))
	s.W.Answer = "核对过"
	take(t, s, v, 300, at)
	x := s.View().District("ns").Score("a1")
	if !strings.Contains(s.W.Asked, "扣分") || x.Mark != 300 || int64(x.Explained()) != full-300 || len(s.W.Failed) > 0 {
		t.Fatalf("asked %q, %+v, failed %v", s.W.Asked, x, s.W.Failed)
	}
	if err := s.Undo(); !errors.Is(err, words.Refuse("undo.settled")) {
		t.Fatalf("undo: %v", err)
	} else if e := s.Kit().Say.Explain(err); e.Both() != "“得分”的分歧已经有了结论，不能撤销。要改这个结论，请到南山区的“现场考核”页重新填写“得分”；另一个值在历史里。" {
		t.Errorf("says %s", e.Both())
	}
}

func TestWithoutAReasonNothingIsWritten(t *testing.T) {
	s := disputed(t, ledger.Register{Entity: "round", Field: "city"}, "甲", "乙")
	v := open(s)
	n := len(s.Log.Records)
	s.Press(v.Object(), "采用第1个…")
	if len(s.Log.Records) != n || len(s.View().Disputed) != 1 {
		t.Fatal("written without a reason")
	}
}

func TestWhatCanNotStandIsSaidBesideTheBox(t *testing.T) {
	for _, c := range []struct {
		name  string
		at    ledger.Register
		a, b  any
		typed string
		word  string
	}{
		{"MarkBeyondTheItem", ledger.Register{Entity: "d/ns/score/a1", Field: "mark"}, 300, 400, "7", "不能打7.00分"},
		{"NoNumber", ledger.Register{Entity: "d/ns/claim/a1", Field: "points"}, 300, 400, "许多", "不是这里能填的数"},
		{"ThreeDecimals", ledger.Register{Entity: "d/ns/claim/a1", Field: "points"}, 300, 400, "3.125", "不是这里能填的数"},
		{"HalfPercent", ledger.Register{Entity: "circ/rule", Field: "over"}, 60, 70, "62.5", "不是这里能填的数"},
		{"EmptyName", ledger.Register{Entity: "d/ns", Field: "name"}, "南山区", "南山", "", "不能空着"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := disputed(t, c.at, c.a, c.b)
			s.W.Answer = "理由"
			v := open(s)
			v.Reveal(assess.DisputeAt(c.at))
			fill(t, s, v, c.typed)
			if texts := strings.Join(uitest.Texts(v.Object()), "\n"); !strings.Contains(texts, c.word) || len(s.View().Disputed) != 1 {
				t.Fatal(texts)
			}
		})
	}
}

func TestTwoReasonsForOneSettlementAreSettledWithIt(t *testing.T) {
	at := ledger.Register{Entity: "round", Field: "city"}
	s := disputed(t, at, "甲", "乙")
	why := ledger.Register{Entity: "round", Field: "why/city"}
	s.Must(s.Apply(assess.New("edit.text").Set("round", "why/city", "一")))
	s.Elsewhere("gu", ledger.Op{Entity: why.Entity, Field: why.Field, Value: ledger.Of("二")})
	if len(s.View().Disputed) != 2 {
		t.Fatal(s.View().Disputed)
	}
	s.Must(s.Apply(s.View().Settle(at, ledger.Of("甲"), "三", s.NewID())))
	if len(s.View().Disputed) != 0 {
		t.Fatal(s.View().Disputed)
	}
}
