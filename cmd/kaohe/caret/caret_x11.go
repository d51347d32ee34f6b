//go:build linux && cgo && !wayland

package caret

// #cgo LDFLAGS: -lX11 -Wl,--wrap=XCreateIC -Wl,--wrap=XDestroyIC -Wl,--wrap=XSetICFocus -Wl,--wrap=XUnsetICFocus
// #cgo LDFLAGS: -Wl,--wrap=Xutf8LookupString -Wl,--wrap=XCloseIM -Wl,--wrap=XFilterEvent
// void caret_put(unsigned long window, int x, int y);
import "C"

import (
	"image"

	"fyne.io/fyne/v2/driver"
)

// put sets the spot at the caret's foot, below which the candidates are laid. Where nobody types, the last spot stays: there is no way to take it
// away, and nothing is composed there.
func put(context any, at image.Rectangle) {
	if w, ok := context.(driver.X11WindowContext); ok && w.WindowHandle != 0 && !at.Empty() {
		C.caret_put(C.ulong(w.WindowHandle), C.int(at.Min.X), C.int(at.Max.Y))
	}
}
