package team_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	"kaohe/ui/team"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// elsewhere opens what is there on another laptop, has it write, and brings that back.
func elsewhere(s *uitest.Stage, d ledger.Device, write func(*session.Session) error) {
	s.T.Helper()
	log := &memory.Log{Vault: s.Log.Vault, Own: d, Records: append([]*ledger.Record(nil), s.Log.Records...)}
	far, err := session.Open(session.Options{Log: log, Keys: memory.Keys{}, NewID: session.NewID, Now: func() time.Time { return time.Date(2006, 11, 20, 10, 0, 0, 0, time.UTC) }})
	s.Must(err)
	s.Must(write(far))
	s.Log.Records = log.Records
	s.Reload()
	s.Must(s.Use("gu"))
}

// chosen presses the row of the list of laptops that says so.
func chosenRow(s *uitest.Stage, v *team.Screen, part string) {
	s.T.Helper()
	s.Tap(v.Object(), part)
}

func invite(s *uitest.Stage, v *team.Screen) authority.Invited {
	s.T.Helper()
	v.Reveal(assess.Place{Entity: "person/li"})
	s.Press(v.Object(), "邀请…")
	s.Type(v.Object(), "授权人口令", uitest.PIN)
	s.Press(v.Object(), "邀请")
	list := s.View().Invitations
	if len(list) == 0 {
		s.T.Fatalf("nobody is invited: %q", uitest.Texts(v.Object()))
	}
	return list[len(list)-1]
}

func TestWhoIsInvitedGetsACodeASheetAndAPackage(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(s)
	packed := 0
	v.OnPack = func() { packed++ }
	v.Reveal(assess.Place{Entity: "person/li"})
	s.Press(v.Object(), "邀请…")
	s.Type(v.Object(), "有效天数", "0")
	s.Press(v.Object(), "邀请")
	if !uitest.Says(v.Object(), "1 到 90 天") || !uitest.Says(v.Object(), "请输入授权人的口令") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	s.Type(v.Object(), "有效天数", "3")
	s.Type(v.Object(), "授权人口令", "000000")
	s.Press(v.Object(), "邀请")
	if len(s.View().Invitations) > 0 || !uitest.Says(v.Object(), "口令不对") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	s.Type(v.Object(), "授权人口令", uitest.PIN)
	s.Press(v.Object(), "邀请")
	if list := s.View().Invitations; len(list) != 1 || list[0].Person != "li" || list[0].Until-list[0].At != 3*24*3600*1000 {
		t.Fatalf("%+v; %q", list, uitest.Texts(v.Object()))
	}
	code := strings.ReplaceAll("code-"+s.View().Invitations[0].ID, "-", "  ")
	if !uitest.Says(v.Object(), code) || !uitest.Says(v.Object(), "待使用") {
		t.Fatalf("no code: %q", uitest.Texts(v.Object()))
	}
	s.W.Shot("team-invited")
	s.Press(v.Object(), "打印邀请单")
	if len(s.W.Printed) != 1 || len(s.W.Printed[0].Rows) != 9 || s.W.Printed[0].Rows[2].Cells[1] != "code-"+s.View().Invitations[0].ID {
		t.Errorf("%+v", s.W.Printed)
	}
	s.Press(v.Object(), "把数据包存到…")
	if packed != 1 {
		t.Error("no package")
	}
	v.Reveal(assess.Place{Entity: "person/gu"})
	if uitest.Says(v.Object(), code) {
		t.Error("the code stands beside another's card")
	}
	chosenRow(s, v, "（邀请）")
	if !uitest.Says(v.Object(), code) {
		t.Errorf("the code is gone while the vault is open: %q", uitest.Texts(v.Object()))
	}
}

