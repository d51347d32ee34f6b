package start_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/start"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func open(t *testing.T, recent ...start.Recent) (*uitest.Stage, *actions, *start.Screen) {
	t.Helper()
	s, d := uitest.Empty(t, nil), &actions{recent: recent}
	k := s.Kit()
	k.Session = nil // there is no vault yet
	v := start.New(k, d)
	v.Render()
	s.W.Show(v.Object(), 1280, 800)
	return s, d, v
}

// says tells whether words are to be read below o.
func says(o fyne.CanvasObject, text string) bool {
	return slices.ContainsFunc(uitest.Texts(o), func(x string) bool { return strings.Contains(x, text) })
}

func TestDoorsOpen(t *testing.T) {
	s, d, v := open(t, start.Recent{Path: "/a/甲.kaohe", Title: "甲", Opened: "2006-11-20"})
	s.Press(v.Object(), "打开考核文件…")
	s.Press(v.Object(), "打开示例")
	test.Tap(uitest.All[*widgets.Link](v.Object())[0])
	if want := []string{"pick", "sample", "open /a/甲.kaohe"}; !slices.Equal(d.asked, want) {
		t.Fatalf("asked for %q", d.asked)
	}
}

func TestAMissingVaultIsSaidAndCanBeForgotten(t *testing.T) {
	s, d, v := open(t, start.Recent{Path: "/a/甲.kaohe", Opened: "2006-11-20", Missing: true})
	test.Tap(uitest.All[*widgets.Link](v.Object())[0])
	if texts := uitest.Texts(v.Object()); len(d.asked) != 0 || !slices.Contains(texts, "已移走") || !slices.Contains(texts, "甲.kaohe") {
		t.Fatalf("asked for %q; %q", d.asked, texts)
	}
	s.Press(v.Object(), "")
	if len(d.recent) != 0 || !slices.Contains(uitest.Texts(v.Object()), "还没有打开过考核文件。") {
		t.Fatalf("%+v", d.recent)
	}
}

func TestARoundIsMadeFromTheForm(t *testing.T) {
	s, d, v := open(t)
	s.Press(v.Object(), "新建考核…")
	for _, x := range [][2]string{{"年度", "２００６"}, {"发文单位", "市打假办"}, {"您的姓名", "顾彧"}, {"派出单位", "市打假办"},
		{"单位名称", "南山区\n福田区"}, {"街道", "南山区：粤海街道、招商街道"}, {"其他人员", "李䶮，市工商局"}} {
		s.Type(v.Object(), x[0], x[1])
	}
	s.Press(v.Object(), "建立考核文件…")
	if len(d.made) != 0 || !says(v.Object(), "口令至少") || !says(v.Object(), "有2处需要改正") || s.W.Canvas().Focused() != uitest.Labelled(v.Object(), "口令").(fyne.Focusable) {
		t.Fatalf("made %+v; %q; the keyboard is at %T", d.made, uitest.Texts(v.Object()), s.W.Canvas().Focused())
	}
	for _, x := range []string{"246810", "246810", phrase, phrase} { // Enter goes from one to the next, and from the last makes the round
		test.Type(s.W.Canvas().Focused(), x)
		s.Key(fyne.KeyReturn)
	}
	s.W.Shot("start-form-keys")
	if len(d.made) != 1 {
		t.Fatalf("not made: %q", uitest.Texts(v.Object()))
	}
	r := d.made[0]
	if len(r.Districts) != 2 || len(r.Districts[0].Subdistricts) != 2 || r.Founder.Role != assess.Leader || r.PIN != "246810" || r.Passphrase != phrase || len(r.Team) != 1 ||
		r.Year != "2006" || !strings.HasSuffix(r.Title, "年度责任制考核") {
		t.Fatalf("%+v", r)
	}
	for _, pin := range uitest.All[*widgets.Secret](v.Object()) {
		if pin.Text != "" {
			t.Error("a PIN stays in the form")
		}
	}
}

func TestWhatIsWrongInTheFormGoesOnceItIsMended(t *testing.T) {
	s, d, v := open(t)
	s.Press(v.Object(), "新建考核…")
	s.Type(v.Object(), "单位名称", "南山区\n\n南山区\n南山区\n南山区\n南山区")
	s.Press(v.Object(), "建立考核文件…")
	if !says(v.Object(), "请填写发文单位") || !says(v.Object(), "第3行：“南山区”重复了") || !says(v.Object(), "另有1处") || says(v.Object(), "每行一个，如") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	if s.W.Canvas().Focused() != s.Box(v.Object(), "发文单位").Target() {
		t.Errorf("the keyboard is at %T, not at the first that is wrong", s.W.Canvas().Focused())
	}
	s.Type(v.Object(), "发文单位", "市打假办")
	s.Type(v.Object(), "单位名称", "南山区")
	s.Press(v.Object(), "建立考核文件…")
	if len(d.made) != 0 || says(v.Object(), "请填写发文单位") || says(v.Object(), "重复了") || !says(v.Object(), "每行一个，如") {
		t.Fatalf("made %+v; %q", d.made, uitest.Texts(v.Object()))
	}
}

func TestWhatIsWrongBelowTheFirstWrongBoxIsInView(t *testing.T) {
	s, _, v := open(t)
	s.W.Show(v.Object(), 1024, 660)
	s.Press(v.Object(), "新建考核…")
	s.Type(v.Object(), "发文单位", "安办")
	s.Type(v.Object(), "您的姓名", "王")
	s.Type(v.Object(), "派出单位", "安办")
	for _, label := range []string{"口令", "再输一次"} {
		uitest.Labelled(v.Object(), label).(*widgets.Secret).SetText("246810")
	}
	s.Press(v.Object(), "建立考核文件…")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	pages := uitest.All[*widgets.Page](v.Object())
	page := pages[len(pages)-1]
	end := at(page).Y + page.Size().Height
	for _, m := range uitest.All[*widgets.Message](v.Object()) {
		if says(m, "密码至少") {
			if low := at(m).Y + m.Size().Height; low > end {
				t.Errorf("it ends at %v, and what is in view at %v", low, end)
			}
			return
		}
	}
	t.Errorf("%q", uitest.Texts(v.Object()))
}

