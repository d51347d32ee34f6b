package vault

import (
	"io"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// bbolt's lock is on this byte of the file.
func lockedByte() *windows.Overlapped {
	return &windows.Overlapped{Offset: 1<<32 - 1, OffsetHigh: 1<<32 - 1}
}

// lock takes the lock by which bbolt keeps other programs out. Faults: vault.busy.
func (v *Vault) lock(f *os.File) error {
	how := uint32(windows.LOCKFILE_FAIL_IMMEDIATELY)
	if v.mode == ReadWrite {
		how |= windows.LOCKFILE_EXCLUSIVE_LOCK
	}
	for start := time.Now(); ; time.Sleep(patience / 10) {
		err := windows.LockFileEx(windows.Handle(f.Fd()), how, 0, 1, 0, lockedByte())
		switch {
		case err != windows.ERROR_LOCK_VIOLATION:
			return err
		case time.Since(start) >= patience:
			return refuse("busy", v.path)
		}
	}
}

// handOver lets the lock go for bbolt to take it, since no file can be locked twice here. Who comes between has written a change, or has the
// lock: either is seen afterwards.
func handOver(f *os.File) error { return unlock(f) }

// unlock gives the lock back.
func unlock(f *os.File) error {
	return windows.UnlockFileEx(windows.Handle(f.Fd()), 0, 1, 0, lockedByte())
}

// contents reads the first n bytes of a file.
func contents(f *os.File, n int) (b []byte, free func() error, err error) {
	b = make([]byte, n)
	_, err = io.ReadFull(io.NewSectionReader(f, 0, int64(n)), b)
	return b, func() error { return nil }, err
}
