package caret

import (
	"image"
	"unsafe"
)

// Structures of the Windows SDK (windef.h, imm.h).
type (
	point struct{ x, y int32 }
	rect  struct{ left, top, right, bottom int32 }

	// imeCharPosition is IMECHARPOSITION: an input method asks with it where a character stands on the screen.
	imeCharPosition struct {
		size       uint32
		char       uint32
		at         point // the character's upper left corner
		lineHeight uint32
		document   rect // what can be typed in
	}

	// compositionForm is COMPOSITIONFORM.
	compositionForm struct {
		style uint32
		at    point
		area  rect
	}

	// candidateForm is CANDIDATEFORM.
	candidateForm struct {
		index uint32
		style uint32
		at    point
		area  rect
	}
)

// fill answers for a caret in a window whose content begins at corner of the screen and is so large. It gives 0, which is no answer, to who asks in
// another format.
func (p *imeCharPosition) fill(at image.Rectangle, corner, size image.Point) uintptr {
	if p.size < uint32(unsafe.Sizeof(*p)) {
		return 0
	}
	caret, content := at.Add(corner), image.Rectangle{Max: size}.Add(corner)
	p.at = point{int32(caret.Min.X), int32(caret.Min.Y)}
	p.lineHeight = uint32(caret.Dy())
	p.document = rectOf(content)
	return 1
}

func rectOf(r image.Rectangle) rect {
	return rect{int32(r.Min.X), int32(r.Min.Y), int32(r.Max.X), int32(r.Max.Y)}
}

// formsAt are a composition that begins at a caret, and candidates that begin below it and don't cover its line.
func formsAt(at image.Rectangle) (compositionForm, candidateForm) {
	start := point{int32(at.Min.X), int32(at.Min.Y)}
	return compositionForm{style: cfsPoint, at: start}, candidateForm{style: cfsExclude, at: start, area: rectOf(at)}
}
