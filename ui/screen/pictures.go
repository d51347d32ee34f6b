package screen

import (
	"image"
)

// Pictures are the files of evidence as screens show them. It is called on the UI goroutine, and calls done there: before it returns where
// the answer is at hand, else once it is. A sum is the SHA-256 of the file in hex, which is the evidence's ID.
type Pictures interface {
	// Thumb gives a picture of at most 320 pixels on its longer side, upright and then turned clockwise by degrees. Of requests that are not
	// begun the latest come first, and stop takes one back. Faults: evidence.missing, evidence.damaged, and those of a picture that can't be
	// drawn.
	Thumb(sum string, turn int, done func(image.Image, error)) (stop func())
	// Large gives a picture of at most longest pixels on its longer side; as Thumb otherwise.
	Large(sum string, turn, longest int, done func(image.Image, error)) (stop func())
	// Facts tells what the file says of itself.
	Facts(sum string, done func(FileFacts, error)) (stop func())
	// Here tells which files are on this laptop. The set must not be changed.
	Here(done func(sums map[string]bool, err error))
	// Show opens a copy of the file with the system's program for it, after a question where that might run something. Save asks where to, and
	// writes a copy there. Both show what goes wrong.
	Show(sum, name string)
	Save(sum, name string)
}

// FileFacts is what a file of evidence says of itself.
type FileFacts struct {
	Width, Height int     // in pixels, upright; 0 for what is no picture
	Placed        bool    // it says where it was taken:
	Lat, Lon      float64 // degrees, north and east
	Why           error   // a picture, and why it can't be drawn
}
