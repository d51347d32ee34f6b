package team_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/team"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func open(s *uitest.Stage) *team.Screen {
	v := team.New(s.Kit(), s)
	s.W.OnChange = v.Render
	v.Render()
	s.W.Show(v.Object(), 1080, 680)
	return v
}

// secrets are the boxes for PINs, which are entries but not part's.
func secrets(o fyne.CanvasObject) []*widgets.Secret { return uitest.All[*widgets.Secret](o) }

func TestCheck(t *testing.T) {
	good := team.Card{ID: "x", Name: "闻玥", Role: assess.Secretary}
	for _, c := range []struct {
		name   string
		change func(*team.Card)
		box    string
	}{
		{"Good", func(*team.Card) {}, ""},
		{"WithPIN", func(c *team.Card) { c.PIN, c.Again = "864208", "864208" }, ""},
		{"NoName", func(c *team.Card) { c.Name = " " }, team.FieldName},
		{"NoRole", func(c *team.Card) { c.Role = "" }, team.FieldRole},
		{"ShortPIN", func(c *team.Card) { c.PIN, c.Again = "123", "123" }, team.FieldPIN},
		{"PINsDiffer", func(c *team.Card) { c.PIN, c.Again = "864208", "864209" }, team.FieldAgain},
		{"OnlyAgain", func(c *team.Card) { c.Again = "864208" }, team.FieldPIN},
	} {
		t.Run(c.name, func(t *testing.T) {
			card := good
			c.change(&card)
			only(t, team.Check(card), c.box)
		})
	}
}

func TestProofsCheck(t *testing.T) {
	for _, c := range []struct {
		name   string
		proofs team.Proofs
		box    string
	}{
		{"One", team.Proofs{By: "gu", PIN: "1"}, ""},
		{"Two", team.Proofs{By: "gu", PIN: "1", Two: true, With: team.Code, WithPIN: "2"}, ""},
		{"Nobody", team.Proofs{PIN: "1"}, team.FieldBy},
		{"NoPIN", team.Proofs{By: "gu"}, team.FieldProof},
		{"NoSecond", team.Proofs{By: "gu", PIN: "1", Two: true, WithPIN: "2"}, team.FieldWith},
		{"NoSecondPIN", team.Proofs{By: "gu", PIN: "1", Two: true, With: "wen"}, team.FieldWithPIN},
	} {
		t.Run(c.name, func(t *testing.T) { only(t, c.proofs.Check(), c.box) })
	}
	list := team.Proofs{By: "gu", PIN: "1", Two: true, With: team.Code, WithPIN: "2"}.List()
	if len(list) != 2 || list[0].By != "gu" || list[1].By != "" || list[1].PIN != "2" {
		t.Fatalf("%+v", list)
	}
}

// only tells that one box, or none, is said to be wrong.
func only(t *testing.T, bad map[string]words.Msg, box string) {
	t.Helper()
	if _, ok := bad[box]; box == "" && len(bad) > 0 || box != "" && (!ok || len(bad) != 1) {
		t.Fatalf("%+v", bad)
	}
}

func TestKeepersPutWhoIsHereFirst(t *testing.T) {
	rows := []team.Row{{ID: "a", Keeps: true}, {ID: "b"}, {ID: "c", Keeps: true, Here: true}}
	if k := team.Keepers(rows); len(k) != 2 || k[0].ID != "c" {
		t.Fatalf("%+v", k)
	}
}

