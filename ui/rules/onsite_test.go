package rules_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func methods(s *standard.Standard) string {
	var out []string
	for _, m := range s.Methods {
		out = append(out, m.ID+"="+m.Chinese()+"/"+string(m.Form))
	}
	return strings.Join(out, " ")
}

func over(s *uitest.Stage, x *widgets.Sheet, row, col int, text string) {
	x.Go(row, col)
	x.Focus()
	s.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(x.Target(), text)
}

func TestMethodsAreNamedAddedAndLeftOut(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	s.W.Show(v.Object(), 1080, 1000)
	v.Turn("onsite")
	x := uitest.All[*widgets.Sheet](v.Object())[0]
	over(s, x, 4, 0, "企业座谈会")
	v.Leave()
	x.New()
	test.Type(x.Target(), "暗访")
	v.Leave()
	a := s.View().Standard
	if got := methods(a); got != "briefing=听取汇报/briefing interview=提问交流/interview document=查阅资料/document subdistrict=抽查街道办/subdistrict symposium=企业座谈会/symposium "+a.Methods[5].ID+"=暗访/briefing" {
		t.Fatal(got)
	}
	x.Go(0, 0)
	s.Press(v.Object(), "删除这一行")
	if got := methods(s.View().Standard); strings.Contains(got, "听取汇报") || !strings.HasPrefix(got, "interview=") {
		t.Fatal(got)
	}
	n := len(s.W.Edits)
	over(s, x, 0, 0, "  ")
	v.Leave()
	if x.Told() == "" || len(s.W.Edits) != n {
		t.Error("a method without a name was taken")
	}
}

func TestChecksInSubdistrictsAreRows(t *testing.T) {
	s := built(t)
	s.Must(s.Apply(assess.AddCheck(s.View(), "a", "有专人负责")))
	v, _ := open(s)
	s.W.Show(v.Object(), 1080, 1000)
	v.Reveal(assess.Place{Entity: "std/visit/a"})
	x := uitest.All[*widgets.Sheet](v.Object())[1]
	before := len(s.View().Checks)
	x.New()
	test.Type(x.Target(), "台账可以追溯")
	v.Leave()
	last := s.View().Checks[len(s.View().Checks)-1]
	if len(s.View().Checks) != before+1 || last.Text != "台账可以追溯" {
		t.Fatalf("%+v", last)
	}
	over(s, x, before, 0, "台账逐条登记")
	v.Leave()
	if now := s.View().Checks[before]; now.ID != last.ID || now.Text != "台账逐条登记" {
		t.Fatalf("%+v", now)
	}
}

func TestAStandardWhoseTitleNoMoreSaysSampleIsNone(t *testing.T) {
	s := built(t)
	v, _ := open(s)
	s.W.Show(v.Object(), 1080, 1000)
	v.Turn("general")
	if !s.View().Standard.Sample {
		t.Fatal("the built-in standard is a sample")
	}
	write(s.Box(v.Object(), "标题"), "东江市考核评分标准")
	v.Leave()
	if s.View().Standard.Sample {
		t.Error("it still says that it is for practice only")
	}
}
