package backup

import (
	"fmt"
	"time"
)

// How long which backups are kept.
const (
	allDays = 7 // each of the last days
	weeks   = 8 // then the newest of each week, Monday to Sunday
) // then the newest of each month, for ever

// Keep tells of backups, by their times and in their order, which are to be kept now: all of the last seven days and of a clock ahead of ours, the
// newest of each week for eight weeks, the newest of each month before that, and the newest of all.
func Keep(at []time.Time, now time.Time) []bool {
	newest := map[string]int{} // of a span -> its index
	for i, t := range at {
		for _, s := range []string{span(t, now), ""} {
			if s == everyOne {
				s = fmt.Sprint(everyOne, i)
			}
			if j, ok := newest[s]; !ok || at[j].Before(t) {
				newest[s] = i
			}
		}
	}
	keep := make([]bool, len(at))
	for _, i := range newest {
		keep[i] = true
	}
	return keep
}

const everyOne = "day"

// span names that of which one backup is enough.
func span(t, now time.Time) string {
	t = t.In(now.Location())
	if age := now.Sub(t); age < allDays*24*time.Hour {
		return everyOne
	} else if age < (allDays+7*weeks)*24*time.Hour {
		year, week := t.ISOWeek()
		return fmt.Sprintf("week %d %d", year, week)
	}
	return t.Format("month 2006 01")
}
