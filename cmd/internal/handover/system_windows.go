package handover

import "golang.org/x/sys/windows"

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
