//go:build unix

package desktop

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// documents: the desktop's own setting first, then the names that it usually gives.
func documents(home string) []string {
	return []string{configured(home), filepath.Join(home, "Documents"), filepath.Join(home, "文档")}
}

// configured reads where freedesktop.org's user-dirs.dirs has the folder: XDG_DOCUMENTS_DIR="$HOME/文档". Empty where it has none.
func configured(home string) string {
	config, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	f, err := os.Open(filepath.Join(config, "user-dirs.dirs"))
	if err != nil {
		return "" // no desktop of that kind
	}
	defer f.Close() // only read
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), "XDG_DOCUMENTS_DIR="); ok {
			return strings.Replace(strings.Trim(value, `"`), "$HOME", home, 1)
		}
	}
	return ""
}

// Show opens a file or folder with the system's program for it.
func Show(path string) error {
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	}
	cmd := exec.Command(name, path)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // the viewer lives as long as it likes; only its process entry is to be taken away
	return nil
}

// Removable are the folders at which the desktop has mounted sticks and the like.
func Removable() []string { return mounted(mountPoint, "/run/media", "/media", "/Volumes") }

// mountPoint tells whether another file system begins at a folder. The system's own volume is a link on macOS, and no mount point.
func mountPoint(path string) bool {
	info, err := os.Lstat(path)
	above, err2 := os.Lstat(filepath.Dir(path))
	if err != nil || err2 != nil {
		return false
	}
	own, ok := info.Sys().(*syscall.Stat_t)
	other, ok2 := above.Sys().(*syscall.Stat_t)
	return ok && ok2 && info.IsDir() && own.Dev != other.Dev
}
