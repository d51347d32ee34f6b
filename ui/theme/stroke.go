package theme

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Fyne colours only the fills of an SVG and leaves its strokes as they are, so an icon must consist of filled shapes. svg turns strokes
// into polygons with the same direction; where they overlap, the winding numbers add up and no edge shows.

const stroke = 1.8

type point struct{ x, y float64 }

// svg returns the SVG for the commands of one icon.
func svg(commands string) string {
	var d strings.Builder
	for _, c := range strings.Split(commands, ";") {
		if f := strings.Fields(c); len(f) > 1 {
			draw(&d, f[0], f[1:])
		}
	}
	return `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="` + d.String() + `"/></svg>`
}

func draw(d *strings.Builder, verb string, args []string) {
	var pts []point
	var nums []float64
	for _, a := range args {
		if x, y, ok := strings.Cut(a, ","); ok {
			pts = append(pts, point{num(x), num(y)})
		} else {
			nums = append(nums, num(a))
		}
	}
	switch verb {
	case "l":
		polyline(d, pts)
	case "p":
		polygon(d, pts)
	case "c":
		polygon(d, arc(pts[0], nums[0]+stroke/2, 0, 360))
		polygon(d, backwards(arc(pts[0], nums[0]-stroke/2, 0, 360)))
	case "d":
		polygon(d, arc(pts[0], nums[0], 0, 360))
	case "a":
		polyline(d, arc(pts[0], nums[0], nums[1], nums[2]))
	case "s":
		polygon(d, append([]point{pts[0]}, arc(pts[0], nums[0], nums[1], nums[2])...))
	}
}

// polyline draws a line with round caps and joints.
func polyline(d *strings.Builder, pts []point) {
	const h = stroke / 2
	for i, p := range pts {
		polygon(d, arc(p, h, 0, 360))
		if i == 0 {
			continue
		}
		q := pts[i-1]
		l := math.Hypot(p.x-q.x, p.y-q.y)
		if l == 0 {
			continue
		}
		nx, ny := -(p.y-q.y)/l*h, (p.x-q.x)/l*h
		polygon(d, []point{{q.x - nx, q.y - ny}, {p.x - nx, p.y - ny}, {p.x + nx, p.y + ny}, {q.x + nx, q.y + ny}})
	}
}

// arc returns the points of an arc, clockwise on screen, about every half unit.
func arc(c point, r, from, to float64) []point {
	n := max(8, int(math.Ceil((to-from)/360*2*math.Pi*r/0.9)))
	pts := make([]point, 0, n+1)
	for i := 0; i <= n; i++ {
		a := (from + (to-from)*float64(i)/float64(n)) * math.Pi / 180
		pts = append(pts, point{c.x + r*math.Cos(a), c.y + r*math.Sin(a)})
	}
	return pts
}

func backwards(pts []point) []point {
	out := make([]point, len(pts))
	for i, p := range pts {
		out[len(pts)-1-i] = p
	}
	return out
}

func polygon(d *strings.Builder, pts []point) {
	for i, p := range pts {
		cmd := "L"
		if i == 0 {
			cmd = "M"
		}
		fmt.Fprintf(d, "%s%.2f %.2f", cmd, p.x, p.y)
	}
	d.WriteString("Z")
}

// num reads a number in drawings. It panics for a typing error there, which a test would find.
func num(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic("theme: icon: " + err.Error())
	}
	return v
}
