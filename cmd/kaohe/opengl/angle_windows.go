//go:build gles

package opengl

/*
#cgo LDFLAGS: -Wl,--wrap=__imp_wglGetProcAddress

#define WIN32_LEAN_AND_MEAN 1
#include <windows.h>

// absent stands for every function that ANGLE does not have.
static INT_PTR WINAPI absent(void) { return 0; }

typedef void *(WINAPI *loader)(const char *);

// find gives a function of OpenGL ES.
static PROC WINAPI find(LPCSTR name) {
	static loader get;
	if (!get) {
		HMODULE egl = GetModuleHandleA("libEGL.dll");
		if (egl)
			get = (loader)(void *)GetProcAddress(egl, "eglGetProcAddress");
	}
	PROC p = get ? (PROC)get(name) : NULL;
	return p ? p : (PROC)absent;
}

// __wrap___imp_wglGetProcAddress takes the place of the pointer to wglGetProcAddress, by which go-gl looks up every function.
//
// Two things are wrong with its own way for ANGLE: wglGetProcAddress knows the functions of the system's OpenGL, and the binding is one for
// OpenGL ES 3.1 and refuses to start without functions that Fyne, which draws with those of OpenGL ES 2, never calls.
PROC (WINAPI *__wrap___imp_wglGetProcAddress)(LPCSTR) = find;
*/
import "C"
