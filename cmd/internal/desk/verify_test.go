package desk_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"kaohe/app/report"
	"kaohe/app/sample"
	"kaohe/app/words"
	content "kaohe/assets/sample"
	"kaohe/cmd/internal/desk"
)

// sampled is the sample's vault.
func sampled(t testing.TB) *desk.Desk {
	t.Helper()
	plan, err := sample.ReadPlan(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.FoundRound(filepath.Join(t.TempDir(), "s.kaohe"), plan, true, cheap(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// spoken are a verdict's lines in Chinese.
func spoken(p *desk.Press, c *desk.PaperCheck) string {
	var out []string
	for _, m := range c.Lines() {
		out = append(out, p.Say.Say(m))
	}
	return strings.Join(out, "\n")
}

func TestExplore(t *testing.T) {
	d, p := sampled(t), press(t)
	for _, k := range report.Kinds {
		for _, j := range desk.Jobs(d.View(), k) {
			x, err := p.Print(context.Background(), d, j, nil)
			if errors.Is(err, words.Refuse("report.none")) {
				continue
			}
			must(t, err)
			c, err := p.CheckPaper(context.Background(), x.Bytes, nil)
			must(t, err)
			t.Logf("%s %s %s: %s %d bytes of %d", j.Kind, j.District, j.Draw, c.Word(), desk.CarriedSize(x.Bytes), len(x.Bytes))
			if j.District == "longgang" || j.District == "" {
				t.Log(spoken(p, c))
			}
		}
	}
}
