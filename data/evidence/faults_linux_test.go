package evidence_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/words"
	"kaohe/data/evidence"
	"kaohe/data/faultdisk"
)

func init() { serve = faultdisk.Serve }

// batch is what comes in at once; two of it are the same.
var batch = []string{strings.Repeat("first", 200), "second", strings.Repeat("third", 3000), "second"}

// take puts the batch, and tells of each text that is acknowledged.
func take(s *evidence.Store, told func(text string)) error {
	for _, text := range batch {
		if _, err := s.Put(ctx, strings.NewReader(text), most); err != nil {
			return err
		}
		told(text)
	}
	return nil
}

// sound tells what is wrong with a store: all of told is there, and nothing that was not put or is not whole.
func sound(s *evidence.Store, told []string) error {
	n := 0
	err := s.Each(func(sum evidence.Sum, _ int64) {
		if text, err := get(s, sum); err == nil && slices.Contains(batch, text) {
			n++
		} else {
			n = -1000
		}
		if s.Check(ctx, sum) != nil {
			n = -1000
		}
	})
	if err != nil || n < 0 {
		return fmt.Errorf("a file is there that is not whole (%w)", err)
	}
	for _, text := range told {
		found := false
		if err := s.Each(func(sum evidence.Sum, _ int64) {
			got, err := get(s, sum)
			found = found || err == nil && got == text
		}); err != nil || !found {
			return fmt.Errorf("%.9s was acknowledged and is gone (%w)", text, err)
		}
	}
	return nil
}

// TestEachFaultOfTheDiskLosesNothingAcknowledged: at each operation, every other one of each kind, the disk fails, fills up, or dies; the fault has words, what was acknowledged is
// there, nothing else is seen in part, and the batch goes in once the disk works again.
func TestEachFaultOfTheDiskLosesNothingAcknowledged(t *testing.T) {
	disk := faultdisk.Start(t)
	evidence.SetFree(t, func() int64 { return 1 << 40 })
	hits := 0
	for name, key := range forms {
		hows := []faultdisk.How{faultdisk.NoSpaceOnce, faultdisk.FaultOnce, faultdisk.Dead, faultdisk.Torn}
		if key != nil {
			hows = hows[3:] // what differs is how files are written, not which
		}
		for i, how := range hows {
			for at := 1 + i%2; ; at += 2 {
				dir := filepath.Join(disk.Dir, fmt.Sprint(name, how, at))
				disk.Arm(faultdisk.Fault{})
				must(t, os.Mkdir(dir, 0o700))
				var told []string
				disk.Arm(faultdisk.Fault{At: at, How: how})
				err := take(store(dir, key), func(text string) { told = append(told, text) })
				disk.Arm(faultdisk.Fault{})
				var known *words.Fault
				switch {
				case err != nil && !asFault(err, &known):
					t.Errorf("%s, %s at %d: no words: %v", name, faultdisk.Hows[how], at, err)
				case how == faultdisk.NoSpaceOnce && err != nil && known.Code() != "evidence.full":
					t.Errorf("%s, %s at %d: %v", name, faultdisk.Hows[how], at, err)
				}
				if err := sound(store(dir, key), told); err != nil {
					t.Errorf("%s, %s at %d: %v", name, faultdisk.Hows[how], at, err)
				}
				if err := take(store(dir, key), func(string) {}); err != nil {
					t.Errorf("%s, %s at %d: and then: %v", name, faultdisk.Hows[how], at, err)
				} else if err := sound(store(dir, key), batch); err != nil {
					t.Errorf("%s, %s at %d: and then: %v", name, faultdisk.Hows[how], at, err)
				}
				if err == nil && len(told) == len(batch) && at > 12 { // none is left to be hit, but what can be left undone
					break
				}
				hits++
			}
		}
	}
	if hits < 60 {
		t.Errorf("only %d faults: nothing is tested", hits)
	}
}

func asFault(err error, into **words.Fault) bool {
	f, ok := err.(*words.Fault)
	*into = f
	return ok
}

// TestPowerCutsLoseNothingAcknowledged: whatever of what was not synced is on the disk; while files come in, and while they are sealed.
func TestPowerCutsLoseNothingAcknowledged(t *testing.T) {
	disk := faultdisk.Start(t)
	r := rand.New(rand.NewPCG(17, 1))
	for name, key := range forms {
		dir := filepath.Join(disk.Dir, name)
		must(t, os.Mkdir(dir, 0o700))
		disk.Arm(faultdisk.Fault{})
		s := store(dir, key)
		must(t, take(s, func(text string) { disk.Mark(text) }))
		if key == nil {
			_, err := store(dir, forms["sealed"]).Seal(ctx, func(int, int) {})
			must(t, err)
		} else {
			_, err := s.Bare(ctx, func(int, int) {})
			must(t, err)
		}
		ops := disk.Trace()
		lost := func(ops []faultdisk.Op, tell func(string, ...any)) (n int) {
			tape, told := faultdisk.NewTape(nil), []string{}
			for i, o := range ops {
				if tape.Play(o); o.Kind == faultdisk.Mark {
					told = append(told, o.Path)
				}
				for _, keep := range [][]float64{{0, 0.5}, {0.5, 1}, {0, 1}}[i%3] {
					at, gone := fast()
					must(t, tape.Cut(faultdisk.Loss{Keep: keep, Tear: 0.8, Random: r}).Write(at))
					if err := sound(store(filepath.Join(at, name), forms["sealed"]), told); err != nil {
						n++
						tell("%s: cut at %d of %d (%s), keep %v: %v", name, i, len(ops), o, keep, err)
					}
					gone()
				}
			}
			return n
		}
		lost(ops, t.Errorf)
		var bare []faultdisk.Op
		for _, o := range ops {
			if o.Kind != faultdisk.Sync {
				bare = append(bare, o)
			}
		}
		if n := lost(bare, func(string, ...any) {}); n < 20 {
			t.Errorf("%s: without syncs only %d of %d cuts lose something: the harness does not bite", name, n, 2*len(bare))
		}
	}
}
