package report_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kaohe/app/report"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	content "kaohe/assets/sample"
	"kaohe/assets/standard"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func round(t *testing.T) (*roundplantest.Round, words.Catalog) {
	t.Helper()
	time.Local = time.UTC // goldens name days of signing
	r, err := roundplantest.Open(content.Files, standard.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	say, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	return r, say
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
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
}

// plain writes a document so that a person can read and compare it.
func plain(d report.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[%s | %s | %v | sample %v%s]\n", d.Kind, d.Author, d.Date, d.Sample, shape(d))
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
			fmt.Fprintf(&b, "\n%s\n%s%s\n%s\n", x.Office, x.Date, map[bool]string{true: " (seal)"}[x.Seal], strings.Join(x.Lines, "\n"))
		case report.Gap:
		default:
			other(&b, x)
		}
	}
	return b.String()
}

func shape(d report.Document) string {
	var s string
	if d.Landscape {
		s += " | landscape"
	}
	if d.Form == report.Letter {
		s += " | letter"
	}
	if d.Head != nil {
		s += fmt.Sprintf(" | head %+v", *d.Head)
	}
	if d.Colophon != nil {
		s += fmt.Sprintf(" | colophon %+v", *d.Colophon)
	}
	return s
}

func other(b *strings.Builder, x report.Block) {
	switch x := x.(type) {
	case report.Addressee:
		fmt.Fprintf(b, "> %s\n", x.Text)
	case report.Attachments:
		fmt.Fprintf(b, "\n附件：%s\n", strings.Join(x.Names, " / "))
	case report.Note:
		fmt.Fprintf(b, "(%s)\n", x.Text)
	case report.Annex:
		fmt.Fprintf(b, "\n-------- %s\n# %s\n", x.Label, x.Title)
	case report.Hands:
		fmt.Fprintf(b, "\n%s ________\n", strings.Join(x.Labels, " ________  "))
	case report.Part:
		fmt.Fprintf(b, "\n======== %s\n", strings.Join(x.Foot, " / "))
	case report.Chart:
		fmt.Fprintf(b, "\n[chart %s, %s]\n", x.Caption, x.Unit)
		for i, c := range x.Categories {
			fmt.Fprintf(b, "| %s", c)
			for _, s := range x.Series {
				fmt.Fprintf(b, " | %s %s", s.Name, hundredths(s.Values[i]))
			}
			b.WriteString(" |\n")
		}
	case report.Pictures:
		for _, p := range x.Items {
			fmt.Fprintf(b, "\n[picture %s of %d by %d, turned by %d] %s\n", p.Called, x.Across, x.Down, p.Turn, strings.Join(p.Caption, " / "))
		}
	default:
		fmt.Fprintf(b, "?? %T\n", x)
	}
}

func hundredths(v int64) string {
	if v == report.Missing {
		return "无数据"
	}
	return fmt.Sprintf("%d.%02d", v/100, v%100)
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
