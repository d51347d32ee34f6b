package printing_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/ui/uitest/fake"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/printing"
	"kaohe/ui/uitest"
	"kaohe/ui/uitest/shot"
	"kaohe/ui/widgets"
)

// office remembers what it is asked for.
type office struct {
	printed  [][]report.Job // sent to a printer
	saved    [][]report.Job
	as       []report.Format
	seen     []report.Job
	opened   []string
	composed int
}

func (o *office) Print(jobs []report.Job) { o.printed = append(o.printed, jobs) }
func (o *office) Save(jobs []report.Job, as report.Format) {
	o.saved, o.as = append(o.saved, jobs), append(o.as, as)
}
func (o *office) Preview(j report.Job) { o.seen = append(o.seen, j) }
func (o *office) Compose()             { o.composed++ }
func (o *office) Open(path string)     { o.opened = append(o.opened, path) }

func open(t *testing.T, s *uitest.Stage) (*printing.Screen, *office) {
	t.Helper()
	o := &office{}
	v := printing.NewWith(s.Kit(), o, &fake.Clock{})
	s.W.OnChange = v.Render
	s.W.Show(v.Object(), 1064, 690)
	v.Render()
	return v, o
}

// choose goes to the settings of a kind, as a link does, or with an empty entity to nothing.
func choose(v *printing.Screen, entity string) { v.Reveal(assess.Place{Entity: entity}) }

