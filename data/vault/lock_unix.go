//go:build unix

package vault

import (
	"errors"
	"os"
	"syscall"
	"time"
)

// lock takes the lock by which bbolt keeps other programs out, on the very file that bbolt is then given: what is already its own it takes
// again, so that nobody can come between. Faults: vault.busy, vault.nolock.
func (v *Vault) lock(f *os.File) error {
	how := syscall.LOCK_NB | syscall.LOCK_SH
	if v.mode == ReadWrite {
		how = syscall.LOCK_NB | syscall.LOCK_EX
	}
	for start := time.Now(); ; time.Sleep(patience / 10) {
		err := syscall.Flock(int(f.Fd()), how)
		switch {
		case err != syscall.EWOULDBLOCK:
			return v.lockFault(err)
		case time.Since(start) >= patience:
			return refuse("busy", v.path)
		}
	}
}

// lockFault has a word of its own for file systems that know no locks.
func (v *Vault) lockFault(err error) error {
	for _, e := range []syscall.Errno{syscall.ENOLCK, syscall.ENOSYS, syscall.EOPNOTSUPP, syscall.ENOTSUP} {
		if errors.Is(err, e) {
			return refuse("nolock", v.path).Because(err)
		}
	}
	return err
}

// handOver leaves the lock as it is: it belongs to the open file, whoever took it.
func handOver(*os.File) error { return nil }

// unlock gives the lock back. Closing the file is not enough: what is still mapped keeps it.
func unlock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// contents maps the first n bytes of a file, to be let go by free.
func contents(f *os.File, n int) (b []byte, free func() error, err error) {
	b, err = syscall.Mmap(int(f.Fd()), 0, n, syscall.PROT_READ, syscall.MAP_SHARED|populated(int64(n)))
	return b, func() error { return syscall.Munmap(b) }, err
}
