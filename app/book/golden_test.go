package book_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"kaohe/app/book"
	"kaohe/app/standard"
)

var update = flag.Bool("update", false, "write the goldens anew")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		must(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if got != string(want) {
		t.Errorf("%s differs; see with -update and git diff", path)
	}
}

var kindNames = map[book.Kind]string{book.Text: "文字", book.Long: "长文字", book.Points: "分值", book.Count: "整数", book.Date: "日期", book.Choice: "选择", book.Yes: "是否",
	book.List: "多选"}

func TestTemplate(t *testing.T) {
	var out strings.Builder
	b := book.Template()
	for _, s := range b.Sheets {
		fmt.Fprintf(&out, "# %s\n%s\n", s.Name, s.Note)
		for _, c := range s.Columns {
			marks := ""
			for _, m := range []struct {
				is   bool
				text string
			}{{c.Name, "名称"}, {c.Must, "必填"}, {c.Hidden, "隐藏"}, {c.Locked, "锁定"}, {c.Sum, "合计"}} {
				if m.is {
					marks += " " + m.text
				}
			}
			if c.From != "" {
				marks += " 选自" + c.From
			}
			fmt.Fprintf(&out, "  %s [%s%s] %s", c.Head, kindNames[c.Kind], marks, c.Note)
			if len(c.Choices) > 0 {
				fmt.Fprintf(&out, " {%s}", strings.Join(c.Choices, " | "))
			}
			out.WriteByte('\n')
			if c.Width < 5 || !s.Aside && c.Note == "" || !s.Aside && c.Width < 6 || !s.Aside && c.Kind == book.Choice && c.Choices == nil && c.From == "" {
				t.Errorf("%s %s has no note, no width or no list", s.Name, c.Head)
			}
		}
		for _, r := range s.Rows {
			fmt.Fprintln(&out, "  -", shown(s, r))
		}
	}
	golden(t, "template.txt", out.String())
}

// shown is a row as a reader sees it: what is empty or hidden is left out.
func shown(s book.Sheet, r []book.Cell) string {
	var out []string
	for i, c := range r {
		said := c.Text
		switch {
		case c.Is && s.Columns[i].Kind == book.Points:
			said = standard.Points(c.Number).String()
		case c.Is && s.Columns[i].Kind == book.Date:
			said = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(c.Number)).Format(time.DateOnly)
		case c.Is:
			said = fmt.Sprint(c.Number)
		}
		if cut := []rune(said); len(cut) > 24 {
			said = string(cut[:24]) + "…"
		}
		if said != "" {
			out = append(out, s.Columns[i].Head+"="+strings.ReplaceAll(said, "\n", "⏎"))
		}
	}
	return strings.Join(out, "  ")
}

func TestTheSampleAsAWorkbook(t *testing.T) {
	r := sampled(t)
	var out strings.Builder
	for _, s := range book.Export(r.View(), frontier(r.Log)).Sheets {
		fmt.Fprintf(&out, "# %s: %d\n", s.Name, len(s.Rows))
		for n, row := range s.Rows {
			if n < 3 || s.Name == "考核信息" || n == len(s.Rows)-1 {
				fmt.Fprintln(&out, shown(s, row))
			}
		}
	}
	golden(t, "sample.txt", out.String())
}
