package handover

import (
	"os"

	"golang.org/x/sys/windows"
)

// locked says that somebody else has a lock.
const locked = windows.ERROR_LOCK_VIOLATION

// tryLock takes a lock that nobody else has until the file is closed, or the program ends.
func tryLock(f *os.File) error {
	return windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{})
}

// refused says that nobody listens on a socket.
const refused = windows.WSAECONNREFUSED

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// allowFront lets any program of this user bring its window to the front once. Only this one, which was just started by a person, may do so; where
// the system refuses, the other's icon blinks in the taskbar.
func allowFront() {
	const any = 0xFFFFFFFF // ASFW_ANY
	if allowSetForegroundWindow.Find() == nil {
		allowSetForegroundWindow.Call(any)
	}
}
