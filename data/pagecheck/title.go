package pagecheck

import (
	"regexp"
	"slices"
	"strings"
)

// addresseeFlush looks at the first line of text: if it ends with a colon and is not an indented sentence, it is 主送机关.
func addresseeFlush(m *model) outcome {
	w := worst{tolerance: 1}
	s := m.sheets[0]
	if len(s.text) > 0 && len(s.title) > 0 && s.lying() == m.turned {
		l := &s.text[0]
		left, _ := m.sides(s)
		sentence := strings.ContainsAny(l.text, "，。；") && abs(l.x-left) > 1 // 现将有关情况通报如下：
		if strings.HasSuffix(l.text, "：") && !sentence {
			w.see(s.n, l.x-left)
		}
	}
	return w.outcome("mm", noAddressee)
}

// titled are the words with which titles end.
var titled = regexp.MustCompile(`(通知|通知书|通报|意见|决定|决议|报告|请示|批复|函|纪要|办法|方案|细则|规定|公告|通告|公报|议案|命令|反馈|意见书|督办函)(（.*）)?$`)

// takeTitle finds a title that no size tells from the text: the first lines of the page that are in the middle, or the first line if it has
// the words of one and no stop.
func (s *sheet) takeTitle() {
	if len(s.title) > 0 || len(s.text) < 2 {
		return
	}
	a := s.area()
	n := 0
	for ; n < len(s.text)-1 && n < 4; n++ {
		l := &s.text[n]
		centred := abs((l.x+l.right(a.Right))/2-(a.Left+a.Right)/2) < 3 && l.x > a.Left+1.5*l.em()
		if !centred || isStop(first(l.last().Text)) && !titled.MatchString(l.text) {
			break
		}
	}
	if n == 0 && titled.MatchString(s.text[0].text) && s.text[0].right(a.Right) < a.Right-2*s.text[0].em() {
		n = 1
	}
	s.title, s.text = s.text[:n], s.text[n:]
}

func titleSize(m *model) outcome {
	w := worst{want: 22, tolerance: 0.5}
	for i := range m.sheets[0].title {
		w.see(1, m.sheets[0].title[i].size)
	}
	return w.outcome("pt", noTitle)
}

func titleCentre(m *model) outcome {
	w := worst{tolerance: 1}
	s := m.sheets[0]
	left, right := m.sides(s)
	for i := range s.title {
		l := &s.title[i]
		end := l.last().X + l.em()
		if !wide(first(l.last().Text)) {
			end = l.last().Box.Right
		}
		w.see(1, (l.x+end)/2-(left+right)/2)
	}
	return w.outcome("mm", noTitle)
}

// titleDrop counts the empty lines between the red line and the title, or in a letter between the title and what is above it (10.1). Fewer
// than required are right if the first page has few lines of text or table nevertheless, because 7.3.3 comes first: it must have some text.
func titleDrop(m *model) outcome {
	w := worst{want: 2, tolerance: 0.3}
	s := m.sheets[0]
	r, ok := s.redRule()
	switch {
	case len(s.title) == 0:
		return w.outcome("× 10.2 mm", noTitle)
	case !ok:
		return w.outcome("× 10.2 mm", noRed)
	}
	above := r.Y1
	if s.letter {
		for _, l := range append(slices.Clone(s.number), s.head...) {
			if !l.red {
				above = max(above, l.y+0.12*l.em()+(225.0/22-l.em())/2)
			}
		}
	}
	l := &s.title[0]
	drop := (l.y - 0.88*l.em() - (225.0/22-l.em())/2 - above) / (225.0 / 22)
	bottom, _ := m.bottomOf(s)
	if bottom-s.title[len(s.title)-1].y < 6*225.0/22 {
		drop = max(drop, w.want)
	}
	w.see(1, drop)
	return w.outcome("× 10.2 mm", noTitle)
}

// titleShape: a title of three or more lines is a trapezoid or a diamond, not an hourglass: no line is shorter than both its neighbours by
// more than half a character.
func titleShape(m *model) outcome {
	c := counter{}
	t := m.sheets[0].title
	long := func(i int) float64 { return t[i].last().X - t[i].x }
	for i := 1; i+1 < len(t); i++ {
		c.see(1, long(i) < min(long(i-1), long(i+1))-0.5*t[i].em(), start(&t[i]))
	}
	if len(t) == 0 {
		return c.outcome(noTitle)
	}
	return c.outcome(shortTitle)
}
