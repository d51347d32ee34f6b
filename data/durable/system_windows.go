package durable

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/windows"
)

var (
	denied   = []syscall.Errno{windows.ERROR_WRITE_PROTECT, windows.ERROR_NETWORK_ACCESS_DENIED}
	noFolder = []syscall.Errno{windows.ERROR_DIRECTORY, windows.ERROR_BAD_NETPATH, windows.ERROR_BAD_NET_NAME, windows.ERROR_INVALID_DRIVE}
	broken   = []syscall.Errno{windows.ERROR_NOT_READY, windows.ERROR_CRC, windows.ERROR_SECTOR_NOT_FOUND, windows.ERROR_WRITE_FAULT, windows.ERROR_READ_FAULT,
		windows.ERROR_GEN_FAILURE, windows.ERROR_DEV_NOT_EXIST, windows.ERROR_NO_SUCH_DEVICE, windows.ERROR_IO_DEVICE, windows.ERROR_DEVICE_NOT_CONNECTED,
		windows.ERROR_DISK_OPERATION_FAILED, windows.ERROR_FILE_CORRUPT, windows.ERROR_DISK_CORRUPT, windows.ERROR_FILE_INVALID,
		windows.ERROR_DEVICE_REMOVED, windows.ERROR_UNEXP_NET_ERR, windows.ERROR_NETNAME_DELETED}
	full = []syscall.Errno{windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_DISK_QUOTA_EXCEEDED, windows.ERROR_FILE_TOO_LARGE}
	held = []syscall.Errno{windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION, windows.ERROR_USER_MAPPED_FILE}
)

// passing: a rename over a file that is held is called denied.
func passing(err error) bool {
	return Held(err) || is(err, []syscall.Errno{windows.ERROR_ACCESS_DENIED})
}

// settle moves, because a file that is mapped, as a vault whose closing failed stays until the program ends, can be moved and not be replaced.
func settle(temp, path string) error { return move(temp, path, 0) }

func rename(from, to string) error { return move(from, to, windows.MOVEFILE_REPLACE_EXISTING) }

// move is os.Rename, but written through, and for settle without replacing.
func move(from, to string, flags uint32) error {
	src, err := wide(from)
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	dst, err := wide(to)
	if err == nil {
		err = windows.MoveFileEx(src, dst, flags|windows.MOVEFILE_WRITE_THROUGH)
	}
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

// wide gives a path as the system wants it. One that is too long for it has to be absolute and marked, which package os does by itself.
func wide(path string) (*uint16, error) {
	const tooLong = 248 // for a folder, with room for a short name in it
	if abs, err := filepath.Abs(path); err == nil && len(abs) >= tooLong && !strings.HasPrefix(abs, `\\?\`) && !strings.HasPrefix(abs, `\\.\`) {
		if share, ok := strings.CutPrefix(abs, `\\`); ok {
			abs = `UNC\` + share
		}
		path = `\\?\` + abs
	}
	return windows.UTF16PtrFromString(path)
}

// unlikely are the names in a path of which the system may make something else.
func unlikely(path string) (names []string) {
	for _, name := range strings.Split(filepath.ToSlash(path[len(filepath.VolumeName(path)):]), "/") {
		if name != "" && name != "." && name != ".." {
			names = append(names, name)
		}
	}
	return names
}

// SyncFile has a file's bytes on the disk that somebody else may have written. The system does so only for who may write.
func SyncFile(path string) error {
	return Patiently(func() error {
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		return errors.Join(f.Sync(), f.Close())
	})
}

// SyncFolder is for systems that can sync a folder.
func SyncFolder(string) error { return nil }

// Free is how many bytes there is room for on the disk of a folder, for this user.
func Free(dir string) (int64, error) {
	path, err := wide(dir)
	var free uint64
	if err == nil {
		err = windows.GetDiskFreeSpaceEx(path, &free, nil, nil)
	}
	if err != nil {
		return 0, &fs.PathError{Op: "GetDiskFreeSpaceEx", Path: dir, Err: err}
	}
	return int64(min(free, math.MaxInt64)), nil
}
