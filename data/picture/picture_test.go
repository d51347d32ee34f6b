package picture_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kaohe/app/words"
	"kaohe/data/picture"
)

func look(t testing.TB, b []byte) picture.Info {
	t.Helper()
	info, err := picture.Look(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// has tells whether an error, or the reason why something is not drawable, has a code.
func has(err error, code string) bool {
	var f *words.Fault
	return errors.As(err, &f) && f.Code() == code
}

func TestAPhotoTellsWhenAndWhereItWasTaken(t *testing.T) {
	for name, b := range map[string][]byte{"jpeg": photo(t, 48, 32, 6), "png": sample(t, "photo.png"), "webp": sample(t, "lossy.webp"), "heic": heic(exif(6))} {
		info := look(t, b)
		if info.Taken != "2006-11-21 09:30:05" || info.Offset != "+08:00" || info.Place == nil || info.Place.String() != "22.54183, 114.05000" {
			t.Errorf("%s: %+v %v", name, info, info.Place)
		}
		if info.Width != 32 || info.Height != 48 {
			t.Errorf("%s: %d × %d", name, info.Width, info.Height)
		}
		if drawable := name != "heic"; info.Drawable != drawable || (info.Why.Key == "") != drawable {
			t.Errorf("%s: %+v", name, info)
		}
	}
}

func TestWhatACameraCannotKnowIsLeftOut(t *testing.T) {
	none := [][]field{
		{ascii(1, "N"), fractions(2, 0, 1, 0, 1, 0, 1), ascii(3, "E"), fractions(4, 0, 1, 0, 1, 0, 1)}, // no fix
		{ascii(1, "N"), fractions(2, 22, 0, 32, 1, 0, 1), ascii(3, "E"), fractions(4, 114, 1, 0, 1, 0, 1)},
		{ascii(1, "N"), fractions(2, 95, 1, 32, 1, 0, 1), ascii(3, "E"), fractions(4, 114, 1, 0, 1, 0, 1)},
		{ascii(1, "N"), fractions(2, 22, 1)},
	}
	for i, gps := range none {
		b := append([]byte("MM\x00*\x00\x00\x00\x08"), directory(8, []field{short(0x0112, 9), ascii(0x0132, "2006:13:41 99:00:00"), {0x8825, 4, 1, []byte{0, 0, 0, 100}}})...)
		b = append(b, make([]byte, 100-len(b))...)
		b = append(b, directory(100, gps)...)
		info := look(t, withSegment(photo(t, 8, 4, 1)[:], 0xE1, append([]byte("Exif\x00\x00"), b...)))
		if info.Taken != "" || info.Place != nil || info.Width != 8 || !info.Drawable {
			t.Errorf("%d: %+v %v", i, info, info.Place)
		}
	}
}

func TestFilesAreNamedByTheirBytes(t *testing.T) {
	iso := func(brand string) string { return "\x00\x00\x00\x14ftyp" + brand + "\x00\x00\x00\x00isom" }
	old := func(name string) string {
		s := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
		for _, r := range name {
			s += string(r) + "\x00"
		}
		return s
	}
	for b, want := range map[string]picture.Format{
		"%PDF-1.4":                        picture.PDF,
		"PK\x03\x04....word/document.xml": picture.Word,
		"PK\x03\x04....xl/workbook.xml":   picture.Excel,
		"PK\x03\x04" + strings.Repeat("x", 200_000) + "ppt/presentation.xml": picture.PowerPoint,
		"PK\x03\x04OFD.xml":             picture.OFD,
		"PK\x03\x04any.txt":             picture.Archive,
		old("WordDocument"):             picture.Word,
		old("Workbook"):                 picture.Excel,
		iso("heic"):                     picture.HEIC,
		iso("avif"):                     picture.AVIF,
		iso("crx "):                     picture.Raw,
		iso("qt  "):                     picture.Video,
		iso("mp42"):                     picture.Video,
		iso("M4A "):                     picture.Audio,
		"#!AMR\n":                       picture.Audio,
		"RIFF\x00\x00\x00\x00WAVEfmt ":  picture.Audio,
		"II*\x00\x10\x00\x00\x00CR\x02": picture.Raw,
		"BMW 车辆台账，共 12 辆":               picture.Text,
		"会议记录":                          picture.Text,
		"":                              picture.Text,
		"\x00\x01\x02":                  picture.Other,
	} {
		info := look(t, []byte(b))
		if info.Format != want || info.Media == "" || info.Drawable || info.Why.Key == "" {
			t.Errorf("%.20q: %+v, want %s", b, info, want)
		}
	}
	nikon := append([]byte("MM\x00*\x00\x00\x00\x08"), directory(8, []field{ascii(0x010F, "N"), {0x014A, 4, 1, []byte{0, 0, 0, 0}}})...)
	if info := look(t, nikon); info.Format != picture.Raw {
		t.Errorf("%+v", info)
	}
}

// near tells whether a pixel has about a colour.
func near(img image.Image, x, y int, want color.RGBA) bool {
	r, g, b, _ := img.At(x, y).RGBA()
	off := func(a uint32, b uint8) bool { return max(int(a>>8), int(b))-min(int(a>>8), int(b)) > 40 }
	return !off(r, want.R) && !off(g, want.G) && !off(b, want.B)
}

var (
	red   = color.RGBA{200, 30, 30, 255}
	green = color.RGBA{30, 180, 30, 255}
	blue  = color.RGBA{30, 30, 200, 255}
	grey  = color.RGBA{120, 120, 120, 255}
)

// stands tells whether the four corners of a picture have these colours, from the upper left to the lower right.
func stands(img image.Image, want ...color.RGBA) bool {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	return near(img, w/4, h/4, want[0]) && near(img, w*3/4, h/4, want[1]) && near(img, w/4, h*3/4, want[2]) && near(img, w*3/4, h*3/4, want[3])
}

func draw(t testing.TB, b []byte, longest, turn int) *image.RGBA {
	t.Helper()
	img, err := picture.Draw(context.Background(), bytes.NewReader(b), longest, turn)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestPicturesStandAsTheyWereHeld(t *testing.T) {
	for orientation, want := range map[int][]color.RGBA{
		1: {red, green, blue, grey}, 2: {green, red, grey, blue}, 3: {grey, blue, green, red}, 4: {blue, grey, red, green},
		5: {red, blue, green, grey}, 6: {blue, red, grey, green}, 7: {grey, green, blue, red}, 8: {green, grey, red, blue},
	} {
		img := draw(t, photo(t, 48, 32, orientation), 0, 0)
		if size := image.Pt(48, 32); orientation > 4 && img.Rect.Max != image.Pt(32, 48) || orientation < 5 && img.Rect.Max != size || !stands(img, want...) {
			t.Errorf("orientation %d: %v", orientation, img.Rect)
		}
	}
	for turn, want := range map[int][]color.RGBA{0: {red, green, blue, grey}, 90: {blue, red, grey, green}, 180: {grey, blue, green, red}, 270: {green, grey, red, blue}, -90: {green, grey, red, blue}} {
		if !stands(draw(t, photo(t, 48, 32, 1), 24, turn), want...) {
			t.Errorf("turned by %d", turn)
		}
	}
}

func TestEachFormatIsDrawn(t *testing.T) {
	upright, held := []color.RGBA{red, green, blue, grey}, []color.RGBA{blue, red, grey, green}
	pale := func(c color.RGBA) color.RGBA { return color.RGBA{127 + c.R/2, 127 + c.G/2, 127 + c.B/2, 255} }
	for name, want := range map[string][]color.RGBA{
		"progressive.jpg": held, "lossy.webp": held, "lossless.webp": held, "photo.png": held, "interlaced.png": held, "lzw.tiff": held, "deep.tiff": held, "tiled.tiff": held,
		"photo.bmp": upright, "photo.gif": upright, "alpha.webp": {pale(blue), pale(red), pale(grey), pale(green)}, "cmyk.jpg": nil, "gray.jpg": nil, "fax.tiff": nil,
	} {
		for _, longest := range []int{0, 20} {
			img := draw(t, sample(t, name), longest, 0)
			if want != nil && !stands(img, want...) {
				t.Errorf("%s at %d: %v %v", name, longest, img.Rect, img.Pix[:4])
			}
			if longest > 0 && max(img.Rect.Dx(), img.Rect.Dy()) != longest || !img.Opaque() {
				t.Errorf("%s at %d: %v", name, longest, img.Rect)
			}
		}
	}
	for name, code := range map[string]string{"jpeg.tiff": "picture.format", "photo.heic": "picture.format", "photo.avif": "picture.format"} {
		b := sample(t, name)
		if info := look(t, b); info.Drawable || info.Width == 0 {
			t.Errorf("%s: %+v", name, info)
		}
		if _, err := picture.Draw(context.Background(), bytes.NewReader(b), 0, 0); !has(err, code) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestThumbsAreSmallAndTellNothing(t *testing.T) {
	b := photo(t, 640, 400, 6)
	all, err := picture.Thumbs(context.Background(), bytes.NewReader(b), 80, 160, 32)
	if err != nil || len(all) != 2 {
		t.Fatal(err)
	}
	for i, longest := range []int{160, 32} {
		info := look(t, all[i])
		if info.Height != longest || info.Width != longest*400/640 || info.Taken != "" || info.Place != nil || !stands(draw(t, all[i], 0, 0), blue, red, grey, green) {
			t.Errorf("%d: %+v", longest, info)
		}
	}
	if img := draw(t, b, 5000, 0); img.Rect.Max != image.Pt(400, 640) {
		t.Errorf("enlarged to %v", img.Rect)
	}
}

func TestErrorsOfTheReaderAreNotThePictures(t *testing.T) {
	b := photo(t, 640, 400, 1)
	gone := errors.New("the stick was pulled")
	for _, from := range []int64{0, 300, int64(len(b)) / 2} {
		_, err := picture.Draw(context.Background(), &failing{Reader: bytes.NewReader(b), from: from, err: gone}, 0, 0)
		if !errors.Is(err, gone) {
			t.Errorf("from %d: %v", from, err)
		}
		if err := picture.Bare(context.Background(), &bytes.Buffer{}, &failing{Reader: bytes.NewReader(b), from: from, err: gone}); !errors.Is(err, gone) {
			t.Errorf("bare, from %d: %v", from, err)
		}
	}
	if _, err := picture.Look(&failing{Reader: bytes.NewReader(b), err: gone}); !errors.Is(err, gone) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := picture.Draw(ctx, bytes.NewReader(b), 0, 0); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := picture.Bare(context.Background(), full{}, bytes.NewReader(b)); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

// failing is a reader that breaks from an offset on.
type failing struct {
	*bytes.Reader
	from int64
	err  error
}

func (f *failing) Read(p []byte) (int, error) {
	at, _ := f.Seek(0, 1)
	if at+int64(len(p)) > f.from {
		return 0, f.err
	}
	return f.Reader.Read(p)
}

var errFull = errors.New("no room")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// heic is a HEIC file without a picture: what it says of itself, and EXIF data.
func heic(exif []byte) []byte {
	box := func(name string, body ...[]byte) []byte {
		b := bytes.Join(body, nil)
		return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(b)+8)), name...), b...)
	}
	ispe := box("ispe", []byte{0, 0, 0, 0, 0, 0, 0, 48, 0, 0, 0, 32})
	item := box("infe", []byte{2, 0, 0, 0, 0, 7, 0, 0}, []byte("Exif\x00"))
	head := box("ftyp", []byte("heic\x00\x00\x00\x00mif1heic"))
	meta := func(at int) []byte {
		iloc := []byte{0, 0, 0, 0, 0x44, 0, 0, 1, 0, 7, 0, 0, 0, 1}
		iloc = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(iloc, uint32(at)), uint32(len(exif)+10))
		return box("meta", []byte{0, 0, 0, 0}, box("iinf", []byte{0, 0, 0, 0, 0, 1}, item), box("iprp", box("ipco", ispe)), box("iloc", iloc))
	}
	at := len(head) + len(meta(0)) + 8
	return bytes.Join([][]byte{head, meta(at), box("mdat", []byte{0, 0, 0, 6}, []byte("Exif\x00\x00"), exif)}, nil)
}
