package ink

import (
	"math"

	"kaohe/data/sfnt"
)

// Stamp is a word in light grey across a page, rising to the right. It is drawn as outlines and not as text, so that it is not copied together
// with the lines. A point x, y of its outlines lies Angle degrees further counter-clockwise about X, Y, where its first baseline begins; Y is
// counted from the top of the page as everywhere, and y upwards.
type Stamp struct {
	X, Y, Angle float64
	Grey        float64 // 0 black, 1 white
	Outlines    []sfnt.Segment
}

// NewStamp puts a word of a size across the middle of a page. Characters that no face has are left out.
func NewStamp(f *Font, word string, size, angle, grey, width, height float64) *Stamp {
	sin, cos := math.Sincos(angle * math.Pi / 180)
	// The middle of the word, 0.38 em above its baseline, goes to the middle of the page.
	along, up := size*float64(len([]rune(word)))/2, 0.38*size
	s := &Stamp{X: width/2 - along*cos + up*sin, Y: height/2 + along*sin + up*cos, Angle: angle, Grey: grey}
	for i, r := range []rune(word) {
		for _, face := range f.Faces {
			if id, ok := face.Glyph(r); ok {
				s.Outlines = append(s.Outlines, face.Outline(id, size, float64(i)*size)...)
				break
			}
		}
	}
	return s
}
