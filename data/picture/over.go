package picture

import (
	"image"
	"image/color"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"kaohe/app/marks"
	"kaohe/assets/fonts"
)

// Measures of marks in shares of the picture's longer side, so that they look alike on a large and a small copy.
const (
	strokeShare = 1 / 220.0 // of a line
	headShare   = 1 / 32.0  // of an arrow's head, its length
	textShare   = 1 / 36.0  // of a character
	leastText   = 12        // pixels
)

var (
	markColour = color.RGBA{0xD6, 0x1F, 0x1F, 0xFF} // red in a white outline is seen on light and on dark
	outline    = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
)

// Over draws marks over a picture that Draw made, turned by the same number of degrees. Texts stand upright whatever the turn, and are moved
// inwards where they would leave the picture. Marks of a newer version are left out.
func Over(img *image.RGBA, layer marks.Layer, turn int) error {
	p := pen{img: img, long: float64(max(img.Rect.Dx(), img.Rect.Dy()))}
	p.stroke = math.Max(1.5, p.long*strokeShare)
	for _, m := range layer {
		from, to := p.at(m.From.Turn(turn)), p.at(m.To.Turn(turn))
		switch m.Kind {
		case marks.Arrow:
			p.arrow(from, to)
		case marks.Box:
			p.box(from, to)
		case marks.Text:
			if err := p.text(from, m.Text); err != nil {
				return err
			}
		}
	}
	return nil
}

// xy is a place on the picture in pixels.
type xy struct{ x, y float64 }

type pen struct {
	img    *image.RGBA
	long   float64
	stroke float64
}

func (p pen) at(m marks.Point) xy {
	return xy{float64(m.X) * float64(p.img.Rect.Dx()) / marks.Full, float64(m.Y) * float64(p.img.Rect.Dy()) / marks.Full}
}

