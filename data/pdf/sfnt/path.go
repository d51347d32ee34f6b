package sfnt

import (
	"strconv"
	"strings"
)

// Path returns a glyph's outline as PDF path operators (ISO 32000-1, 8.5.2), to be filled by the non-zero rule: size is the number of
// points per em, y points upwards, and the baseline begins at dx, 0. Components that are scaled or matched by points are left out; the
// marks drawn in this way have none. It returns "" for a broken glyph.
func (f *Face) Path(gid uint16, size, dx float64) string {
	var b strings.Builder
	if budget := maxParts; f.sound(gid, 0, &budget) != nil {
		return ""
	}
	f.path(&b, gid, point{dx * Em / size, 0}, size/Em, 0)
	return b.String()
}

type point struct{ x, y float64 }

func (p point) mid(q point) point { return point{(p.x + q.x) / 2, (p.y + q.y) / 2} }

func (f *Face) path(b *strings.Builder, gid uint16, at point, k float64, depth int) {
	g := f.glyph(gid)
	if g == nil || depth > maxDepth {
		return
	}
	if composite(g) {
		ps, err := parts(g)
		if err != nil {
			return
		}
		for _, p := range ps {
			if p.flags&argsAreXY != 0 && len(p.scales) == 0 {
				f.path(b, uint16(p.gid), point{at.x + float64(f.scale(p.a)), at.y + float64(f.scale(p.b))}, k, depth+1) //nolint:gosec // 16 bits
			}
		}
		return
	}
	n := i16(g, 0)
	code := 10 + 2*n
	body := code + 2 + u16(g, code)
	if body > len(g) || n == 0 {
		return
	}
	flags, xs, ys, err := readPoints(g, body, u16(g, code-2)+1)
	if err != nil {
		return
	}
	start := 0
	for i := range n {
		end := u16(g, 10+2*i) + 1
		if end > len(flags) || end <= start {
			return
		}
		pts := make([]point, 0, end-start)
		for j := start; j < end; j++ {
			pts = append(pts, point{at.x + float64(f.scale(xs[j])), at.y + float64(f.scale(ys[j]))})
		}
		contour(b, pts, flags[start:end], k)
		start = end
	}
}

// contour writes one closed contour. TrueType's quadratic curves become cubic ones; between two consecutive control points there is an
// implied point.
func contour(b *strings.Builder, pts []point, flags []byte, k float64) {
	n := len(pts)
	on := func(i int) bool { return flags[i%n]&onCurve != 0 }
	first := pts[0]
	if !on(0) {
		first = pts[0].mid(pts[n-1])
		if on(n - 1) {
			first = pts[n-1]
		}
	}
	op(b, k, "m", first)
	cur := first
	for i := 0; i < n; i++ {
		p := pts[i]
		if on(i) {
			if i > 0 {
				op(b, k, "l", p)
			}
			cur = p
			continue
		}
		end := first
		if i+1 < n {
			end = pts[i+1]
			if on(i + 1) {
				i++
			} else {
				end = p.mid(end)
			}
		}
		c1 := point{cur.x + 2*(p.x-cur.x)/3, cur.y + 2*(p.y-cur.y)/3}
		c2 := point{end.x + 2*(p.x-end.x)/3, end.y + 2*(p.y-end.y)/3}
		op(b, k, "c", c1, c2, end)
		cur = end
	}
	b.WriteString("h\n")
}

func op(b *strings.Builder, k float64, name string, ps ...point) {
	for _, p := range ps {
		b.WriteString(strconv.FormatFloat(p.x*k, 'f', 2, 64))
		b.WriteByte(' ')
		b.WriteString(strconv.FormatFloat(p.y*k, 'f', 2, 64))
		b.WriteByte(' ')
	}
	b.WriteString(name)
	b.WriteByte('\n')
}
