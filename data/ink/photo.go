package ink

// Photo is a picture as it is in the file, a baseline or progressive JPEG. The same photo may be shown at several places.
type Photo struct {
	Name string // P1, P2, … in the order of Document.Photos
	JPEG []byte
	W, H int // pixels
	Gray bool
}

// Fit returns the size on paper: as large as the room allows, but no pixel larger than a point.
func (x *Photo) Fit(width, height float64) (w, h float64) {
	k := min(1, width/float64(x.W), height/float64(x.H))
	return k * float64(x.W), k * float64(x.H)
}

// Shot is a photo at its place; X, Y is its upper left corner.
type Shot struct {
	*Photo
	X, Y, W, H float64
}
