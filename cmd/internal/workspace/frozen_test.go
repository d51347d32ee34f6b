package workspace_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/pdf"
)

// What format 1 is worth: a paper of each kind as an earlier program printed it.
var format1 = map[string]string{
	"draw": workspace.Signed, "score": workspace.Unsigned, "records": workspace.Unsigned, "documents": workspace.Unsigned, "consultation": workspace.Signed,
	"findings": workspace.Unsigned, "signoffs": workspace.Unsigned, "circular": workspace.Signed, "notice": workspace.Signed, "ledger": workspace.Signed,
}

// Papers of programs before format 2 verify for ever: their signatures, and no more.
func TestPapersOfFormat1VerifyForEver(t *testing.T) {
	p := printer(t)
	for kind, want := range format1 {
		t.Run(kind, func(t *testing.T) {
			c := verdictOn(t, p, read(t, "testdata/format1/"+kind+".pdf"), nil)
			if c.Word() != want || c.Doc.Kind != kind {
				t.Errorf("%s: %s", c.Word(), spoken(p, c))
			}
			if pdf.Layout == 1 && c.Pages != workspace.PagesExact && c.Pages != workspace.PagesSame || c.Pages == workspace.PagesDiffer {
				t.Errorf("pages: %s %v %v", c.Pages, c.PagesDiff, c.PagesMore)
			}
		})
	}
}

// Papers of every edition verify for ever. Those of the present edition and layout must be made again to the letter and the page: where this
// fails because a wording or a layout was meant to change, read what stands at report.Edition, and freeze a new set with
//
//	go test ./cmd/internal/workspace -run TestPapersOfEveryEdition -update
//
// which leaves the sets of earlier editions as they are.
func TestPapersOfEveryEditionVerifyForEver(t *testing.T) {
	p := printer(t)
	now := fmt.Sprintf("testdata/format2/edition%d-layout%d", report.Edition, pdf.Layout)
	if *update {
		freeze(t, p, now)
	}
	sets, err := filepath.Glob("testdata/format2/*")
	must(t, err)
	present := false
	for _, dir := range sets {
		dir = filepath.ToSlash(dir)
		files, err := filepath.Glob(dir + "/*.pdf")
		must(t, err)
		if dir == now {
			present = true
			allKinds(t, dir)
		}
		if len(files) < len(format1) {
			t.Errorf("%s has %d papers; none that was frozen may go", dir, len(files))
		}
		for _, path := range files {
			kind := strings.TrimSuffix(filepath.Base(path), ".pdf")
			c := verdictOn(t, p, read(t, path), nil)
			if dir != now {
				if c.Word() == workspace.Denied || c.Word() == workspace.Verified || c.Pages == workspace.PagesDiffer {
					t.Errorf("%s: %s", path, spoken(p, c))
				}
				continue
			}
			want := map[string]string{"signoffs": workspace.Signed, "circular": workspace.Unsigned, "upward": workspace.Unsigned, "urging": workspace.Signed}[kind]
			if want == "" {
				want = workspace.Verified
			}
			if c.Word() != want || c.Pages != workspace.PagesExact || c.Proof.Proven != nil && !c.Proof.Remade {
				t.Errorf("%s: %s", path, spoken(p, c))
			}
		}
	}
	if !present {
		t.Errorf("no set of %s is frozen", now)
	}
}

// allKinds names the kinds that a set lacks: a kind that is new is frozen with -update.
func allKinds(t *testing.T, dir string) {
	t.Helper()
	for _, k := range assess.Papers {
		if _, err := os.Stat(filepath.Join(dir, k.Key+".pdf")); err != nil {
			t.Errorf("%s has no %s: freeze it with -update", dir, k.Key)
		}
	}
}

func freeze(t *testing.T, p *workspace.Printer, dir string) {
	t.Helper()
	d := whole(t)
	must(t, os.MkdirAll(dir, 0o755))
	for _, k := range assess.Papers {
		file := printed(t, p, d, report.Jobs(d.View(), k)[0])
		if file == nil { // nothing is urged in a round that is done
			open := sampled(t)
			file = printed(t, p, open, report.Jobs(open.View(), k)[0])
		}
		must(t, os.WriteFile(filepath.Join(dir, k.Key+".pdf"), file, 0o644))
	}
}
