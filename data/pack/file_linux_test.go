package pack_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"kaohe/data/faultdisk"
	"kaohe/data/pack"
)

func TestMain(m *testing.M) {
	faultdisk.Serve()
	os.Exit(m.Run())
}

// Whatever the disk does at any of its operations, there is no package under the name, or the whole one that was there or was to be; a receipt is
// given only for the latter, and no other file stays where the disk lets go of it.
func TestFaultsOfTheDiskLeaveNoPackageOrAWholeOne(t *testing.T) {
	s := newTeam(t, 40, 20)
	m, lock := s.manifest(nil), s.lock()
	disk := faultdisk.Start(t)
	old, _ := s.write1(t, s.manifest(nil), s.lock())
	for _, replace := range []bool{false, true} {
		for how, name := range faultdisk.Hows {
			if how == faultdisk.Kill || how == faultdisk.None {
				continue
			}
			for at, more := 1, true; more; at++ {
				dir, err := os.MkdirTemp(disk.Dir, "")
				must(t, err)
				path := filepath.Join(dir, "a.kpack")
				if replace {
					must(t, os.WriteFile(path, old, 0o600))
				}
				disk.Arm(faultdisk.Fault{At: at, How: how})
				receipt, err := pack.Save(path, replace, pack.Draft{Manifest: m, From: s, By: s.laptops[0], Lock: lock})
				more = len(disk.Trace()) >= at
				disk.Arm(faultdisk.Fault{})
				b, readErr := os.ReadFile(filepath.Join(disk.Behind, filepath.Base(dir), "a.kpack"))
				switch whole := whole(s, b); {
				case readErr == nil && !whole:
					t.Fatalf("%s at %d: a package of %d bytes that can't be opened", name, at, len(b))
				case readErr != nil && (err == nil || replace):
					t.Fatalf("%s at %d: %v, and there is no package: %v", name, at, err, readErr)
				case err == nil && (receipt.Bytes != int64(len(b)) || bytes.Equal(b, old)):
					t.Fatalf("%s at %d: the receipt is for another file", name, at)
				case err == nil && more && how == faultdisk.Dead:
					t.Fatalf("%s at %d passed for done", name, at)
				}
			}
		}
	}
}

func whole(s *team, b []byte) bool {
	p, err := open(b, s.laptops[1].identity())
	if err != nil {
		return false
	}
	got, err := read(p)
	return err == nil && len(got) == 2
}

// The power goes, or the stick is pulled, at any moment, and what was not synced is lost, torn or there.
func TestAPulledStickHoldsNoPackageOrAWholeOne(t *testing.T) {
	s := newTeam(t, 40, 20)
	disk := faultdisk.Start(t)
	disk.Arm(faultdisk.Fault{})
	receipt, err := pack.Save(filepath.Join(disk.Dir, "a.kpack"), false, pack.Draft{Manifest: s.manifest(nil), From: s, By: s.laptops[0], Lock: s.lock()})
	must(t, err)
	disk.Mark("receipt")
	tape, random := faultdisk.NewTape(nil), rand.New(rand.NewPCG(1, 2))
	found, promised := 0, false
	for _, op := range disk.Trace() {
		tape.Play(op)
		promised = promised || op.Kind == faultdisk.Mark
		for _, keep := range []float64{0, 0.5, 1} {
			b, there := tape.Cut(faultdisk.Loss{Keep: keep, Tear: 0.3, Random: random})["a.kpack"]
			if there && (!whole(s, b) || int64(len(b)) != receipt.Bytes) {
				t.Fatalf("after %s: a package of %d bytes that can't be opened", op, len(b))
			}
			if promised && !there {
				t.Fatal("the receipt was given, and the package is gone")
			}
			if there {
				found++
			}
		}
	}
	if found == 0 || !promised {
		t.Error("no cut left a package")
	}
}
