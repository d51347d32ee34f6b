package picture_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/gif"
	"os"
	"strings"
	"testing"

	"golang.org/x/image/tiff"

	"kaohe/data/picture"
)

// told is what no bare copy may have in it.
var told = []string{"ACME", "2006:11:21", "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x04", "secret", "地点", "xpacket", "GPS"}

func bare(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := picture.Bare(context.Background(), &out, bytes.NewReader(b)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func pngChunk(name, data string) []byte {
	b := append(binary.BigEndian.AppendUint32(nil, uint32(len(data))), name+data...)
	return binary.BigEndian.AppendUint32(b, crc(b[4:]))
}

// talkative are pictures that say all that their formats let them.
func talkative(t *testing.T) map[string][]byte {
	all := map[string][]byte{}
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() && !strings.HasSuffix(e.Name(), ".heic") && !strings.HasSuffix(e.Name(), ".avif") {
			all[e.Name()] = sample(t, e.Name())
		}
	}
	jpg := photo(t, 64, 48, 6)
	for marker, s := range map[byte]string{0xFE: "secret", 0xED: "Photoshop 3.0 secret", 0xE1: "http://ns.adobe.com/xap/1.0/\x00<?xpacket secret", 0xE2: "MPF\x00secret", 0xE5: "secret"} {
		jpg = withSegment(jpg, marker, []byte(s))
	}
	jpg = withSegment(jpg, 0xE2, []byte("ICC_PROFILE\x00\x01\x01colours"))
	jpg = withSegment(jpg, 0xE0, []byte("JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01abc"))
	all["photo.jpg"] = append(jpg, photo(t, 8, 8, 3)...) // a second picture after the first one's end
	p := sample(t, "photo.png")
	all["comments.png"] = bytes.Join([][]byte{p[:33], pngChunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00secret"), pngChunk("prVt", "secret"), pngChunk("eXIf", string(exif(6))), p[33:], []byte("secret")}, nil)
	all["scan.tiff"] = scan()
	return all
}

// scan is a TIFF of four by two grey pixels with all that a camera would say.
func scan() []byte {
	long := func(tag uint16, n int) field { return field{tag, 4, 1, binary.BigEndian.AppendUint32(nil, uint32(n))} }
	main := func(pixels, gps int) []byte {
		return directory(8, []field{short(0x100, 4), short(0x101, 2), short(0x102, 8), short(0x103, 1), short(0x106, 1), ascii(0x10E, "secret"), ascii(0x10F, "ACME"),
			long(0x111, pixels), short(0x112, 3), short(0x115, 1), short(0x116, 2), long(0x117, 8), ascii(0x132, "2006:11:21 09:30:05"), long(0x8825, gps)})
	}
	size := 8 + len(main(0, 0))
	b := append([]byte("MM\x00*\x00\x00\x00\x08"), main(size, size+8)...)
	b = append(b, 10, 20, 30, 40, 50, 60, 70, 80)
	return append(b, directory(size+8, []field{ascii(1, "N"), fractions(2, 22, 1, 32, 1, 0, 1), ascii(3, "E"), fractions(4, 114, 1, 3, 1, 0, 1)})...)
}

func TestABareCopyHasTheSamePixelsAndTellsNothing(t *testing.T) {
	for name, b := range talkative(t) {
		t.Run(name, func(t *testing.T) {
			if name == "jpeg.tiff" {
				checkPages(t, b, bare(t, b))
				return
			}
			out := bare(t, b)
			for _, s := range told {
				if bytes.Contains(out, []byte(s)) {
					t.Errorf("it tells %q", s)
				}
			}
			was, is := look(t, b), look(t, out)
			if is.Taken != "" || is.Place != nil || is.Width != was.Width || is.Format != was.Format || !is.Drawable {
				t.Errorf("%+v became %+v", was, is)
			}
			if !bytes.Equal(draw(t, b, 0, 0).Pix, draw(t, out, 0, 0).Pix) {
				t.Error("other pixels")
			}
			if again := bare(t, out); !bytes.Equal(again, out) {
				t.Error("a bare copy of the bare copy differs")
			}
			checkPages(t, b, out)
		})
	}
	jpg := talkative(t)["photo.jpg"]
	if !bytes.Contains(bare(t, jpg), []byte("ICC_PROFILE\x00\x01\x01colours")) {
		t.Error("the colour profile is gone")
	}
}

// checkPages holds that a TIFF has all its pages: as many directories, each with its strips' bytes.
func checkPages(t *testing.T, b, out []byte) {
	t.Helper()
	pages := func(b []byte) (n int) {
		var o binary.ByteOrder = binary.BigEndian
		if b[0] == 'I' {
			o = binary.LittleEndian
		}
		for at := o.Uint32(b[4:]); at != 0; n++ {
			at = o.Uint32(b[int(at)+2+12*int(o.Uint16(b[at:])):])
		}
		return n
	}
	if f := look(t, b).Format; f != picture.TIFF {
		return
	}
	if got, want := pages(out), pages(b); got != want {
		t.Errorf("%d pages, %d before", got, want)
	}
	if _, err := tiff.DecodeConfig(bytes.NewReader(out)); err != nil && look(t, b).Drawable {
		t.Error(err)
	}
}

func TestAMovingGIFStaysOne(t *testing.T) {
	pal := image.NewPaletted(image.Rect(0, 0, 4, 4), []colour{red, green})
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{pal, pal}, Delay: []int{5, 5}, LoopCount: 3}); err != nil {
		t.Fatal(err)
	}
	g, err := gif.DecodeAll(bytes.NewReader(bare(t, b.Bytes())))
	if err != nil || len(g.Image) != 2 || g.LoopCount != 3 {
		t.Errorf("%v: %+v", err, g)
	}
}

func TestWhatCannotBeBareIsRefusedByName(t *testing.T) {
	moving := sample(t, "lossy.webp")
	moving = append(moving[:len(moving):len(moving)], "ANMF\x00\x00\x00\x00"...)
	binary.LittleEndian.PutUint32(moving[4:], uint32(len(moving)-8))
	for name, b := range map[string][]byte{"HEIC": heic(exif(1)), "PDF": []byte("%PDF-1.7"), "AVIF": sample(t, "photo.avif"), "WebP": moving} {
		var out bytes.Buffer
		err := picture.Bare(context.Background(), &out, bytes.NewReader(b))
		if !has(err, "picture.bare") || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, b := range talkative(t) {
		if name == "photo.bmp" { // has nothing that could be followed
			continue
		}
		err := picture.Bare(context.Background(), &bytes.Buffer{}, bytes.NewReader(b[:len(b)/2]))
		if !has(err, "picture.broken") {
			t.Errorf("half of %s: %v", name, err)
		}
	}
}
