package ledger

import "time"

// Stamp is a hybrid logical clock reading (Kulkarni et al., 2014): 48 bits of milliseconds since 1970, 16 bits of counter.
// It breaks ties between operations that did not see each other; it never decides what replaces what.
type Stamp uint64

// MaxAhead is how far a colleague's clock may run ahead before it no longer moves ours.
const MaxAhead = 24 * time.Hour

// Next is the stamp for a new record, after last, at wall time now (Unix milliseconds). It never goes back.
func Next(last Stamp, now int64) Stamp {
	wall := Stamp(uint64(max(now, 0)) << 16)
	if wall > last {
		return wall
	}
	return last + 1
}

// Observe takes in a stamp that came from elsewhere; one too far ahead of now is kept in its record but does not move ours.
func Observe(last, seen Stamp, now int64) Stamp {
	if seen.Time().UnixMilli() > now+MaxAhead.Milliseconds() {
		return last
	}
	return max(last, seen)
}

// Time is the stamp's wall-clock part.
func (s Stamp) Time() time.Time { return time.UnixMilli(int64(s >> 16)) }
