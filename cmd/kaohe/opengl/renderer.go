package opengl

/*
typedef const unsigned char *(*strings)(unsigned);

static const char *renderer(void *get_string) {
	const unsigned char *s = get_string ? ((strings)get_string)(0x1F01) : 0; // GL_RENDERER
	return s ? (const char *)s : "";
}
*/
import "C"

import (
	"strings"

	"github.com/go-gl/glfw/v3.3/glfw"
)

// Renderer is the name that OpenGL gives to what draws, "" where it has none.
type Renderer string

// Software tells whether the processor draws: Mesa's renderers, and Direct3D's where there is no graphics card, as in a remote desktop.
func (r Renderer) Software() bool {
	name := strings.ToLower(string(r))
	for _, s := range []string{"llvmpipe", "softpipe", "swrast", "software", "swiftshader", "basic render"} {
		if strings.Contains(name, s) {
			return true
		}
	}
	return false
}

// renderer asks the current context.
func renderer() Renderer {
	return Renderer(C.GoString(C.renderer(glfw.GetProcAddress("glGetString"))))
}
