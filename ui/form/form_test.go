package form_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/uitest"
	"kaohe/ui/uitest/fake"
	"kaohe/ui/widgets"
)

const t1 = "d/ns/task/1/t1"

// stage is a form in a window that puts its entity at every change, as pages do.
type stage struct {
	*uitest.Stage
	f    *form.Form
	page fyne.CanvasObject
	at   string
	hand *fake.Clock
}

func newStage(t *testing.T, noun, at string, fields ...*form.Field) *stage {
	t.Helper()
	d := &stage{Stage: uitest.Small(t), at: at, hand: &fake.Clock{}}
	k := d.Kit()
	k.Timer = d.hand
	d.f = form.New(k, noun, "edit.task", fields...)
	d.page = d.f.Rows(4)
	d.W.Show(layout.Stack(0, d.page), 400, 600)
	d.W.OnChange = d.put
	d.put()
	return d
}

func (d *stage) put() { d.f.Put(d.at) }

func tasks(t *testing.T) *stage {
	return newStage(t, "d/task", t1, form.Box("what"), form.Pick("who").None("checklist.nobody"), form.Box("due"), form.Tick("done"))
}

// stands is the value of a register as one would type it.
func (d *stage) stands(field string) string {
	at := ledger.Register{Entity: d.at, Field: field}
	return assess.TypeText(at, d.Value(at))
}

func (d *stage) reads(text string) bool {
	return slices.ContainsFunc(uitest.Texts(d.page), func(s string) bool { return strings.Contains(s, text) })
}

func TestFormShowsWhatStandsUnderTheSchemasLabels(t *testing.T) {
	d := tasks(t)
	if got := d.Box(d.page, "事项").Text(); got != "收取自查报告" {
		t.Errorf("事项 %q", got)
	}
	if got := d.Box(d.page, "期限").Text(); got != "2006-11-01" {
		t.Errorf("期限 %q", got)
	}
	if p, ok := uitest.Labelled(d.page, "负责人").(*widgets.Pick); !ok || p.Selected != "李䶮" {
		t.Errorf("负责人 %v", p)
	}
	if tick, ok := uitest.Labelled(d.page, "完成").(*widgets.Tick); !ok || tick.Checked {
		t.Error("完成 is no open tick")
	}
	if !d.reads("事项 *") || d.reads("期限 *") {
		t.Errorf("what is required is not marked: %q", uitest.Texts(d.page))
	}
}

func TestFormWritesWhatIsFilledIn(t *testing.T) {
	for name, x := range map[string]struct {
		do          func(d *stage)
		field, want string
	}{
		"TextWithoutEdges": {func(d *stage) { d.Type(d.page, "事项", " 报告 ") }, "what", "报告"},
		"PastedText": {func(d *stage) {
			d.Box(d.page, "事项").Target().(interface{ SetText(string) }).SetText("报\t告\r\n\u2028")
			d.f.Flush()
		}, "what", "报 告"},
		"EmptyText":    {func(d *stage) { d.Type(d.page, "事项", "") }, "what", "收取自查报告"}, // it can't be without one
		"EmptyDay":     {func(d *stage) { d.Type(d.page, "期限", "") }, "due", ""},
		"DayAsWritten": {func(d *stage) { d.Type(d.page, "期限", "2006年12月3日") }, "due", "2006-12-03"},
		"NoDay":        {func(d *stage) { d.Type(d.page, "期限", "下周") }, "due", "2006-11-01"},
		"Person":       {func(d *stage) { d.Choose(d.page, "负责人", "顾彧") }, "who", "gu"},
		"Nobody":       {func(d *stage) { d.Choose(d.page, "负责人", d.Kit().T("checklist.nobody")) }, "who", ""},
		"Tick":         {func(d *stage) { uitest.Labelled(d.page, "完成").(*widgets.Tick).SetChecked(true) }, "done", "true"},
		"AfterAPause":  {func(d *stage) { uitest.Type(d.Box(d.page, "事项"), "停"); d.hand.Turn(widgets.Pause) }, "what", "停"},
		"BeforeAPause": {func(d *stage) { uitest.Type(d.Box(d.page, "事项"), "停") }, "what", "收取自查报告"},
		"OnFlush":      {func(d *stage) { uitest.Type(d.Box(d.page, "事项"), "停"); d.f.Flush() }, "what", "停"},
	} {
		t.Run(name, func(t *testing.T) {
			d := tasks(t)
			x.do(d)
			if got := d.stands(x.field); got != x.want {
				t.Errorf("%s stands %q, not %q", x.field, got, x.want)
			}
			if len(d.W.Failed) > 0 {
				t.Error(d.W.Failed)
			}
		})
	}
}

