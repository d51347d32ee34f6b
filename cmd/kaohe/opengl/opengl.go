// Package opengl looks for what the window is drawn with before the window is made.
//
// Fyne (v2.7.1, internal/driver/glfw) only logs that it got no window and then waits for the events of none: without a display it panics,
// without OpenGL it never ends. So the same library is asked for the same kind of context first.
//
// Caveats: needs cgo, as the window does. What is asked for follows Fyne's own build tags, because that is what it asks for.
package opengl

import (
	"errors"
	"fmt"
	"io"
	"log"
	"runtime"

	"github.com/go-gl/glfw/v3.3/glfw"
)

// ErrNoDisplay says that there is no display to open a window on.
var ErrNoDisplay = errors.New("no display")

// ErrMissing says that there is a display, but nothing that draws what the window needs: OpenGL 2.1, or OpenGL ES 2 where Fyne is built for it.
var ErrMissing = errors.New("no OpenGL")

// Look gives the name of what draws where a window can be made, else ErrNoDisplay or ErrMissing with what the system said. It runs on the
// main thread and leaves GLFW initialised, which Fyne then finds so. The hints that it leaves are those that Fyne sets again, and the way to
// a context.
func Look() (Renderer, error) {
	runtime.LockOSThread()
	out := log.Writer()
	log.SetOutput(io.Discard) // GLFW's binding logs some errors and hides them: they come again below
	defer log.SetOutput(out)
	if err := safely(initialise); err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoDisplay, err)
	}
	var by Renderer
	if err := safely(func() (err error) { by, err = create(); return }); err != nil {
		return "", fmt.Errorf("%w: %w", ErrMissing, err)
	}
	return by, nil
}

// initialise connects to the display. The binding hides why that failed, but whatever else is asked then panics.
func initialise() error {
	if err := glfw.Init(); err != nil {
		return err
	}
	glfw.GetPrimaryMonitor()
	return nil
}

// create makes a window with a context that nobody sees, asks what draws there, and takes it away.
func create() (Renderer, error) {
	hint()
	glfw.WindowHint(glfw.Visible, glfw.False)
	w, err := glfw.CreateWindow(10, 10, "", nil, nil)
	if err != nil {
		return "", err
	}
	if w == nil {
		return "", errors.New("the system gave no window")
	}
	defer w.Destroy()
	w.MakeContextCurrent()
	defer glfw.DetachCurrentContext()
	return renderer(), nil
}

// safely turns a panic of the binding, which takes some of the system's refusals for mistakes of its caller, into the error it carries.
func safely(do func() error) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case error:
			err = p
		default:
			err = fmt.Errorf("%v", p)
		}
	}()
	return do()
}
