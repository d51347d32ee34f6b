package pagecheck

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"kaohe/data/pdfread"
)

// folio is a page number as it would be on an upright page: that of a landscape page is turned back with the page.
type folio struct {
	line   line
	number int
	area   pdfread.Box // the type area of the upright page
}

var paged = regexp.MustCompile(`^[—–―─－\-]*\s*(\d{1,4})\s*[—–―─－\-]*$`)

// takeFolio separates the page number and returns the other lines. On a landscape page it reads downwards at the left (8); upright type
// below the text is accepted too, and then fails by its place.
func (s *sheet) takeFolio(ls []line) []line {
	if s.lying() {
		var turned []pdfread.Glyph
		for _, g := range s.glyphs {
			if abs(abs(g.Angle)-90) < 1 {
				b := g.Box
				g.X, g.Y = g.Y, s.w-g.X
				g.Box = pdfread.Box{Left: b.Top, Top: s.w - b.Right, Right: b.Bottom, Bottom: s.w - b.Left}
				turned = append(turned, g)
			}
		}
		upright := sheet{w: s.h, h: s.w}
		rest := lines(turned)
		for i := range rest {
			if s.setFolio(&rest[i], upright.area()) {
				return ls
			}
		}
	}
	for i := range ls {
		if s.setFolio(&ls[i], s.area()) {
			return append(append([]line{}, ls[:i]...), ls[i+1:]...)
		}
	}
	return ls
}

func (s *sheet) setFolio(l *line, a pdfread.Box) bool {
	n := paged.FindStringSubmatch(strings.TrimSpace(l.text))
	if n == nil || l.y-0.4*l.em() < a.Bottom {
		return false
	}
	number, err := strconv.Atoi(n[1])
	if err != nil {
		return false
	}
	s.folio = &folio{*l, number, a}
	return true
}

// folioRun: every page has a number, one higher than that of the page before. The first page of a letter has none (10.1), nor have pages at
// the end that contain only 版记.
func folioRun(m *model) outcome {
	o := outcome{want: "1, 2, 3 …", ok: true}
	last := 0
	for _, s := range m.sheets {
		bare := len(s.text)+len(s.title)+len(s.other)+len(s.tables) == 0
		switch {
		case s.folio == nil && (s.n == 1 && s.letter || bare):
			if last > 0 || s.letter {
				last++
			}
			continue
		case s.folio == nil:
			if o.ok {
				o.page, o.got, o.ok = s.n, "—", false
			}
		case o.ok && last > 0 && s.folio.number != last+1, o.ok && s.n == 1 && s.letter:
			o.page, o.got, o.ok = s.n, fmt.Sprint(s.folio.number), false
		}
		if s.folio != nil {
			last = s.folio.number
		}
	}
	if o.ok && last > 0 {
		o.got = fmt.Sprint(last)
	}
	if o.got == "" { // only pages that need no number
		o.why = noFolio
	}
	return o
}

func (m *model) folios(w *worst, unit string, value func(*sheet, *folio) float64) outcome {
	for _, s := range m.sheets {
		if s.folio != nil {
			w.see(s.n, value(s, s.folio))
		}
	}
	return w.outcome(unit, noFolio)
}

func folioSize(m *model) outcome {
	return m.folios(&worst{want: 14, tolerance: 0.5}, "pt", func(_ *sheet, f *folio) float64 { return f.line.size })
}

func folioDashes(m *model) outcome {
	c := counter{}
	for _, s := range m.sheets {
		if s.folio != nil {
			r := []rune(s.folio.line.text)
			c.see(s.n, digit(r[0]) || digit(r[len(r)-1]), s.folio.line.text)
		}
	}
	return c.outcome(noFolio)
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// folioDrop measures to the ink of the dash, or of the digits if there is none.
func folioDrop(m *model) outcome {
	return m.folios(&worst{want: 7, tolerance: 1}, "mm", func(_ *sheet, f *folio) float64 {
		return f.line.glyphs[0].Box.Top - f.area.Bottom
	})
}

// folioSide: the number is one character, of 四号 or of 三号, from the outer edge of the type area.
func folioSide(m *model) outcome {
	o := m.folios(&worst{want: 5.3, tolerance: 1.4}, "mm", func(s *sheet, f *folio) float64 {
		b := f.line.ink()
		shift := 0.0
		if m.swapped && f.number%2 == 0 {
			shift = 2
		}
		if f.number%2 == 1 {
			return f.area.Right - b.Right
		}
		return b.Left - (f.area.Left - shift)
	})
	return o
}

// tableHead: a table that continues on the next page repeats its first row there.
func tableHead(m *model) outcome {
	c := counter{}
	for i := 1; i < len(m.sheets); i++ {
		s, next := m.sheets[i-1], m.sheets[i]
		a, b := s.lastTable(), next.firstTable()
		if a != nil && b != nil && same(a.cols, b.cols) {
			c.see(next.n, s.row(a) != next.row(b), next.row(b))
		}
	}
	return c.outcome(noTable)
}

// lastTable returns the table below which the page has nothing else.
func (s *sheet) lastTable() *grid {
	if len(s.tables) == 0 {
		return nil
	}
	t := &s.tables[len(s.tables)-1]
	for _, ls := range [][]line{s.text, s.other, s.title} {
		if len(ls) > 0 && ls[len(ls)-1].y > t.box.Bottom {
			return nil
		}
	}
	return t
}

func (s *sheet) firstTable() *grid {
	if len(s.tables) == 0 {
		return nil
	}
	t := &s.tables[0]
	for _, ls := range [][]line{s.text, s.other, s.title, s.head} {
		if len(ls) > 0 && ls[0].y < t.box.Top {
			return nil
		}
	}
	return t
}

// row returns the text of a table's first row.
func (s *sheet) row(t *grid) string {
	var b strings.Builder
	for _, g := range s.glyphs {
		if t.holds(g) && g.Y < t.rows[1]+0.5 && !math.IsNaN(g.Y) && !blank(g) {
			b.WriteString(g.Text)
		}
	}
	return b.String()
}

func same(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if abs(a[i]-b[i]) > 0.5 {
			return false
		}
	}
	return true
}
