package preview

// MostKept is how many bytes are kept beyond what is in view.
const MostKept = mostKept

// Step is the next zoom.
var Step = step

// Kept is how many bytes of pictures are kept.
func (v *View) Kept() (n int) {
	for _, p := range v.renderer.done {
		n += p.bytes()
	}
	return n
}

// Middle is the page in the middle of the view, and how far down it the middle is.
func (v *View) Middle() (page int, y float32) {
	s := v.middle()
	return s.page, s.y
}
