//go:build (gles || arm || arm64) && !darwin

package opengl

import (
	"runtime"

	"github.com/go-gl/glfw/v3.3/glfw"
)

// hint asks for OpenGL ES 2, as Fyne does. On Windows no driver has it: there it comes from ANGLE, which is found as EGL. Fyne doesn't say
// which way it wants, so that what is said here stands.
func hint() {
	if runtime.GOOS == "windows" {
		glfw.WindowHint(glfw.ContextCreationAPI, glfw.EGLContextAPI)
	}
	glfw.WindowHint(glfw.ClientAPI, glfw.OpenGLESAPI)
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 0)
}
