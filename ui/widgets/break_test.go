package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"pgregory.net/rapid"

	"kaohe/ui/theme"
)

// halves is a line of so many half characters.
func halves(most int) func(string) bool {
	return func(s string) bool {
		n := 0
		for _, r := range s {
			n++
			if r > 0xff {
				n++
			}
		}
		return n <= most
	}
}

func TestLinesBreakAsChineseDoes(t *testing.T) {
	for _, x := range []struct {
		name, text, want string
		most             int
	}{
		{"a full stop takes the character before it along", "落实责任。好", "落实责|任。好", 8},
		{"so do several signs", "他说好呀）。走", "他说好|呀）。走", 8},
		{"an opening bracket goes with what it opens", "考核办（试行）", "考核办|（试行）", 8},
		{"a word is kept whole", "请按 Ctrl+Shift 键", "请按 |Ctrl+Shift |键", 12},
		{"a number is kept whole", "共有12345户", "共有|12345户", 8},
		{"a percentage too", "抽查率为85%以上", "抽查率为|85%以上", 9},
		{"a long word is cut", "abcdefghij", "abcd|efgh|ij", 4},
		{"a line that fits", "一二三四", "一二三四", 8},
		{"lines that are there stay", "一\n二三", "一|二三", 8},
		{"an empty line stays", "一\n\n二", "一||二", 8},
		{"nothing but signs is cut where the line ends", "。。。。。。", "。。|。。|。。", 4},
	} {
		if got := strings.ReplaceAll(breakLines(x.text, halves(x.most)), "\n", "|"); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}

// Whatever the text, nothing of it is lost, and every line but its last space fits unless it is one character.
func TestBreaksLoseNothingAndLinesFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("一二三abc1 2。，（）“”%\n")), 0, 40, -1).Draw(t, "text")
		fits := halves(rapid.IntRange(1, 20).Draw(t, "width"))
		got := breakLines(text, fits)
		if strings.ReplaceAll(got, "\n", "") != strings.ReplaceAll(text, "\n", "") {
			t.Fatalf("%q became %q", text, got)
		}
		for _, line := range strings.Split(got, "\n") {
			if line = strings.TrimRight(line, " "); !fits(line) && len([]rune(line)) > 1 {
				t.Fatalf("%q: the line %q is too long", got, line)
			}
		}
	})
}

// drawnLines are a paragraph's lines as the stock label draws them.
func drawnLines(p *Para) (lines []string) {
	for _, o := range test.WidgetRenderer(p).Objects() {
		if r, ok := o.(*widget.RichText); ok {
			lines = strings.Split(r.String(), "\n")
		}
	}
	return lines
}

func TestAParagraphBreaksAnewAtAnotherWidthAndKeepsItsText(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.Forced(theme.Light))
	const text = "区政府将打假工作列入年度工作计划（含经费），明确年度目标、重点任务和完成时限，并在年内组织落实。"
	p := Paragraph("")
	w := test.NewTempWindow(t, p)
	w.SetPadded(false)
	p.SetText(text)
	was := 0
	for _, width := range []float32{700, 300, 160, 100, 300} {
		w.Resize(fyne.NewSize(width, 400))
		lines := drawnLines(p)
		if len(lines) == was {
			t.Errorf("%v wide: %d lines, as before", width, was)
		}
		was = len(lines)
		for _, l := range lines {
			if strings.ContainsAny(l[:min(3, len(l))], "，。、）") || strings.HasSuffix(l, "（") {
				t.Errorf("%v wide: the line %q", width, l)
			}
		}
		if p.Text != text {
			t.Errorf("its text became %q", p.Text)
		}
	}
	p.SetText("短")
	if got := drawnLines(p); len(got) != 1 || got[0] != "短" {
		t.Errorf("another text is drawn as %q", got)
	}
}