func TestFormReadsNumbersByKind(t *testing.T) {
	for name, x := range map[string]struct{ noun, at, field, label, typed, want, told string }{
		"Points":       {"std/sec", "std/sec/a", "bonuscap", "本指标加分上限", "１.5", "1.50", ""},
		"NoPoints":     {"std/sec", "std/sec/a", "bonuscap", "本指标加分上限", "多", "", "“多”不是这里能填的数。"},
		"Percent":      {"std/item", "std/item/a1", "keyfloor", "关键项下限", "60%", "60", ""},
		"OverHundred":  {"std/item", "std/item/a1", "keyfloor", "关键项下限", "101", "", "“101”不是这里能填的数。"},
		"Whole":        {"d/rec", "d/ns/rec/r", "invited", "应到人数", "12", "12", ""},
		"NotWhole":     {"d/rec", "d/ns/rec/r", "invited", "应到人数", "1.5", "", "“1.5”不是这里能填的数。"},
		"Time":         {"d/rec", "d/ns/rec/r", "time", "时间", "９３０", "09:30", ""},
		"TimeInWords":  {"d/rec", "d/ns/rec/r", "time", "时间", "上午", "上午", ""},
		"Lines":        {"round", "round", "bases", "考核依据", "一\n\n二", "一\n二", ""},
		"PersonByName": {"d/rec", "d/ns/rec/r", "recorder", "记录人", "李䶮", "li", ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := newStage(t, "round", "round", form.Box("title"))
			if strings.HasPrefix(x.noun, "std") {
				d.Must(d.Apply(assess.New("edit.freeze").Set("round", "sample", false)))
				d.Stage = uitest.Draft(t)
			}
			k := d.Kit()
			d.at, d.f = x.at, form.New(k, x.noun, "edit.round", form.Box(x.field))
			d.page = d.f.Rows(0)
			d.W.Show(d.page, 400, 300)
			d.W.OnChange = d.put
			d.put()
			d.Type(d.page, x.label, x.typed)
			if got := d.stands(x.field); got != x.want {
				t.Errorf("%q stands as %q, not %q", x.typed, got, x.want)
			}
			if got := d.Box(d.page, x.label).Told(); got != x.told {
				t.Errorf("told %q, not %q", got, x.told)
			}
		})
	}
}

func TestUnitStandsBehindTheBoxAndInTheWords(t *testing.T) {
	d := newStage(t, "d/claim", "d/ns/claim/a1", form.Box("points"))
	if !d.reads("分") || d.Box(d.page, "自评得分").Text() != "5.00" {
		t.Errorf("%q", uitest.Texts(d.page))
	}
	d.f.Shut(true).Put(d.at)
	if !d.reads("5.00分") {
		t.Errorf("%q", uitest.Texts(d.page))
	}
}

