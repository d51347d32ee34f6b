//go:build (!gles && !arm && !arm64) || darwin

package opengl

import "github.com/go-gl/glfw/v3.3/glfw"

// hint asks for OpenGL 2.1, as Fyne does.
func hint() {
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 1)
}