func TestAnInvitationIsWithdrawnAndSaysWhatBecameOfIt(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(s)
	invite(s, v)
	s.Press(v.Object(), "收回邀请")
	if !uitest.Says(v.Object(), "请写明理由") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	s.Type(v.Object(), "理由", "发错了人")
	s.Type(v.Object(), "授权人口令", uitest.PIN)
	s.Press(v.Object(), "收回邀请")
	if x := s.View().Invitations[0]; !x.Withdrawn {
		t.Fatalf("%+v; %q", x, uitest.Texts(v.Object()))
	}
	if !uitest.Says(v.Object(), "已收回") || uitest.Button(v.Object(), "收回邀请") != nil || uitest.Button(v.Object(), "打印邀请单") != nil {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	x := invite(s, v)
	elsewhere(s, ledger.Device{7}, func(far *session.Session) error {
		return far.Join(session.Joining{Code: "code-" + x.ID, Laptop: "李的笔记本", PIN: "135790"})
	})
	v = open(s)
	if !uitest.Says(v.Object(), "已使用") || !uitest.Says(v.Object(), "李的笔记本") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
}

func TestALaptopThatAsksIsAdmittedWithWhatWasWrittenThere(t *testing.T) {
	s := uitest.Small(t)
	elsewhere(s, ledger.Device{7}, func(far *session.Session) error {
		if err := far.Ask(session.Asking{Person: "li", Laptop: "李的笔记本", PIN: "135790"}); err != nil {
			return err
		}
		return far.Apply(assess.New("edit.mark").Set("d/ns/score/a1", "mark", int64(450)))
	})
	v := open(s)
	v.Spoken = func(ledger.Device) string { return "AAAA-BBBB-CCCC" }
	chosenRow(s, v, "请求加入")
	if !uitest.Says(v.Object(), "AAAA-BBBB-CCCC") || !uitest.Says(v.Object(), "写了1条") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	s.W.Shot("team-asks")
	uitest.Labelled(v.Object(), "此前写的").(*widgets.Radio).Choose("all")
	s.Press(v.Object(), "同意加入")
	if !uitest.Says(v.Object(), "请写明理由") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	s.Type(v.Object(), "理由", "本人写的")
	s.Type(v.Object(), "授权人口令", uitest.PIN)
	s.Press(v.Object(), "同意加入")
	a := s.View()
	if len(a.Requests) > 0 || len(a.Held) > 0 || len(a.Laptops) != 2 || len(a.Person("li").Key) == 0 {
		t.Fatalf("%+v %+v; %q", a.Requests, a.Held, uitest.Texts(v.Object()))
	}
	if !uitest.Says(v.Object(), "此前写的已采用") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	for _, x := range secrets(v.Object()) {
		if text(x) != "" {
			t.Error("a PIN stays")
		}
	}
}

// Two laptops joined by one invitation, neither knowing of the other: neither counts until an officer says which goes on.
func TestOfTwoLaptopsThatUsedOneInvitationAnOfficerKeepsOne(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(s)
	x := invite(s, v)
	base := s.Log.Records
	all := slices.Clone(base)
	for i, name := range []string{"家里的", "办公室的"} {
		log := &memory.Log{Vault: s.Log.Vault, Own: ledger.Device{byte(i + 2)}, Records: slices.Clone(base)}
		far, err := session.Open(session.Options{Log: log, Keys: memory.Keys{}, NewID: session.NewID, Now: func() time.Time { return time.Date(2006, 11, 20, 10, 0, 0, 0, time.UTC) }})
		s.Must(err)
		s.Must(far.Join(session.Joining{Person: "li", Code: "code-" + x.ID, Laptop: name, PIN: "135790"}))
		all = append(all, log.Records[len(base):]...)
	}
	s.Log.Records = all
	s.Reload()
	s.Must(s.Use("gu"))
	asked := func() bool {
		return slices.ContainsFunc(assess.Agenda(s.View(), s.Who(), s.Today()), func(l assess.Todo) bool { return l.Key == "todo.contested" })
	}
	if !asked() {
		t.Fatalf("no officer is told: %+v", s.View().Invitations)
	}
	v = open(s)
	chosenRow(s, v, "（邀请）")
	if !uitest.Says(v.Object(), "家里的") || !uitest.Says(v.Object(), "办公室的") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	kept := ledger.Device{3}
	picks := uitest.All[*widgets.Pick](v.Object())
	for _, p := range picks {
		p.Choose(kept.String())
	}
	s.Type(v.Object(), "理由", "家里的那台不用了")
	s.Type(v.Object(), "授权人口令", uitest.PIN)
	s.Press(v.Object(), "收回邀请")
	if u := s.View().Invitations[0].Used(); u == nil || u.Device != kept || asked() {
		t.Fatalf("%+v; %q", s.View().Invitations[0], uitest.Texts(v.Object()))
	}
}
