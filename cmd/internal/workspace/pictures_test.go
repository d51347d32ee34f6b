package workspace_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/intake"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/evidence"
)

// photographed is a vault with one picture of 16 by 8 pixels.
func photographed(t *testing.T) (d *workspace.Workspace, sum string) {
	t.Helper()
	d = found(t, filepath.Join(t.TempDir(), "a.kaohe"), cheap(t))
	out, err := d.Take(context.Background(), onsite(intake.File{Name: "a.png", Bytes: shot(t, 1)}), nil)
	must(t, err)
	return d, out.Added[0].Sum
}

func TestAPictureIsStillShownFromItsCopyWhereTheOriginalWasGivenUp(t *testing.T) {
	d, sum := photographed(t)
	defer func() { must(t, d.Close()) }()
	ctx := context.Background()
	if here, err := d.Originals(); err != nil || !here[sum] || len(here) != 1 {
		t.Errorf("%v, %v", here, err)
	}
	if m, err := d.Thumb(ctx, sum, 90); err != nil || m.Bounds().Size() != image.Pt(8, 16) {
		t.Fatalf("%v", err)
	}
	s, _ := evidence.ParseSum(sum)
	must(t, d.Files.Thin(s))
	if m, err := d.Picture(ctx, sum, 0, 4000); err != nil || m.Bounds().Size() != image.Pt(16, 8) {
		t.Errorf("%v", err)
	}
	if here, err := d.Originals(); err != nil || here[sum] {
		t.Errorf("it is still here: %v, %v", here, err)
	}
	if _, err := d.LookAt(sum); !errors.Is(err, words.Refuse("evidence.missing")) {
		t.Errorf("its facts: %v", err)
	}
}

func TestWhatWasOpenedToBeLookedAtIsGoneWithTheVault(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.Getenv("TMPDIR"))
	d, sum := photographed(t)
	path, err := d.Viewed(context.Background(), sum, `..\现场/照片:1.png`)
	must(t, err)
	b, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(b, shot(t, 1)) || filepath.Base(path) != words.FileName(`..\现场/照片:1.png`) || filepath.Dir(filepath.Dir(path)) != filepath.Clean(os.TempDir()) {
		t.Errorf("%d bytes in %s", len(b), path)
	}
	must(t, d.Close())
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is left: %v", path, err)
	}
}
