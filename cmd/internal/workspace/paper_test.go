package workspace_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
)

func printer(t *testing.T) *workspace.Printer {
	t.Helper()
	return &workspace.Printer{Say: chinese(t), EmbeddedOnly: true}
}

func chinese(t testing.TB) words.Catalog {
	t.Helper()
	say, err := i18n.Load(i18n.Languages[0])
	if err != nil {
		t.Fatal(err)
	}
	return say
}

// signed is a round whose preparation is signed.
func signed(t *testing.T) *workspace.Workspace { return signedIn(t, cheap(t)) }

func signedIn(t *testing.T, env workspace.Env) *workspace.Workspace {
	t.Helper()
	d := found(t, filepath.Join(t.TempDir(), "a.kaohe"), env)
	t.Cleanup(func() { d.Close() })
	must(t, d.Apply(assess.Fields("edit.finding", "d/ns/find/f1", "kind", "problem", "named", "粤海街道没有与两个社区签订责任书。", "city", "个别街道没有签订责任书。")))
	_, err := d.Sign("ns", assess.Preparation, "chen", pin)
	must(t, err)
	return d
}

func TestAPrintedReportIsWhatWasSigned(t *testing.T) {
	d, p := signed(t), printer(t)
	x, err := p.Print(context.Background(), d, report.Job{Kind: "findings", District: "ns"}, nil)
	must(t, err)
	c, err := p.CheckPaper(context.Background(), x.Bytes, d)
	must(t, err)
	if !c.OK() || c.Pages != workspace.PagesExact || c.Against != workspace.VaultSame || c.Word() != workspace.Signed || len(c.Proof.Proven.SignOffs) != 1 || !c.Proof.Remade {
		t.Fatalf("%+v", c)
	}

	// What is written afterwards does not make the paper wrong: it is compared with what stood there when it was printed.
	must(t, d.Apply(assess.Fields("edit.finding", "d/ns/find/f1", "named", "后来改了。")))
	if c, err = p.CheckPaper(context.Background(), x.Bytes, d); err != nil || c.Against != workspace.VaultSame {
		t.Fatalf("%v %+v", err, c)
	}
}

// The pages of one document with what another carries: somebody printed other words and put the signed data to them.
func TestPagesThatSayAnythingElseAreFound(t *testing.T) {
	d, p := signed(t), printer(t)
	job := report.Job{Kind: "findings", District: "ns"}
	x, err := p.Print(context.Background(), d, job, nil)
	must(t, err)
	must(t, d.Apply(assess.Fields("edit.finding", "d/ns/find/f1", "named", "没有发现问题。")))
	y, err := p.Print(context.Background(), d, job, nil)
	must(t, err)
	cut := func(b []byte) int { return strings.Index(string(b), "/Type /EmbeddedFile") }
	forged := slices.Concat(y.Bytes[:cut(y.Bytes)], x.Bytes[cut(x.Bytes):])
	c, err := p.CheckPaper(context.Background(), forged, d)
	must(t, err)
	if c.OK() || c.Pages != workspace.PagesDiffer || !slices.ContainsFunc(c.PagesDiff, func(s string) bool { return strings.HasPrefix(s, "+") && strings.Contains(s, "没有发现问题") }) {
		t.Fatalf("%+v", c)
	}
}

func TestAnotherVaultsReport(t *testing.T) {
	env := cheap(t)
	env.Random = rand.NewChaCha8([32]byte{9})
	d, e, p := signed(t), signedIn(t, env), printer(t)
	x, err := p.Print(context.Background(), d, report.Job{Kind: "score", District: "ns"}, nil)
	must(t, err)
	if c, err := p.CheckPaper(context.Background(), x.Bytes, e); err != nil || c.Against != workspace.VaultOther || c.OK() {
		t.Fatalf("%v %+v", err, c)
	}
}

func TestABatchSaysOfEachWhatCameOfIt(t *testing.T) {
	d, p, dir := signed(t), printer(t), t.TempDir()
	var jobs []report.Job
	for _, k := range assess.Papers {
		jobs = append(jobs, report.Jobs(d.View(), k)...)
	}
	jobs = append(jobs, report.Job{Kind: "score", District: "nobody"}, report.Job{Kind: "score", District: "ns"})
	steps := 0
	made, err := p.Batch(context.Background(), d, jobs, workspace.Output{Path: dir}, func(done, total int) {
		if steps++; done != steps || total != len(jobs) {
			t.Errorf("%d of %d at step %d", done, total, steps)
		}
	})
	must(t, err)
	if len(made) != len(jobs) {
		t.Fatalf("%d of %d", len(made), len(jobs))
	}
	names := map[string]bool{}
	for i, m := range made {
		_, there := os.Stat(m.Path)
		switch {
		case m.Job != jobs[i]:
			t.Errorf("%v stands for %v", m.Job, jobs[i])
		case m.District == "nobody":
			refused(t, "district.unknown", m.Err)
		case errors.Is(m.Err, words.Refuse("report.none")):
		case m.Err != nil || there != nil || m.Pages < 1 || names[m.Path]:
			t.Errorf("%v: %v, %v, %d pages", m.Job, m.Err, there, m.Pages)
		}
		names[m.Path] = true
	}
}

func TestACancelledBatchLeavesOnlyWholeFiles(t *testing.T) {
	d, p, dir := signed(t), printer(t), t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	jobs := slices.Repeat([]report.Job{{Kind: "findings", District: "ns"}}, 40)
	made, err := p.Batch(ctx, d, jobs, workspace.Output{Path: dir}, func(done, _ int) {
		if done == 3 {
			cancel()
		}
	})
	files, e := filepath.Glob(filepath.Join(dir, "*"))
	must(t, e)
	if !errors.Is(err, context.Canceled) || len(made) < 3 || len(made) == len(jobs) || len(files) != len(made) {
		t.Fatalf("%v: %d made, %d files", err, len(made), len(files))
	}
}
