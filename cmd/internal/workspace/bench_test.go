package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/roundplan"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	content "kaohe/assets/sample"
	"kaohe/cmd/internal/workspace"
)

// hundred is the sample with its districts again and again until there are a hundred.
func hundred(b *testing.B) *workspace.Workspace {
	b.Helper()
	plan, err := roundplan.ReadPlan(content.Files)
	if err != nil {
		b.Fatal(err)
	}
	for i, six := 0, plan.Areas; len(plan.Areas) < 100; i++ {
		a := *six[i%len(six)]
		a.ID, a.Name, a.Signed, a.Prepared.Draws = fmt.Sprintf("%s%d", a.ID, i), fmt.Sprintf("%s%d", a.Name, i), 0, nil
		plan.Areas = append(plan.Areas, &a)
	}
	env := cheap(b)
	env.Now = time.Now
	d, err := workspace.FoundRound(filepath.Join(b.TempDir(), "a.kaohe"), plan, true, env)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close() })
	return d
}

// BenchmarkBatch prints every kind of every district of a hundred to files. The ratio is to printing the same one after another on one
// core, in memory; one half is all that two cores could give. peak is the heap's largest size meanwhile.
func BenchmarkBatch(b *testing.B) {
	d := hundred(b)
	say, err := i18n.Load(i18n.Languages[0])
	if err != nil {
		b.Fatal(err)
	}
	p := &workspace.Printer{Say: say, EmbeddedOnly: true}
	var jobs []report.Job
	for _, k := range assess.Papers {
		jobs = append(jobs, report.Jobs(d.View(), k)...)
	}
	ctx := context.Background()
	var floor, batch time.Duration
	var peak uint64
	for b.Loop() {
		cores := runtime.GOMAXPROCS(1)
		start := time.Now()
		for _, j := range jobs {
			if _, err := p.Print(ctx, d, j, nil); err != nil && !errors.Is(err, words.Refuse("report.none")) {
				b.Fatal(j, err)
			}
		}
		floor += time.Since(start)
		runtime.GOMAXPROCS(cores)
		runtime.GC()
		start = time.Now()
		if _, err := p.Batch(ctx, d, jobs, workspace.Output{Path: b.TempDir()}, func(int, int) { peak = max(peak, heap()) }); err != nil {
			b.Fatal(err)
		}
		batch += time.Since(start)
	}
	b.ReportMetric(float64(batch)/float64(floor), "ratio")
	b.ReportMetric(float64(batch.Microseconds())/float64(b.N*len(jobs)), "µs/document")
	b.ReportMetric(float64(peak)/(1<<20), "MB-peak")
}

func heap() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
