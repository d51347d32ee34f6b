package pack_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"kaohe/data/durable"
	"kaohe/data/pack"
)

func (s *team) draft(each func(done, total int) error) pack.Draft {
	return pack.Draft{Manifest: s.manifest(nil), From: s, By: s.laptops[0], Lock: s.lock(), Each: each}
}

// Whoever gives up, at whatever moment, finds the folder as it was.
func TestSavingIsGivenUpAtAnyMomentAndLeavesNothing(t *testing.T) {
	s := newTeam(t, 40, 20)
	last, calls := -1, 0
	_, err := pack.Save(filepath.Join(t.TempDir(), "a.kpack"), false, s.draft(func(done, total int) error {
		if calls++; done < last || done > total || total != 60 {
			t.Errorf("%d of %d, after %d", done, total, last)
		}
		last = done
		return nil
	}))
	must(t, err)
	if last != 60 || calls <= 60 {
		t.Errorf("ended with %d of 60 after %d calls", last, calls)
	}
	enough := errors.New("enough")
	for at := 1; at <= calls; at++ {
		dir, n := t.TempDir(), 0
		_, err := pack.Save(filepath.Join(dir, "a.kpack"), false, s.draft(func(int, int) error {
			if n++; n == at {
				return enough
			}
			return nil
		}))
		left, readErr := os.ReadDir(dir)
		must(t, readErr)
		if !errors.Is(err, enough) || len(left) > 0 {
			t.Fatalf("given up at %d: %v, left %v", at, err, left)
		}
	}
}

func TestTheNextPackageRemovesWhatAKilledOneLeft(t *testing.T) {
	s := newTeam(t, 3)
	path := filepath.Join(t.TempDir(), "a.kpack")
	left := durable.Temp(path)
	must(t, os.WriteFile(left, []byte("kaohe package 1\n"), 0o600))
	must(t, os.Chtimes(left, time.Time{}, time.Now().Add(-2*time.Hour)))
	_, err := pack.Save(path, false, s.draft(nil))
	must(t, err)
	if _, err := os.Lstat(left); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what was left: %v", err)
	}
}
