// Package shot keeps pictures of what tests show, for people to look at: KAOHE_SHOTS=/tmp/pages go test ./ui/overview writes each as PNG
// there. It is for tests only.
package shot

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
)

// Wanted tells whether pictures are kept.
func Wanted() bool { return os.Getenv("KAOHE_SHOTS") != "" }

// Take writes what a canvas shows as NAME.png, if that is wanted.
func Take(t testing.TB, c fyne.Canvas, name string) {
	t.Helper()
	if !Wanted() {
		return
	}
	f, err := os.Create(filepath.Join(os.Getenv("KAOHE_SHOTS"), name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, c.Capture()); err != nil {
		t.Fatal(err)
	}
}
