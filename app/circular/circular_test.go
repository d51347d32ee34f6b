package circular_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/circular"
	"kaohe/app/report"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	content "kaohe/assets/sample"
	"kaohe/assets/standard"
)

var update = flag.Bool("update", false, "rewrite the golden")

func round(t testing.TB) *roundplantest.Round {
	t.Helper()
	r, err := roundplantest.Open(content.Files, standard.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func catalog(t testing.TB) words.Catalog {
	t.Helper()
	say, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	return say
}

// plain writes the document and the doubts so that a person can read and compare them.
func plain(t testing.TB, a *assess.Assessment) string {
	text, say := circular.Compose(a), catalog(t)
	var b strings.Builder
	for _, x := range text.Document(a).Blocks {
		switch x := x.(type) {
		case report.Title:
			fmt.Fprintf(&b, "# %s\n", x.Text)
		case report.Subtitle:
			fmt.Fprintf(&b, "~ %s\n", x.Text)
		case report.Addressee:
			fmt.Fprintf(&b, "%s\n", x.Text)
		case report.Heading:
			fmt.Fprintf(&b, "\n%s %s\n", strings.Repeat("#", x.Level+1), x.Text)
		case report.Para:
			fmt.Fprintf(&b, "%s\n", strings.Join(circular.Split(x.Text), "\n  "))
		case report.Attachments:
			fmt.Fprintf(&b, "\n附件：%s\n", strings.Join(x.Names, "\n"))
		case report.Signature:
			fmt.Fprintf(&b, "\n%s %s\n", x.Office, x.Date)
		case report.Annex:
			fmt.Fprintf(&b, "\n== %s %s\n", x.Label, x.Title)
		case report.Table:
			for _, r := range x.Rows {
				fmt.Fprintf(&b, "| %s |\n", strings.Join(r.Cells, " | "))
			}
		case report.Chart:
			fmt.Fprintf(&b, "%s %v %v\n", x.Caption, x.Categories, x.Series)
		default:
			t.Errorf("the circular has a %T", x)
		}
	}
	for _, r := range circular.Repeats(a, text) {
		fmt.Fprintf(&b, "\n* %s ×%d", r.Text, len(r.At))
	}
	for _, d := range circular.Check(a, text) {
		fmt.Fprintf(&b, "\n? %s %s", d.Section, say.Say(d.Msg))
	}
	return b.String() + "\n"
}

func TestTheSamplesCircularReadsAsAPersonChecked(t *testing.T) {
	golden(t, "sample.txt", round(t).View())
}

// What an older vault has, where nobody joined anything or wrote a word for the city.
func TestTheSamplesCircularIsComposedByRuleAsAPersonChecked(t *testing.T) {
	golden(t, "byrule.txt", alone(round(t).View()))
}

// alone returns the round without what was written for its circular.
func alone(a *assess.Assessment) *assess.Assessment {
	x := *a
	x.Lead, x.Purpose, x.Circular = "", "", &assess.Circular{Places: map[string]*assess.Placed{}, Texts: map[string]*assess.Edited{}}
	return &x
}

func golden(t *testing.T, name string, a *assess.Assessment) {
	t.Helper()
	got := plain(t, a)
	file := filepath.Join("testdata", name)
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
		t.Errorf("differs from %s; run this test with -update and read the difference", file)
	}
}
