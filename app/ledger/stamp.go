package ledger

import "time"

// Stamp is a hybrid logical clock reading (Kulkarni et al., 2014): 48 bits of milliseconds since 1970, 16 bits of counter.
// It breaks ties between operations that did not see each other; it never decides what replaces what.
type Stamp uint64

// MaxAhead is how far a colleague's clock may run ahead before it no longer moves ours.
const MaxAhead = 24 * time.Hour

// Next is the stamp for a new record, after last, at wall time now (Unix milliseconds). It never goes back; after the last stamp of all
// (which only a forger writes) it stays there.
func Next(last Stamp, now int64) Stamp {
	wall := Stamp(uint64(min(max(now, 0), 1<<47)) << 16)
	if wall > last {
		return wall
	}
	return max(last, last+1)
}

// Believable tells whether a stamp is at most MaxAhead ahead of wall time now (Unix milliseconds). One that is not stays in its record,
// and is neither followed nor shown as the time.
func (s Stamp) Believable(now int64) bool { return s.Time().UnixMilli() <= now+MaxAhead.Milliseconds() }

// Observe takes in a stamp that came from elsewhere or from before, unless it is not believable.
func Observe(last, seen Stamp, now int64) Stamp {
	if !seen.Believable(now) {
		return last
	}
	return max(last, seen)
}

// Time is the stamp's wall-clock part.
func (s Stamp) Time() time.Time { return time.UnixMilli(int64(s >> 16)) }
