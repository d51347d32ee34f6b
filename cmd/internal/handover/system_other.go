//go:build !windows

package handover

import (
	"os"
	"syscall"
)

// locked says that somebody else has a lock.
const locked = syscall.EWOULDBLOCK

// tryLock takes a lock that nobody else has until the file is closed, or the program ends.
func tryLock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }

// refused says that nobody listens on a socket.
const refused = syscall.ECONNREFUSED

// allowFront has nothing to allow: window managers decide by themselves what may come to the front.
func allowFront() {}
