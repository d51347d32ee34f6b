package pagecheck

import (
	"regexp"
	"strings"

	"kaohe/data/pdfread"
)

// The kinds of face that the standard names.
const (
	fang  = "仿宋"
	kai   = "楷体"
	hei   = "黑体"
	small = "小标宋"
	song  = "宋体"
)

// faces knows kinds by parts of names, as fonts bear them in files: SimFang, FZXBSJW--GB1-0, STKaiti, KaiTi_GB2312, NotoSansSC-Bold. The
// first that fits counts.
var faces = []struct{ of, kind string }{
	{"仿宋", fang}, {"fangsong", fang}, {"simfang", fang}, {"fang", fang}, {"fzfs", fang}, {"stfs", fang}, {"cwfs", fang},
	{"小标宋", small}, {"xiaobiaosong", small}, {"xbs", small},
	{"楷", kai}, {"kai", kai}, {"fzkt", kai},
	{"黑", hei}, {"hei", hei}, {"fzht", hei}, {"sans", hei}, {"gothic", hei}, {"dengxian", "等线"}, {"等线", "等线"},
	{"宋", song}, {"song", song}, {"simsun", song}, {"nsimsun", song}, {"serif", song}, {"ming", song}, {"fzss", song},
}

// kindOf returns the kind of a face by its name, "" if the name does not tell.
func kindOf(name string) string {
	name = strings.ToLower(name)
	for _, f := range faces {
		if strings.Contains(name, f.of) {
			return f.kind
		}
	}
	return ""
}

// ours tells whether a face is one of our own 宋体, which take the place of 仿宋 and 小标宋.
func ours(name string) bool { return strings.HasPrefix(name, "KaoheSerif") }

// named returns a face as a reader knows it: the kind, and the name in the file.
func named(name string) string {
	if k := kindOf(name); k != "" {
		return k + " " + name
	}
	return name
}

// judged compares a face with the kind that is wanted.
func judged(page int, want, name string) outcome {
	o := outcome{page: page, want: want, got: named(name)}
	switch k := kindOf(name); {
	case name == "":
		return without(want, noText)
	case k == "":
		o.why = faceless
	case k != want && ours(name) && (want == fang || want == small):
		o.why = standIn
	default:
		o.ok = k == want
	}
	return o
}

// textual returns the face of the text by its numbers of glyphs: 仿宋, or ours for it, if it has a quarter of them, because forms may have more
// notes in 楷体 than text; else the most frequent.
func textual(faces map[string]int) string {
	all := 0
	for _, n := range faces {
		all += n
	}
	best := ""
	for name, n := range faces {
		if (kindOf(name) == fang || ours(name)) && 4*n >= all && n > faces[best] {
			best = name
		}
	}
	if best == "" {
		return most(faces)
	}
	return best
}

func textFace(m *model) outcome {
	if m.pitch == 0 { // what little there is besides tables says nothing
		return without(fang, tooFew)
	}
	return judged(0, fang, m.face)
}

func titleFace(m *model) outcome {
	count := map[string]int{}
	for i := range m.sheets[0].title {
		count[m.sheets[0].title[i].face()]++
	}
	if len(count) == 0 {
		return without(small, noTitle)
	}
	return judged(1, small, most(count))
}

// folioFace looks at the digits: the dashes may be of any face.
func folioFace(m *model) outcome {
	o := without(song, noFolio)
	for _, s := range m.sheets {
		if s.folio == nil {
			continue
		}
		for _, g := range s.folio.line.glyphs {
			if r := first(g.Text); !digit(r) {
				continue
			}
			if now := judged(s.n, song, g.Font); o.got == "" || o.ok && !now.ok {
				o = now
			}
		}
	}
	return o
}

// face returns the font of most hanzi of a line, or of all its glyphs if it has none.
func (l *line) face() string {
	count := map[string]int{}
	for _, g := range l.glyphs {
		if hanzi(first(g.Text)) {
			count[g.Font]++
		}
	}
	if len(count) == 0 {
		return l.font
	}
	return most(count)
}

// opening returns the font of the first hanzi of a line behind its number: text may follow a heading in the same line.
func (l *line) opening(number *regexp.Regexp) string {
	n := len([]rune(number.FindString(l.text)))
	var rest []pdfread.Glyph
	for _, g := range l.glyphs {
		if n -= len([]rune(g.Text)); n < 0 {
			rest = append(rest, g)
		}
	}
	for _, g := range rest {
		if hanzi(first(g.Text)) {
			return g.Font
		}
	}
	return l.font
}

// headingFace: the headings of a level have the kind of face that is wanted; of the third and fourth level, that of the text will do, since
// text.face speaks of it.
func headingFace(m *model, level *regexp.Regexp, want string) outcome {
	c, unknown := counter{}, without(want, noHeading)
	m.headings(level, func(s *sheet, l *line) {
		name := l.opening(level)
		k := kindOf(name)
		switch {
		case want == fang && name == m.face:
			c.see(s.n, false, "")
		case k == "" && name != m.face:
			unknown = outcome{want: want, got: name, why: faceless}
		default:
			c.see(s.n, k != want, named(name)+", "+start(l))
		}
	})
	if !c.seen {
		return unknown
	}
	o := c.outcome(noHeading)
	o.want = "0 ≠ " + want
	return o
}

func headingSize(m *model) outcome {
	w := worst{want: 16, tolerance: 0.5}
	for _, level := range []*regexp.Regexp{level1, level2} {
		m.headings(level, func(s *sheet, l *line) { w.see(s.n, l.size) })
	}
	return w.outcome("pt", noHeading)
}

// headings visits the lines outside tables that begin with a number of the level and begin a paragraph.
func (m *model) headings(level *regexp.Regexp, visit func(*sheet, *line)) {
	for _, s := range m.straight() {
		for i := range s.text {
			if l := &s.text[i]; level.MatchString(l.text) && m.begins(s, i) {
				visit(s, l)
			}
		}
		left, _ := m.sides(s)
		for i := range s.other {
			l := &s.other[i]
			if in := (l.x - left) / l.em(); l.size > 11 && in > 1 && in < 3 && level.MatchString(l.text) {
				visit(s, l)
			}
		}
	}
}

// begins tells whether line i of the text begins a paragraph: it is set in, or the line above ends early with a stop or is a heading.
func (m *model) begins(s *sheet, i int) bool {
	l := &s.text[i]
	left, right := m.sides(s)
	if in := (l.x - left) / l.em(); in > 0.6 && in < 3.6 {
		return true
	} else if abs(in) > 0.5 || i == 0 {
		return false
	}
	above := &s.text[i-1]
	early := right-above.right(right) > 2*l.em()
	return early && (strings.ContainsRune("。：；！？", first(above.last().Text)) || level1.MatchString(above.text) || level2.MatchString(above.text))
}
