package workspace

import (
	"context"
	"errors"

	"kaohe/data/pagecheck"
	"kaohe/data/pdfread"
)

// Measure measures a PDF's pages against GB/T 9704-2012. Faults: those of pdfread.Open and pagecheck.Measure.
func Measure(ctx context.Context, b []byte) (*pagecheck.Check, error) {
	f, err := pdfread.Open(ctx, b)
	if err != nil {
		return nil, err
	}
	check, err := pagecheck.Measure(ctx, f)
	return check, errors.Join(err, f.Close())
}