func TestAWorkbooksRoundIsAskedForItsKeys(t *testing.T) {
	s := uitest.Empty(t, nil)
	k := s.Kit()
	k.Session = nil
	s.W.Show(widgets.Paragraph(""), 1024, 700)
	var got []string
	start.AskKeys(k, "用工作簿新建", widgets.Paragraph("共12行"), func(pin, passphrase string) { got = append(got, pin, passphrase) })
	c := s.W.Canvas()
	body := c.Overlays().Top()
	if c.Focused() != uitest.Labelled(body, "签字口令").(fyne.Focusable) {
		t.Fatalf("the keyboard is at %T", c.Focused())
	}
	low := c.Overlays().Top().(*widget.PopUp).Content.Size().Height
	s.Press(body, "建立考核文件…")
	if !says(body, "口令至少") || !says(body, "密码至少") || len(got) > 0 {
		t.Fatalf("%q", uitest.Texts(body))
	}
	s.W.Shot("start-book-bad")
	test.Type(c.Focused(), "246810")
	s.Key(fyne.KeyReturn)
	test.Type(c.Focused(), "246811")
	uitest.Labelled(body, "加密").(*widgets.Radio).Choose(start.Open)
	if uitest.Labelled(body, "密码") != nil || !says(body, "任何拿到文件的人") {
		t.Fatalf("%q", uitest.Texts(body))
	}
	if now := c.Overlays().Top().(*widget.PopUp).Content.Size().Height; now >= low {
		t.Errorf("the question is %.0f high without a passphrase, and %.0f with one", now, low)
	}
	s.Press(body, "建立考核文件…")
	if !says(body, "两次输入的口令不一样") || len(got) > 0 {
		t.Fatalf("%q", uitest.Texts(body))
	}
	s.W.Shot("start-book")
	s.Type(body, "再输一次", "246810")
	s.Press(body, "建立考核文件…")
	if !slices.Equal(got, []string{"246810", ""}) || c.Overlays().Top() != nil {
		t.Errorf("got %q", got)
	}
}

func TestEscGoesBackFromTheForm(t *testing.T) {
	s, _, v := open(t)
	s.Press(v.Object(), "新建考核…")
	if !v.Key(fyne.KeyEscape) || uitest.Button(v.Object(), "打开示例") == nil {
		t.Fatal("Esc must show the actions again")
	}
	if v.Key(fyne.KeyEscape) {
		t.Fatal("there is nothing to go back from")
	}
}

func TestARoundCanBeginFromLastYears(t *testing.T) {
	s, d, v := open(t)
	s.Press(v.Object(), "新建考核…")
	d.last = "/a/2005年度.kaohe"
	s.Press(v.Object(), "沿用去年的考核文件…")
	if !slices.Contains(uitest.Texts(v.Object()), "2005年度.kaohe") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	s.W.Shot("start-form-last")
	s.Type(v.Object(), "发文单位", "市打假办")
	s.Type(v.Object(), "您的姓名", "顾彧")
	submit := func() start.NewRound {
		uitest.Labelled(v.Object(), "加密").(*widgets.Radio).Choose(start.Open)
		for _, p := range uitest.All[*widgets.Secret](v.Object()) {
			if p.Visible() {
				test.Type(p, "246810")
			}
		}
		s.Press(v.Object(), "建立考核文件…")
		if len(d.made) == 0 {
			t.Fatalf("not made: %q", uitest.Texts(v.Object()))
		}
		return d.made[len(d.made)-1]
	}
	if r := submit(); r.Last != d.last || len(r.Districts) != 0 || r.Passphrase != "" {
		t.Fatalf("%+v", r)
	}
	s.Press(v.Object(), "不用")
	if r := submit(); r.Last != "" {
		t.Fatalf("%+v", r)
	}
}

func TestEscLeavesAFormAndSaysThatWhatWasFilledInStays(t *testing.T) {
	s, _, v := open(t)
	esc := func() { v.Key(fyne.KeyEscape) }
	home := func() bool { return uitest.Button(v.Object(), "打开示例") != nil }
	for _, way := range []string{"新建考核…", "加入考核组…"} {
		s.Press(v.Object(), way)
		if esc(); !home() || s.W.Warned != "" {
			t.Fatalf("%s: Esc in a fresh form: home %v, asked %q", way, home(), s.W.Warned)
		}
	}
	s.Press(v.Object(), "新建考核…")
	s.Type(v.Object(), "发文单位", "市打假办")
	s.Type(v.Object(), "口令", "246810")
	s.W.Deny = true
	if esc(); home() || !strings.Contains(s.W.Warned, "新建考核…") {
		t.Fatalf("home %v, asked %q", home(), s.W.Warned)
	}
	s.W.Deny = false
	if esc(); !home() {
		t.Fatal("Esc does not leave")
	}
	s.Press(v.Object(), "新建考核…")
	if got := s.Box(v.Object(), "发文单位").Text(); got != "市打假办" {
		t.Errorf("发文单位 %q", got)
	}
	if pin := uitest.Labelled(v.Object(), "口令").(*widgets.Secret); pin.Text != "" {
		t.Error("the PIN stays in the form")
	}
}
