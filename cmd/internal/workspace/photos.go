package workspace

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"image/jpeg"
	"io"

	"kaohe/app/marks"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/data/evidence"
	"kaohe/data/pdfread"
	"kaohe/data/picture"
)

// photos brings the pictures of documents from the files beside a vault. A file is read whole before it is drawn, so that nothing is shown under a
// number that does not have the bytes of that number.
type photos struct{ files *evidence.Store }

// printQuality is that of printed pictures for image/jpeg, whose encoder gives the same bytes for the same picture.
const printQuality = 80

// Photo implements report.Photos.
func (p photos) Photo(ctx context.Context, x report.Picture, width, height int) ([]byte, report.Lack, error) {
	r, err := p.files.Open(x.Sum)
	if err != nil {
		return nil, lack(err), ctx.Err()
	}
	defer func() { _ = r.Close() }() // only read
	b, err := drawn(ctx, r, x, width, height)
	switch {
	case ctx.Err() != nil:
		return nil, "", ctx.Err()
	case err != nil:
		return nil, lack(err), nil
	}
	return b, "", nil
}

// lack is why a file can't be shown.
func lack(err error) report.Lack {
	switch {
	case errors.Is(err, words.Refuse("evidence.missing")):
		return report.LackFile
	case errors.Is(err, words.Refuse("evidence.damaged")):
		return report.LackSound
	}
	return report.LackForm
}

// drawn draws a picture for a room of so many pixels.
func drawn(ctx context.Context, r io.ReadSeeker, x report.Picture, width, height int) ([]byte, error) {
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return nil, err
	}
	if [32]byte(h.Sum(nil)) != x.Sum {
		return nil, words.Refuse("evidence.damaged")
	}
	info, err := picture.Look(r)
	if err != nil {
		return nil, err
	}
	w, high := info.Width, info.Height
	if x.Turn%180 != 0 {
		w, high = high, w
	}
	longest := max(w, high)
	if k := min(float64(width)/float64(max(w, 1)), float64(height)/float64(max(high, 1))); k < 1 {
		longest = max(1, int(k*float64(longest)))
	}
	img, err := picture.Draw(ctx, r, longest, x.Turn)
	if err != nil {
		return nil, err
	}
	layer, err := marks.Decode(x.Layer)
	if err == nil {
		err = picture.Over(img, layer, x.Turn)
	}
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = jpeg.Encode(&b, img, &jpeg.Options{Quality: printQuality})
	return b.Bytes(), err
}

// PictureCheck counts the pictures of a printed report: how many it shows, of how many the pages were held against the file that its number names, and how
// many were not at hand or could not be drawn when it was printed, of which it shows an empty frame.
type PictureCheck struct {
	Shown  int `json:"shown"`
	Held   int `json:"held"`
	Absent int `json:"absent"`
}

// proofs brings the pictures with which a printed report is made again: from the files, where there are any, and for want of them from the report itself,
// so that at least all around them can be compared. It is asked in the order in which the report shows them.
type proofs struct {
	from  report.Photos // nil: no files
	lacks []report.Lacking
	file  []byte // the report
	own   [][]byte
	read  bool
	PictureCheck
}

// Photo implements report.Photos.
func (p *proofs) Photo(ctx context.Context, x report.Picture, width, height int) ([]byte, report.Lack, error) {
	for _, l := range p.lacks {
		if l.Sum == x.Sum {
			p.Absent++
			return nil, l.Why, nil
		}
	}
	p.Shown++
	if p.from != nil {
		b, lack, err := p.from.Photo(ctx, x, width, height)
		if err != nil {
			return nil, "", err
		}
		if lack == "" {
			p.Held++
			return b, "", nil
		}
	}
	if err := p.readOwn(ctx); err != nil {
		return nil, "", err
	}
	if n := p.Shown - 1; n < len(p.own) && p.own[n] != nil {
		return p.own[n], "", nil
	}
	return nil, report.LackFile, nil
}

// readOwn takes the pictures out of the report, in the order of its pages. What can't be read is none.
func (p *proofs) readOwn(ctx context.Context) error {
	if p.read {
		return nil
	}
	p.read = true
	f, err := pdfread.Open(ctx, p.file)
	if err != nil {
		return ctx.Err()
	}
	for i := range f.Count() {
		all, err := f.JPEGs(ctx, i)
		if err != nil {
			break
		}
		for _, b := range all {
			if head, err := jpeg.DecodeConfig(bytes.NewReader(b)); err != nil || head.Width*head.Height > picture.MaxPixels {
				b = nil
			}
			p.own = append(p.own, b)
		}
	}
	return errors.Join(ctx.Err(), f.Close())
}
