package clipboard

import (
	"context"
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"kaohe/app/words"
)

var (
	user32   = windows.NewLazySystemDLL("user32.dll")
	kernel32 = windows.NewLazySystemDLL("kernel32.dll")
	shell32  = windows.NewLazySystemDLL("shell32.dll")

	openClipboard    = user32.NewProc("OpenClipboard")
	closeClipboard   = user32.NewProc("CloseClipboard")
	getClipboardData = user32.NewProc("GetClipboardData")
	registerFormat   = user32.NewProc("RegisterClipboardFormatW")
	globalLock       = kernel32.NewProc("GlobalLock")
	globalUnlock     = kernel32.NewProc("GlobalUnlock")
	globalSize       = kernel32.NewProc("GlobalSize")
	dragQueryFile    = shell32.NewProc("DragQueryFileW")
)

// The formats of the system.
const (
	formatDIB   = 8
	formatFiles = 15 // CF_HDROP
)

// tries and pause are how long a program is waited for that has the clipboard open.
const (
	tries = 20
	pause = 50 * time.Millisecond
)

// Read gives what was copied. Faults: clipboard.empty, clipboard.failed, ctx's error.
func Read(ctx context.Context) (Content, error) {
	runtime.LockOSThread() // the clipboard is open for a thread
	defer runtime.UnlockOSThread()
	if err := open(ctx); err != nil {
		return Content{}, err
	}
	defer closeClipboard.Call() //nolint:errcheck // nothing is to be done about it
	if list := files(); len(list) > 0 {
		return Content{Files: list}, nil
	}
	if name, err := windows.UTF16PtrFromString("PNG"); err == nil {
		if format, _, _ := registerFormat.Call(uintptr(unsafe.Pointer(name))); format != 0 {
			if b := data(format); len(b) > 0 {
				return Content{Picture: b}, nil
			}
		}
	}
	dib := data(formatDIB) // of a CF_DIBV5 the system makes one
	if len(dib) == 0 {
		return Content{}, errEmpty
	}
	b, err := fromDIB(dib)
	return Content{Picture: b}, err
}

func open(ctx context.Context) error {
	for range tries {
		if ok, _, _ := openClipboard.Call(0); ok != 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return words.Refuse("clipboard.failed")
}

// data copies a format's bytes; nil where there is none.
func data(format uintptr) []byte {
	h, _, _ := getClipboardData.Call(format)
	if h == 0 {
		return nil
	}
	size, _, _ := globalSize.Call(h)
	if size == 0 || size > most {
		return nil
	}
	p, _, _ := globalLock.Call(h)
	if p == 0 {
		return nil
	}
	defer globalUnlock.Call(h) //nolint:errcheck // what is locked no longer is no fault
	out := make([]byte, size)
	copy(out, unsafe.Slice(*(**byte)(unsafe.Pointer(&p)), size))
	return out
}

// files are the paths of files that were copied.
func files() (out []string) {
	h, _, _ := getClipboardData.Call(formatFiles)
	if h == 0 {
		return nil
	}
	const count = 0xFFFFFFFF
	n, _, _ := dragQueryFile.Call(h, count, 0, 0)
	for i := range n {
		length, _, _ := dragQueryFile.Call(h, i, 0, 0)
		name := make([]uint16, length+1)
		if got, _, _ := dragQueryFile.Call(h, i, uintptr(unsafe.Pointer(&name[0])), length+1); got > 0 {
			out = append(out, windows.UTF16ToString(name))
		}
	}
	return out
}
