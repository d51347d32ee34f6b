package vault

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// remote tells whether a path lies on another computer's disk. Where that can't be found out, it does not.
func remote(path string) bool {
	full, err := filepath.Abs(path)
	if err != nil {
		return false
	}
	root := filepath.VolumeName(full)
	if strings.HasPrefix(root, `\\`) && !strings.HasPrefix(root, `\\?\`) && !strings.HasPrefix(root, `\\.\`) {
		return true // \\server\share
	}
	name, err := windows.UTF16PtrFromString(root + `\`)
	return err == nil && windows.GetDriveType(name) == windows.DRIVE_REMOTE
}