func TestAPersonIsAddedWithAPIN(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(s)
	v.New()
	boxes := uitest.All[*widgets.Field](v.Object())
	test.Type(boxes[0].Target(), "闻玥")
	test.Type(boxes[1].Target(), "市打假办")
	uitest.All[*widgets.Pick](v.Object())[0].Choose("secretary")
	for i, pin := range []string{"864208", "864208", "000000"} {
		test.Type(secrets(v.Object())[i], pin)
	}
	s.Press(v.Object(), "保存")
	if len(s.View().Team) != 2 || !slices.ContainsFunc(uitest.Texts(v.Object()), func(x string) bool { return strings.HasPrefix(x, "口令不对") }) {
		t.Fatalf("a wrong PIN must be said beside its box: %q", uitest.Texts(v.Object()))
	}
	test.Type(secrets(v.Object())[2], "x") // what was wrong stays, to be put right
	clear(secrets(v.Object())[2])
	test.Type(secrets(v.Object())[2], uitest.PIN)
	s.Press(v.Object(), "保存")
	i := slices.IndexFunc(s.View().Team, func(p *assess.Person) bool { return p.Name == "闻玥" })
	if i < 0 || s.View().Team[i].Role != assess.Secretary || len(s.View().Team[i].Key) == 0 || s.View().Team[i].Agency != "市打假办" {
		t.Fatalf("%+v, failed %v", s.View().Team, s.W.Failed)
	}
	for _, x := range secrets(v.Object()) {
		if text(x) != "" {
			t.Fatal("a PIN stays in its box")
		}
	}
}

func TestOwnPINIsResetAndTheCardKept(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(s)
	for i, pin := range []string{"111222", "111222", uitest.PIN} {
		test.Type(secrets(v.Object())[i], pin)
	}
	s.Press(v.Object(), "保存")
	if err := s.AddPerson((team.Card{ID: "li", Name: "李䶮", Role: assess.Deputy}).Person(), "gu", "111222"); err != nil {
		t.Fatalf("the new PIN does not open: %v, failed %v", err, s.W.Failed)
	}
	if p := s.View().Person("gu"); p.Name != "顾彧" || p.Role != assess.Leader || p.Agency != "市打假办" {
		t.Fatalf("%+v", p)
	}
}

func TestEmptyFormSaysEverythingThatIsMissing(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(s)
	v.New()
	s.Press(v.Object(), "保存")
	for _, want := range []string{"请填写姓名", "请输入授权人的口令"} {
		if !slices.Contains(uitest.Texts(v.Object()), want) {
			t.Errorf("%q is not said", want)
		}
	}
	s.W.Shot("team-bad")
}

func TestRenderKeepsWhatIsBeingTyped(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(s)
	v.New()
	box := uitest.All[*widgets.Field](v.Object())[0]
	test.Type(box.Target(), "闻玥")
	v.Render()
	if got := uitest.All[*widgets.Field](v.Object())[0].Text(); got != "闻玥" {
		t.Fatalf("the box shows %q after a render", got)
	}
}

func TestAStrangeLaptopAsksWhoWorksOnIt(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(s)
	if uitest.Button(v.Object(), "登记这台电脑") != nil {
		t.Fatal("an enrolled laptop is asked to enrol")
	}
	s.Log = &memory.Log{Vault: s.Log.Vault, Own: ledger.Device{2}, Records: s.Log.Records}
	s.Reload()
	s.Must(s.Use("li"))
	v = open(s)
	s.W.Shot("team-enrol")
	enrol := func() { test.Tap(primary(v, "登记这台电脑")) }
	enrol()
	if s.Enrolled() || !sees(v, "请给这台电脑起个名字。") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	ticks := uitest.All[*widgets.Tick](v.Object())
	if len(ticks) != 2 || ticks[0].Checked || !ticks[1].Checked {
		t.Fatal("who is at the keyboard is not ticked, or somebody else is")
	}
	ticks[1].SetChecked(false)
	test.Type(uitest.All[*widgets.Field](v.Object())[0].Target(), "二号电脑")
	test.Type(secrets(v.Object())[0], uitest.PIN)
	enrol()
	if s.Enrolled() || !sees(v, "请至少选一个人，或者选“全组共用”") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	ticks[1].SetChecked(true)
	enrol()
	l := laptop(t, s, "二号电脑")
	if !s.Enrolled() || l.Shared || !slices.Equal(l.People, []string{"li"}) || !sees(v, "二号电脑已登记，可以编辑了。", "李䶮") {
		t.Fatalf("%+v; %q; failed %v", l, uitest.Texts(v.Object()), s.W.Failed)
	}
}

