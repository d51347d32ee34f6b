package report_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/sample/sampletest"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	content "kaohe/assets/sample"
	"kaohe/assets/standard"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func round(t *testing.T) (*sampletest.Round, words.Catalog) {
	t.Helper()
	time.Local = time.UTC // goldens name days of signing
	r, err := sampletest.Open(content.Files, standard.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	say, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	return r, say
}

// plain writes a document so that a person can read and compare it.
func plain(d report.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[%s | %s | %v | sample %v]\n", d.Kind, d.Author, d.Date, d.Sample)
	for _, x := range d.Blocks {
		switch x := x.(type) {
		case report.Title:
			fmt.Fprintf(&b, "\n# %s\n", x.Text)
		case report.Subtitle:
			fmt.Fprintf(&b, "~ %s\n", x.Text)
		case report.Heading:
			fmt.Fprintf(&b, "\n%s %s\n", strings.Repeat("#", x.Level+1), x.Text)
		case report.Para:
			fmt.Fprintf(&b, "%s\n", x.Text)
		case report.Table:
			table(&b, x)
		case report.Signature:
			fmt.Fprintf(&b, "\n%s\n%s\n%s\n", x.Office, x.Date, strings.Join(x.Lines, "\n"))
		case report.Gap:
		default:
			fmt.Fprintf(&b, "?? %T\n", x)
		}
	}
	return b.String()
}

func table(b *strings.Builder, t report.Table) {
	fmt.Fprintf(b, "\n%s\n", t.Caption)
	for _, c := range t.Columns {
		fmt.Fprintf(b, "| %s ", c.Head)
	}
	b.WriteString("|\n")
	for _, r := range t.Rows {
		fmt.Fprintf(b, "| %s |\n", strings.ReplaceAll(strings.Join(r.Cells, " | "), "\n", " / "))
	}
}

func TestFindingsOfTheSample(t *testing.T) {
	r, say := round(t)
	for _, d := range r.View().Districts {
		t.Run(d.ID, func(t *testing.T) {
			got := plain(report.Findings(r.View(), d, say))
			file := filepath.Join("testdata", d.ID+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("differs from %s; run make golden and read the difference", file)
			}
		})
	}
}

func TestTablesHaveACellForEachColumn(t *testing.T) {
	r, say := round(t)
	for _, d := range r.View().Districts {
		for _, b := range report.Findings(r.View(), d, say).Blocks {
			x, ok := b.(report.Table)
			for _, row := range x.Rows {
				if ok && !row.Span && len(row.Cells) != len(x.Columns) {
					t.Errorf("%s: %d cells in %d columns: %v", d.Name, len(row.Cells), len(x.Columns), row.Cells)
				}
			}
		}
	}
}

func TestFindingsOfAnEmptyRoundSayWhatIsNotThereYet(t *testing.T) {
	r, say := round(t)
	a := *r.View()
	d := &assess.District{ID: "x", Name: "光明区"}
	for _, i := range a.Standard.Items() {
		d.Scores = append(d.Scores, &assess.Score{Item: i})
	}
	d.Final.Open = len(d.Scores)
	got := plain(report.Findings(&a, d, say))
	for _, want := range []string{"光明区人民政府：", "草稿", "现场考核尚未形成记录。", "各考核项目尚未评分。", "本次考核尚未记录问题。"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

func TestNumerals(t *testing.T) {
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 19: "十九", 20: "二十", 35: "三十五", 99: "九十九"} {
		if got := report.Numeral(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
