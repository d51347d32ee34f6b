package pagecheck

import (
	"fmt"
	"math"
	"regexp"
	"slices"
)

var (
	dated  = regexp.MustCompile(`^(\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*(\d{1,2}|[〇○零一二三四五六七八九十]{1,3})\s*月\s*(\d{1,2}|[〇○零一二三四五六七八九十]{1,3})\s*日$`)
	arabic = regexp.MustCompile(`^\d{4}\s*年\s*[1-9]\d?\s*月\s*[1-9]\d?\s*日$`)
)

// date returns the page and the index of the last line that is only a date, in the right half of its page or below the text wherever it
// begins. Attachments may follow it.
func (m *model) date() (*sheet, int) {
	for _, s := range slices.Backward(m.sheets) {
		for k := range slices.Backward(s.text) {
			l := &s.text[k]
			if s.lying() == m.turned && dated.MatchString(l.text) && (l.x > s.w/2-20 || m.ends(s, k)) {
				return s, k
			}
		}
	}
	return nil, 0
}

// ends tells whether nothing but a short line follows line k on its page, and an office's name can be above it.
func (m *model) ends(s *sheet, k int) bool {
	return k > 0 && len(s.text[k-1].glyphs) < 25 && !isStop(first(s.text[k-1].last().Text)) && k >= len(s.text)-2
}

// signDigits: dates have Arabic digits, and months and days no leading zero.
func signDigits(m *model) outcome {
	c := counter{}
	if s, k := m.date(); s != nil {
		c.see(s.n, !arabic.MatchString(s.text[k].text), s.text[k].text)
	}
	return c.outcome(noDate)
}

// signDate: with a seal, the date ends four characters from the right, or farther left if the office centred above it is so long that it
// ends at the edge. Without a seal, the date begins two characters to the right of the office's name, or, if it is longer than the name,
// ends two characters from the right.
func signDate(m *model) outcome {
	o := outcome{want: "4 em"}
	s, k := m.date()
	if s == nil {
		return without(o.want, noDate)
	}
	_, right := m.sides(s)
	l := &s.text[k]
	end := (right - l.last().X - l.em()) / l.em()
	o.page, o.got, o.ok = s.n, fmt.Sprintf("%.1f em", end), abs(end-4) < 0.35
	if !o.ok && k > 0 {
		office := &s.text[k-1]
		last := (right - office.last().X - office.em()) / office.em()
		in := (l.x - office.x) / l.em()
		o.ok = abs(in-2) < 0.35 && abs(last-2) < 0.35 || abs(end-2) < 0.35 && l.x <= office.x+2.35*l.em() || end > 4 && m.pushed(s, k)
	}
	return o
}

// pushed tells whether a line of the office's name, one or two lines up, is centred above the date and ends at the right edge.
func (m *model) pushed(s *sheet, k int) bool {
	_, right := m.sides(s)
	for i := k - 1; i >= max(0, k-2); i-- {
		if s.centred(i, k) && abs(s.text[i].last().X+s.text[i].em()-right) < 0.5*s.text[i].em() {
			return true
		}
	}
	return false
}

// centred tells whether line i of the text has the same middle as line k.
func (s *sheet) centred(i, k int) bool {
	a, b := &s.text[i], &s.text[k]
	return abs(a.x+a.last().X-b.x-b.last().X) < 2*0.35*b.em()
}

// signAlone: the page with the date also has a part of the text.
func signAlone(m *model) outcome {
	c := counter{}
	s, k := m.date()
	switch {
	case s == nil:
		return c.outcome(noDate)
	case s.n == 1:
		return c.outcome(onePage)
	}
	left, right := m.sides(s)
	company := len(s.tables) + len(s.other)
	for i := range s.text[:k] {
		if s.text[i].x < left+(right-left)/3 { // the office's name begins farther to the right
			company++
		}
	}
	c.see(s.n, company == 0, start(&s.text[k]))
	return c.outcome(noDate)
}

// signSeal looks at an office that is centred above its date, as for a seal. A seal of the usual 42 mm over the middle of both reaches the
// text's last line if one or two lines between text and office are empty. The seal itself is rarely in the file, so it is not measured.
func signSeal(m *model) outcome {
	o := outcome{want: "1–2"}
	s, k := m.date()
	switch {
	case s == nil:
		return without(o.want, noDate)
	case k == 0 || !s.centred(k-1, k):
		return without(o.want, noSeal)
	}
	first := k - 1
	for first > 0 && s.centred(first-1, k) && s.text[first].y-s.text[first-1].y < 1.5*m.leading() {
		first--
	}
	office := &s.text[first]
	above := math.Inf(-1)
	if first > 0 {
		above = s.text[first-1].y + 0.12*office.em() + (m.leading()-office.em())/2
	}
	top := office.y - 0.88*office.em() - (m.leading()-office.em())/2
	for i := range s.tables {
		if b := s.tables[i].box.Bottom; b < top {
			above = max(above, b)
		}
	}
	if math.IsInf(above, -1) { // nothing is above it on its page, which sign.alone tells
		return without(o.want, noSeal)
	}
	empty := (top - above) / m.leading()
	o.page, o.got, o.ok = s.n, fmt.Sprintf("%.1f", empty), empty > 0.9 && empty < 3 // a table may end anywhere within its line
	return o
}
