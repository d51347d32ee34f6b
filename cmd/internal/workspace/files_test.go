package workspace_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
)

func TestWhatAFileIsToBeVerifiedAs(t *testing.T) {
	x := &assess.Draw{List: []string{"甲", "乙"}, Count: 1, Phrase: "秋高气爽"}
	x.Result = x.Drawn()
	s := report.NewDrawSheet(&assess.Assessment{Title: "考核"}, &assess.District{Name: "福田区"}, x)
	for name, c := range map[string]struct {
		bytes            string
		paper, draw, pdf bool
		fault            string
	}{
		"a report is a PDF":             {"%PDF-1.4 x", true, false, true, ""},
		"a draw's PDF is both":          {"%PDF-1.4 (" + s.Keywords() + ")", true, true, true, ""},
		"the text beside it is a draw":  {string(s.Text()), true, true, false, ""},
		"a damaged draw is refused":     {"抽签记录 kaohe-draw-1\n", false, false, false, "drawsheet.damaged"},
		"any other file may be a vault": {"bolt bolt bolt bolt bolt", false, false, false, ""},
		"so may one of few bytes":       {"b", false, false, false, ""},
		"so may an empty one":           {"", false, false, false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "file")
			if err := os.WriteFile(path, []byte(c.bytes), 0o600); err != nil {
				t.Fatal(err)
			}
			p, err := workspace.ReadPaper(path)
			if c.fault != "" {
				if !errors.Is(err, words.Refuse(c.fault)) {
					t.Fatalf("%+v, %v", p, err)
				}
				return
			}
			if err != nil || (p != nil) != c.paper {
				t.Fatalf("%+v, %v", p, err)
			}
			if p != nil && ((p.Draw != nil) != c.draw || p.PDF != c.pdf || string(p.Bytes) != c.bytes) {
				t.Errorf("%+v", p)
			}
		})
	}
}

func TestWhatCantBeOpenedIsLeftToTheVault(t *testing.T) {
	for _, path := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none")} {
		if p, err := workspace.ReadPaper(path); p != nil || err != nil {
			t.Errorf("%s: %+v, %v", path, p, err)
		}
	}
}
