package evidence_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kaohe/data/evidence"
)

// TestOnlyWhatIsWholeIsVouchedFor: a file that is missing, or that somebody copied here in part or changed, is not among what others may rely on, and
// keeps no other from it.
func TestOnlyWhatIsWholeIsVouchedFor(t *testing.T) {
	for name, key := range forms {
		dir := t.TempDir()
		here := store(dir, key)
		hurt := put(t, here, "hurt").Sum
		paths, err := filepath.Glob(filepath.Join(dir, "a.kaohe.files", "original", "??", "*"))
		must(t, err)
		whole, gone := put(t, here, "whole").Sum, put(t, here, "gone").Sum
		assure := func(s *evidence.Store) []evidence.Sum {
			sound, err := s.Assure(ctx, func(int, int) {}, gone, hurt, whole)
			must(t, err)
			return sound
		}
		if got := assure(here); len(got) != 3 {
			t.Errorf("%s: of what was put just now %d are vouched for", name, len(got))
		}
		must(t, here.Thin(gone))
		must(t, os.WriteFile(paths[0], []byte("cut off"), 0o600))
		for who, s := range map[string]*evidence.Store{"who put them": here, "another run": store(dir, key)} {
			for range 2 {
				if got := assure(s); !slices.Equal(got, []evidence.Sum{whole}) {
					t.Errorf("%s: by %s %d are vouched for", name, who, len(got))
				}
			}
		}
		put(t, here, "hurt")
		if got := assure(here); len(got) != 2 {
			t.Errorf("%s: mended, it is not vouched for", name)
		}
	}
}

func TestVouchingEndsWithItsContextAndNeedsAFolderThatMayBeWritten(t *testing.T) {
	dir := t.TempDir()
	sum := put(t, store(dir, nil), "photo").Sum
	stopped, stop := context.WithCancel(ctx)
	sound, err := store(dir, nil).Assure(stopped, func(int, int) { stop() }, sum)
	if !errors.Is(err, context.Canceled) || len(sound) != 0 {
		t.Errorf("%v, %v", sound, err)
	}
	if sound, err := store(t.TempDir(), nil).Assure(ctx, func(int, int) {}, sum); err != nil || len(sound) != 0 {
		t.Errorf("without a folder: %v, %v", sound, err)
	}
	readonly := evidence.Open(filepath.Join(dir, "a.kaohe"), id, evidence.Options{ReadOnly: true})
	if _, err := readonly.Assure(ctx, func(int, int) {}, sum); !is(err, "readonly") {
		t.Errorf("to read: %v", err)
	}
}
