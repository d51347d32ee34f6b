// Package picture reads pictures that come from anywhere: what they are, when and where they were taken, drawn small or large, with marks
// over them, and copied without what they tell of the place and the camera.
//
//	picture.go sniff.go            what a file is, by its bytes
//	exif.go                        the few tags of a camera that count
//	jpeg.go png.go webp.go gif.go tiff.go bmp.go heif.go    what a format says of itself before it is decoded; Bare for it
//	draw.go scale.go               decoding, scaling, turning
//	bare.go                        a copy without tags
//	over.go                        marks over a picture
//
// Pictures are hostile. What decoding would take in memory is computed from the file's head, by its format, before anything is decoded, and
// is refused above Budget; sides are at most MaxSide long and pictures have at most MaxPixels. Of pictures that take more than Small one is decoded
// at a time. A panic of a decoder becomes the fault picture.broken. All functions are safe for concurrent use, each on a reader of its own.
//
// # Caveats
//
// Animated pictures show their first frame (GIF) or none (WebP). A colour profile is kept by Bare and ignored in drawing. HEIC, AVIF and the
// raw formats of cameras are known and dated, and never drawn. A picture that Look calls drawable can still be broken further on.
package picture

import (
	"context"
	"errors"
	"fmt"
	"io"

	"kaohe/app/words"
)

// Bounds of what is decoded.
const (
	MaxPixels = 64_000_000 // 64 megapixels
	MaxSide   = 30_000
	Budget    = 768 << 20 // bytes that a decoder may take, the picture included
	Small     = 32 << 20  // bytes below which a picture need not wait for others
)

// Format is what a file is.
type Format string

// The formats that Look tells apart. Those up to TIFF can be drawn.
const (
	JPEG       Format = "JPEG"
	PNG        Format = "PNG"
	GIF        Format = "GIF"
	BMP        Format = "BMP"
	WebP       Format = "WebP"
	TIFF       Format = "TIFF"
	HEIC       Format = "HEIC"
	AVIF       Format = "AVIF"
	Raw        Format = "RAW"
	PDF        Format = "PDF"
	OFD        Format = "OFD"
	Word       Format = "Word"
	Excel      Format = "Excel"
	PowerPoint Format = "PowerPoint"
	Archive    Format = "ZIP"
	Audio      Format = "audio"
	Video      Format = "video"
	Text       Format = "text"
	Other      Format = "other"
)

// Picture tells whether files of the format are pictures, drawable or not.
func (f Format) Picture() bool {
	switch f {
	case JPEG, PNG, GIF, BMP, WebP, TIFF, HEIC, AVIF, Raw:
		return true
	}
	return false
}

// Place is where a picture was taken, in degrees of WGS 84: north and east are positive.
type Place struct{ Lat, Lon float64 }

// String gives the place with five digits, which are about a metre.
func (p Place) String() string { return fmt.Sprintf("%.5f, %.5f", p.Lat, p.Lon) }

// Info is what a file says of itself. Width and Height are of the picture as it is seen upright; both are 0 where they are not known.
type Info struct {
	Format        Format
	Media         string // MIME type
	Width, Height int
	Taken         string // the camera's time, "2006-01-02 15:04:05" where it was, or empty
	Offset        string // of Taken from UTC, "+08:00", where the camera says it
	Place         *Place // or nil
	Drawable      bool
	Why           words.Msg // where it is not drawable
}

// frame is what the head of a picture says.
type frame struct {
	width, height int
	cost          int64       // what decoding takes at most, in bytes
	exif          io.ReaderAt // TIFF-coded tags, or nil
	still         error       // why it can't be drawn, or nil
}

// Look says what a file is; it reads its head and a few places more, whatever its size, and all of a progressive JPEG. The error is the reader's: of a file that is broken
// it says so in Why.
func Look(r io.ReadSeeker) (info Info, err error) {
	defer guard(&err)
	f, err := open(context.Background(), r)
	if err != nil {
		return Info{}, err
	}
	info, fr, err := look(f)
	if err != nil {
		return Info{}, err
	}
	t := fr.tags()
	info.Width, info.Height = fr.width, fr.height
	if t.orientation > 4 {
		info.Width, info.Height = fr.height, fr.width
	}
	info.Taken, info.Offset, info.Place = t.taken, t.offset, t.place
	var why *words.Fault
	if errors.As(fr.still, &why) {
		info.Why = why.Msg
	}
	info.Drawable = fr.still == nil
	return info, nil
}

// look names the file and reads the head of a picture. Its error is the reader's; frame.still has what is wrong with the picture.
func look(f *file) (info Info, fr frame, err error) {
	if info, err = sniff(f); err != nil {
		return info, fr, err
	}
	fr, err = f.measure(info.Format)
	if f.broke != nil {
		return info, fr, f.broke
	}
	if err == nil && fr.still == nil {
		err = fr.bounds()
	}
	if err != nil {
		fr.still = broken(err)
	}
	return info, fr, nil
}

// broken makes a fault of what a picture's reader says, unless it is one.
func broken(err error) error {
	var fault *words.Fault
	if err == nil || errors.As(err, &fault) {
		return err
	}
	return words.Refuse("picture.broken").Because(err)
}

func (f *file) measure(format Format) (fr frame, err error) {
	defer guard(&err)
	if c, ok := codecs[format]; ok {
		return c.measure(f)
	}
	if format.Picture() {
		fr, err := measureOther(f, format)
		fr.still = words.Refuse("picture.format", string(format))
		return fr, err
	}
	return frame{still: words.Refuse("picture.none")}, nil
}

// bounds refuses a picture that is too large to be decoded.
func (fr frame) bounds() error {
	switch {
	case fr.width <= 0 || fr.height <= 0:
		return words.Refuse("picture.broken")
	case fr.width > MaxSide || fr.height > MaxSide || int64(fr.width)*int64(fr.height) > MaxPixels || fr.cost > Budget:
		return words.Refuse("picture.large", fr.width, fr.height)
	}
	return nil
}

// file is a picture's bytes. The first error of the reader, other than its end, is kept, because decoders hide it.
type file struct {
	*io.SectionReader
	ctx   context.Context
	r     io.ReadSeeker
	broke error
}

func open(ctx context.Context, r io.ReadSeeker) (*file, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	f := &file{ctx: ctx, r: r}
	f.SectionReader = io.NewSectionReader(readerAt{f}, 0, size)
	return f, nil
}

// readerAt reads anywhere in a reader that can seek, until its context ends. It serves one goroutine.
type readerAt struct{ f *file }

func (a readerAt) ReadAt(p []byte, off int64) (int, error) {
	err := a.f.ctx.Err()
	if err == nil {
		_, err = a.f.r.Seek(off, io.SeekStart)
	}
	n := 0
	if err == nil {
		n, err = io.ReadFull(a.f.r, p)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = io.EOF
		}
	}
	if err != nil && err != io.EOF && a.f.broke == nil { //nolint:errorlint // io.ReadFull returns io.EOF as it is
		a.f.broke = err
	}
	return n, err
}

// bytesAt reads n bytes, which are all there or an error.
func bytesAt(r io.ReaderAt, off, n int64) ([]byte, error) {
	b := make([]byte, n)
	if _, err := r.ReadAt(b, off); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return b, nil
}

// guard turns a decoder's panic into an error.
func guard(err *error) {
	if p := recover(); p != nil {
		*err = words.Refuse("picture.broken").Because(fmt.Errorf("panic: %v", p))
	}
}
