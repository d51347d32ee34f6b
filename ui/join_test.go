package ui_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/ui"
	"kaohe/ui/manual"
	"kaohe/ui/start"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// joins are packages and laptops as a test's system has them.
type joins struct {
	far       ui.Vault // what a package becomes
	fail      error
	discarded int
}

func (h *system) CheckCode(code string) error {
	_, _, err := memory.Keys{}.Guest("x", code)
	return err
}
func (h *system) LaptopName() string                              { return "laptop-7" }
func (h *system) Spoken(ledger.Device) string                     { return "AAAA-BBBB-CCCC" }
func (h *system) Receive(start.Joining, string) (ui.Vault, error) { return h.joins.far, h.joins.fail }
func (h *system) ReceiveInto(ui.Vault, start.Joining) error       { return h.joins.fail }
func (h *system) Discard(ui.Vault) error                          { h.joins.discarded++; return nil }

// farFrom is what lies in a round's file so far, on another laptop, which is not enrolled.
func farFrom(t testing.TB, r *roundplantest.Round) *vault {
	t.Helper()
	log := &memory.Log{Vault: r.Log.Vault, Own: ledger.Device{7}, Records: r.Log.Records}
	s, err := session.Open(session.Options{Log: log, Keys: r.Keys, Now: func() time.Time { return time.Date(2006, 11, 21, 9, 0, 0, 0, time.UTC) }, NewID: session.NewID})
	if err != nil {
		t.Fatal(err)
	}
	return &vault{Round: &roundplantest.Round{Session: s, Log: log, Keys: r.Keys, Plan: r.Plan}, settings: map[string]string{}}
}

// invited has the first member of the team invited.
func invited(t testing.TB, s *stage) (p *assess.Person, code string) {
	t.Helper()
	f := s.system.v.Plan.Team[0]
	for _, x := range s.system.v.View().Team {
		if x.Role == assess.Member {
			p = x
			break
		}
	}
	i, err := s.system.v.Invite(p.ID, 7, f.ID, f.PIN)
	if err != nil {
		t.Fatal(err)
	}
	return p, i.Code
}

func TestWhoJoinsWritesAtOnce(t *testing.T) {
	s := newStage(t)
	p, code := invited(t, s)
	far := farFrom(t, s.system.v.Round)
	s.system.joins.far = far
	s.Start()
	j := start.Joining{Package: "/usb/team.kpack", Code: code, Laptop: "李的笔记本", PIN: "135790"}
	ui.Receive(s.App, j, "/home")
	s.mustSee("您是"+p.Name+"吗？", far.View().Title)
	s.button("不是我")
	if s.system.joins.discarded != 1 || far.Enrolled() {
		t.Fatal("who is somebody else has joined")
	}
	ui.Receive(s.App, j, "/home")
	s.button("是我，加入")
	if who := far.Who(); who == nil || who.ID != p.ID || !far.Enrolled() {
		t.Fatalf("%+v", who)
	}
	s.mustSee(p.Name+"，您已加入考核组", "总览")
	if s.sees("只能查看") {
		t.Error("the window only reads")
	}
}

func TestAWrongCodeLeavesNothing(t *testing.T) {
	s := newStage(t)
	invited(t, s)
	s.system.joins.far = farFrom(t, s.system.v.Round)
	s.Start()
	ui.StartJoin(s.App, "/usb/team.kpack")
	_, other, err := func() (string, string, error) {
		code, _, err := s.system.v.Keys.Invite("other")
		return "", code, err
	}()
	if err != nil {
		t.Fatal(err)
	}
	ui.Receive(s.App, start.Joining{Package: "/usb/team.kpack", Code: other, Laptop: "x", PIN: "135790"}, "/home")
	if s.system.joins.discarded != 1 {
		t.Error("the vault stays")
	}
	s.mustSee(s.say.Explain(words.Refuse("invite.wrong")).What)
}

func TestAPackageDroppedOnTheStartPageIsTaken(t *testing.T) {
	s := newStage(t)
	s.Start()
	ui.Dropped(s.App, "/usb/考核组.KPACK")
	s.mustSee("考核组.KPACK", "加入考核组")
	s.open()
	ui.Dropped(s.App, "/usb/考核组.kpack")
	if s.sees("邀请码") {
		t.Error("a package that is dropped onto an open vault is none to join with")
	}
}

