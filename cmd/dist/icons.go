package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"

	"github.com/srwiley/oksvg"
	"github.com/srwiley/rasterx"
	"github.com/tc-hib/winres"
	"golang.org/x/image/bmp"

	"kaohe/assets/icons"
)

// The sizes in pixels that Windows and the icon theme hicolor look for. Up to small, the program's icon is a drawing of its own, because
// the large one's lines run into each other there.
var sizes = []int{16, 24, 32, 48, 64, 128, 256, 512}

const small, largestOfWindows = 32, 256

// program draws the program's icon in a size.
func program(size int) (image.Image, error) {
	if size <= small {
		return drawing(icons.Small, size)
	}
	return drawing(icons.Program, size)
}

// document draws the icon of a vault's or a package's file.
func document(size int) (image.Image, error) { return drawing(icons.Document, size) }

func drawing(svg []byte, size int) (image.Image, error) {
	icon, err := oksvg.ReadIconStream(bytes.NewReader(svg), oksvg.StrictErrorMode)
	if err != nil {
		return nil, fmt.Errorf("icon: %w", err)
	}
	for i := range icon.SVGPaths {
		icon.SVGPaths[i].LineWidth *= float64(size) / icon.ViewBox.W // SetTarget leaves lines as wide as they are (oksvg, 2022-10)
	}
	icon.SetTarget(0, 0, float64(size), float64(size))
	img := image.NewRGBA(image.Rect(0, 0, size, size))
	icon.Draw(rasterx.NewDasher(size, size, rasterx.NewScannerGV(size, size, img, img.Bounds())), 1)
	return img, nil
}

// windowsIcon has all sizes that Windows knows.
func windowsIcon(draw func(size int) (image.Image, error)) (*winres.Icon, error) {
	var all []image.Image
	for _, size := range sizes {
		if size > largestOfWindows {
			continue
		}
		img, err := draw(size)
		if err != nil {
			return nil, err
		}
		all = append(all, img)
	}
	return winres.NewIconFromImages(all)
}

// side draws what stands at the left of the installer's last page, in the size that MUI2 of NSIS has for it, in pixels.
func side() (image.Image, error) {
	const wide, high, icon, top = 164, 314, 96, 48
	img := image.NewRGBA(image.Rect(0, 0, wide, high))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{0xE6, 0xED, 0xF6, 0xFF}), image.Point{}, draw.Src)
	sheet, err := program(icon)
	if err != nil {
		return nil, err
	}
	left := (wide - icon) / 2
	draw.Draw(img, image.Rect(left, top, left+icon, top+icon), sheet, image.Point{}, draw.Over)
	return img, nil
}

// writeIcons writes what an icon theme holds, and pictures for the installer, into a folder:
//
//	hicolor/SIZExSIZE/apps/kaohe.png  hicolor/SIZExSIZE/mimetypes/application-vnd.kaohe.png
//	kaohe.ico  document.ico  side.bmp
func writeIcons(dir string) error {
	for _, k := range []struct {
		draw        func(int) (image.Image, error)
		theme, icon string
	}{{program, "apps/kaohe.png", "kaohe.ico"}, {document, "mimetypes/application-vnd.kaohe.png", "document.ico"}} {
		for _, size := range sizes {
			img, err := k.draw(size)
			if err != nil {
				return err
			}
			if err := writePNG(filepath.Join(dir, "hicolor", fmt.Sprintf("%dx%d", size, size), k.theme), img); err != nil {
				return err
			}
		}
		icon, err := windowsIcon(k.draw)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := icon.SaveICO(&b); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, k.icon), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	img, err := side()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := bmp.Encode(&b, img); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "side.bmp"), b.Bytes(), 0o644)
}

func writePNG(path string, img image.Image) error {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}
