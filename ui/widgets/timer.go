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

// Hand is a Timer for tests: nothing happens until Turn.
type Hand struct {
	now   time.Duration
	waits []*wait
}

type wait struct {
	at  time.Duration
	f   func()
	off bool
}

// After notes f down for later.
func (h *Hand) After(d time.Duration, f func()) func() {
	w := &wait{at: h.now + d, f: f}
	h.waits = append(h.waits, w)
	return func() { w.off = true }
}

// Turn moves the clock on by d and calls what became due, in order of time.
func (h *Hand) Turn(d time.Duration) {
	end := h.now + d
	for {
		next := h.next(end)
		if next == nil {
			h.now = end
			return
		}
		h.now, next.off = next.at, true
		next.f()
	}
}

func (h *Hand) next(end time.Duration) *wait {
	var first *wait
	keep := h.waits[:0]
	for _, w := range h.waits {
		if w.off {
			continue
		}
		keep = append(keep, w)
		if w.at <= end && (first == nil || w.at < first.at) {
			first = w
		}
	}
	h.waits = keep
	return first
}

// timerOr is t, or the running program's clock.
func timerOr(t Timer) Timer {
	if t == nil {
		return Clock{}
	}
	return t
}