// fill paints polygons, all of which turn the same way. Only their surroundings are rasterized, so that a small mark on a large picture is cheap.
func (p pen) fill(c color.Color, polygons ...[]xy) {
	least, most := xy{math.MaxFloat64, math.MaxFloat64}, xy{}
	for _, poly := range polygons {
		for _, v := range poly {
			least = xy{math.Min(least.x, v.x), math.Min(least.y, v.y)}
			most = xy{math.Max(most.x, v.x), math.Max(most.y, v.y)}
		}
	}
	r := image.Rect(int(least.x)-1, int(least.y)-1, int(most.x)+2, int(most.y)+2).Intersect(p.img.Rect)
	if r.Empty() {
		return
	}
	z := vector.NewRasterizer(r.Dx(), r.Dy())
	for _, poly := range polygons {
		for i, v := range poly {
			x, y := float32(v.x-float64(r.Min.X)), float32(v.y-float64(r.Min.Y))
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		z.ClosePath()
	}
	z.Draw(p.img, r, image.NewUniform(c), image.Point{})
}

// bar is a line of a width as a polygon, longer by half its width at both ends.
func bar(a, b xy, wide float64) []xy {
	d := math.Hypot(b.x-a.x, b.y-a.y)
	u := xy{1, 0}
	if d > 0 {
		u = xy{(b.x - a.x) / d, (b.y - a.y) / d}
	}
	h := wide / 2
	n := xy{-u.y * h, u.x * h}
	a, b = xy{a.x - u.x*h, a.y - u.y*h}, xy{b.x + u.x*h, b.y + u.y*h}
	return []xy{{a.x + n.x, a.y + n.y}, {a.x - n.x, a.y - n.y}, {b.x - n.x, b.y - n.y}, {b.x + n.x, b.y + n.y}}
}

// layers paints a shape as an outline, then in colour.
func (p pen) layers(shape func(wider float64) [][]xy) {
	p.fill(outline, shape(p.stroke)...)
	p.fill(markColour, shape(0)...)
}

func (p pen) box(a, b xy) {
	corners := []xy{a, {b.x, a.y}, b, {a.x, b.y}}
	p.layers(func(wider float64) (all [][]xy) {
		for i, c := range corners {
			all = append(all, bar(c, corners[(i+1)%4], p.stroke+wider))
		}
		return all
	})
}

func (p pen) arrow(from, to xy) {
	d := math.Hypot(to.x-from.x, to.y-from.y)
	if d == 0 {
		d, from.x = 1, from.x-1
	}
	u := xy{(to.x - from.x) / d, (to.y - from.y) / d}
	long := math.Max(p.long*headShare, 4*p.stroke)
	neck := xy{to.x - u.x*long*0.8, to.y - u.y*long*0.8}
	if d < long {
		from = xy{to.x - u.x*long, to.y - u.y*long} // a short arrow still has a shaft
	}
	p.layers(func(wider float64) [][]xy {
		tip, back, half := xy{to.x + u.x*wider, to.y + u.y*wider}, long+wider, long*0.42+wider*0.8
		base := xy{to.x - u.x*back, to.y - u.y*back}
		if wider > 0 {
			base = xy{to.x - u.x*(long+wider/2), to.y - u.y*(long+wider/2)}
		}
		head := []xy{tip, {base.x - u.y*half, base.y + u.x*half}, {base.x + u.y*half, base.y - u.x*half}}
		return [][]xy{bar(from, neck, p.stroke+wider), head}
	})
}

var (
	bold  = sync.OnceValues(func() (*sfnt.Font, error) { return opentype.Parse(fonts.SansBold) })
	whole = sync.OnceValues(func() (*sfnt.Font, error) { return opentype.Parse(fonts.Whole) })
)

// face is the program's own, or the one with every character where a text needs it.
func face(text string, size float64) (font.Face, error) {
	f, err := bold()
	if err != nil {
		return nil, err
	}
	var b sfnt.Buffer
	for _, r := range text {
		if i, err := f.GlyphIndex(&b, r); err != nil || i == 0 {
			if f, err = whole(); err != nil {
				return nil, err
			}
			break
		}
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
}

// text writes at a place, in as many lines as the picture's width needs.
func (p pen) text(at xy, text string) error {
	size := math.Max(leastText, p.long*textShare)
	f, err := face(text, size)
	if err != nil {
		return err
	}
	edge := math.Max(1, size/14)
	lines, wide := lined(f, text, float64(p.img.Rect.Dx())-2*edge)
	high := size * 1.3
	at.x = math.Max(edge, math.Min(at.x, float64(p.img.Rect.Dx())-wide-edge))
	at.y = math.Max(edge, math.Min(at.y, float64(p.img.Rect.Dy())-high*float64(len(lines))-edge))
	d := font.Drawer{Dst: p.img, Face: f}
	for i, line := range lines {
		base := xy{at.x, at.y + high*float64(i) + size}
		write := func(c color.Color, dx, dy float64) {
			d.Src = image.NewUniform(c)
			d.Dot = fixed.Point26_6{X: fixed.Int26_6((base.x + dx) * 64), Y: fixed.Int26_6((base.y + dy) * 64)}
			d.DrawString(line)
		}
		for a := range 12 {
			sin, cos := math.Sincos(float64(a) * math.Pi / 6)
			write(outline, edge*cos, edge*sin)
		}
		write(markColour, 0, 0)
	}
	return nil
}

// lined breaks a text into lines that fit a width, at characters, and says how wide the widest is.
func lined(f font.Face, text string, width float64) (lines []string, wide float64) {
	line := ""
	px := func(s string) float64 { return float64(font.MeasureString(f, s)) / 64 }
	for _, r := range text {
		if r == '\n' || line != "" && px(line+string(r)) > width {
			lines, wide = append(lines, line), math.Max(wide, px(line))
			if line = ""; r == '\n' {
				continue
			}
		}
		line += string(r)
	}
	return append(lines, line), math.Max(wide, px(line))
}
