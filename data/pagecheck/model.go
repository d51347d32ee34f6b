package pagecheck

import (
	"context"
	"math"
	"regexp"
	"slices"

	"kaohe/data/pdfread"
)

// model is the document in the form in which the rules use it.
type model struct {
	sheets  []*sheet
	turned  bool    // most pages are landscape
	body    float64 // size of the text in points; 0: there is no text
	face    string  // font of the text
	pitch   float64 // line pitch of the text in millimetres; 0: too few lines to measure
	step    float64 // distance of two hanzi in millimetres; 0: too few to measure
	left    edge
	right   edge
	swapped bool            // even pages have the side margins exchanged
	fonts   map[string]bool // name -> embedded
	written bool            // some page has text
}

// edge is where the text's lines begin or end; the standard's value if it could not be measured.
type edge struct {
	at       float64
	measured bool
}

// sheet is one page. Lengths are millimetres.
type sheet struct {
	n       int // from 1
	w, h    float64
	glyphs  []pdfread.Glyph
	strokes []pdfread.Stroke
	tables  []grid
	parts
	folio  *folio
	letter bool
	shots  []pdfread.Box // its pictures
	scan   bool          // a picture covers the page; text over or under it is not measured
}

// parts are a page's lines outside tables, by their purpose.
type parts struct {
	head   []line // on the first page: everything above the red line, including the mark
	number []line // 发文字号, wherever it is
	title  []line
	text   []line // of the size of the body text
	other  []line // of another size
	foot   []line // 版记
	named  []line // what stands small below a picture
	marks  []line // text that is repeated outside the type area, such as 示例
}

func (s *sheet) lying() bool { return s.w > s.h }

// area returns the type area by 5.2.1. On an upright page it has 156 × 225 mm, 37 mm from the top and 28 mm from the left. A landscape page
// is that page turned clockwise (8): its binding edge is at the top of odd pages and at the bottom of even ones.
func (s *sheet) area() pdfread.Box {
	if !s.lying() {
		return pdfread.Box{Left: 28, Top: 37, Right: s.w - 26, Bottom: s.h - 35}
	}
	return pdfread.Box{Left: 35, Top: 28, Right: s.w - 37, Bottom: s.h - 26}
}

// across returns the width of the type area.
func (s *sheet) across() float64 {
	if s.lying() {
		return 225
	}
	return 156
}

func read(ctx context.Context, f *pdfread.File) (*model, error) {
	m := &model{fonts: map[string]bool{}}
	lying := 0
	for i := range f.Count() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s := &sheet{n: i + 1}
		var err error
		if s.w, s.h, err = f.Size(i); err != nil {
			return nil, err
		}
		if s.glyphs, err = f.Glyphs(i); err != nil {
			return nil, err
		}
		strokes, err := f.Strokes(i)
		if err != nil {
			return nil, err
		}
		s.strokes = merged(strokes)
		if err := s.pictures(f); err != nil {
			return nil, err
		}
		m.written = m.written || len(s.glyphs) > 0
		fonts, err := f.Fonts(i)
		if err != nil {
			return nil, err
		}
		for _, t := range fonts {
			if known, ok := m.fonts[t.Name]; !ok || known {
				m.fonts[t.Name] = t.Embedded
			}
		}
		if s.lying() {
			lying++
		}
		m.sheets = append(m.sheets, s)
	}
	m.turned = 2*lying > len(m.sheets)
	m.sort()
	m.measure()
	return m, nil
}

var (
	numbered = regexp.MustCompile(`[〔（(\[【［]\d{2,4}[〕）)\]】］]第?\d+号`) // in whatever brackets: number.form says which are right
	alone    = regexp.MustCompile(`^\S{1,30}号(\s*签发人.*)?$`)
	urgent   = regexp.MustCompile(`^(\d{6}|[绝机秘]密.*|特急|加急|特提|平急)$`)
	sampled  = regexp.MustCompile(`^(示\s*例|样\s*本|草\s*稿|副\s*本|征求意见稿)$`)
)

// sort finds the purpose of each line.
func (m *model) sort() {
	rest := make([][]line, len(m.sheets))
	for i, s := range m.sheets {
		s.tables = grids(s.strokes)
		var flat []pdfread.Glyph
		for _, g := range s.glyphs {
			if math.Abs(g.Angle) < 1 && !pale(g.Color) && !s.tabled(g) {
				flat = append(flat, g)
			}
		}
		rest[i] = s.takeCaptions(s.takeFolio(lines(flat)))
	}
	m.takeMarks(rest)
	rest[0] = m.sheets[0].takeHead(rest[0])
	for i, s := range slices.Backward(m.sheets) {
		if rest[i] = s.takeFoot(rest[i], i == len(rest)-1); len(s.foot) > 0 {
			break
		}
	}
	m.takeBody(rest)
	m.sheets[0].takeTitle()
}

