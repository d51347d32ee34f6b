package ledger

import "time"

// Stamp is a hybrid logical clock reading (Kulkarni et al., 2014): 48 bits of milliseconds since 1970, 16 bits of counter.
// It breaks ties between operations that did not see each other; it never decides what replaces what.
type Stamp uint64

// MaxAhead is how far a colleague's clock may run ahead and still move ours.
const MaxAhead = 24 * time.Hour

// Next returns the stamp for a new record that follows last, at wall time now in Unix milliseconds. It never goes back. After the largest
// possible stamp, which only a forger writes, it returns that stamp again.
func Next(last Stamp, now int64) Stamp {
	wall := Stamp(uint64(min(max(now, 0), 1<<47)) << 16)
	if wall > last {
		return wall
	}
	return max(last, last+1)
}

// Believable tells whether a stamp is at most MaxAhead after wall time now, in Unix milliseconds. Any other stamp stays in its record, but
// the clock does not follow it and no screen shows it as a time.
func (s Stamp) Believable(now int64) bool { return s.Time().UnixMilli() <= now+MaxAhead.Milliseconds() }

// Observe returns the later of two stamps, or last if seen is not believable at wall time now, in Unix milliseconds.
func Observe(last, seen Stamp, now int64) Stamp {
	if !seen.Believable(now) {
		return last
	}
	return max(last, seen)
}

// Time returns the wall-clock part of the stamp.
func (s Stamp) Time() time.Time { return time.UnixMilli(int64(s >> 16)) }
