package sfnt

// Point is a place; Y counts upwards.
type Point struct{ X, Y float64 }

// Op is what a segment of an outline does.
type Op byte

// The ops: begin at To, a straight line to To, a cubic curve to To by the control points C1 and C2, back to where it began.
const (
	Move  Op = 'm'
	Draw  Op = 'l'
	Curve Op = 'c'
	Close Op = 'h'
)

// Segment is a part of an outline.
type Segment struct {
	Op         Op
	C1, C2, To Point
}

// Outline returns a glyph's outline, to be filled by the non-zero rule: size is the number of points per em, and the baseline begins at dx, 0.
// Components that are scaled or matched by points are left out; the marks drawn in this way have none. It returns nil for a broken glyph.
func (f *Face) Outline(gid uint16, size, dx float64) []Segment {
	if budget := maxParts; f.sound(gid, 0, &budget) != nil {
		return nil
	}
	p := pen{k: size / Em}
	f.path(&p, gid, Point{dx * Em / size, 0}, 0)
	return p.out
}

func (p Point) mid(q Point) Point { return Point{(p.X + q.X) / 2, (p.Y + q.Y) / 2} }

// pen collects an outline, k points to the unit.
type pen struct {
	k   float64
	out []Segment
}

func (p *pen) put(op Op, c1, c2, to Point) {
	scaled := func(q Point) Point { return Point{q.X * p.k, q.Y * p.k} }
	p.out = append(p.out, Segment{op, scaled(c1), scaled(c2), scaled(to)})
}

func (f *Face) path(b *pen, gid uint16, at Point, depth int) {
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
				f.path(b, uint16(p.gid), Point{at.X + float64(f.scale(p.a)), at.Y + float64(f.scale(p.b))}, depth+1) //nolint:gosec // 16 bits
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
		pts := make([]Point, 0, end-start)
		for j := start; j < end; j++ {
			pts = append(pts, Point{at.X + float64(f.scale(xs[j])), at.Y + float64(f.scale(ys[j]))})
		}
		b.contour(pts, flags[start:end])
		start = end
	}
}

// contour draws one closed contour. TrueType's quadratic curves become cubic ones; between two consecutive control points there is an
// implied point.
func (p *pen) contour(pts []Point, flags []byte) {
	n := len(pts)
	on := func(i int) bool { return flags[i%n]&onCurve != 0 }
	first := pts[0]
	if !on(0) {
		first = pts[0].mid(pts[n-1])
		if on(n - 1) {
			first = pts[n-1]
		}
	}
	p.put(Move, Point{}, Point{}, first)
	cur := first
	for i := 0; i < n; i++ {
		at := pts[i]
		if on(i) {
			if i > 0 {
				p.put(Draw, Point{}, Point{}, at)
			}
			cur = at
			continue
		}
		end := first
		if i+1 < n {
			end = pts[i+1]
			if on(i + 1) {
				i++
			} else {
				end = at.mid(end)
			}
		}
		c1 := Point{cur.X + 2*(at.X-cur.X)/3, cur.Y + 2*(at.Y-cur.Y)/3}
		c2 := Point{end.X + 2*(at.X-end.X)/3, end.Y + 2*(at.Y-end.Y)/3}
		p.put(Curve, c1, c2, end)
		cur = end
	}
	p.put(Close, Point{}, Point{}, Point{})
}
