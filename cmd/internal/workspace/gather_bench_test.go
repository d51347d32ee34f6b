package workspace_test

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"
	"time"

	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// BenchmarkGather puts 200 rounds of 20 districts into one table. The ratio is to opening the same vaults one after another and no more; peak is the
// heap's largest size, for a tenth of them and for all. xlsx and pdf are the writing of the table, in seconds.
func BenchmarkGather(b *testing.B) {
	dir, env := b.TempDir(), cheap(b)
	env.Now = time.Now
	for n := range 200 {
		c := city{office: fmt.Sprintf("第%03d市", n), year: "2026", districts: 20, marks: func(d, i int) int64 { return 1000 - int64((d*37+n*53+i*11)%300) }}
		c.make(b, filepath.Join(dir, fmt.Sprint(n%10), fmt.Sprintf("%03d.kaohe", n)), env)
	}
	say, err := i18n.Load(i18n.Languages[0])
	must(b, err)
	printer, ctx := &workspace.Printer{Say: say}, context.Background()
	openAll(b, dir, env) // so that the disk's cache is as warm for one as for the other
	for b.Loop() {
		opened := openAll(b, dir, env)
		stop := peakHeap()
		gather(b, filepath.Join(dir, "3"), env)
		b.ReportMetric(float64(stop())/(1<<20), "peak20-MB")
		start, stop := time.Now(), peakHeap()
		t := gather(b, dir, env)
		b.ReportMetric(float64(time.Since(start))/float64(opened), "gather/open")
		b.ReportMetric(float64(stop())/(1<<20), "peak200-MB")
		if all, whole, _ := t.Districts(); all != 4000 || whole != 4000 || t.Groups[0].Ranked != 4000 {
			b.Fatalf("%d districts, %d marked", all, whole)
		}
		for _, ext := range []string{"xlsx", "pdf"} {
			start = time.Now()
			must(b, printer.SaveTable(ctx, t, "2026-11-28", workspace.Output{Path: filepath.Join(dir, "t."+ext), Replace: true}))
			b.ReportMetric(time.Since(start).Seconds(), ext+"-s")
		}
	}
}

// openAll opens each vault below a folder and lets it go.
func openAll(b *testing.B, dir string, env workspace.Env) time.Duration {
	b.Helper()
	start := time.Now()
	must(b, filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".kaohe" {
			return err
		}
		d, err := workspace.Open(path, vault.ReadOnly, env)
		if err != nil {
			return err
		}
		return d.Close()
	}))
	return time.Since(start)
}
