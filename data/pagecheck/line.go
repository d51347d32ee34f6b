package pagecheck

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"kaohe/data/pdfread"
)

const point = 25.4 / 72 // in millimetres

// line is the text on one baseline, without blanks at its ends.
type line struct {
	glyphs []pdfread.Glyph // from left to right
	text   string
	x, y   float64 // of the first origin
	size   float64 // in points, of most glyphs
	font   string  // of most glyphs
	red    bool
}

// lines sorts horizontal glyphs into lines, from top to bottom.
func lines(glyphs []pdfread.Glyph) []line {
	gs := slices.Clone(glyphs)
	slices.SortStableFunc(gs, func(a, b pdfread.Glyph) int { return compare(a.Y, b.Y) })
	var out []line
	for i := 0; i < len(gs); {
		j := i + 1
		for j < len(gs) && gs[j].Y-gs[j-1].Y < 0.6 {
			j++
		}
		if l, ok := newLine(gs[i:j]); ok {
			out = append(out, l)
		}
		i = j
	}
	return out
}

func newLine(gs []pdfread.Glyph) (line, bool) {
	slices.SortStableFunc(gs, func(a, b pdfread.Glyph) int { return compare(a.X, b.X) })
	for len(gs) > 0 && blank(gs[0]) {
		gs = gs[1:]
	}
	for len(gs) > 0 && blank(gs[len(gs)-1]) {
		gs = gs[:len(gs)-1]
	}
	if len(gs) == 0 {
		return line{}, false
	}
	l := line{glyphs: gs, x: gs[0].X, y: gs[0].Y}
	var text strings.Builder
	sizes, fonts, reds := map[float64]int{}, map[string]int{}, 0
	for _, g := range gs {
		text.WriteString(g.Text)
		sizes[math.Round(g.Size*4)/4]++
		fonts[g.Font]++
		if red(g.Color) {
			reds++
		}
	}
	l.text, l.red = text.String(), 2*reds > len(gs)
	l.size, l.font = most(sizes), most(fonts)
	return l, true
}

// em returns the size of the line's type in millimetres.
func (l *line) em() float64 { return l.size * point }

func (l *line) first() rune { return first(l.glyphs[0].Text) }

func (l *line) last() pdfread.Glyph { return l.glyphs[len(l.glyphs)-1] }

// right returns where the line ends: behind the em box of a hanzi, behind the ink of Latin. Punctuation at the end may have its blank half,
// lack it, or extend over the edge; of these ends the one nearest to want is returned.
func (l *line) right(want float64) float64 {
	g := l.last()
	em, r := g.Size*point, first(g.Text)
	switch {
	case strings.ContainsRune(stops, r):
		end := g.X + em
		for _, e := range []float64{g.X + em/2, g.X} {
			if math.Abs(e-want) < math.Abs(end-want) {
				end = e
			}
		}
		return end
	case wide(r):
		return g.X + em
	}
	return g.Box.Right
}

// ink returns the extent of the ink of all glyphs.
func (l *line) ink() pdfread.Box {
	b := l.glyphs[0].Box
	for _, g := range l.glyphs[1:] {
		if !blank(g) {
			b = pdfread.Box{Left: min(b.Left, g.Box.Left), Top: min(b.Top, g.Box.Top), Right: max(b.Right, g.Box.Right), Bottom: max(b.Bottom, g.Box.Bottom)}
		}
	}
	return b
}

// The characters of 避头尾: stops may not begin a line, openers may not end it.
const (
	stops   = "，。、；：？！）》〉】〕」』”’"
	openers = "（《〈【〔「『“‘"
)

func blank(g pdfread.Glyph) bool { return strings.TrimSpace(g.Text) == "" && g.Text != "" }

func first(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func hanzi(r rune) bool { return unicode.Is(unicode.Han, r) }

func wide(r rune) bool {
	return hanzi(r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF01 && r <= 0xFF60 || strings.ContainsRune("“”‘’—…·", r)
}

func red(c [3]uint8) bool   { return c[0] > 140 && c[1] < 110 && c[2] < 110 }
func black(c [3]uint8) bool { return c[0] < 80 && c[1] < 80 && c[2] < 80 }
func pale(c [3]uint8) bool  { return c[0] > 170 && c[1] > 170 && c[2] > 170 }

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// most returns the key with the highest count, the smallest of several.
func most[K float64 | string](counts map[K]int) K {
	var best K
	n := 0
	for k, c := range counts {
		if c > n || c == n && k < best {
			best, n = k, c
		}
	}
	return best
}

// common returns the middle of the most values that lie within a span, and their number; of two such groups it takes that of the smaller
// values.
func common(values []float64, span float64) (float64, int) {
	vs := slices.Sorted(slices.Values(values))
	best, n := 0.0, 0
	for i, j := 0, 0; i < len(vs); i++ {
		j = max(j, i)
		for j < len(vs) && vs[j]-vs[i] <= span {
			j++
		}
		if j-i > n {
			best, n = vs[(i+j)/2], j-i
		}
	}
	return best, n
}

// median returns the median of values, 0 if there are none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(values))[len(values)/2]
}