func TestWhereTheRulesRefuseTheWordsStand(t *testing.T) {
	d := tasks(t)
	d.Must(d.Use(""))
	d.put()
	if d.f.Lock() == nil || !d.f.Locked() {
		t.Fatal("nobody may write")
	}
	if uitest.Labelled(d.page, "事项") != nil || !d.reads("收取自查报告") || !d.reads("李䶮") || d.reads("事项 *") {
		t.Errorf("%q", uitest.Texts(d.page))
	}
	if tick := uitest.Labelled(d.page, "完成").(*widgets.Tick); !tick.Disabled() {
		t.Error("the tick can be changed")
	}
	if d.f.Focus("what") || d.f.FocusEmpty() {
		t.Error("what can only be read took the keyboard")
	}
	d.Must(d.Use("gu"))
	d.put()
	if d.Box(d.page, "事项").Text() != "收取自查报告" {
		t.Error("the box does not come back")
	}
}

func TestWhatIsTypedBelongsToTheEntityBefore(t *testing.T) {
	d := tasks(t)
	d.Must(d.Apply(assess.Fields("edit.task", "d/ns/task/1/t2", "what", "乙")))
	uitest.Type(d.Box(d.page, "事项"), "甲")
	d.at = "d/ns/task/1/t2"
	d.put()
	if got := d.Box(d.page, "事项").Text(); got != "乙" {
		t.Errorf("the box shows %q", got)
	}
	d.at = t1
	if got := d.stands("what"); got != "甲" {
		t.Errorf("%q was kept", got)
	}
}

func TestWhatCantBeKeptIsLetGoWithItsEntity(t *testing.T) {
	d := tasks(t)
	uitest.Type(d.Box(d.page, "期限"), "下周")
	d.at = "d/ns/task/1/t2"
	d.put()
	if got := d.Box(d.page, "期限"); got.Text() != "" || got.Told() != "" {
		t.Errorf("%q, told %q", got.Text(), got.Told())
	}
}

func TestRemovedEntityIsNotBroughtBack(t *testing.T) {
	d := tasks(t)
	uitest.Type(d.Box(d.page, "事项"), "甲")
	d.Must(d.Apply(assess.Remove("edit.untask", t1)))
	d.f.Flush()
	if got := d.stands("what"); got != "收取自查报告" {
		t.Errorf("%q was written", got)
	}
}

func TestBoxThatIsTypedInIsLeftAlone(t *testing.T) {
	d := tasks(t)
	uitest.Type(d.Box(d.page, "事项"), "甲")
	if !d.reads("事项 * …") || !d.f.Unsaved() {
		t.Errorf("that it is not kept is not said: %q", uitest.Texts(d.page))
	}
	d.Must(d.Apply(assess.Fields("edit.task", t1, "due", "2006-12-01")))
	if got := d.Box(d.page, "事项").Text(); got != "甲" {
		t.Errorf("the box shows %q", got)
	}
	if got := d.Box(d.page, "期限").Text(); got != "2006-12-01" {
		t.Errorf("期限 %q", got)
	}
	d.Key(fyne.KeyEscape)
	if d.Box(d.page, "事项").Text() != "收取自查报告" || d.f.Unsaved() || d.reads("…") {
		t.Errorf("Esc does not go back: %q", uitest.Texts(d.page))
	}
}

func TestEnterGoesToTheNextBox(t *testing.T) {
	d := tasks(t)
	uitest.Type(d.Box(d.page, "事项"), "甲")
	d.Key(fyne.KeyReturn)
	if d.stands("what") != "甲" || d.W.Canvas().Focused() != uitest.Labelled(d.page, "负责人").(fyne.Focusable) {
		t.Errorf("%q stands, the keyboard is on %T", d.stands("what"), d.W.Canvas().Focused())
	}
	uitest.Type(d.Box(d.page, "期限"), "下周")
	d.Key(fyne.KeyReturn)
	if d.W.Canvas().Focused() != d.Box(d.page, "期限").Target() {
		t.Error("the keyboard leaves a box with something wrong in it")
	}
}

