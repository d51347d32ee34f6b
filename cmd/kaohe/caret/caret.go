// Package caret tells the system where in the window one types, so that the candidates of an input method for Chinese stand there and not in
// a corner. Fyne draws its carets itself and tells nobody.
//
//	X11      an X input method (fcitx5, ibus): the spot of the window's input context
//	Windows  the input method manager: composition, candidates, the system's caret; and IMR_QUERYCHARPOSITION for those that ask
//
// Elsewhere (macOS, Wayland without X) Put does nothing. Caveats: under X11 the input context is GLFW's, which names it to nobody; its calls of Xlib
// are caught by the linker. If GLFW made none, there is no input method, and Put does nothing. Caught too is what GLFW gets wrong there: keys that
// the input method has taken reach no box, and one that ends doesn't take the program along (what is typed then is what is written on the keys, until
// the program starts anew). A frozen one is waited for 200 ms, once. Everything here runs on the UI thread.
package caret

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

// Put says where one types, in pixels of the window's content; an empty rectangle says that nobody types.
func Put(w fyne.Window, at image.Rectangle) {
	if n, ok := w.(driver.NativeWindow); ok {
		n.RunNative(func(context any) { put(context, at) })
	}
}
