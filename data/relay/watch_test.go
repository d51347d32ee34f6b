package relay

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// The ticks are fast, and nothing has to happen within a certain time.
func TestWatchMakesAStepWhenSomethingChangedAndNoOther(t *testing.T) {
	_, room, _ := crew(t, 1)
	ctx, cancel := context.WithCancel(context.Background())
	steps, vault, idle := 0, 0, 0
	put := func(n uint64) { must(t, room.Put(ctx, named(2, 0, n, "x"), strings.NewReader("x"))) }
	Watch(ctx, room, time.Millisecond, func() string {
		if idle++; idle == 10 {
			cancel()
		}
		return fmt.Sprint(vault)
	}, func(context.Context) (r Report, err error) {
		idle = 0
		switch steps++; steps {
		case 1:
			return r, errLong // tried again
		case 2:
			r.Waiting = []Waiting{{}} // too
		case 3:
			put(1) // while the step is made, perhaps after it has looked
		case 4:
			vault++
		}
		return r, nil
	}, func(s Status) {
		if steps == 5 {
			put(2)
		}
		if (s.Err != nil) != (steps == 1) || s.At.IsZero() {
			t.Errorf("step %d: %+v", steps, s)
		}
	})
	if steps != 6 {
		t.Errorf("%d steps", steps)
	}
}
