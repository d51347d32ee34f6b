package picture

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"kaohe/app/words"
)

// codec is what can be done with a format.
type codec struct {
	measure func(*file) (frame, error)
	decode  func(io.Reader) (image.Image, error)
	bare    func(dst io.Writer, f *file, orientation int) error
}

var codecs = map[Format]codec{
	JPEG: {measureJPEG, jpeg.Decode, bareJPEG},
	PNG:  {measurePNG, png.Decode, barePNG},
	GIF:  {measureGIF, gif.Decode, bareGIF},
	BMP:  {measureBMP, bmp.Decode, bareBMP},
	WebP: {measureWebP, webp.Decode, bareWebP},
	TIFF: {measureTIFF, tiff.Decode, bareTIFF},
}

// gate lets one large picture be decoded at a time.
var gate = make(chan struct{}, 1)

// Draw decodes a picture upright, on white, with its longer side at most longest (0 draws it as large as it is), and turned clockwise by turn, a
// multiple of 90 degrees. It never enlarges. The picture is the caller's.
// Faults: picture.none, picture.format, picture.large, picture.broken; else the reader's or the context's error.
func Draw(ctx context.Context, r io.ReadSeeker, longest, turn int) (*image.RGBA, error) {
	all, err := sizes(ctx, r, longest)
	if err != nil {
		return nil, err
	}
	return turned(all[0], turn), nil
}

// Thumbs gives smaller copies of a picture as JPEG without any tags, upright, their longer sides at most so many pixels, from the largest to the
// smallest; the picture is decoded once for all. Quality is that of image/jpeg. Errors are those of Draw.
func Thumbs(ctx context.Context, r io.ReadSeeker, quality int, longest ...int) ([][]byte, error) {
	all, err := sizes(ctx, r, longest...)
	if err != nil {
		return nil, err
	}
	var out [][]byte
	for _, img := range all {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
			return nil, err
		}
		out = append(out, b.Bytes())
	}
	return out, nil
}

// sizes draws a picture upright in several sizes, the largest first; each is made from the one before.
func sizes(ctx context.Context, r io.ReadSeeker, longest ...int) (all []*image.RGBA, err error) {
	f, err := open(ctx, r)
	if err != nil {
		return nil, err
	}
	info, fr, err := look(f)
	if err != nil {
		return nil, err
	}
	if fr.still != nil {
		return nil, fr.still
	}
	if fr.cost > Small {
		select {
		case gate <- struct{}{}:
			defer func() { <-gate }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	defer guard(&err)
	img, err := codecs[info.Format].decode(source(f))
	switch {
	case f.broke != nil:
		return nil, f.broke
	case err != nil:
		return nil, words.Refuse("picture.broken").Because(err)
	case info.Format != GIF && img.Bounds() != image.Rect(0, 0, fr.width, fr.height):
		return nil, words.Refuse("picture.broken").Because(errors.New("the picture has another size than its head says"))
	}
	whole := image.Rect(0, 0, fr.width, fr.height)
	for _, l := range longest {
		small := shrunk(img, whole, l)
		all = append(all, small)
		img, whole = small, small.Rect
	}
	orientation := fr.tags().orientation
	for i := range all {
		all[i] = upright(all[i], orientation)
	}
	return all, nil
}

// source is what a decoder reads. TIFF is read anywhere in, the others from the beginning on.
func source(f *file) io.Reader {
	type anywhere struct {
		io.Reader
		io.ReaderAt
	}
	return anywhere{bufio.NewReaderSize(io.NewSectionReader(f, 0, f.Size()), 64<<10), f}
}
