// Package screens is the geometry of a window among screens: where it stands so that all of it can be reached, and what is remembered of
// that for each screen. It asks nothing of the system.
//
// All measures are in the system's pixels, with y downwards, and screens lie side by side in one plane, also left of and above its origin.
package screens

import "encoding/json"

// Rect is a place in the plane of the screens.
type Rect struct{ X, Y, W, H int }

// common is how much of r lies in s, in square pixels.
func (r Rect) common(s Rect) int {
	w, h := min(r.X+r.W, s.X+s.W)-max(r.X, s.X), min(r.Y+r.H, s.Y+s.H)-max(r.Y, s.Y)
	return max(w, 0) * max(h, 0)
}

// Screen is one, with the part of it that no task bar takes.
type Screen struct {
	Name string
	All  Rect
	Work Rect
}

// Edges are how far a window's title bar and borders reach beyond its content.
type Edges struct{ Left, Top, Right, Bottom int }

// Place is where a window was: its content, while it was neither maximised nor an icon, and the screen that had most of it.
type Place struct {
	Screen    string `json:"screen"`
	On        Rect   `json:"on"`
	Window    Rect   `json:"window"`
	Maximised bool   `json:"maximised,omitempty"`
}

// Fit moves a window into the work area of the screen that has most of it, of the first where none has any, and makes it smaller where it is
// larger than that. Where there is no screen it stays.
func Fit(window Rect, edges Edges, all []Screen) Rect {
	s, ok := Under(window, all)
	if !ok {
		return window
	}
	room := Rect{s.Work.X + edges.Left, s.Work.Y + edges.Top, max(s.Work.W-edges.Left-edges.Right, 1), max(s.Work.H-edges.Top-edges.Bottom, 1)}
	w, h := min(max(window.W, 1), room.W), min(max(window.H, 1), room.H)
	return Rect{min(max(window.X, room.X), room.X+room.W-w), min(max(window.Y, room.Y), room.Y+room.H-h), w, h}
}

// Under is the screen that has most of a window, or else the first.
func Under(window Rect, all []Screen) (s Screen, ok bool) {
	most := -1
	for _, x := range all {
		if n := window.common(x.All); n > most {
			s, ok, most = x, true, n
		}
	}
	return s, ok
}

// Centred is a window of a size in the middle of a screen's work area.
func Centred(w, h int, s Screen) Rect {
	return Rect{s.Work.X + (s.Work.W-w)/2, s.Work.Y + (s.Work.H-h)/2, w, h}
}

// keptPlaces is of how many screens a place is remembered.
const keptPlaces = 8

// Memory is where the window was on each screen, the last one first.
type Memory []Place

// Recall reads what Memory.String wrote. What is not readable is nothing: another version wrote it, or nobody yet.
func Recall(s string) Memory {
	var m Memory
	if json.Unmarshal([]byte(s), &m) != nil {
		return nil
	}
	return m
}

func (m Memory) String() string {
	b, err := json.Marshal(m)
	if err != nil { // not of numbers and strings
		return ""
	}
	return string(b)
}

// Last is the last place on a screen that is there as it was: of the same name, at the same place, of the same size.
func (m Memory) Last(all []Screen) (Place, bool) {
	for _, p := range m {
		for _, s := range all {
			if p.is(s) {
				return p, true
			}
		}
	}
	return Place{}, false
}

func (p Place) is(s Screen) bool { return p.Screen == s.Name && p.On == s.All }

// On is the place on a screen.
func (m Memory) On(s Screen) (Place, bool) { return m.Last([]Screen{s}) }

// Keep puts a place in front, instead of the one on the same screen.
func (m Memory) Keep(p Place) Memory {
	out := Memory{p}
	for _, x := range m {
		if (x.Screen != p.Screen || x.On != p.On) && len(out) < keptPlaces {
			out = append(out, x)
		}
	}
	return out
}
