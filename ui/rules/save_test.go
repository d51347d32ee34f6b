package rules_test

import (
	"image"
	"image/png"
	"os"
	"path/filepath"

	"kaohe/ui/uitest"
)

// init lets a person look at the page: KAOHE_SHOTS=/tmp/pages go test ./ui/rules writes what the tests show as PNG there.
func init() {
	dir := os.Getenv("KAOHE_SHOTS")
	if dir == "" {
		return
	}
	uitest.Save = func(name string, img image.Image) error {
		f, err := os.Create(filepath.Join(dir, name+".png"))
		if err != nil {
			return err
		}
		defer f.Close()
		return png.Encode(f, img)
	}
}
