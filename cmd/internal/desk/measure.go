package desk

import (
	"context"
	"errors"

	"kaohe/data/page"
	"kaohe/data/proof"
)

// Measure measures a PDF's pages against GB/T 9704-2012. Faults: those of page.Open and proof.Measure.
func Measure(ctx context.Context, b []byte) (*proof.Check, error) {
	f, err := page.Open(ctx, b)
	if err != nil {
		return nil, err
	}
	check, err := proof.Measure(ctx, f)
	return check, errors.Join(err, f.Close())
}
