//go:build unix

package vault

import (
	"os"
	"syscall"
)

// unlock gives bbolt's lock back. Closing the file is not enough: what is still mapped keeps it.
func unlock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
