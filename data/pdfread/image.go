package pdfread

import (
	"bytes"
	"context"
	"image"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
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

// Pictures returns the places of a page's pictures (image XObjects and inline images), in the order of its content.
func (f *File) Pictures(i int) ([]Box, error) {
	return on(context.Background(), f, i, func(ctx context.Context, d *document, p requests.Page) ([]Box, error) {
		var out []Box
		err := d.walk(ctx, p, func(w *walker, kind enums.FPDF_PAGEOBJ, o references.FPDF_PAGEOBJECT, at place) {
			if kind != enums.FPDF_PAGEOBJ_IMAGE {
				return
			}
			m := ask(&w.reader, d.FPDFPageObj_GetMatrix, &requests.FPDFPageObj_GetMatrix{PageObject: o})
			if w.err == nil { // an image fills the unit square
				at = at.through(m.Matrix)
				x1, y1 := at.at(0, 0)
				x2, y2 := at.at(1, 1)
				x3, y3 := at.at(1, 0)
				x4, y4 := at.at(0, 1)
				out = append(out, Box{min(x1, x2, x3, x4), min(y1, y2, y3, y4), max(x1, x2, x3, x4), max(y1, y2, y3, y4)})
			}
		})
		return out, err
	})
}

// JPEGs returns the bytes of a page's pictures, in the order of Pictures; nil for one that is not a JPEG by itself.
func (f *File) JPEGs(ctx context.Context, i int) ([][]byte, error) {
	return on(ctx, f, i, func(ctx context.Context, d *document, p requests.Page) ([][]byte, error) {
		var out [][]byte
		err := d.walk(ctx, p, func(w *walker, kind enums.FPDF_PAGEOBJ, o references.FPDF_PAGEOBJECT, _ place) {
			if kind != enums.FPDF_PAGEOBJ_IMAGE {
				return
			}
			filters := ask(&w.reader, d.FPDFImageObj_GetImageFilterCount, &requests.FPDFImageObj_GetImageFilterCount{ImageObject: o})
			if w.err != nil || filters.Count != 1 {
				out = append(out, nil)
				return
			}
			filter := ask(&w.reader, d.FPDFImageObj_GetImageFilter, &requests.FPDFImageObj_GetImageFilter{ImageObject: o, Index: 0})
			if w.err != nil || filter.ImageFilter != "DCTDecode" {
				out = append(out, nil)
				return
			}
			data := ask(&w.reader, d.FPDFImageObj_GetImageDataRaw, &requests.FPDFImageObj_GetImageDataRaw{ImageObject: o})
			if w.err == nil {
				out = append(out, data.Data)
			}
		})
		return out, err
	})
}
