package pagecheck

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"kaohe/data/pdfread"
)

// pageRead: no page is a scan, whose text can't be measured.
func pageRead(m *model) outcome {
	c := counter{}
	for _, s := range m.sheets {
		c.see(s.n, s.scan, fmt.Sprint(s.n))
	}
	return c.outcome(noText)
}

// pageText: the first page has some text, not only head, title and 主送机关.
func pageText(m *model) outcome {
	o := outcome{want: "≥ 1"}
	s := m.sheets[0]
	switch {
	case m.body == 0 || len(s.tables) > 0 && len(s.text) == 0:
		return without(o.want, noText)
	case len(m.sheets) == 1:
		return without(o.want, onePage)
	}
	n := len(s.text)
	if n > 0 && strings.HasSuffix(s.text[0].text, "：") {
		n--
	}
	o.page, o.got, o.ok = 1, fmt.Sprint(n), n > 0
	return o
}

func lineBegin(m *model) outcome {
	c := counter{}
	m.eachLine(func(s *sheet, l *line) { c.see(s.n, isStop(l.first()), start(l)) })
	return c.outcome(noText)
}

func lineEnd(m *model) outcome {
	c := counter{}
	m.eachLine(func(s *sheet, l *line) {
		c.see(s.n, strings.ContainsRune(openers, first(l.last().Text)), start(l))
	})
	return c.outcome(noText)
}

func (m *model) eachLine(visit func(*sheet, *line)) {
	for _, s := range m.sheets {
		for _, ls := range [][]line{s.title, s.text} {
			for i := range ls {
				visit(s, &ls[i])
			}
		}
	}
}

// headingAlone looks at the last line of each page that is followed by another: 一、 or （一） in a font of its own must have text below it.
func headingAlone(m *model) outcome {
	c := counter{}
	for _, s := range m.sheets[:len(m.sheets)-1] {
		if len(s.text) == 0 {
			continue
		}
		l := &s.text[len(s.text)-1]
		below := len(s.other) > 0 && s.other[len(s.other)-1].y > l.y || len(s.tables) > 0 && s.tables[len(s.tables)-1].box.Bottom > l.y
		heading := (level1.MatchString(l.text) || level2.MatchString(l.text)) && l.glyphs[0].Font != m.face && l.last().Font != m.face
		c.see(s.n, heading && !below, start(l))
	}
	return c.outcome(onePage)
}

func fontEmbedded(m *model) outcome {
	c := counter{}
	for _, name := range sorted(m.fonts) {
		c.see(0, !m.fonts[name], name)
	}
	return c.outcome(noText)
}

func sorted(m map[string]bool) []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

func fontMissing(m *model) outcome {
	return eachGlyph(m, func(g pdfread.Glyph) bool { return g.Boxed })
}

// textCopies: every character is copied as itself. If the file does not say what a code means, the code is accepted if it is a common
// hanzi, a full-width stop or ASCII. Glyph numbers used as codes would show, because they are spread over all of Unicode.
func textCopies(m *model) outcome {
	return eachGlyph(m, func(g pdfread.Glyph) bool {
		r := first(g.Text)
		switch {
		case r == 0 || r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) || r < ' ':
			return true
		case g.Bare:
			return !(r >= 0x4E00 && r <= 0x9FFF || r <= 0x7E || wide(r))
		}
		return false
	})
}

func eachGlyph(m *model, bad func(pdfread.Glyph) bool) outcome {
	c := counter{}
	for _, s := range m.sheets {
		for _, g := range s.glyphs {
			c.see(s.n, bad(g), g.Text)
		}
	}
	return c.outcome(noText)
}
