//go:build unix

package desktop

import (
	"os"
	"path/filepath"
	"runtime"
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

func TestDocumentsLieWhereTheDesktopSaysOrWhereTheyUsuallyDo(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	if at := Documents(); at != home {
		t.Errorf("there is no folder for documents, and %s is taken", at)
	}
	usual, own := filepath.Join(home, "Documents"), filepath.Join(home, "我的文档")
	for _, dir := range []string{usual, own, filepath.Join(home, "config")} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if at := Documents(); at != usual {
		t.Errorf("%s is taken", at)
	}
	dirs := "# made by xdg-user-dirs\nXDG_DESKTOP_DIR=\"$HOME/桌面\"\nXDG_DOCUMENTS_DIR=\"$HOME/我的文档\"\n"
	if err := os.WriteFile(filepath.Join(home, "config", "user-dirs.dirs"), []byte(dirs), 0o600); err != nil {
		t.Fatal(err)
	}
	if at := Documents(); runtime.GOOS != "darwin" && at != own {
		t.Errorf("%s is taken", at)
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