// far lets the laptop of this number be another one from now on, and gives it a card.
func far(s *uitest.Stage, number byte, name string, people ...string) {
	s.T.Helper()
	here := s.Log.Own
	s.Log.Own = ledger.Device{number}
	s.Reload()
	s.Must(s.EnrolDevice(session.NewLaptop{Name: name, People: people, Shared: len(people) == 0}, "gu", uitest.PIN))
	s.Log.Own = here
	s.Reload()
	s.Must(s.Use("gu"))
}

func laptop(t *testing.T, s *uitest.Stage, name string) authority.Laptop {
	t.Helper()
	i := slices.IndexFunc(s.View().Laptops, func(l authority.Laptop) bool { return l.Name == name })
	if i < 0 {
		t.Fatalf("no laptop %s among %+v", name, s.View().Laptops)
	}
	return s.View().Laptops[i]
}

// primary is the button with a label that stands out.
func primary(v *team.Screen, label string) *widgets.Button {
	for _, b := range uitest.All[*widgets.Button](v.Object()) {
		if b.Text == label && b.Importance == widget.HighImportance {
			return b
		}
	}
	return nil
}

func sees(v *team.Screen, texts ...string) bool {
	all := strings.Join(uitest.Texts(v.Object()), "\n")
	return !slices.ContainsFunc(texts, func(x string) bool { return !strings.Contains(all, x) })
}

func mustSee(t *testing.T, v *team.Screen, texts ...string) {
	t.Helper()
	for _, x := range texts {
		if !sees(v, x) {
			t.Errorf("%q is not to be seen among %q", x, uitest.Texts(v.Object()))
		}
	}
}

func TestLaptopsAreListedWithWhoWorksOnThem(t *testing.T) {
	s := uitest.Empty(t, nil)
	far(s, 2, "二号电脑", "li")
	v := open(s)
	mustSee(t, v, "电脑（2台）", "一号电脑", "本机", "全组共用", "二号电脑", "李䶮")
	v.Reveal(assess.Place{Entity: "device/" + laptop(t, s, "一号电脑").Device.String()})
	mustSee(t, v, "电脑：一号电脑", "谁都可以在这台电脑上填写", "不能移出正在使用的这台电脑")
	if uitest.Button(v.Object(), "移出…") != nil {
		t.Error("the laptop in use can be taken out")
	}
	v.Reveal(assess.Place{Entity: "device/" + laptop(t, s, "二号电脑").Device.String()})
	mustSee(t, v, "电脑：二号电脑", "别人在这台电脑上写的记录不计入")
	uitest.All[*widgets.Tick](v.Object())[0].SetChecked(true) // 顾彧
	test.Type(secrets(v.Object())[0], uitest.PIN)
	s.Press(v.Object(), "保存")
	if l := laptop(t, s, "二号电脑"); !slices.Equal(l.People, []string{"gu", "li"}) || !sees(v, "二号电脑已改好。") {
		t.Fatalf("%+v; %q", l, s.W.Failed)
	}
	uitest.All[*widgets.Radio](v.Object())[0].Choose("shared")
	test.Type(secrets(v.Object())[0], uitest.PIN)
	s.Press(v.Object(), "保存")
	if l := laptop(t, s, "二号电脑"); !l.Shared {
		t.Fatalf("%+v; %q", l, s.W.Failed)
	}
}