// kind walks down the list of kinds to one, as a person does.
func kind(t *testing.T, s *uitest.Stage, v *printing.Screen, key string) {
	t.Helper()
	v.Reveal(assess.Place{})
	n := slices.IndexFunc(assess.Papers, func(k assess.Paper) bool { return k.Key == key })
	f := s.W.Canvas().Focused()
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	for range n {
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
}

func has(o fyne.CanvasObject, part string) bool {
	return slices.ContainsFunc(uitest.Texts(o), func(s string) bool { return strings.Contains(s, part) })
}

// write types into a box as a person does who then leaves it.
func write(f *widgets.Field, text string) {
	f.Focus()
	f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	for range []rune(f.Text()) {
		f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	test.Type(f.Target(), text)
	f.Flush()
}

func boxes(v *printing.Screen) []*widgets.Field { return uitest.All[*widgets.Field](v.Object()) }

func TestAKindIsPrintedForTheDistrictsTicked(t *testing.T) {
	s := uitest.Sample(t)
	v, o := open(t, s)
	kind(t, s, v, "findings")
	if b := uitest.Button(v.Object(), "打印所选（0 份）…"); b == nil || !b.Disabled() {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	d := s.View().Districts
	list := s.List(v.Object())
	for _, l := range uitest.All[uitest.Listing](v.Object()) {
		if key, _ := l.ChosenKey(); key == d[0].ID {
			list = l
		}
	}
	s.W.Canvas().Focus(list)
	s.SelectDown(2)
	s.Send(fyne.KeySpace)
	if uitest.Button(v.Object(), "打印所选（3 份）…") == nil {
		t.Errorf("Space does not tick what is selected: %q", uitest.Texts(v.Object()))
	}
	s.Send(fyne.KeySpace)
	ticks := uitest.All[*widgets.Tick](v.Object())
	test.Tap(ticks[0])
	test.Tap(ticks[2])
	s.Press(v.Object(), "打印所选（2 份）…")
	if want := []report.Job{{Kind: "findings", District: d[0].ID}, {Kind: "findings", District: d[2].ID}}; !slices.Equal(o.printed[0], want) {
		t.Errorf("%v", o.printed)
	}
	s.Press(v.Object(), "预览 "+d[2].Name) // the one touched last is at hand
	if o.seen[0].District != d[2].ID {
		t.Errorf("%v", o.seen)
	}
	kind(t, s, v, "circular")
	s.Press(v.Object(), "编写通报…")
	s.Press(v.Object(), "预览 全市一份")
	s.Press(v.Object(), "打印所选（1 份）…")
	if o.composed != 1 || o.seen[1] != (report.Job{Kind: "circular"}) || !slices.Equal(o.printed[1], o.seen[1:]) {
		t.Errorf("%d %v %v", o.composed, o.seen, o.printed)
	}
	kind(t, s, v, "findings")
	if uitest.Button(v.Object(), "打印所选（2 份）…") == nil {
		t.Error("the ticks are gone")
	}
}

// A new kind wants a line of tallies (model.go).
func TestEveryKindTellsHowMuchThereIs(t *testing.T) {
	for _, k := range assess.Papers {
		if !printing.Tells(k.Key) {
			t.Errorf("nothing tells how much there is of %s", k.Key)
		}
	}
}

func TestAllLeavesOutWhatHasNothingInIt(t *testing.T) {
	s := uitest.Small(t)
	s.Must(s.Apply(assess.Fields("edit.record", "d/ns/rec/r1", "method", "briefing").Texts("d/b", "name", "福田区")))
	v, o := open(t, s)
	kind(t, s, v, "records")
	if !has(v.Object(), "记录 1 条") || !has(v.Object(), "无现场记录") || !has(v.Object(), "1/2 份") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	ticks := uitest.All[*widgets.Tick](v.Object())
	test.Tap(ticks[len(ticks)-1])
	s.Press(v.Object(), "打印所选（1 份）…")
	s.Press(v.Object(), "全部生成PDF…（10 份）") // notice, standard, summary and a list of materials, two score sheets, the record, three pages of signatures
	want := report.Job{Kind: "records", District: "ns"}
	if !slices.Equal(o.printed[0], []report.Job{want}) || !slices.Contains(o.saved[0], want) || len(o.saved[0]) != 10 {
		t.Errorf("%v %v", o.printed, o.saved)
	}
	s.Press(v.Object(), "另存为OFD…")
	s.Press(v.Object(), "另存为Word…")
	if want := []report.Format{report.PDF, report.OFD, report.Word}; !slices.Equal(o.as, want) {
		t.Errorf("saved as %v", o.as)
	}
	o.saved = o.saved[:1]
	test.Tap(ticks[0]) // but one can be had if a person wants it
	if uitest.Button(v.Object(), "打印所选（2 份）…") == nil {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	s.W.Deny = true
	s.Press(v.Object(), "全部生成PDF…（10 份）")
	if len(o.saved) != 1 {
		t.Error("made without a yes")
	}
}

// What is offered as printable is what report.Make takes, for every kind.
func TestWhatIsOfferedCanBeMade(t *testing.T) {
	small := uitest.Small(t)
	for name, a := range map[string]*assess.Assessment{"sample": uitest.Sample(t).View(), "small": small.View(), "empty": uitest.Empty(t, nil).View()} {
		for _, k := range assess.Papers {
			if k.Key == "circular" || k.Key == "upward" { // are composed elsewhere
				continue
			}
			for _, st := range printing.Stands(a, k) {
				_, err := report.Make(k.Key, a, a.District(st.District), uitest.Words(t))
				if (err != nil) != st.Empty && k.Key != "findings" {
					t.Errorf("%s, %s of %q: empty %v, %v", name, k.Key, st.Name, st.Empty, err)
				}
			}
		}
	}
}

func TestSettingsAreWrittenAsOneTypes(t *testing.T) {
	s := uitest.Sample(t)
	v, _ := open(t, s)
	choose(v, "issue/notice")
	b := boxes(v)
	for i, text := range []string{"深打假考〔2006〕12号", "市打假办", "2006年12月30日", "各区人民政府", "市监察局", "５０", "顾彧", "", "", "特急"} {
		write(b[i], text)
	}
	uitest.All[*widgets.Pick](v.Object())[1].Choose("none")
	want := assess.Issue{Number: "深打假考〔2006〕12号", Office: "市打假办", Date: "2006-12-30", Addressee: "各区人民政府", CopyTo: "市监察局", Copies: "50",
		Signer: "顾彧", Urgency: "特急", Head: "none"}
	if got := s.View().Issues["notice"]; got != want || len(s.W.Failed) > 0 {
		t.Fatalf("%+v\nfailed %v", got, s.W.Failed)
	}
	s.Must(s.Undo())
	v.Render()
	if got := s.View().Issues["notice"].Head; got != "" {
		t.Errorf("head %q", got)
	}
	n := len(s.Log.Records)
	v.Render()
	v.Leave()
	if len(s.Log.Records) != n {
		t.Error("a render or a leave wrote something")
	}
}

func TestADistrictInheritsWhatIsNotSetApart(t *testing.T) {
	s := uitest.Sample(t)
	d := s.View().Districts[1]
	s.Must(s.Apply(assess.Fields("edit.issue", "issue/notice", "number", "甲〔2006〕1号", "signer", "顾彧")))
	v, _ := open(t, s)
	choose(v, assess.IssueEntity("notice", d))
	if b := boxes(v)[0]; b.Text() != "" || has(v.Object(), "单独设置。") || uitest.Button(v.Object(), "全部改回全市设置") != nil {
		t.Fatalf("%q: %q", b.Text(), uitest.Texts(v.Object()))
	}
	write(boxes(v)[0], "乙〔2006〕2号")
	now := func(i int) assess.Issue { return s.View().IssueFor("notice", s.View().Districts[i]) }
	if now(1).Number != "乙〔2006〕2号" || now(1).Signer != "顾彧" || now(0).Number != "甲〔2006〕1号" || !has(v.Object(), "单独设置。全市为：甲〔2006〕1号") {
		t.Fatalf("%+v %+v: %q", now(0), now(1), uitest.Texts(v.Object()))
	}
	s.Press(v.Object(), "改回全市设置")
	if now(1).Number != "甲〔2006〕1号" || boxes(v)[0].Text() != "" {
		t.Errorf("%+v, box %q", now(1), boxes(v)[0].Text())
	}
	write(boxes(v)[6], "李䶮")
	s.Press(v.Object(), "全部改回全市设置")
	if now(1).Signer != "顾彧" || s.View().Districts[1].Issues["notice"] != (assess.Issue{}) {
		t.Errorf("%+v", now(1))
	}
}

// What is being typed is written to the kind and the district it was typed for, though others are chosen meanwhile.
func TestWhatIsTypedStaysWhereItWasTyped(t *testing.T) {
	s := uitest.Sample(t)
	d := s.View().Districts
	v, _ := open(t, s)
	choose(v, assess.IssueEntity("notice", d[0]))
	boxes(v)[0].Focus()
	test.Type(boxes(v)[0].Target(), "甲〔2006〕1号")
	choose(v, assess.IssueEntity("consultation", d[1]))
	boxes(v)[6].Focus()
	test.Type(boxes(v)[6].Target(), "顾彧")
	uitest.All[*widgets.Pick](v.Object())[0].Choose("")
	d = s.View().Districts
	if d[0].Issues["notice"].Number != "甲〔2006〕1号" || d[1].Issues["consultation"] != (assess.Issue{Signer: "顾彧"}) || len(d[0].Issues)+len(d[1].Issues) != 2 || len(s.View().Issues) != 0 {
		t.Fatalf("%+v %+v %+v", d[0].Issues, d[1].Issues, s.View().Issues)
	}
	if b := boxes(v); b[0].Text() != "" || b[6].Text() != "" {
		t.Errorf("shown: %q %q", b[0].Text(), b[6].Text())
	}
}

func TestNumbersAreMended(t *testing.T) {
	for was, want := range map[string]string{
		"深打假考(2006)12号":    "深打假考〔2006〕12号",
		"深打假考[2006]12号":    "深打假考〔2006〕12号",
		"深打假考【2006】第012号":  "深打假考〔2006〕12号",
		"深打假考（２００６）１２号":    "深打假考〔2006〕12号",
		" 深打假考 〔 2006 〕 7": "深打假考〔2006〕7号",
		"深打假考〔2006〕12号":    "深打假考〔2006〕12号",
		"第12号":             "第12号",
		"(2006)甲(乙)12号":    "〔2006〕甲(乙)12号",
		"":                 "",
	} {
		if got := printing.MendNumber(was); got != want || printing.MendNumber(got) != got {
			t.Errorf("%q: %q, again %q", was, got, printing.MendNumber(got))
		}
	}
	s := uitest.Sample(t)
	v, _ := open(t, s)
	choose(v, "issue/circular")
	write(boxes(v)[0], "深打假考(2006)12号")
	s.W.Shot("papers-brackets")
	s.Press(v.Object(), "改成 深打假考〔2006〕12号")
	if got := s.View().Issues["circular"].Number; got != "深打假考〔2006〕12号" || boxes(v)[0].Text() != got || has(v.Object(), "六角括号") {
		t.Errorf("%q, box %q", got, boxes(v)[0].Text())
	}
}

func TestAMemberReadsTheSettingsAndChangesNothing(t *testing.T) {
	s := uitest.Sample(t)
	s.Must(s.Apply(assess.Fields("edit.issue", "issue/notice", "number", "甲〔2006〕1号", "head", "none")))
	s.Must(s.AddPerson(session.NewPerson{ID: "m", Name: "闻玥", Role: assess.Member}, "gu", uitest.PIN))
	s.Must(s.Use("m"))
	v, _ := open(t, s)
	choose(v, "issue/notice")
	if len(boxes(v)) != 0 || !has(v.Object(), "甲〔2006〕1号") || !has(v.Object(), "不要红头") || !has(v.Object(), "成员不能") {
		t.Errorf("%d boxes, %q", len(boxes(v)), uitest.Texts(v.Object()))
	}
	s.W.Shot("papers-member")
}

func TestWhatWasMadeIsListed(t *testing.T) {
	s := uitest.Sample(t)
	d := s.View().Districts
	v, o := open(t, s)
	made := []printing.Made{
		{Job: report.Job{Kind: "findings", District: d[0].ID}, Name: "甲.pdf", Path: "/tmp/x/甲.pdf", Pages: 3},
		{Job: report.Job{Kind: "findings", District: d[1].ID}, Name: "乙.pdf", Path: "/tmp/x/乙.pdf", Pages: 2, Missing: []rune("䶮㙍")},
		{Job: report.Job{Kind: "draw", District: d[2].ID}, Err: words.Refuse("locked", "甲", "乙", "丙", "丁")},
	}
	v.Done(made, false)
	for _, want := range []string{"已生成 2 份，1 份没有生成", d[2].Name, "3 页", "缺 2 个字", "没有生成", "/tmp/x"} {
		if !has(v.Object(), want) {
			t.Errorf("no %q in %q", want, uitest.Texts(v.Object()))
		}
	}
	if b := uitest.Button(v.Object(), "打开文件"); !b.Disabled() {
		t.Error("what was not made can be opened")
	}
	s.W.Shot("papers-done")
	lines := uitest.All[*widgets.Lines[printing.MadeRow]](v.Object())[0]
	lines.Next(1)
	if !has(v.Object(), "䶮㙍") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	s.Press(v.Object(), "打开文件")
	s.Press(v.Object(), "打开文件夹")
	s.Press(v.Object(), "再存到别处…")
	if !slices.Equal(o.opened, []string{"/tmp/x/乙.pdf", "/tmp/x"}) || len(o.saved[0]) != 3 {
		t.Errorf("%q %v", o.opened, o.saved)
	}
	v.Done(made[:1], true)
	if !has(v.Object(), "已取消。取消前生成了 1 份") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	v.Done(nil, true) // nothing was made: the list before stays out of the way
	if has(v.Object(), "上次结果") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
}

func TestPagesAreShownAtBothSizes(t *testing.T) {
	many := uitest.Sample(t)
	e := assess.New("edit.district")
	for i := range 24 {
		e.Texts(fmt.Sprintf("d/x%02d", i), "name", fmt.Sprintf("第%d新区暨高新技术产业开发区管理委员会", i)).Set(fmt.Sprintf("d/x%02d", i), "order", 9000+i)
	}
	e.Texts("issue/findings", "number", "深府打假领导小组办公室考〔2006〕128号").Texts("d/x03/issue/findings", "number", "深府打假领导小组办公室考(2006)第129号", "copyto", "市政府办公厅，市监察局，市质量技术监督局")
	many.Must(many.Apply(e))
	for name, s := range map[string]*uitest.Stage{"sample": uitest.Sample(t), "empty": uitest.Empty(t, nil), "many": many} {
		v, _ := open(t, s)
		for _, size := range [][2]float32{{1064, 690}, {808, 596}, {560, 400}} {
			if size[0] < 1000 && !shot.Wanted() || size[0] < 800 && name != "many" {
				continue // the smaller ones are for pictures
			}
			s.W.Show(v.Object(), size[0], size[1])
			for _, k := range []string{"draw", "findings", "circular"} {
				kind(t, s, v, k)
				v.Step(-1)
				s.W.Shot(fmt.Sprintf("papers-%s-%s-%.0f", name, k, size[0]))
			}
			choose(v, "issue/findings")
			if name == "many" {
				choose(v, "d/x03/issue/findings")
			}
			s.W.Shot(fmt.Sprintf("papers-%s-issue-%.0f", name, size[0]))
			v.Key(fyne.KeyEscape)
			for _, text := range uitest.Texts(v.Object()) {
				if strings.HasPrefix(text, "papers.") {
					t.Errorf("untranslated: %q", text)
				}
			}
		}
		if len(s.W.Failed) > 0 {
			t.Error(s.W.Failed)
		}
	}
}