func TestDisputedFieldIsReadAndLeadsToWhereItIsSettled(t *testing.T) {
	d := tasks(t)
	d.Second()
	d.Elsewhere("gu", ledger.Op{Entity: t1, Field: "what", Value: ledger.Of("乙")})
	d.Must(d.Apply(assess.Fields("edit.task", t1, "due", "2006-12-01")))
	d.Elsewhere("gu", ledger.Op{Entity: t1, Field: "due", Value: ledger.Of("2006-12-02")})
	d.put()
	if uitest.Labelled(d.page, "期限") != nil {
		t.Fatalf("what is disputed can be typed over: %q", uitest.Texts(d.page))
	}
	d.Press(d.page, "去选定")
	if n := len(d.W.Went); n != 1 || d.W.Went[0].Field != "due" && d.W.Went[0].Field != "what" {
		t.Errorf("went %v", d.W.Went)
	}
}

func TestOnWriteAddsToTheEdit(t *testing.T) {
	d := tasks(t)
	d.f.OnWrite = func(e *assess.Edit, field, text string) *assess.Edit { return e.Texts(t1, "waived", field+text) }
	d.Type(d.page, "期限", "20061203")
	if got := d.stands("waived"); got != "due2006-12-03" {
		t.Errorf("%q", got)
	}
	d.f.OnWrite = func(*assess.Edit, string, string) *assess.Edit { return nil }
	d.Type(d.page, "期限", "20061204")
	if got := d.stands("due"); got != "2006-12-03" {
		t.Errorf("%q was written", got)
	}
}

func TestTextOverAnotherIsEmptiedByThatOther(t *testing.T) {
	d := newStage(t, "d/task", t1, form.Box("waived").Over(func(string) string { return "原话" }))
	if got := d.Box(d.page, "免做理由").Text(); got != "原话" {
		t.Errorf("%q", got)
	}
	for _, x := range [][2]string{{"改过", "改过"}, {"原话", ""}} {
		d.Type(d.page, "免做理由", x[0])
		if got := d.stands("waived"); got != x[1] {
			t.Errorf("%q stands as %q", x[0], got)
		}
	}
}

func TestRefusedTextGoesBack(t *testing.T) {
	d := newStage(t, "d/sub", "d/ns/sub/yh", form.Box("name"))
	d.Must(d.Apply(assess.Fields("edit.district", "d/ns/sub/yh", "name", "粤海街道")))
	d.f.OnWrite = func(e *assess.Edit, _, _ string) *assess.Edit { return e.Set("d/ns/sub/yh", "order", "no number") }
	d.Type(d.page, "名称", "别的")
	if len(d.W.Failed) != 1 || d.Box(d.page, "名称").Text() != "粤海街道" {
		t.Errorf("refused %v, the box shows %q", d.W.Failed, d.Box(d.page, "名称").Text())
	}
}

func TestQuestion(t *testing.T) {
	for name, x := range map[string]struct {
		fill map[string]string
		want form.Values // nil: not taken
		told map[string]string
	}{
		"Whole":       {map[string]string{"day": "2006.12.3", "text": " 已办 "}, form.Values{"day": "2006-12-03", "text": "已办", "proof": ""}, nil},
		"WithoutText": {map[string]string{"day": "2006-12-03"}, nil, map[string]string{"内容": "请填写"}},
		"WithoutDay":  {map[string]string{"text": "已办"}, nil, map[string]string{"日期": "请填写", "内容": ""}},
		"NoDay":       {map[string]string{"day": "下周", "text": "已办"}, nil, map[string]string{"日期": "不是日期，请按“年-月-日”填写。"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := uitest.Small(t)
			s.W.Show(layout.Stack(0), 600, 500)
			f := form.Question(s.Kit(), "d/prog", form.Box("day").Must(), form.Box("text").Lines(3), form.Box("proof"))
			var got form.Values
			f.Ask("登记进展", "登记", func(v form.Values) bool { got = v; return true })
			over := s.W.Canvas().Overlays().Top()
			if s.W.Canvas().Focused() != s.Box(over, "日期").Target() {
				t.Error("the keyboard is not on the first box")
			}
			for field, text := range x.fill {
				f.Fill(field, text)
			}
			s.Press(over, "登记")
			for label, told := range x.told {
				if is := s.Box(over, label).Told(); is != told {
					t.Errorf("%s: told %q, not %q", label, is, told)
				}
			}
			if closed := s.W.Canvas().Overlays().Top() == nil; closed != (x.want != nil) {
				t.Errorf("closed: %v", closed)
			}
			for field, want := range x.want {
				if got[field] != want {
					t.Errorf("%s: %q, not %q", field, got[field], want)
				}
			}
		})
	}
}

