package parallel_test

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"kaohe/data/parallel"
)

func TestEachJobIsDoneOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		done := make([]int, n)
		if err := parallel.Each(n, func(i int) error { done[i]++; return nil }); err != nil {
			t.Fatal(err)
		}
		for i, times := range done {
			if times != 1 {
				t.Errorf("of %d, job %d was done %d times", n, i, times)
			}
		}
	}
}

func TestErrorsOfAllJobsComeInTheirOrder(t *testing.T) {
	var ran atomic.Int32
	odd := errors.New("odd")
	err := parallel.Each(5, func(i int) error {
		if ran.Add(1); i%2 == 1 {
			return fmt.Errorf("%d: %w", i, odd)
		}
		return nil
	})
	if !errors.Is(err, odd) || err.Error() != "1: odd\n3: odd" || ran.Load() != 5 {
		t.Errorf("%v, of %d jobs", err, ran.Load())
	}
}
