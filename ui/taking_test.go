package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/circular"
	"kaohe/app/report"
)

// edited is the circular as it stands, as a Word file would give it back after a person replaced a text in it.
func edited(s *stage, old, by string) *circular.File {
	a := s.system.v.View()
	text := circular.Compose(a)
	doc := text.Document(a)
	marks, properties := text.Marks(a, doc)
	f := &circular.File{Properties: properties}
	for i, b := range doc.Blocks {
		l := circular.Line{}
		switch b := b.(type) {
		case report.Heading:
			l.Text = b.Text
		case report.Para:
			l.Text = strings.Replace(b.Text, old, by, 1)
		case report.Addressee:
			l.Text = b.Text
		}
		if marks[i] != "" {
			l.Marks = []string{marks[i]}
		}
		f.Lines = append(f.Lines, l)
	}
	return f
}

func TestAWordFileIsSavedAndSaysThatThePDFCounts(t *testing.T) {
	s := newStage(t).open()
	s.WordTo("out", report.Job{Kind: "circular"})
	s.mustSee("通报已存为 Word", "out/circular-.docx", "以考核通打印的 PDF 为准")
	s.press(fyne.KeyEscape)
	s.WordTo("out", report.Job{Kind: "findings", District: "nanshan"}, report.Job{Kind: "circular"})
	s.mustSee("Word稿", "已生成 2 份")
}

func TestAnOFDIsSavedAsAPDFIs(t *testing.T) {
	s := newStage(t).open()
	s.OFDTo("out", report.Job{Kind: "circular"})
	s.mustSee("通报已存为OFD", "out/circular-.ofd")
	s.press(fyne.KeyEscape)
	s.OFDTo("out", report.Job{Kind: "findings", District: "nanshan"}, report.Job{Kind: "circular"})
	s.mustSee("已生成 2 份")
}

func TestWhatWasEditedInWordIsShownAndTakenByASection(t *testing.T) {
	s := newStage(t).open()
	was := circular.Compose(s.system.v.View()).Section(circular.Opening).String()
	f := edited(s, "现将考核情况通报如下", "现将有关情况通报如下")
	f.Tracked = 2
	if x, err := circular.Compose(s.system.v.View()).Take(s.system.v.View(), f); err != nil || len(x.Changes) != 1 {
		t.Fatalf("%+v %v", x, err)
	}
	s.TakeWord(f)
	s.mustSee("取回Word修改", "有改动的 1 部分", "2 处修订", "取回所选部分")
	s.press(fyne.KeyEscape)
	if got := circular.Compose(s.system.v.View()).Section(circular.Opening).String(); got != was {
		t.Fatalf("taken without a word: %s", got)
	}
	s.TakeWord(f)
	s.press(fyne.KeyReturn)
	if got := circular.Compose(s.system.v.View()).Section(circular.Opening); !got.Edited || !strings.Contains(got.String(), "现将有关情况通报如下") {
		t.Errorf("not taken: %s", got)
	}
	s.mustSee("已取回 1 部分")
	s.TakeWord(f)
	s.mustSee("有改动的 0 部分")
}
