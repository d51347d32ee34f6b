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

// TestWhatIsVouchedForSurvivesAPowerCut: a file that a killed program left under its name, without having that on the disk, is no longer lost by a
// power cut once the store vouches for it, wherever the program was killed.
func TestWhatIsVouchedForSurvivesAPowerCut(t *testing.T) {
	disk := faultdisk.Start(t)
	r := rand.New(rand.NewPCG(17, 3))
	atRisk := 0
	evidence.SetFree(t, func() int64 { return 1 << 40 })
	for name, key := range forms {
		for at := 1; ; at++ {
			dir := filepath.Join(disk.Dir, fmt.Sprint(name, at))
			disk.Arm(faultdisk.Fault{})
			must(t, os.Mkdir(dir, 0o700))
			disk.Arm(faultdisk.Fault{At: at, How: faultdisk.Dead})
			died := take(store(dir, key), func(string) {})
			before := disk.Trace()
			before = before[:min(at-1, len(before))]

			disk.Arm(faultdisk.Fault{})
			s := store(dir, key)
			var lying []evidence.Sum
			must(t, s.Each(func(sum evidence.Sum, _ int64) { lying = append(lying, sum) }))
			sound, err := s.Assure(ctx, func(int, int) {}, lying...)
			must(t, err)
			if len(sound) != len(lying) {
				t.Errorf("%s, dead at %d: %d of %d whole files are vouched for", name, at, len(sound), len(lying))
			}
			lost := func(ops []faultdisk.Op) (lost int) {
				tape := faultdisk.NewTape(nil)
				tape.Apart = true
				for _, o := range ops {
					tape.Play(o)
				}
				to, gone := fast()
				defer gone()
				must(t, tape.Cut(faultdisk.Loss{Random: r}).Write(to))
				left := store(filepath.Join(to, filepath.Base(dir)), key)
				for _, sum := range sound {
					if left.Check(ctx, sum) != nil {
						lost++
					}
				}
				return lost
			}
			if n := lost(append(before, disk.Trace()...)); n > 0 {
				t.Errorf("%s, dead at %d: of %d files that are vouched for a power cut loses %d", name, at, len(sound), n)
			}
			atRisk += lost(before)
			if died == nil {
				break
			}
		}
	}
	if atRisk < 4 {
		t.Errorf("only %d files would have been lost without it: the harness does not bite", atRisk)
	}
}

// TestAFolderThatAKilledProgramMadeGetsADurableName: before anything in it is acknowledged, the folder's own name is on the disk, also where who made it
// was killed before that.
func TestAFolderThatAKilledProgramMadeGetsADurableName(t *testing.T) {
	disk := faultdisk.Start(t)
	made := 0
	for at := 1; made < 3; at++ {
		name := fmt.Sprint(at)
		dir := filepath.Join(disk.Dir, name)
		disk.Arm(faultdisk.Fault{})
		must(t, os.Mkdir(dir, 0o700))
		disk.Arm(faultdisk.Fault{At: at, How: faultdisk.Dead})
		died := take(store(dir, nil), func(string) {})
		if _, found, _ := store(dir, nil).Folder(); !found {
			continue
		}
		if made++; died == nil {
			t.Fatal("it ended before the folder was there")
		}
		disk.Arm(faultdisk.Fault{})
		put(t, store(dir, nil), "acknowledged")
		if !slices.ContainsFunc(disk.Trace(), func(o faultdisk.Op) bool { return o.Kind == faultdisk.SyncFolder && o.Path == name }) {
			t.Errorf("dead at %d: the name of the folder is not synced", at)
		}
	}
}