// button presses one that lies over the window.
func (s *stage) button(label string) {
	s.t.Helper()
	b := uitest.Button(s.Window().Canvas().Overlays().Top(), label)
	if b == nil {
		s.t.Fatalf("no button %s", label)
	}
	b.Tapped(&fyne.PointEvent{})
}

// farOpen is the window on a copy of the round on a laptop that is not enrolled.
func farOpen(t *testing.T) (s *stage, home *vault, p *assess.Person, code string) {
	s = newStage(t)
	p, code = invited(t, s)
	home, s.system.v = s.system.v, farFrom(t, s.system.v.Round)
	s.open()
	if over := s.Window().Canvas().Overlays().Top(); over != nil { // who is at the keyboard
		s.press(fyne.KeyEscape)
	}
	return s, home, p, code
}

// over is what lies over the window.
func (s *stage) over() fyne.CanvasObject { return s.Window().Canvas().Overlays().Top() }

func (s *stage) fill(label, text string) {
	s.t.Helper()
	switch o := uitest.Labelled(s.over(), label).(type) {
	case *widgets.Secret:
		o.SetText(text)
	case *widgets.Field:
		uitest.Type(o, text)
	default:
		s.t.Fatalf("no box %s", label)
	}
}

func TestALaptopThatOnlyReadsJoinsByACode(t *testing.T) {
	s, _, p, code := farOpen(t)
	s.tapTold("怎样才能填写…")
	s.button("用邀请码加入")
	s.fill("邀请码", "nonsense")
	s.button("加入")
	s.mustSee(s.say.Explain(words.Refuse("invite.form")).What, "口令至少6位")
	s.fill("邀请码", code)
	s.fill("口令", "135790")
	s.fill("再输一次", "135790")
	s.button("加入")
	if who := s.system.v.Who(); who == nil || who.ID != p.ID || !s.system.v.Enrolled() {
		t.Fatalf("%+v; %q", who, uitest.Texts(s.over()))
	}
	s.mustSee(p.Name + "，您已加入考核组")
	s.press(fyne.KeyEscape)
	if s.sees("怎样才能填写…") {
		t.Error("the banner stays")
	}
}

func TestWithoutACodeALaptopAsksAndSaysItsWords(t *testing.T) {
	s, _, p, _ := farOpen(t)
	s.tapTold("怎样才能填写…")
	s.button("申请加入")
	s.button("申请加入")
	s.mustSee("选择姓名")
	uitest.All[*widgets.Pick](s.over())[0].Choose(p.ID)
	s.button("申请加入")
	s.mustSee("已申请加入", "AAAA-BBBB-CCCC")
	if x := s.system.v.Asked(); x == nil || x.Person != p.ID || x.Laptop != "laptop-7" {
		t.Fatalf("%+v", x)
	}
	s.press(fyne.KeyEscape)
	s.mustSee("等待同意", "AAAA-BBBB-CCCC")
}

func TestThePackageForTheInvitedIsNotWrittenOverAnother(t *testing.T) {
	s := newStage(t).open()
	s.system.taken = 1
	ui.InviteInto(s.App, "/media/usb")
	if len(s.system.post.packed) != 0 {
		t.Fatal("replaced without a question")
	}
	s.button("覆盖")
	if len(s.system.post.packed) != 1 {
		t.Fatalf("%q", uitest.Texts(s.over()))
	}
	s.mustSee("数据包已存好", "可以拔出U盘")
}

// What can go wrong with people and laptops has its section in the manual, called as the links to it are, in both languages.
func TestEachMishapHasItsSection(t *testing.T) {
	for _, language := range i18n.Languages {
		s := newStage(t)
		s.Speak(language)
		s.Start()
		book, err := manual.Read(language)
		if err != nil {
			t.Fatal(err)
		}
		for _, topic := range []string{"laptop", "pin", "backup", "leaves"} {
			s.Help(topic)
			c, n, ok := book.Find(topic)
			if title := s.T("help.topic." + topic); !ok || book.Chapters[c].Sections[n].Title != title || !uitest.Says(s.over(), title) {
				t.Errorf("%s has no section called %s", topic, title)
			}
			s.press(fyne.KeyEscape)
		}
	}
}
