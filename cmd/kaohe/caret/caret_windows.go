package caret

import (
	"image"
	"unsafe"

	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

var (
	imm32                   = windows.NewLazySystemDLL("imm32.dll")
	immGetContext           = imm32.NewProc("ImmGetContext")
	immReleaseContext       = imm32.NewProc("ImmReleaseContext")
	immSetCompositionWindow = imm32.NewProc("ImmSetCompositionWindow")
	immSetCandidateWindow   = imm32.NewProc("ImmSetCandidateWindow")

	user32           = windows.NewLazySystemDLL("user32.dll")
	setWindowLongPtr = user32.NewProc("SetWindowLongPtrW")
	callWindowProc   = user32.NewProc("CallWindowProcW")
	defWindowProc    = user32.NewProc("DefWindowProcW")
	clientToScreen   = user32.NewProc("ClientToScreen")
	getClientRect    = user32.NewProc("GetClientRect")
	createCaret      = user32.NewProc("CreateCaret")
	setCaretPos      = user32.NewProc("SetCaretPos")
	destroyCaret     = user32.NewProc("DestroyCaret")
)

// Messages and flags of the Windows SDK (winuser.h, imm.h).
const (
	gwlpWndProc           = ^uintptr(3) // -4
	wmIMEStartComposition = 0x010d
	wmIMERequest          = 0x0288
	imrQueryCharPosition  = 0x0006
	cfsPoint              = 0x0002
	cfsExclude            = 0x0080
)

// window is what is known of the program's window: what took its messages before, and where one types in it.
type window struct {
	handle uintptr
	before uintptr
	at     image.Rectangle
	stands bool // the system has a caret in it, of height high
	high   int
}

var known = map[uintptr]*window{}

// put moves the composition, its candidates and the system's own caret, which is never shown but which magnifiers and newer input methods look at.
func put(context any, at image.Rectangle) {
	if w, ok := context.(driver.WindowsWindowContext); ok && w.HWND != 0 {
		of(w.HWND).put(at)
	}
}

// of is a window, whose messages come to it first from then on.
func of(handle uintptr) *window {
	if w := known[handle]; w != nil {
		return w
	}
	w := &window{handle: handle}
	w.before, _, _ = setWindowLongPtr.Call(handle, gwlpWndProc, windows.NewCallback(w.take))
	known[handle] = w
	return w
}

// take answers where one types, and lets everything else through.
func (w *window) take(handle, message, wparam, lparam uintptr) uintptr {
	switch {
	case message == wmIMERequest && wparam == imrQueryCharPosition && lparam != 0 && !w.at.Empty():
		return w.answer((*imeCharPosition)(pointer(lparam)))
	case message == wmIMEStartComposition:
		w.place() // what was said before is forgotten by some
	}
	if w.before == 0 {
		r, _, _ := defWindowProc.Call(handle, message, wparam, lparam)
		return r
	}
	r, _, _ := callWindowProc.Call(w.before, handle, message, wparam, lparam)
	return r
}

// pointer is what Windows gives as a number: it is Windows's memory, or the caller's, which Go's collector does not move or free.
func pointer(address uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&address)) }

// answer fills in where the composition's characters are, on the screen: all of them at the caret, because the system draws them. It is not 0 where
// it is known.
func (w *window) answer(to *imeCharPosition) uintptr {
	var corner point
	var content rect
	if moved, _, _ := clientToScreen.Call(w.handle, uintptr(unsafe.Pointer(&corner))); moved == 0 {
		return 0
	}
	if ok, _, _ := getClientRect.Call(w.handle, uintptr(unsafe.Pointer(&content))); ok == 0 {
		return 0
	}
	return to.fill(w.at, image.Pt(int(corner.x), int(corner.y)), image.Pt(int(content.right), int(content.bottom)))
}

func (w *window) put(at image.Rectangle) {
	if w.at == at {
		return
	}
	w.at = at
	w.place()
}

// place tells the system. What it refuses stays as it was: there is nobody to tell.
func (w *window) place() {
	if w.at.Empty() {
		if w.stands {
			destroyCaret.Call()
			w.stands = false
		}
		return
	}
	if !w.stands || w.high != w.at.Dy() {
		made, _, _ := createCaret.Call(w.handle, 0, 1, uintptr(w.at.Dy()))
		w.stands, w.high = made != 0, w.at.Dy()
	}
	setCaretPos.Call(uintptr(w.at.Min.X), uintptr(w.at.Min.Y))
	c, _, _ := immGetContext.Call(w.handle)
	if c == 0 {
		return
	}
	defer immReleaseContext.Call(w.handle, c)
	composition, candidates := formsAt(w.at)
	immSetCompositionWindow.Call(c, uintptr(unsafe.Pointer(&composition)))
	immSetCandidateWindow.Call(c, uintptr(unsafe.Pointer(&candidates)))
}
