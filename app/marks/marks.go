// Package marks is what people draw over a picture of evidence: arrows, boxes and texts, kept as a value of the register layer apart from
// the picture, whose bytes never change.
//
// A layer is deterministic CBOR: an array of maps with integer keys. Points are in ten-thousandths of the picture's width and height, as it
// is seen upright (after the camera's orientation) and before a person turned it, so that a turn moves nothing in the layer.
//
// Caveats: what a newer version drew and this one does not wholly know is kept byte for byte and not drawn; Layer.Foreign counts it, so that
// a screen can say so.
package marks

import (
	"fmt"
	"unicode/utf8"

	"kaohe/app/cbor"
)

// Full is the coordinate of the right and of the lower edge.
const Full = 10000

// Limits of a layer: marks, characters of a text, bytes of the encoded whole.
const (
	MaxMarks = 200
	MaxText  = 200
	MaxBytes = 1 << 18
)

// Kind is what a mark is.
type Kind int

// The kinds of marks.
const (
	Arrow Kind = iota + 1 // from From, with its head at To
	Box                   // a rectangle between two corners
	Text                  // a text, whose upper left corner is From
)

// Point is a place on the upright picture, in ten-thousandths of its width and height.
type Point struct{ X, Y int }

// Turn gives where the point lies after the picture was turned clockwise by a multiple of 90 degrees; Turn(-degrees) takes it back.
func (p Point) Turn(degrees int) Point {
	switch ((degrees % 360) + 360) % 360 {
	case 90:
		return Point{Full - p.Y, p.X}
	case 180:
		return Point{Full - p.X, Full - p.Y}
	case 270:
		return Point{p.Y, Full - p.X}
	}
	return p
}

// Mark is one thing that was drawn. A mark of a newer version has Kind 0.
type Mark struct {
	Kind     Kind
	From, To Point
	Text     string // of Text alone
	raw      cbor.Raw
}

// Layer is what was drawn over a picture, the lowest first.
type Layer []Mark

// wire is a mark as it is stored.
type wire struct {
	Kind  int    `cbor:"1,keyasint"`
	FromX int    `cbor:"2,keyasint"`
	FromY int    `cbor:"3,keyasint"`
	ToX   int    `cbor:"4,keyasint"`
	ToY   int    `cbor:"5,keyasint"`
	Text  string `cbor:"6,keyasint,omitempty"`
}

func (m Mark) wire() wire {
	return wire{Kind: int(m.Kind), FromX: m.From.X, FromY: m.From.Y, ToX: m.To.X, ToY: m.To.Y, Text: m.Text}
}

// valid tells what is wrong with a mark of this version.
func (m Mark) valid() error {
	for _, c := range []int{m.From.X, m.From.Y, m.To.X, m.To.Y} {
		if c < 0 || c > Full {
			return fmt.Errorf("marks: %d lies outside of the picture", c)
		}
	}
	switch {
	case m.Kind < Arrow || m.Kind > Text:
		return fmt.Errorf("marks: kind %d", m.Kind)
	case m.Kind == Text && m.Text == "", m.Kind != Text && m.Text != "":
		return fmt.Errorf("marks: kind %d with the text %q", m.Kind, m.Text)
	case !utf8.ValidString(m.Text) || utf8.RuneCountInString(m.Text) > MaxText:
		return fmt.Errorf("marks: a text of %d bytes", len(m.Text))
	}
	return nil
}

// Encode gives the layer's bytes; the same layer gives the same bytes. An empty layer is nil. It refuses what Decode would not take.
func (l Layer) Encode() ([]byte, error) {
	if len(l) == 0 {
		return nil, nil
	}
	if len(l) > MaxMarks {
		return nil, fmt.Errorf("marks: %d marks, %d at most", len(l), MaxMarks)
	}
	all := make([]cbor.Raw, len(l))
	for i, m := range l {
		if all[i] = m.raw; m.raw == nil {
			if err := m.valid(); err != nil {
				return nil, err
			}
			all[i] = cbor.Marshal(m.wire())
		}
	}
	b := cbor.Marshal(all)
	if len(b) > MaxBytes {
		return nil, fmt.Errorf("marks: %d bytes, %d at most", len(b), MaxBytes)
	}
	return b, nil
}

// Decode reads a layer. No bytes are an empty layer. A mark that this version does not wholly know is kept as it is; bytes that are no list
// of marks are an error.
func Decode(b []byte) (Layer, error) {
	if len(b) == 0 {
		return nil, nil
	}
	var all []cbor.Raw
	if len(b) > MaxBytes {
		return nil, fmt.Errorf("marks: %d bytes, %d at most", len(b), MaxBytes)
	}
	if err := cbor.Strict(b, &all); err != nil {
		return nil, fmt.Errorf("marks: %w", err)
	}
	if len(all) > MaxMarks {
		return nil, fmt.Errorf("marks: %d marks, %d at most", len(all), MaxMarks)
	}
	var l Layer
	for _, raw := range all {
		var w wire
		m := Mark{raw: raw}
		if cbor.Strict(raw, &w) == nil {
			known := Mark{Kind: Kind(w.Kind), From: Point{w.FromX, w.FromY}, To: Point{w.ToX, w.ToY}, Text: w.Text}
			if known.valid() == nil {
				m = known
			}
		}
		l = append(l, m)
	}
	return l, nil
}

// Foreign counts the marks of a newer version, which are kept and not drawn.
func (l Layer) Foreign() int {
	n := 0
	for _, m := range l {
		if m.Kind == 0 {
			n++
		}
	}
	return n
}
