package picture

import (
	"image"
	"image/draw"
)

// shrunk draws what of img lies in whole on white, its longer side at most longest; 0 keeps the size. Each pixel is the mean of the area that it
// stands for, which is as good for large reductions as a filter and takes a fraction of decoding.
func shrunk(img image.Image, whole image.Rectangle, longest int) *image.RGBA {
	w, h := whole.Dx(), whole.Dy()
	if side := max(w, h); longest > 0 && side > longest {
		dst := image.Rect(0, 0, max(1, (w*longest+side/2)/side), max(1, (h*longest+side/2)/side))
		if p, ok := img.(*image.YCbCr); ok {
			return onWhite(shrunkYCbCr(p, whole, dst), dst)
		}
		out := image.NewRGBA(dst)
		mean(out.Pix, dst.Max, whole.Max, 4, rows(img, whole))
		return out
	}
	return onWhite(img, whole)
}

// onWhite draws what of img lies in whole.
func onWhite(img image.Image, whole image.Rectangle) *image.RGBA {
	out := image.NewRGBA(whole)
	paint(out, img, opaque(img))
	return out
}

func opaque(img image.Image) bool {
	o, ok := img.(interface{ Opaque() bool })
	return ok && o.Opaque()
}

// paint covers dst with img, on white where img is not opaque or does not reach.
func paint(dst *image.RGBA, img image.Image, opaque bool) {
	op := draw.Src
	if !opaque || !dst.Rect.In(img.Bounds()) {
		op = draw.Over
		draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
	}
	draw.Draw(dst, dst.Rect, img, dst.Rect.Min, op)
}

// rows gives the rows of an image on white as RGBA, asked for from the first to the last; a row is valid until the next call.
func rows(img image.Image, whole image.Rectangle) func(y int) []byte {
	const high = 16
	solid := opaque(img)
	if rgba, ok := img.(*image.RGBA); ok && solid && rgba.Rect == whole {
		return func(y int) []byte { return rgba.Pix[y*rgba.Stride:] }
	}
	band := image.NewRGBA(image.Rect(0, 0, whole.Dx(), high))
	return func(y int) []byte {
		if y%high == 0 {
			band.Rect = image.Rect(0, y, whole.Dx(), min(y+high, whole.Dy()))
			paint(band, img, solid)
		}
		return band.Pix[y%high*band.Stride:]
	}
}

// shrunkYCbCr reduces the three planes of a photo each by itself, which takes a third of the time that turning all of it into RGBA would.
func shrunkYCbCr(p *image.YCbCr, whole, dst image.Rectangle) *image.YCbCr {
	out := image.NewYCbCr(dst, image.YCbCrSubsampleRatio444)
	plane := func(to, from []byte, stride int, size image.Point) {
		mean(to, dst.Max, size, 1, func(y int) []byte { return from[y*stride:] })
	}
	last := p.COffset(whole.Max.X-1, whole.Max.Y-1)
	chroma := image.Pt(last%p.CStride+1, last/p.CStride+1)
	plane(out.Y, p.Y, p.YStride, whole.Max)
	plane(out.Cb, p.Cb, p.CStride, chroma)
	plane(out.Cr, p.Cr, p.CStride, chroma)
	return out
}

// mean writes an image of size to, each of whose pixels is the mean of what it covers of an image of size from, weighed by how much it covers.
// Both have n bytes a pixel. Lengths are counted in parts of which a pixel of from has to.X (to.Y) and one of to has from.X (from.Y), so that all
// weights are whole numbers.
func mean(dst []byte, to, from image.Point, n int, row func(y int) []byte) {
	across := make([]uint32, to.X*n) // a row of from, summed for the columns of to
	sums := make([]uint64, to.X*n)
	whole := uint64(from.X) * uint64(from.Y) //nolint:gosec // both are positive
	y, left := 0, from.Y
	for at := range from.Y {
		summed(across, row(at), to.X, from.X, n)
		for rest := to.Y; rest > 0; {
			part := min(rest, left)
			for i, v := range across {
				sums[i] += uint64(v) * uint64(part) //nolint:gosec // positive
			}
			if rest, left = rest-part, left-part; left > 0 {
				continue
			}
			out := dst[y*to.X*n:]
			for i, v := range sums {
				out[i] = byte((v + whole/2) / whole)
			}
			clear(sums)
			y, left = y+1, from.Y
		}
	}
}

// summed adds up a row of from pixels for each of to columns.
func summed(sums []uint32, row []byte, to, from, n int) {
	for c := range n {
		at, rest := c, to // where the row is read, and how much of that pixel is left
		for x := range to {
			sum, left := 0, from
			if rest < left {
				sum, left = int(row[at])*rest, left-rest
				at, rest = at+n, to
			}
			plain := 0
			for left > to {
				plain += int(row[at])
				at, left = at+n, left-to
			}
			sum += plain * to
			if left > 0 {
				sum += int(row[at]) * left
				if rest -= left; rest == 0 {
					at, rest = at+n, to
				}
			}
			sums[x*n+c] = uint32(sum) //nolint:gosec // 255 times the length of a side at most
		}
	}
}

// upright turns a picture as EXIF says that it was held.
func upright(img *image.RGBA, orientation int) *image.RGBA {
	switch orientation {
	case 2:
		return mirrored(img)
	case 3:
		return turned(img, 180)
	case 4:
		return turned(mirrored(img), 180)
	case 5:
		return turned(mirrored(img), 270)
	case 6:
		return turned(img, 90)
	case 7:
		return turned(mirrored(img), 90)
	case 8:
		return turned(img, 270)
	}
	return img
}

// mirrored swaps left and right, in place.
func mirrored(img *image.RGBA) *image.RGBA {
	w := img.Rect.Dx()
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*w]
		for l, r := 0, 4*(w-1); l < r; l, r = l+4, r-4 {
			a, b := [4]byte(row[l:]), [4]byte(row[r:])
			copy(row[l:], b[:])
			copy(row[r:], a[:])
		}
	}
	return img
}

// turned turns a picture clockwise by a multiple of 90 degrees.
func turned(img *image.RGBA, degrees int) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	var at, right, down int // where the upper left pixel of the result is in img, and the steps from there
	switch degrees = (degrees%360 + 360) % 360; degrees {
	case 90:
		at, right, down = (h-1)*img.Stride, -img.Stride, 4
	case 180:
		at, right, down = (h-1)*img.Stride+4*(w-1), -4, -img.Stride
	case 270:
		at, right, down = 4*(w-1), img.Stride, -4
	default:
		return img
	}
	if degrees != 180 {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		from := at + y*down
		row := out.Pix[y*out.Stride:][:4*w]
		for ; len(row) > 0; row = row[4:] {
			copy(row[:4], img.Pix[from:from+4])
			from += right
		}
	}
	return out
}
