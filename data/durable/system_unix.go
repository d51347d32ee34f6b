//go:build unix

package durable

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

var (
	denied   = []syscall.Errno{syscall.EROFS}
	noFolder = []syscall.Errno{}
	broken   = []syscall.Errno{syscall.EIO, syscall.ENXIO, syscall.ENODEV}
	full     = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
	held     = []syscall.Errno{}
)

// passing is for systems on which who reads a file can keep others from it.
func passing(error) bool { return false }

// settle links, because a link refuses a name that is taken; where there are no links (exFAT), a rename after a look leaves a gap of microseconds,
// which a person can't fall into.
func settle(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	return os.Rename(temp, path)
}

func rename(from, to string) error { return os.Rename(from, to) }

// unlikely: a name means here what it says.
func unlikely(string) []string { return nil }

// SyncFile has a file's bytes on the disk that somebody else may have written.
func SyncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// SyncFolder makes the names in a folder durable.
func SyncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	return errors.Join(err, d.Close())
}

// Free is how many bytes there is room for on the disk of a folder, for who is not its administrator.
func Free(dir string) (int64, error) {
	var disk unix.Statfs_t
	if err := unix.Statfs(dir, &disk); err != nil {
		return 0, &fs.PathError{Op: "statfs", Path: dir, Err: err}
	}
	return int64(min(disk.Bavail, math.MaxInt64/uint64(disk.Bsize))) * disk.Bsize, nil
}
