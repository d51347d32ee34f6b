package workspace

import (
	"context"
	"errors"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/evidence"
)

// atOnceThinned is how many originals are let go by one record.
const atOnceThinned = 100

// Thinning is which originals of evidence this laptop may let go to make room, because another one keeps them and said so (assess.Keepers).
type Thinning struct {
	Files []evidence.Sum // may go
	Bytes int64          // of these
	By    []string       // the laptops that keep them, by name
	Alone int            // originals here that no other laptop that stands in the round says to hold
	Kept  int            // originals here that others hold too, and that this laptop is the one to keep
}

// Thinnable tells which originals may go: all, or those taken, or else added, before a day (2006-01-02).
func (d *Workspace) Thinnable(day string) (t Thinning) {
	a, own, first := d.View(), d.self(), d.founding()
	sums, of, _ := namedFiles(a)
	for _, sum := range sums {
		if !d.Files.Has(sum) || day != "" && d.dayOf(of[sum]) >= day {
			continue
		}
		file := sum.String()
		keepers := a.Keepers(file, own, first)
		switch others := slices.DeleteFunc(slices.Clone(a.Holders[file]), func(l ledger.Device) bool { return l == own || !a.Stands(l) }); {
		case len(keepers) > 0:
			t.Files = append(t.Files, sum)
			t.Bytes += of[sum][0].Size
			for _, l := range keepers {
				t.By = append(t.By, d.laptopName(l))
			}
		case len(others) > 0:
			t.Kept++
		default:
			t.Alone++
		}
	}
	slices.Sort(t.By)
	t.By = slices.Compact(t.By)
	return t
}

// founding is the laptop that founded the round.
func (d *Workspace) founding() (first ledger.Device) {
	for _, r := range d.Log() {
		if r.ID == d.Vault.ID() {
			return r.Device
		}
	}
	return first
}

// dayOf is the latest day on which a file was taken or, where it does not say, added.
func (d *Workspace) dayOf(all []*assess.Evidence) (day string) {
	for _, x := range all {
		at := x.Taken
		if at == "" {
			for _, h := range d.History(ledger.Register{Entity: x.Entity, Field: "name"}) {
				at = max(at, h.At.Local().Format("2006-01-02"))
			}
		}
		day = max(day, at)
	}
	return day[:min(len(day), 10)]
}

// Thin lets originals go, those of t that still may, and keeps a smaller copy of each picture that can be drawn. That this laptop holds them no more is
// on disk before they are removed. It tells how many went, and their bytes, also where it ends with an error: that of each, of Session.Hold, or of
// the store.
func (d *Workspace) Thin(each Each, t Thinning) (n int, size int64, err error) {
	if err := d.ReadOnly(); err != nil {
		return 0, 0, err
	}
	if _, err := d.Receipts(each); err != nil { // which others may have counted on
		return 0, 0, err
	}
	a := d.View()
	own, first, sizes := d.Own(), d.founding(), a.Files()
	may := slices.DeleteFunc(slices.Clone(t.Files), func(sum evidence.Sum) bool { return len(a.Keepers(sum.String(), own, first)) == 0 })
	total := len(may)
	for batch := range slices.Chunk(may, atOnceThinned) {
		if err := d.thinBatch(batch, func() error {
			if each == nil {
				return nil
			}
			return each(n, total)
		}, func(sum evidence.Sum) { n, size = n+1, size+sizes[sum.String()] }); err != nil {
			return n, size, err
		}
	}
	return n, size, nil
}

func (d *Workspace) thinBatch(batch []evidence.Sum, each func() error, gone func(evidence.Sum)) error {
	var files []string
	for _, sum := range batch {
		if err := each(); err != nil {
			return err
		}
		if _, err := d.smaller(context.Background(), sum); err != nil && !undrawable(err) {
			return err
		}
		files = append(files, sum.String())
	}
	if _, err := d.Hold(false, files...); err != nil {
		return err
	}
	for _, sum := range batch {
		if err := d.Files.Thin(sum); err != nil {
			return err
		}
		gone(sum)
	}
	return each()
}

// undrawable tells whether a smaller copy could not be made because the file is no picture that can be drawn, or no sound one any more: another laptop
// has it. It is not so where the disk is full.
func undrawable(err error) bool {
	return slices.ContainsFunc([]string{"picture.none", "picture.format", "picture.large", "picture.broken", "evidence.missing", "evidence.damaged"}, func(code string) bool {
		return errors.Is(err, words.Refuse(code))
	})
}

// Lines say it.
func (t Thinning) Lines() (out []words.Msg) {
	say := func(n int, key string, args ...any) {
		if n > 0 {
			out = append(out, words.M(key, append([]any{n}, args...)...))
		}
	}
	if len(t.Files) == 0 {
		out = append(out, words.M("thin.none"))
	}
	say(len(t.Files), "thin.may", words.Size(t.Bytes), strings.Join(t.By, "、"))
	say(t.Alone, "thin.alone")
	say(t.Kept, "thin.kept")
	return out
}
