package start_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

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
	fill := func(i int, text string) { test.Type(uitest.All[*widgets.Field](v.Object())[i].Target(), text) }
	fill(2, "市打假办")
	fill(3, "顾彧")
	fill(4, "市打假办")
	fill(5, "南山区\n福田区")
	fill(6, "南山区：粤海街道、招商街道")
	fill(7, "李䶮，市工商局")
	s.Press(v.Object(), "建立考核文件…")
	if len(d.made) != 0 || !slices.ContainsFunc(uitest.Texts(v.Object()), func(x string) bool { return strings.HasPrefix(x, "口令至少") }) {
		t.Fatalf("made %+v; %q", d.made, uitest.Texts(v.Object()))
	}
	for i, p := range uitest.All[*widgets.Secret](v.Object()) {
		test.Type(p, []string{"246810", "246810", phrase, phrase}[i])
	}
	s.Press(v.Object(), "建立考核文件…")
	if len(d.made) != 1 {
		t.Fatalf("not made: %q", uitest.Texts(v.Object()))
	}
	r := d.made[0]
	if len(r.Districts) != 2 || len(r.Districts[0].Subdistricts) != 2 || r.Founder.Role != assess.Leader || r.PIN != "246810" || r.Passphrase != phrase || len(r.Team) != 1 ||
		!strings.HasSuffix(r.Title, "年度落实打假责任制考核") {
		t.Fatalf("%+v", r)
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
	for i, text := range map[int]string{2: "市打假办", 3: "顾彧"} {
		test.Type(uitest.All[*widgets.Field](v.Object())[i].Target(), text)
	}
	submit := func() start.NewRound {
		uitest.All[*widgets.Radio](v.Object())[0].Choose(start.Open)
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
	s.Press(v.Object(), "不沿用")
	if r := submit(); r.Last != "" {
		t.Fatalf("%+v", r)
	}
}
