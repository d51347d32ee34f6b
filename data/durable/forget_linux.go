package durable

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Forget has the system let go of what it keeps of a file in memory, so that it is read from the disk. Where it does not, the file is read all
// the same.
func Forget(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	err = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EINVAL) {
		err = nil
	}
	return errors.Join(err, f.Close())
}