func TestALostLaptopIsThreeClicks(t *testing.T) {
	s := uitest.Empty(t, nil)
	far(s, 2, "二号电脑", "li")
	v := open(s)
	s.Tap(v.Object(), "二号电脑")
	s.Press(v.Object(), "移出…")
	mustSee(t, v, "移出：二号电脑", "这里没有记录因此不再计入。")
	s.Press(v.Object(), "确认移出")
	mustSee(t, v, "请写明理由", "请输入授权人的口令")
	test.Type(uitest.All[*widgets.Field](v.Object())[0].Target(), "在出租车上丢失")
	test.Type(secrets(v.Object())[0], uitest.PIN)
	s.Press(v.Object(), "确认移出")
	if l := laptop(t, s, "二号电脑"); l.Removed == nil || l.Removed.Reason != "在出租车上丢失" {
		t.Fatalf("%+v; %v", l, s.W.Failed)
	}
	mustSee(t, v, "电脑（1台）", "已移出：二号电脑", "由顾彧移出：在出租车上丢失", "请在那台电脑上打开考核文件")
}

func TestOfALaptopThatGoesOnInTwoPlacesOneBranchIsChosen(t *testing.T) {
	s := uitest.Empty(t, nil)
	far(s, 2, "二号电脑")
	base, here := s.Log.Records, s.Log.Own
	all := slices.Clone(base)
	for _, city := range []string{"原来的", "复制的"} {
		s.Log = &memory.Log{Vault: s.Log.Vault, Own: ledger.Device{2}, Records: slices.Clone(base)}
		s.Reload()
		s.Must(s.Use("gu"))
		s.Must(s.Apply(assess.Fields("edit.round", "round", "city", city)))
		all = append(all, s.Log.Records[len(base):]...)
	}
	s.Log = &memory.Log{Vault: s.Log.Vault, Own: here, Records: all}
	s.Reload()
	s.Must(s.Use("gu"))
	v := open(s)
	s.Tap(v.Object(), "二号电脑")
	s.Press(v.Object(), "移出…")
	mustSee(t, v, "两边都接着写了", "认哪一支")
	if sees(v, "只计入某一天之前写的") {
		t.Error("a day can be chosen too")
	}
	s.W.Shot("team-fork")
	picks := uitest.All[*widgets.Pick](v.Object())
	at := slices.IndexFunc(picks, func(p *widgets.Pick) bool { return p.Chosen() == "all" }) // both count until somebody says otherwise
	if at < 0 {
		t.Fatal("no branch can be chosen")
	}
	picks[at].Choose(all[len(all)-1].ID.String())
	test.Type(uitest.All[*widgets.Field](v.Object())[0].Target(), "文件被复制过")
	test.Type(secrets(v.Object())[0], uitest.PIN)
	s.Press(v.Object(), "确认移出")
	if got := s.View().City; got != "复制的" || s.View().Forks != 0 {
		t.Fatalf("%q counts, %d forks; %v", got, s.View().Forks, s.W.Failed)
	}
}

func TestWhatNoLongerCountsIsShownBeforeAPersonIsTakenOut(t *testing.T) {
	s := uitest.Small(t)
	s.Must(s.Use("li"))
	d := s.View().District("ns")
	for i, x := range []string{"a1", "a2"} {
		s.Must(s.Apply(assess.SetMark(d, d.Score(x), standard.Points(100*i), s.NewID())))
	}
	s.Must(s.Use("gu"))
	v := open(s)
	s.Tap(v.Object(), "李䶮")
	s.Press(v.Object(), "移出…")
	mustSee(t, v, "移出：李䶮", "这里没有记录因此不再计入。")
	uitest.All[*widgets.Radio](v.Object())[0].Choose("before")
	day := uitest.All[*widgets.Field](v.Object())[0]
	test.Type(day.Target(), "2006-11-20")
	day.Flush()
	mustSee(t, v, "其中 2 条记录将不再计入。")
	s.W.Shot("team-remove")
	test.Type(uitest.All[*widgets.Field](v.Object())[1].Target(), "借用他人口令")
	test.Type(secrets(v.Object())[0], uitest.PIN)
	s.Press(v.Object(), "确认移出")
	if s.View().Person("li") != nil || len(s.View().Held) != 2 || s.View().Name("li") != "李䶮" {
		t.Fatalf("person %v, %d held, name %s, failed %v", s.View().Person("li"), len(s.View().Held), s.View().Name("li"), s.W.Failed)
	}
	mustSee(t, v, "已移出：李䶮", "团队（1人）")
}

