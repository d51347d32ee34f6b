package picture

import (
	"io"

	"golang.org/x/image/bmp"
)

func measureBMP(f *file) (frame, error) {
	c, err := bmp.DecodeConfig(io.NewSectionReader(f, 0, f.Size()))
	return frame{width: c.Width, height: c.Height, cost: 4 * int64(c.Width) * int64(c.Height)}, err
}

// bareBMP copies a BMP, which has no place for a camera's tags.
func bareBMP(dst io.Writer, f *file, _ int) error {
	_, err := io.Copy(dst, io.NewSectionReader(f, 0, f.Size()))
	return err
}
