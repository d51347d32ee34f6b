package relay

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// Status is how an exchange that goes on stands.
type Status struct {
	At time.Time // of the last step
	Report
	Err error // why the last step ended early; nil: it did not
}

// Watch makes a step, and one more whenever the room or the vault has changed since the last began, looking every so often, until ctx ends. A step that
// changed something is so followed by one that finds nothing to do. After a step that failed, and where files wait, another is made at each
// look. vault tells how the vault stands (its file's time will do); told gets the status after each step, on the goroutine of Watch.
//
// It looks and is not told: what another computer writes into a shared folder, no system reports.
func Watch(ctx context.Context, room Room, every time.Duration, vault func() string, step func(context.Context) (Report, error), told func(Status)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for last := ""; ; {
		now := vault() + looks(ctx, room)
		if ctx.Err() == nil && (last == "" || now != last) {
			r, err := step(ctx)
			if ctx.Err() != nil {
				return
			}
			if last = now; err != nil || len(r.Waiting) > 0 {
				last = ""
			}
			told(Status{time.Now(), r, err})
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// looks is what a room holds, in short; a room that can't be read looks like none, and the step tells why.
func looks(ctx context.Context, room Room) string {
	files, err := room.List(ctx)
	if err != nil {
		return ""
	}
	sum := sha256.New()
	for _, f := range files {
		sum.Write(binary.BigEndian.AppendUint64([]byte(f.Name), uint64(f.Size)))
	}
	return string(sum.Sum(nil))
}
