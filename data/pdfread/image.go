package pdfread

import (
	"bytes"
	"context"
	"image"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"

	"kaohe/app/words"
)

// maxPixels limits the size of pictures: A4 at 450 dots per inch.
const maxPixels = 20_000_000

// Image draws a page on white, with its annotations. Faults: page.huge (more than 20 million pixels); ctx.Err() if it was cancelled.
func (f *File) Image(ctx context.Context, i int, dpi float64) (*image.RGBA, error) {
	w, h, err := f.Size(i)
	if err != nil {
		return nil, err
	}
	pw, ph := math.Ceil(w/25.4*dpi-0.01), math.Ceil(h/25.4*dpi-0.01)
	if !(pw >= 1 && ph >= 1 && pw*ph <= maxPixels) {
		return nil, words.Refuse("page.huge", i+1, math.Round(w), math.Round(h))
	}
	return on(ctx, f, i, func(_ context.Context, d *document, p requests.Page) (*image.RGBA, error) {
		r, err := d.RenderPageInPixels(&requests.RenderPageInPixels{Page: p, Width: int(pw), Height: int(ph), RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT})
		if err != nil {
			return nil, err
		}
		defer r.Cleanup()
		img := r.Result.RenderedImage.(*image.RGBA)
		return &image.RGBA{Pix: bytes.Clone(img.Pix), Stride: img.Stride, Rect: img.Rect}, nil
	})
}
