package widgets

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// Work is something that takes long. It should look at ctx between steps and return
// ctx.Err() once that is not nil; progress may be called as often as one likes.
type Work = func(ctx context.Context, progress func(done, total int)) error

// Runner does work away from the UI thread and calls done on it, once.
type Runner interface {
	Run(title string, work Work, done func(error))
}

// Watcher shows how far a piece of work is. Progress is one.
type Watcher interface {
	Step(done, total int)
	Off()
}

// Background is the Runner of the running program. Watch, which may be nil, is called on
// the UI thread at the start and puts something on screen.
type Background struct {
	Watch func(title string, cancel func()) Watcher // cancel is nil for work that can't be given up
	After time.Duration                             // how long work may take before it is watched; meanwhile nothing keeps a person from the window
	Whole bool                                      // the work can't be given up
}

// beat is the shortest time between two drawings of progress.
const beat = 100 * time.Millisecond

// Run starts a goroutine; call it on the UI thread.
func (b Background) Run(title string, work Work, done func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	var w Watcher // the UI thread's
	over := false
	watch := func() {
		if b.Watch == nil || over {
			return
		}
		if b.Whole {
			w = b.Watch(title, nil)
		} else {
			w = b.Watch(title, cancel)
		}
	}
	if b.After == 0 {
		watch()
	} else {
		time.AfterFunc(b.After, func() { fyne.Do(watch) })
	}
	var last atomic.Int64
	progress := func(n, total int) {
		now := time.Now().UnixNano()
		then := last.Load()
		if now-then < int64(beat) || !last.CompareAndSwap(then, now) {
			return
		}
		fyne.Do(func() {
			if w != nil && !over {
				w.Step(n, total)
			}
		})
	}
	go func() {
		err := work(ctx, progress)
		cancel()
		fyne.Do(func() {
			over = true
			if w != nil {
				w.Off()
			}
			done(err)
		})
	}()
}
