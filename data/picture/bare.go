package picture

import (
	"context"
	"io"

	"kaohe/app/words"
)

// Bare copies a picture without what it tells of place, time, camera and comments. Its pixels, its colour profile and how it is turned stay as they
// are; nothing is coded anew. Faults: picture.bare with the format's name where that can't be done (HEIC, AVIF, raw pictures, videos and
// everything that is no picture, animated WebP, TIFF with the old JPEG); picture.broken where the file can't be followed to its end; what was
// written of dst then is to be thrown away.
func Bare(ctx context.Context, dst io.Writer, src io.ReadSeeker) (err error) {
	f, err := open(ctx, src)
	if err != nil {
		return err
	}
	info, fr, err := look(f)
	if err != nil {
		return err
	}
	c, ok := codecs[info.Format]
	if !ok {
		return words.Refuse("picture.bare", string(info.Format))
	}
	w := &steady{w: dst}
	defer guard(&err)
	err = c.bare(w, f, fr.tags().orientation)
	switch {
	case f.broke != nil:
		return f.broke
	case w.err != nil:
		return w.err
	}
	return broken(err)
}

// steady keeps the error of a writer, so that a full disk is not taken for a broken picture.
type steady struct {
	w   io.Writer
	err error
}

func (c *steady) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	if err != nil {
		c.err = err
	}
	return n, err
}