func TestASecondOfficerIsAskedForOnlyWhereOneMayNot(t *testing.T) {
	s := uitest.Recoverable(t)
	s.Must(s.AddPerson(session.NewPerson{ID: "wen", Name: "闻玥", Role: assess.Secretary, PIN: "864208"}, "gu", uitest.PIN))
	s.Must(s.AddPerson(session.NewPerson{ID: "shen", Name: "沈堃", Role: assess.Deputy, PIN: "135790"}, "gu", uitest.PIN))
	s.Must(s.Use("wen"))
	v := open(s)
	if sees(v, "没有恢复码") {
		t.Error("a round with a recovery code says that it has none")
	}
	s.Tap(v.Object(), "李䶮")
	if sees(v, "第二授权人") {
		t.Error("a second officer is asked for a member's card")
	}
	s.Tap(v.Object(), "顾彧")
	for i, pin := range []string{"111222", "111222", "864208"} {
		test.Type(secrets(v.Object())[i], pin)
	}
	mustSee(t, v, "第二授权人", "高于授权人的角色：须两人授权")
	s.W.Shot("team-two")
	s.Press(v.Object(), "保存")
	mustSee(t, v, "请选择第二授权人，或者恢复码")
	second := uitest.All[*widgets.Pick](v.Object())[2]
	second.Choose("shen")
	test.Type(secrets(v.Object())[3], "000000")
	s.Press(v.Object(), "保存")
	if below(v, "其口令") != "口令不对。请重新输入；口令忘了，由组长、副组长或秘书在“团队”页重新设置。" || below(v, "授权人口令") != "" {
		t.Fatalf("a wrong second PIN must be said beside its box: %q", uitest.Texts(v.Object()))
	}
	second.Choose(team.Code)
	clear(secrets(v.Object())[3])
	test.Type(secrets(v.Object())[3], "AAAA-BBBB-DDDD")
	s.Press(v.Object(), "保存")
	if below(v, "恢复码") == "" {
		t.Fatalf("a wrong code must be said beside its box: %q", uitest.Texts(v.Object()))
	}
	clear(secrets(v.Object())[3])
	test.Type(secrets(v.Object())[3], uitest.Code)
	s.Press(v.Object(), "保存")
	if err := s.AddPerson((team.Card{ID: "he", Name: "贺喆", Role: assess.Leader}).Person(), "gu", "111222"); err != nil {
		t.Fatalf("the new PIN does not open: %v, failed %v", err, s.W.Failed)
	}
}

// below is what stands below the box with a label.
func below(v *team.Screen, label string) string {
	texts := uitest.Texts(v.Object())
	for i, x := range texts {
		if x == label && i+1 < len(texts) && strings.HasSuffix(texts[i+1], "。") {
			return texts[i+1]
		}
	}
	return ""
}

func TestARoleAboveOnesOwnAsksForASecondOfficer(t *testing.T) {
	s := uitest.Empty(t, nil)
	s.Must(s.AddPerson(session.NewPerson{ID: "wen", Name: "闻玥", Role: assess.Secretary, PIN: "864208"}, "gu", uitest.PIN))
	s.Must(s.Use("wen"))
	v := open(s)
	mustSee(t, v, "这份考核没有恢复码", "须由两位组长、副组长或秘书一同输入口令")
	s.Tap(v.Object(), "李䶮")
	role := uitest.All[*widgets.Pick](v.Object())[0]
	role.Choose("deputy")
	mustSee(t, v, "第二授权人")
	role.Choose("member")
	if sees(v, "第二授权人") {
		t.Error("it is still asked for")
	}
	for _, o := range uitest.All[*widgets.Pick](v.Object())[1].Options {
		if o == "恢复码" {
			t.Error("a round without a recovery code offers it")
		}
	}
}