func (s *sheet) tabled(g pdfread.Glyph) bool {
	for i := range s.tables {
		if s.tables[i].holds(g) {
			s.tables[i].cells++
			return true
		}
	}
	return false
}

// takeCaptions separates what stands small below a picture, or below the empty frame of one that is missing, as its caption: it has a size and a pitch of
// its own, as what stands in tables.
func (s *sheet) takeCaptions(ls []line) []line {
	const small, below, pitch = 12.0, 6.0, 7.0 // points, millimetres
	shots := s.shots
	for i := range s.tables {
		if t := &s.tables[i]; len(t.rows) == 2 && len(t.cols) == 2 {
			shots = append(shots, t.box)
		}
	}
	var kept []line
	var last *line
	for i := range ls {
		l := &ls[i]
		under := slices.ContainsFunc(shots, func(b pdfread.Box) bool {
			gap := l.y - l.em() - b.Bottom
			return gap > -1 && gap < below && l.x < b.Right && l.last().X > b.Left
		})
		if l.size < small && (under || last != nil && l.y-last.y < pitch && math.Abs(l.size-last.size) < 0.6) {
			s.named = append(s.named, *l)
			last = l
			continue
		}
		kept, last = append(kept, *l), nil
	}
	return kept
}

// takeMarks separates what is outside the type area in the same way on every page, or is a mark by its words.
func (m *model) takeMarks(rest [][]line) {
	outside := func(s *sheet, l *line) bool { a := s.area(); return l.y < a.Top || l.y-l.em() > a.Bottom }
	seen := map[string]int{}
	for i, s := range m.sheets {
		for _, l := range rest[i] {
			if outside(s, &l) {
				seen[l.text]++
			}
		}
	}
	for i, s := range m.sheets {
		var kept []line
		for _, l := range rest[i] {
			if outside(s, &l) && (seen[l.text] == len(m.sheets) && len(m.sheets) > 1 || sampled.MatchString(l.text)) {
				s.marks = append(s.marks, l)
			} else {
				kept = append(kept, l)
			}
		}
		rest[i] = kept
	}
}

// takeHead separates 版头: everything above the red line of an ordinary document, the red mark of a letter, and 份号, 密级 and 紧急程度 of both.
func (s *sheet) takeHead(ls []line) []line {
	s.letter = s.isLetter()
	floor := math.Inf(-1)
	r, ruled := s.redRule()
	if ruled && !s.letter {
		floor = r.Y1
	}
	top := s.h / 2 // where the title begins, if no red line is above it: numbers below it belong to the text
	for i := len(ls) - 1; i >= 0; i-- {
		if l := &ls[i]; l.size > 18 && !l.red && l.y < top {
			top = l.y
		}
	}
	var kept []line
	for _, l := range ls {
		switch {
		case numbered.MatchString(l.text) && l.size < 18 && (l.y < floor || (s.letter || !ruled) && l.y < top && alone.MatchString(l.text)):
			s.number = append(s.number, l)
		case l.y < floor || l.red || urgent.MatchString(l.text) && l.y < s.h/2:
			s.head = append(s.head, l)
		default:
			kept = append(kept, l)
		}
	}
	return kept
}

// takeBody finds the title and the size of the body text.
func (m *model) takeBody(rest [][]line) {
	sizes, faces := map[float64]int{}, map[string]int{}
	for _, ls := range rest {
		for _, l := range ls {
			for _, g := range l.glyphs {
				if hanzi(first(g.Text)) {
					sizes[math.Round(g.Size*4)/4]++
				}
			}
		}
	}
	m.body = most(sizes)
	for i, s := range m.sheets {
		for _, l := range rest[i] {
			switch {
			case i == 0 && l.size > m.body+1 && len(s.text) == 0 && (len(s.title) == 0 || math.Abs(s.title[0].size-l.size) < 0.5):
				s.title = append(s.title, l)
			case math.Abs(l.size-m.body) < 0.6:
				s.text = append(s.text, l)
				faces[l.font] += len(l.glyphs)
			default:
				s.other = append(s.other, l)
			}
		}
	}
	m.face = textual(faces)
}

// pictures finds out whether the page is a scan: then its text, which a program may have guessed, is not what one sees.
func (s *sheet) pictures(f *pdfread.File) error {
	boxes, err := f.Pictures(s.n - 1)
	s.shots = boxes
	for _, b := range boxes {
		w, h := min(b.Right, s.w)-max(b.Left, 0), min(b.Bottom, s.h)-max(b.Top, 0)
		s.scan = s.scan || w > 0 && h > 0 && w*h > 0.7*s.w*s.h
	}
	if s.scan {
		s.glyphs, s.strokes = nil, nil
	}
	return err
}

// straight returns the pages that have the orientation of most pages.
func (m *model) straight() []*sheet {
	var out []*sheet
	for _, s := range m.sheets {
		if s.lying() == m.turned {
			out = append(out, s)
		}
	}
	return out
}
