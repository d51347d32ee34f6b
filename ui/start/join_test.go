package start_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/words"
	"kaohe/ui/start"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func TestSomebodyJoinsWithPackageCodeAndPIN(t *testing.T) {
	s, d, v := open(t)
	s.Press(v.Object(), "加入考核组…")
	s.W.Shot("start-join")
	s.Press(v.Object(), "加入…")
	if len(d.joined) > 0 || !says(v.Object(), "请选择数据包") || !says(v.Object(), "请输入邀请码") || !says(v.Object(), "口令至少") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	s.Press(v.Object(), "选择数据包…")
	if !says(v.Object(), "考核组.kpack") || says(v.Object(), "请选择数据包") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	s.Type(v.Object(), "邀请码", "CODX")
	if !says(v.Object(), "邀请码输错了") {
		t.Errorf("a slip is not said at once: %q", uitest.Texts(v.Object()))
	}
	s.W.Shot("start-join-bad")
	s.Type(v.Object(), "邀请码", "CO-DE")
	if says(v.Object(), "邀请码输错了") {
		t.Error("what was wrong is said of the right code")
	}
	uitest.Labelled(v.Object(), "加密").(*widgets.Radio).Choose(start.Open)
	for _, p := range uitest.All[*widgets.Secret](v.Object()) {
		if p.Visible() {
			test.Type(p, "135790")
		}
	}
	s.Press(v.Object(), "加入…")
	want := start.Joining{Package: "/usb/考核组.kpack", Code: "CO-DE", Laptop: "laptop-7", PIN: "135790"}
	if len(d.joined) != 1 || d.joined[0].Package != want.Package || d.joined[0].Code != want.Code || d.joined[0].Laptop != want.Laptop || d.joined[0].PIN != want.PIN ||
		d.joined[0].Passphrase != "" {
		t.Fatalf("%+v; %q", d.joined, uitest.Texts(v.Object()))
	}
	for _, code := range []string{"invite.wrong", "pack.other"} {
		err := words.Refuse(code, "x")
		v.Refuse(err)
		if what := uitest.Words(t).Explain(err).What; !says(v.Object(), what) {
			t.Errorf("%s is not said: %q", code, uitest.Texts(v.Object()))
		}
	}
	if !v.Key(fyne.KeyEscape) || uitest.Button(v.Object(), "打开示例") == nil {
		t.Fatal("Esc must show the actions again")
	}
	for _, p := range uitest.All[*widgets.Secret](v.Object()) {
		if p.Text != "" {
			t.Error("a PIN stays in the form")
		}
	}
}

func TestAPackageWithAPassphraseAsksForIt(t *testing.T) {
	s, d, v := open(t)
	v.Join("/usb/b.kpack")
	s.Type(v.Object(), "邀请码", "CODE")
	if uitest.Labelled(v.Object(), "数据包的密码") != nil {
		t.Fatal("asked for before it is needed")
	}
	v.Refuse(words.Refuse("pack.passphrase", "b.kpack"))
	box, ok := uitest.Labelled(v.Object(), "数据包的密码").(*widgets.Secret)
	if !ok {
		t.Fatalf("not asked for: %q", uitest.Texts(v.Object()))
	}
	test.Type(box, "暗号暗号")
	uitest.Labelled(v.Object(), "加密").(*widgets.Radio).Choose(start.Open)
	s.Type(v.Object(), "口令", "135790")
	s.Type(v.Object(), "再输一次", "135790")
	s.Press(v.Object(), "加入…")
	if len(d.joined) != 1 || d.joined[0].Opens != "暗号暗号" || d.joined[0].Package != "/usb/b.kpack" {
		t.Fatalf("%+v; %q", d.joined, uitest.Texts(v.Object()))
	}
}
