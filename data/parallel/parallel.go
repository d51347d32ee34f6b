// Package parallel runs the parts of one piece of work on all processors.
package parallel

import (
	"errors"
	"runtime"
	"sync"
)

// Each runs n jobs, in this order but several at once, waits for all of them, and joins their errors in their order. job must be safe for concurrent
// use.
func Each(n int, job func(i int) error) error {
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	errs := make([]error, n)
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				errs[i] = job(i)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}
