package vault

import "golang.org/x/sys/unix"

// remote tells whether a path lies on another computer's disk. Where that can't be found out, it does not.
func remote(path string) bool {
	var fs unix.Statfs_t
	return unix.Statfs(path, &fs) == nil && fs.Flags&unix.MNT_LOCAL == 0
}
