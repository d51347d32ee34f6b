package circular_test

import (
	"strings"
	"testing"

	"kaohe/app/circular"
	"kaohe/app/report"
)

// The text is written once, for the districts, and goes upwards as it is.
func TestTheReportUpwardsSaysWhatTheCircularSays(t *testing.T) {
	a := round(t).View()
	text := circular.Compose(a)
	paragraphs := func(d report.Document) (out []string) {
		for _, b := range d.Blocks {
			switch x := b.(type) {
			case report.Heading:
				out = append(out, x.Text)
			case report.Para:
				out = append(out, x.Text)
			case report.Annex:
				out = append(out, x.Title)
			}
		}
		return out
	}
	down, up := strings.Join(paragraphs(text.Document(a)), "\n"), strings.Join(paragraphs(text.Upward(a)), "\n")
	if !strings.Contains(up, "报告如下：") || strings.Contains(up, "通报如下") {
		t.Errorf("its opening is the circular's: %.200s", up)
	}
	if !strings.Contains(up, "特此报告。\n各区考核得分情况") {
		t.Errorf("it ends in %q", up[len(up)-200:])
	}
	if got := strings.Replace(strings.Replace(up, "报告如下：", "通报如下：", 1), "特此报告。\n", "", 1); got != down {
		t.Errorf("it says something else:\n%s", got)
	}
	doc := text.Upward(a)
	if doc.Title != "关于2006年度落实打假责任制考核情况的报告" || doc.Kind != "upward" {
		t.Errorf("%s %s", doc.Kind, doc.Title)
	}
	if last, is := doc.Blocks[len(doc.Blocks)-1].(report.Chart); !is {
		t.Errorf("ends with %T", last)
	}
}
