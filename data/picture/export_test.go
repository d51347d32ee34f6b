package picture

import (
	"context"
	"io"
)

// Reckoned is what decoding was reckoned to take, in bytes.
func Reckoned(r io.ReadSeeker) (int64, error) {
	f, err := open(context.Background(), r)
	if err != nil {
		return 0, err
	}
	_, fr, err := look(f)
	return fr.cost, err
}

// Occupy is a large picture being decoded.
func Occupy() (release func()) {
	gate <- struct{}{}
	return func() { <-gate }
}
