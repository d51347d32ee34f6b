package picture_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"runtime"
	"testing"
	"time"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"kaohe/data/picture"
)

type colour = color.Color

// allocated says how many bytes a function asks for, garbage included.
func allocated(do func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// claims are small files that say to be huge.
func claims(t *testing.T) map[string][]byte {
	jpg := photo(t, 16, 16, 1)
	at := bytes.Index(jpg, []byte{0xFF, 0xC0})
	copy(jpg[at+5:], []byte{0xFF, 0xFF, 0xFF, 0xFF})
	heavy := bytes.Clone(jpg) // 55 megapixels in progressive scans with the finest colours take a gigabyte
	heavy[at+1] = 0xC2
	copy(heavy[at+5:], []byte{0x1D, 0x4C, 0x1D, 0x4C})
	heavy[at+11], heavy[at+14], heavy[at+17] = 0x11, 0x11, 0x11
	var p, b, ti bytes.Buffer
	small := corners(16, 16)
	for _, err := range []error{png.Encode(&p, small), bmp.Encode(&b, small), tiff.Encode(&ti, small, nil)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	pn := p.Bytes()
	binary.BigEndian.PutUint32(pn[16:], 60_000)
	binary.BigEndian.PutUint32(pn[20:], 60_000)
	copy(pn[29:], binary.BigEndian.AppendUint32(nil, crc(pn[12:29])))
	wide := bytes.Clone(pn)
	binary.BigEndian.PutUint32(wide[16:], 1)
	copy(wide[29:], binary.BigEndian.AppendUint32(nil, crc(wide[12:29])))
	bm := b.Bytes()
	binary.LittleEndian.PutUint32(bm[18:], 1<<30)
	g := sample(t, "photo.gif")
	copy(g[6:], []byte{0xFF, 0xFF, 0xFF, 0xFF})
	w := sample(t, "lossless.webp")
	copy(w[24:], []byte{0xFF, 0x3F, 0, 0xFF, 0x3F, 0})
	strips := append([]byte("MM\x00*\x00\x00\x00\x08"), directory(8, []field{short(0x100, 7000), short(0x101, 7000), short(0x102, 8), short(0x103, 5), short(0x106, 1),
		short(0x111, 8), short(0x116, 7000), short(0x117, 8)})...)
	return map[string][]byte{"jpeg": jpg, "progressive": heavy, "png": pn, "narrow": wide, "bmp": bm, "gif": g, "webp": w, "tiff": strips}
}

func TestWhatClaimsToBeHugeIsRefusedBeforeItIsDecoded(t *testing.T) {
	for name, b := range claims(t) {
		var err error
		took := allocated(func() { _, err = picture.Draw(context.Background(), bytes.NewReader(b), 100, 0) })
		if !has(err, "picture.large") {
			t.Errorf("%s: %v", name, err)
		}
		if info := look(t, b); info.Drawable || info.Why.Key != "fault.picture.large" {
			t.Errorf("%s: %+v", name, info)
		}
		if took > 1<<20 {
			t.Errorf("%s took %d bytes", name, took)
		}
	}
}

// TestDecodingTakesNoMoreThanItWasReckoned draws real pictures of each format. What is allocated stays below what the head let expect, and a fixed sum for
// buffers, the scaled copy and the tables of decoders.
func TestDecodingTakesNoMoreThanItWasReckoned(t *testing.T) {
	const w, h, fixed = 900, 700, 3 << 20
	fine := image.NewNRGBA64(image.Rect(0, 0, w, h))
	for i := range fine.Pix {
		fine.Pix[i] = byte(i * i >> 3)
	}
	pal := image.NewPaletted(fine.Rect, []colour{red, green, blue})
	encode := func(do func(*bytes.Buffer) error) []byte {
		var b bytes.Buffer
		if err := do(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, b := range map[string][]byte{
		"jpeg":        encode(func(b *bytes.Buffer) error { return jpeg.Encode(b, fine, nil) }),
		"deep png":    encode(func(b *bytes.Buffer) error { return png.Encode(b, fine) }),
		"flat png":    encode(func(b *bytes.Buffer) error { return png.Encode(b, pal) }),
		"bmp":         encode(func(b *bytes.Buffer) error { return bmp.Encode(b, fine) }),
		"deep tiff":   encode(func(b *bytes.Buffer) error { return tiff.Encode(b, fine, &tiff.Options{Compression: tiff.Deflate}) }),
		"plain tiff":  encode(func(b *bytes.Buffer) error { return tiff.Encode(b, pal, nil) }),
		"progressive": sample(t, "progressive.jpg"), "interlaced": sample(t, "interlaced.png"), "alpha": sample(t, "alpha.webp"), "lossless": sample(t, "lossless.webp"),
		"gif": sample(t, "photo.gif"), "fax": sample(t, "fax.tiff"),
	} {
		reckoned, err := picture.Reckoned(bytes.NewReader(b))
		if err != nil {
			t.Fatal(name, err)
		}
		took := allocated(func() { draw(t, b, 100, 0) })
		if took > garbage*reckoned+fixed {
			t.Errorf("%s took %d bytes, and %d were reckoned", name, took, reckoned)
		}
	}
}

func TestOneLargePictureIsDecodedAtATime(t *testing.T) {
	large := image.NewGray(image.Rect(0, 0, 3400, 2500))
	var b bytes.Buffer
	if err := png.Encode(&b, large); err != nil {
		t.Fatal(err)
	}
	release := picture.Occupy()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := picture.Draw(ctx, bytes.NewReader(b.Bytes()), 10, 0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a second large picture did not wait: %v", err)
	}
	draw(t, photo(t, 16, 16, 1), 10, 0) // a small one does not wait
	release()
	draw(t, b.Bytes(), 10, 0)
	draw(t, b.Bytes(), 10, 0)
}

func TestAPictureThatGoesOverItselfForEverIsRefused(t *testing.T) {
	b := sample(t, "progressive.jpg")
	end := bytes.LastIndex(b, []byte{0xFF, 0xD9})
	again := b[bytes.LastIndex(b, []byte{0xFF, 0xDA}):end]
	many := append(append(bytes.Clone(b[:end]), bytes.Repeat(again, 200)...), b[end:]...)
	if _, err := picture.Draw(context.Background(), bytes.NewReader(many), 0, 0); !has(err, "picture.broken") {
		t.Error(err)
	}
	few := append(append(bytes.Clone(b[:end]), bytes.Repeat(again, 3)...), b[end:]...)
	if info := look(t, few); !info.Drawable {
		t.Errorf("%+v", info)
	}
}

// FuzzFiles holds that no bytes make a panic, a picture without a reason, or a bare copy that tells where it was taken.
func FuzzFiles(f *testing.F) {
	for _, name := range []string{"alpha.webp", "cmyk.jpg", "deep.tiff", "fax.tiff", "gray.jpg", "interlaced.png", "jpeg.tiff", "lossless.webp", "lossy.webp", "lzw.tiff", "photo.avif", "photo.bmp",
		"photo.gif", "photo.heic", "photo.png", "progressive.jpg", "tiled.tiff"} {
		f.Add(sample(f, name))
	}
	f.Add(photo(f, 16, 8, 5))
	f.Add(heic(exif(6)))
	f.Fuzz(func(t *testing.T, b []byte) {
		info, err := picture.Look(bytes.NewReader(b))
		if err != nil || info.Drawable != (info.Why.Key == "") || info.Media == "" {
			t.Fatalf("%v: %+v", err, info)
		}
		if info.Width*info.Height > 1<<22 {
			return // legal, and slow
		}
		if _, err := picture.Thumbs(context.Background(), bytes.NewReader(b), 50, 40, 8); err == nil && !info.Drawable {
			t.Fatalf("drawn, though %s", info.Why.Key)
		}
		var out bytes.Buffer
		if picture.Bare(context.Background(), &out, bytes.NewReader(b)) != nil {
			return
		}
		if out.Len() > len(b)+1<<20 {
			t.Fatalf("%d bytes became %d", len(b), out.Len())
		}
		after, err := picture.Look(bytes.NewReader(out.Bytes()))
		if err != nil || after.Place != nil || after.Taken != "" || after.Format != info.Format || after.Width != info.Width || after.Height != info.Height {
			t.Fatalf("%v: %+v became %+v", err, info, after)
		}
	})
}
