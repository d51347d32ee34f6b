package workspace

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestSticksAreFoundBelowTheirRootsAndFoldersAreNot(t *testing.T) {
	root := t.TempDir()
	stick, plain, direct := filepath.Join(root, "media", "li", "U盘"), filepath.Join(root, "media", "li", "文件夹"), filepath.Join(root, "media", "usb")
	for _, dir := range []string{stick, plain, direct} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(root, "media", "li", "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	found := mounted(func(path string) bool { return path != plain && filepath.Base(path) != "li" }, filepath.Join(root, "none"), filepath.Join(root, "media"))
	if !slices.Equal(found, []string{direct, stick}) {
		t.Errorf("found %q", found)
	}
	if mountPoint(stick) || mountPoint(filepath.Join(root, "none")) {
		t.Error("a folder is taken for a stick")
	}
}

func TestAFileOnAStickIsKnownByWhereItsLinksLead(t *testing.T) {
	root := t.TempDir()
	stick, desk := filepath.Join(root, "U盘"), filepath.Join(root, "U盘2")
	for _, dir := range []string{stick, desk} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "a.kpack"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(stick, filepath.Join(desk, "link")); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{stick + "/a.kpack": true, desk + "/a.kpack": false, desk + "/link/a.kpack": true, stick + "/none.kpack": false} {
		if below([]string{stick}, path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
}
