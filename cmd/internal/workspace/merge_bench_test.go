package workspace_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/roundplan"
	"kaohe/app/session"
	"kaohe/app/standard"
	content "kaohe/assets/sample"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// BenchmarkSevenWayMerge takes the packages of seven laptops, which marked every item of the sample's six districts and noted something on each,
// two of them in the same district, into the vault from which they parted: opened, previewed together, and taken. The ratios are to opening
// the vault that comes of it: on busy cores 5 for the eight previews, each of which judges and folds all, at most 2.4 for taking 322 records.
func BenchmarkSevenWayMerge(b *testing.B) {
	base, env, packages := parted(b)
	var looks, merges, opens []time.Duration
	records, conflicts := 0, 0
	stop := peakHeap()
	for i := 0; b.Loop(); i++ {
		path := filepath.Join(b.TempDir(), fmt.Sprint(i, ".kaohe"))
		duplicate(b, base, path)
		d, err := workspace.Open(path, vault.ReadWrite, env)
		must(b, err)
		start := time.Now()
		var parcels []*workspace.Parcel
		for _, name := range packages {
			p, err := d.OpenParcel(nil, name, "")
			must(b, err)
			parcels = append(parcels, p)
		}
		in := d.Look(parcels...)
		looked := time.Now()
		m, err := d.Merge(nil, parcels...)
		must(b, err)
		looks, merges = append(looks, looked.Sub(start)), append(merges, time.Since(looked))
		must(b, d.Close())
		start = time.Now()
		d, err = workspace.Open(path, vault.ReadWrite, env)
		must(b, err)
		opens = append(opens, time.Since(start))
		if records, conflicts = m.New, len(in.Conflicts); records == 0 || conflicts == 0 || len(d.View().Disputed) != conflicts || len(d.View().Held) > 0 {
			b.Fatalf("%d records, %d conflicts, held %v", records, conflicts, d.View().Held)
		}
		must(b, d.Close())
		must(b, os.Remove(path))
	}
	b.ReportMetric(float64(stop())/(1<<20), "MB-peak")
	b.ReportMetric(float64(records), "records")
	b.ReportMetric(float64(conflicts), "conflicts")
	b.ReportMetric(float64(median(looks).Microseconds())/1e3, "ms/look")
	b.ReportMetric(float64(median(merges).Microseconds())/1e3, "ms/merge")
	b.ReportMetric(float64(median(looks))/float64(median(opens)), "look/open")
	b.ReportMetric(float64(median(merges))/float64(median(opens)), "merge/open")
}

// parted is the sample before anybody signed, and what seven laptops made of it.
func parted(b *testing.B) (base string, env workspace.Env, packages []string) {
	b.Helper()
	plan, err := roundplan.ReadPlan(content.Files)
	must(b, err)
	for _, a := range plan.Areas {
		a.Signed, a.Prepared.Draws = 0, nil
	}
	lead := plan.Team[0]
	base, env = filepath.Join(b.TempDir(), "a.kaohe"), cheap(b)
	env.Now = time.Now
	here, err := workspace.FoundRound(base, plan, true, env)
	must(b, err)
	for i := range 7 {
		path := filepath.Join(b.TempDir(), "b.kaohe")
		must(b, here.SaveCopy(b.Context(), path, func(int, int) {}))
		other := cheap(b)
		other.Random, other.Now = rand.NewChaCha8([32]byte{byte(10 + i)}), time.Now
		other.Keys.Random = other.Random
		d, err := workspace.Open(path, vault.ReadWrite, other)
		must(b, err)
		must(b, d.Use(lead.ID))
		must(b, d.EnrolDevice(session.NewLaptop{Name: fmt.Sprint(i), Shared: true}, lead.ID, lead.PIN))
		id := d.View().Districts[i%6].ID
		for n := range d.View().District(id).Scores {
			area := d.View().District(id)
			s := area.Scores[n]
			must(b, d.Apply(assess.SetMark(area, s, s.Item.Points-standard.Points(10+i), fmt.Sprint("n", i, "-", n)).
				Texts(s.Entity, "remark", fmt.Sprintf("第%d组现场查阅台账%d份，情况属实", i, n))))
		}
		name := filepath.Join(b.TempDir(), "p.kpack")
		_, err = d.Pack(name, workspace.PackOptions{})
		must(b, err)
		must(b, d.Close())
		packages = append(packages, name)
	}
	must(b, here.Close())
	return base, env, packages
}

func duplicate(b *testing.B, from, to string) {
	b.Helper()
	in, err := os.Open(from)
	must(b, err)
	defer in.Close()
	out, err := os.Create(to)
	must(b, err)
	_, err = io.Copy(out, in)
	must(b, err)
	must(b, out.Close())
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}
