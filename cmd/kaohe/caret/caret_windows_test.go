package caret

import (
	"image"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

// As an input method for Windows 11 asks: the answer is where the caret stands on the screen, and what else comes to the window is still its.
func TestAWindowAnswersWhereOneTypes(t *testing.T) {
	create, send := user32.NewProc("CreateWindowExW"), user32.NewProc("SendMessageW")
	class, title := windows.StringToUTF16Ptr("STATIC"), windows.StringToUTF16Ptr("考核")
	const popup = 0x80000000
	handle, _, err := create.Call(0, uintptr(unsafe.Pointer(class)), uintptr(unsafe.Pointer(title)), popup, 30, 40, 300, 200, 0, 0, 0, 0)
	if handle == 0 {
		t.Skipf("this Windows has no screen: %v", err)
	}
	ask := func(size uint32) (imeCharPosition, uintptr) {
		p := imeCharPosition{size: size}
		r, _, _ := send.Call(handle, wmIMERequest, imrQueryCharPosition, uintptr(unsafe.Pointer(&p)))
		return p, r
	}
	of(handle)
	if _, r := ask(40); r != 0 {
		t.Errorf("nobody types, and it answers %d", r)
	}
	of(handle).put(image.Rect(100, 50, 101, 70))
	p, r := ask(uint32(unsafe.Sizeof(imeCharPosition{})))
	if want := (imeCharPosition{size: 36, at: point{130, 90}, lineHeight: 20, document: rect{30, 40, 330, 240}}); r == 0 || p != want {
		t.Errorf("answer %d: %+v, want %+v", r, p, want)
	}
	if _, r := ask(8); r != 0 {
		t.Errorf("who asks in another format is answered %d", r)
	}
	const wmGetTextLength = 0x000e
	if n, _, _ := send.Call(handle, wmGetTextLength, 0, 0); n != 2 {
		t.Errorf("the window's own title has length %d, want 2", n)
	}
	of(handle).put(image.Rectangle{})
	if _, r := ask(36); r != 0 {
		t.Errorf("nobody types any more, and it answers %d", r)
	}
}

// Offsets of the Windows SDK for 64 bits.
func TestStructuresAreWindowss(t *testing.T) {
	var c imeCharPosition
	var p compositionForm
	var d candidateForm
	for name, x := range map[string][2]uintptr{
		"IMECHARPOSITION":             {unsafe.Sizeof(c), 36},
		"IMECHARPOSITION.pt":          {unsafe.Offsetof(c.at), 8},
		"IMECHARPOSITION.cLineHeight": {unsafe.Offsetof(c.lineHeight), 16},
		"IMECHARPOSITION.rcDocument":  {unsafe.Offsetof(c.document), 20},
		"COMPOSITIONFORM":             {unsafe.Sizeof(p), 28},
		"COMPOSITIONFORM.rcArea":      {unsafe.Offsetof(p.area), 12},
		"CANDIDATEFORM":               {unsafe.Sizeof(d), 32},
		"CANDIDATEFORM.rcArea":        {unsafe.Offsetof(d.area), 16},
	} {
		if x[0] != x[1] {
			t.Errorf("%s: %d, want %d", name, x[0], x[1])
		}
	}
}
