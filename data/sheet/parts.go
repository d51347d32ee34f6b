package sheet

import (
	"errors"
	"io"

	"kaohe/app/words"
	"kaohe/data/opc"
	"kaohe/data/opc/tags"
)

// openParts reads the archive's directory.
func openParts(r io.ReaderAt, size int64) (*opc.Archive, error) {
	a, err := opc.Open(r, size, opc.Limits{Parts: MaxParts, All: MaxAll, Ratio: MaxRatio})
	if err != nil {
		return nil, fault(err)
	}
	return a, nil
}

// each calls visit for each tag and text of a part.
func (r *reader) each(part string, limit int64, visit func(s *tags.Scanner, kind tags.Kind) error) error {
	err := r.parts.Each(part, limit, r.scan, func(kind tags.Kind) error { return visit(r.scan, kind) })
	if err != nil {
		return fault(err)
	}
	return nil
}

// fault returns the fault that tells why a workbook, or a part of it, can't be read.
func fault(err error) error {
	var f *words.Fault
	var many opc.TooMany
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &many):
		return words.Refuse("sheet.parts", int(many), MaxParts)
	case errors.Is(err, opc.ErrRead):
		return words.Refuse("sheet.read").Because(err)
	case errors.Is(err, opc.ErrBomb):
		return words.Refuse("sheet.bomb").Because(err)
	case errors.Is(err, tags.ErrDTD), errors.Is(err, tags.ErrDeep), errors.Is(err, tags.ErrLong), errors.Is(err, tags.ErrEncoding):
		return words.Refuse("sheet.unsafe").Because(err)
	}
	return words.Refuse("sheet.damaged").Because(err)
}
