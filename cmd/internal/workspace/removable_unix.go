//go:build !windows

package workspace

import (
	"os"
	"path/filepath"
	"syscall"
)

// removable are the folders at which the desktop has mounted sticks and the like.
func removable() []string { return mounted(mountPoint, "/run/media", "/media", "/Volumes") }

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
