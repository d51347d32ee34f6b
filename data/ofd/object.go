package ofd

import (
	"bytes"
	"encoding/xml"
	"strconv"
)

// A page has hundreds of objects and a document tens of thousands. So these elements are appended by hand, which takes a fifth of the time that
// encoding/xml takes by reflection; their text goes through it.

// textObject is a text (11.2). Its codes have no other children.
type textObject struct {
	id       int
	boundary box
	ctm      []float64 // a b c d e f; nil for none
	font     int
	size     float64
	fill     colour
	codes    []textCode
}

// textCode is a part of a text (11.3), at x, y, with the distance from each character to the next.
type textCode struct {
	x, y   float64
	deltas []float64
	text   []rune
}

// pathObject is a path (9): stroked if it has a width, else filled.
type pathObject struct {
	id       int
	boundary box
	width    float64
	colour   colour
	data     []byte
}

// imageObject is a picture (10) that fills its box.
type imageObject struct {
	id       int
	boundary box
	resource int
}

// colour is red, green and blue, as it is written.
type colour string

func appendAttr(out []byte, name string, n int) []byte {
	out = append(append(append(out, ' '), name...), '=', '"')
	return append(strconv.AppendInt(out, int64(n), 10), '"')
}

func appendFloats(out []byte, name string, vs ...float64) []byte {
	out = append(append(append(out, ' '), name...), '=', '"')
	return append(appendNumbers(out, vs...), '"')
}

func (b box) attr(out []byte) []byte { return appendFloats(out, "Boundary", b.x, b.y, b.w, b.h) }

func (c colour) element(out []byte, name string) []byte {
	out = append(append(append(out, "<ofd:"...), name...), ` Value="`...)
	return append(append(out, c...), `"/>`...)
}

func (o *textObject) append(out []byte) []byte {
	out = o.boundary.attr(appendAttr(append(out, "<ofd:TextObject"...), "ID", o.id))
	if o.ctm != nil {
		out = appendFloats(out, "CTM", o.ctm...)
	}
	out = appendFloats(appendAttr(out, "Font", o.font), "Size", o.size)
	out = o.fill.element(append(out, '>'), "FillColor")
	for _, c := range o.codes {
		out = c.append(out)
	}
	return append(out, "</ofd:TextObject>"...)
}

func (c *textCode) append(out []byte) []byte {
	out = appendFloats(appendFloats(append(out, "<ofd:TextCode"...), "X", c.x), "Y", c.y)
	if len(c.deltas) > 0 {
		out = append(appendDeltas(append(out, ` DeltaX="`...), c.deltas), '"')
	}
	var text bytes.Buffer
	_ = xml.EscapeText(&text, []byte(string(c.text))) // a bytes.Buffer never fails
	return append(append(append(out, '>'), text.Bytes()...), "</ofd:TextCode>"...)
}

// appendDeltas writes a distance that several characters have in a row as g, their number, the distance (ST_Array, 11.3).
func appendDeltas(out []byte, d []float64) []byte {
	for i := 0; i < len(d); {
		n := i + 1
		for n < len(d) && d[n] == d[i] {
			n++
		}
		if i > 0 {
			out = append(out, ' ')
		}
		if n-i > 2 {
			out = append(strconv.AppendInt(append(out, "g "...), int64(n-i), 10), ' ')
		} else {
			n = i + 1
		}
		out = length(d[i]).append(out)
		i = n
	}
	return out
}

func (o *pathObject) append(out []byte) []byte {
	out = o.boundary.attr(appendAttr(append(out, "<ofd:PathObject"...), "ID", o.id))
	if o.width > 0 {
		out = append(appendFloats(out, "LineWidth", o.width), ` Stroke="true" Fill="false">`...)
		out = o.colour.element(out, "StrokeColor")
	} else {
		out = o.colour.element(append(out, ` Stroke="false" Fill="true">`...), "FillColor")
	}
	return append(append(append(out, "<ofd:AbbreviatedData>"...), o.data...), "</ofd:AbbreviatedData></ofd:PathObject>"...)
}

func (o *imageObject) append(out []byte) []byte {
	out = o.boundary.attr(appendAttr(append(out, "<ofd:ImageObject"...), "ID", o.id))
	out = appendFloats(out, "CTM", o.boundary.w, 0, 0, o.boundary.h, 0, 0)
	return append(appendAttr(out, "ResourceID", o.resource), "/>"...)
}
