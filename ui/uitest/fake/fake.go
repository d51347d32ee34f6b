// Package fake stands in for time and for work in the background, in tests. It imports nothing of the window, so that widgets can be tested with it.
package fake

import (
	"context"
	"time"
)

// Clock is a widgets.Timer that a test turns: nothing happens until Turn.
type Clock struct {
	now   time.Duration
	waits []*wait
}

type wait struct {
	at  time.Duration
	f   func()
	off bool
}

// After notes f down for later.
func (h *Clock) After(d time.Duration, f func()) func() {
	w := &wait{at: h.now + d, f: f}
	h.waits = append(h.waits, w)
	return func() { w.off = true }
}

// Turn moves the clock on by d and calls what became due, in order of time.
func (h *Clock) Turn(d time.Duration) {
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

func (h *Clock) next(end time.Duration) *wait {
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

// Runner is a widgets.Runner whose Run returns when all is done, or with Hold at once.
type Runner struct {
	Titles []string        // what was run
	Steps  func(n, of int) // each progress, if not nil
	Stop   bool            // work finds its context cancelled
	Hold   bool            // work waits for Finish
	held   []func()
}

// Finish does all work that was held.
func (r *Runner) Finish() {
	held := r.held
	r.held = nil
	for _, f := range held {
		f()
	}
}

// Run works at once, on the caller's goroutine, or holds the work.
func (r *Runner) Run(title string, work func(ctx context.Context, progress func(done, total int)) error, done func(error)) {
	r.Titles = append(r.Titles, title)
	if r.Hold {
		r.held = append(r.held, func() { r.run(work, done) })
		return
	}
	r.run(work, done)
}

func (r *Runner) run(work func(ctx context.Context, progress func(done, total int)) error, done func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if r.Stop {
		cancel()
	}
	done(work(ctx, func(n, of int) {
		if r.Steps != nil {
			r.Steps(n, of)
		}
	}))
}