func TestTicksAreAListOfWords(t *testing.T) {
	s := uitest.Small(t)
	f := form.Question(s.Kit(), "std/item", form.Ticks("methods"))
	page := f.Rows(0)
	s.W.Show(page, 600, 300)
	f.Fill("methods", "document\nbriefing")
	for _, tick := range uitest.All[*widgets.Tick](page) {
		if tick.Text == "提问交流" || tick.Text == "听取汇报" {
			test.Tap(tick)
		}
	}
	if got := f.Value("methods"); got != "interview\ndocument" {
		t.Errorf("ticked are %q", got)
	}
	f.Shut(true).Fill("methods", "interview\ndocument")
	if texts := strings.Join(uitest.Texts(page), " "); !strings.Contains(texts, "提问交流、查阅资料") || len(uitest.All[*widgets.Tick](page)) > 0 {
		t.Errorf("where it can only be read: %q", texts)
	}
}

func TestQuestionOfFieldsDeclaredOnTheSpot(t *testing.T) {
	s := uitest.Small(t)
	noun := &schema.Noun{Key: "trial", Fields: []schema.Field{{Name: "many", Kind: schema.Number}, {Name: "why", Kind: schema.Prose}}}
	var told []string
	f := form.Asking(s.Kit(), noun, form.Box("many").Says("field.invited"), form.Box("why").Says("field.remark"))
	f.OnChange = func(field string) { told = append(told, field+"="+f.Value(field)) }
	page := f.Rows(0)
	s.W.Show(page, 600, 300)
	for label, text := range map[string]string{"应到人数": "７", "备注": ""} {
		if uitest.Labelled(page, label) == nil {
			t.Fatalf("no %s: %q", label, uitest.Texts(page))
		}
		s.Type(page, label, text)
	}
	if len(told) != 1 || told[0] != "many=7" {
		t.Errorf("told %q", told)
	}
}

func TestWordsOfAWideFieldStandBesideItsLabel(t *testing.T) {
	s := uitest.Small(t)
	f := form.Question(s.Kit(), "d/prog", form.Box("proof").Wide(200))
	rows := widgets.NewForm(96)
	f.Into(rows)
	s.W.Show(rows, 600, 300)
	f.Shut(true).Fill("proof", "回执")
	if !slices.Contains(uitest.Texts(rows), "回执") {
		t.Errorf("%q", uitest.Texts(rows))
	}
}

