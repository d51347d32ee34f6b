package backup_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kaohe/data/backup"
)

var now = time.Date(2026, 11, 28, 18, 30, 0, 0, time.UTC)

func day(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestKeep(t *testing.T) {
	for _, c := range []struct {
		name string
		keep []string
		gone []string
	}{
		{"nothing", nil, nil},
		{"the only one, however old", []string{"2001-01-01 10:00"}, nil},
		{"all of the last seven days", []string{"2026-11-28 18:29", "2026-11-28 09:00", "2026-11-21 18:31"}, nil},
		{"a clock that was ahead", []string{"2027-01-05 08:00", "2027-01-05 07:00", "2026-11-28 18:00"}, nil},
		{"then the newest of a week", []string{"2026-11-27 18:00", "2026-11-15 18:00", "2026-11-08 23:59"}, []string{"2026-11-15 12:00", "2026-11-09 18:00"}},
		{"then the newest of a month", []string{"2026-11-27 18:00", "2026-08-31 18:00", "2026-07-02 18:00"}, []string{"2026-08-30 18:00", "2026-07-01 18:00"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var at []time.Time
			for _, s := range append(slices.Clone(c.keep), c.gone...) {
				at = append(at, day(s))
			}
			for i, keep := range backup.Keep(at, now) {
				if want := i < len(c.keep); keep != want {
					t.Errorf("%s kept: %v, want %v", at[i], keep, want)
				}
			}
		})
	}
}

// A season of backups, thinned after each: the newest is always there, no gap is longer than a span allows, and few are left.
func TestKeepOverASeason(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at, clock := []time.Time{}, now
		for range rapid.IntRange(1, 400).Draw(t, "backups") {
			clock = clock.Add(time.Duration(rapid.IntRange(1, 40).Draw(t, "hours")) * time.Hour)
			at = append(at, clock)
			keep := backup.Keep(at, clock)
			if !keep[len(at)-1] {
				t.Fatal("the newest went")
			}
			kept := at[:0]
			for i, k := range keep {
				if k {
					kept = append(kept, at[i])
				} else if clock.Sub(at[i]) < 7*24*time.Hour {
					t.Fatalf("%s went at %s", at[i], clock)
				}
			}
			at = kept
		}
		for i := 1; i < len(at); i++ {
			if gap := at[i].Sub(at[i-1]); gap > 64*24*time.Hour {
				t.Fatalf("%s without a backup before %s", gap, at[i])
			}
		}
		if most := 7*24 + 10 + 24; len(at) > most {
			t.Fatalf("%d are kept", len(at))
		}
	})
}
