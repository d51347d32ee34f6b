package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"github.com/tc-hib/winres"

	"kaohe/assets/icons"
)

// Drawing in floating point may differ by a shade between processors.
const shade = 2 << 8

func TestTheWindowsIconIsWhatItsSourceDraws(t *testing.T) {
	have, err := png.Decode(bytes.NewReader(icons.Window))
	if err != nil {
		t.Fatal(err)
	}
	want, err := program(256)
	if err != nil {
		t.Fatal(err)
	}
	if d := difference(have, want); d > shade {
		t.Errorf("assets/icons/kaohe.png differs from kaohe.svg by %d: run `go run ./cmd/dist icons DIR` and copy the one of 256x256", d)
	}
}

// difference is the largest of two pictures in one channel of one pixel, of 65535.
func difference(a, b image.Image) (most int) {
	if a.Bounds() != b.Bounds() {
		return 1 << 16
	}
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			var p, q [4]uint32
			p[0], p[1], p[2], p[3] = a.At(x, y).RGBA()
			q[0], q[1], q[2], q[3] = b.At(x, y).RGBA()
			for i := range p {
				most = max(most, int(p[i])-int(q[i]), int(q[i])-int(p[i]))
			}
		}
	}
	return most
}

// The last page of the installer shows the program's icon on a plain ground of the size that NSIS wants; it is opaque, as bitmaps are there.
func TestTheInstallersLastPageShowsTheIcon(t *testing.T) {
	img, err := side()
	if err != nil {
		t.Fatal(err)
	}
	colours := map[color.Color]int{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			colours[img.At(x, y)]++
		}
	}
	if ground := colours[img.At(0, 0)]; img.Bounds() != image.Rect(0, 0, 164, 314) || ground < 40000 || len(colours) < 20 {
		t.Errorf("%v with %d colours and %d pixels of ground", img.Bounds(), len(colours), ground)
	}
	if o, ok := img.(interface{ Opaque() bool }); !ok || !o.Opaque() {
		t.Error("one sees through it")
	}
}

// A line that is not scaled fills a small icon with its colour: each icon keeps white paper in each size.
func TestIconsShowTheirSheetInEverySize(t *testing.T) {
	for name, draw := range map[string]func(int) (image.Image, error){"program": program, "document": document} {
		for _, size := range sizes {
			img, err := draw(size)
			if err != nil {
				t.Fatal(err)
			}
			white := 0
			for y := range size {
				for x := range size {
					if r, g, b, a := img.At(x, y).RGBA(); r+g+b+a > 4*0xF000 {
						white++
					}
				}
			}
			if share := 100 * white / size / size; share < 15 || share > 60 {
				t.Errorf("%s of %d pixels is white in %d %% of its pixels", name, size, share)
			}
		}
	}
}

func TestWindowsFindsIconsManifestAndVersionInTheResources(t *testing.T) {
	rs, err := resources("0.1.0-591-g4db882d")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []winres.Identifier{glfwIcon, programIcon, documentIcon} {
		if _, err := rs.GetIcon(id); err != nil {
			t.Errorf("icon %v: %v", id, err)
		}
	}
	m, err := winres.AppManifestFromXML(rs.Get(winres.RT_MANIFEST, winres.ID(1), winres.LCIDDefault))
	if err != nil {
		t.Fatal(err)
	}
	if m.DPIAwareness != winres.DPIPerMonitorV2 || !m.LongPathAware || m.ExecutionLevel != winres.AsInvoker {
		t.Errorf("manifest: %+v", m)
	}
	info, err := versionInfo("0.1.0-591-g4db882d")
	if err != nil {
		t.Fatal(err)
	}
	if want := [4]uint16{0, 1, 0, 591}; info.FileVersion != want || info.ProductVersion != want {
		t.Errorf("version: %v, %v, want %v", info.FileVersion, info.ProductVersion, want)
	}
}

func TestVersionsOfTheBuildAreFourNumbersOnWindows(t *testing.T) {
	for said, want := range map[string]string{
		"0.1.0": "0.1.0.0", "0.1.0-dirty": "0.1.0.0", "0.1.0-591-g4db882d": "0.1.0.591", "1.2.3-4-gab-dirty": "1.2.3.4",
		"4db882d": "", "v0.1.0": "", "0.1": "", "0.1.0-g4db882d": "",
	} {
		if got, err := numeric(said); got != want || (err != nil) != (want == "") {
			t.Errorf("%s: %q, %v, want %q", said, got, err, want)
		}
	}
}
