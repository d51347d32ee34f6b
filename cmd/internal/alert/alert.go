// Package alert says one thing in a window of the system's own, to whoever started the program from an icon and sees no terminal, while the
// program's own window can't be had.
//
// Caveat: under X11 the message is drawn with core requests alone, in our own typeface, because neither a dialog program nor a Chinese font
// need be installed. On other systems but Windows there is no such window.
package alert

import "errors"

// ErrNowhere says that this system has no window for a message.
var ErrNowhere = errors.New("no window for a message")