func TestOnesOwnPINIsChangedWithTheOneBefore(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(s)
	asked := func() bool { return slices.Contains(uitest.Texts(v.Object()), "原口令") }
	if !asked() { // 顾彧 is at the keyboard, and chosen
		t.Error("one's own PIN is not asked for as such")
	}
	s.Tap(v.Object(), "李䶮")
	if asked() {
		t.Error("somebody else's PIN is called one's own")
	}
}

func TestTheChooserMarksWhoDoesNotWorkHere(t *testing.T) {
	s := uitest.Empty(t, nil)
	s.Must(s.SetLaptop(s.Log.Own, session.NewLaptop{Name: "一号电脑", People: []string{"gu"}}, "gu", uitest.PIN))
	c := team.NewChooser(s.Kit(), s.Own(), func(string) error { return nil })
	s.W.Show(c.Object(), 420, 420)
	s.W.Shot("chooser-away")
	marked := map[string]bool{}
	uitest.Each(c.Object(), func(o fyne.CanvasObject) {
		if typeName(o) == "*team.choice" {
			texts := uitest.Texts(o)
			marked[texts[0]] = slices.Contains(texts, "不使用这台电脑")
		}
	})
	if len(marked) != 2 || marked["顾彧"] || !marked["李䶮"] {
		t.Fatalf("%v", marked)
	}
}

func TestChooserByKeyboardAndByOneTap(t *testing.T) {
	s := uitest.Empty(t, nil)
	var used []string
	c := team.NewChooser(s.Kit(), s.Own(), func(id string) error {
		if id == "li" && len(used) == 1 {
			return words.Refuse("person.unknown", id)
		}
		used = append(used, id)
		return nil
	})
	s.W.Show(c.Object(), 400, 420)
	s.W.Canvas().Focus(c.Focus())
	test.Type(c.Focus(), "gongshang")
	c.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !slices.Equal(used, []string{"li"}) {
		t.Fatalf("used %v", used)
	}
	c.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !slices.ContainsFunc(uitest.Texts(c.Object()), func(x string) bool { return strings.Contains(x, "名单里没有") }) {
		t.Fatalf("a refusal is not said: %q", uitest.Texts(c.Object()))
	}
	clear(c.Focus())
	s.Tap(c.Object(), "顾彧")
	if !slices.Equal(used, []string{"li", "gu"}) {
		t.Fatalf("used %v", used)
	}
}

func text(f fyne.Focusable) string { return entry(f).Text }

func clear(f fyne.Focusable) { entry(f).SetText("") }

// entry is the stock box inside one of ours.
func entry(f fyne.Focusable) *widget.Entry { return f.(interface{ Box() *widget.Entry }).Box() }

func TestAPersonIsMovedInTheListOfTheTeam(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(s)
	names := func() string {
		var out []string
		for _, p := range s.View().Team {
			out = append(out, p.Name)
		}
		return strings.Join(out, " ")
	}
	before := names()
	s.Press(v.Object(), "下移")
	moved := names()
	if moved == before || len(s.W.Failed) > 0 {
		t.Fatalf("%s, failed %v", moved, s.W.Failed)
	}
	s.W.Shot("team-moved")
	s.W.Canvas().Focus(uitest.All[*widgets.Lines[team.Row]](v.Object())[0])
	s.Send(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: widgets.Ctrl | widgets.Shift})
	if got := names(); got != before {
		t.Error(got)
	}
	s.Send(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: widgets.Ctrl | widgets.Shift}) // at the top nobody goes further
	if got := names(); got != before || len(s.W.Failed) > 0 {
		t.Error(got, s.W.Failed)
	}
}
