package widgets

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// Timer calls f on the UI thread after d, unless cancel is called before.
type Timer interface {
	After(d time.Duration, f func()) (cancel func())
}

// Clock is the Timer of the running program. Its zero value is ready.
type Clock struct{}

// After hops onto the UI thread with fyne.Do, once.
func (Clock) After(d time.Duration, f func()) func() {
	// The timer may have fired and be waiting in the UI thread's queue when cancel is
	// called there, so stopping it is not enough.
	var off atomic.Bool
	t := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !off.Load() {
				f()
			}
		})
	})
	return func() { off.Store(true); t.Stop() }
}

// timerOr is t, or the running program's clock.
func timerOr(t Timer) Timer {
	if t == nil {
		return Clock{}
	}
	return t
}
