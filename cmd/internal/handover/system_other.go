//go:build !windows

package handover

import (
	"net"
	"os"
	"syscall"
)

// locked says that somebody else has a lock.
const locked = syscall.EWOULDBLOCK

// tryLock takes a lock that nobody else has until the file is closed, or the program ends.
func tryLock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }

func listen(path string) (*Socket, error) {
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	return &Socket{accept: func() (conn, error) { return l.Accept() }, close: l.Close}, nil
}

func dial(path string) (conn, error) { return net.DialTimeout("unix", path, patience) }

// refused says that nobody listens on a socket.
const refused = syscall.ECONNREFUSED

// allowFront has nothing to allow: window managers decide by themselves what may come to the front.
func allowFront() {}