func TestAPINIsNoValueAndEnterGoesToWhatIsEmpty(t *testing.T) {
	s := uitest.Small(t)
	noun := &schema.Noun{Key: "trial", Fields: []schema.Field{{Name: "name"}, {Name: "pin"}, {Name: "by"}, {Name: "proof"}, {Name: "more"}}}
	f := form.Asking(s.Kit(), noun, form.Box("name").Says("team.name"), form.Secret("pin").Says("team.pin").Must(),
		form.Box("by").Says("team.by"), form.Secret("proof").Says("team.proof"), form.Box("more").Says("field.remark").Free())
	done := 0
	f.OnDone = func() { done++ }
	page := f.Rows(0)
	s.W.Show(page, 600, 400)
	s.Type(page, "姓名", "闻玥")
	if v, ok := f.Values(); ok || v["name"] != "闻玥" || !slices.Contains(uitest.Texts(page), "请填写") {
		t.Errorf("without a PIN: %v %v", v, ok)
	}
	s.Type(page, "新口令", "246810")
	if v, ok := f.Values(); !ok || len(v) != 3 || f.Secret("pin") != "246810" || f.Field("pin").Text() != "" || strings.Contains(strings.Join(uitest.Texts(page), ""), "246810") {
		t.Errorf("%v %v; %q", v, ok, uitest.Texts(page))
	}
	f.Focus("pin")
	s.Key(fyne.KeyReturn)
	if !f.Has(s.W.Canvas().Focused()) || s.W.Canvas().Focused() != f.Field("by").Target() || done > 0 {
		t.Errorf("Enter went to %T, done %d", s.W.Canvas().Focused(), done)
	}
	s.Type(page, "授权人", "顾彧")
	s.Type(page, "授权人口令", "1")
	f.Focus("pin")
	s.Key(fyne.KeyReturn)
	if done != 1 {
		t.Error("nothing that is wanted is empty any more, and Enter is not done")
	}
	f.Forget()
	if f.Secret("pin")+f.Secret("proof") != "" {
		t.Error("a PIN stays")
	}
}

func TestAChoiceWithAllItsWordsInView(t *testing.T) {
	s := uitest.Small(t)
	noun := &schema.Noun{Key: "trial", Fields: []schema.Field{{Name: "scope", Kind: schema.Choice, Words: "team.laptop.", One: []string{"own", "shared"}}}}
	var told []string
	f := form.Asking(s.Kit(), noun, form.Radio("scope").Says("team.laptop.people"))
	f.OnChange = func(string) { told = append(told, f.Value("scope")) }
	page := f.Rows(0)
	s.W.Show(page, 600, 300)
	uitest.Labelled(page, "使用人").(*widgets.Radio).Choose("shared")
	f.Fill("scope", "own") // as a page does: nobody is told
	if v, ok := f.Values(); !ok || v["scope"] != "own" || !slices.Equal(told, []string{"shared"}) {
		t.Errorf("%v, told %q", v, told)
	}
	if f.Shut(true).Fill("scope", "shared"); !slices.Contains(uitest.Texts(page), "全组共用") {
		t.Errorf("where it can only be read: %q", uitest.Texts(page))
	}
}

func TestAQuestionIsAskedBeforeAVaultIsOpen(t *testing.T) {
	s := uitest.Small(t)
	k := s.Kit()
	k.Session = nil
	noun := &schema.Noun{Key: "trial", Fields: []schema.Field{{Name: "name"}, {Name: "many", Kind: schema.Number}}}
	f := form.Asking(k, noun, form.Box("name").Says("team.name"), form.Box("many").Says("field.invited"))
	page := f.Rows(0)
	s.W.Show(page, 600, 300)
	s.Type(page, "姓名", "闻玥 ")
	s.Type(page, "应到人数", "７")
	if v, ok := f.Values(); !ok || v["name"] != "闻玥" || v["many"] != "7" {
		t.Errorf("%v %v", v, ok)
	}
}

func TestWhatIsWrongStandsInThePlaceOfTheNote(t *testing.T) {
	d := newStage(t, "d/task", t1, form.Box("due").Note("写最迟哪一天完成"))
	if !d.reads("写最迟哪一天完成") {
		t.Fatal("no note")
	}
	d.Type(d.page, "期限", "2006-13-40")
	if d.f.Field("due").Told() == "" || d.reads("写最迟哪一天完成") {
		t.Errorf("told %q among %q", d.f.Field("due").Told(), uitest.Texts(d.page))
	}
	d.Type(d.page, "期限", "2006-11-02")
	if !d.reads("写最迟哪一天完成") {
		t.Errorf("the note does not come back: %q", uitest.Texts(d.page))
	}
}
