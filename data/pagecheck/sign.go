package pagecheck

import (
	"fmt"
	"math"
	"regexp"
)

var dated = regexp.MustCompile(`^\d{4}年\d{1,2}月\d{1,2}日$`)

// date is the last line that is a date and nothing else, in the right half of a page, and its number on that page; attachments may follow.
func (m *model) date() (*sheet, int) {
	for i := len(m.sheets) - 1; i >= 0; i-- {
		s := m.sheets[i]
		for k := len(s.text) - 1; k >= 0; k-- {
			if l := &s.text[k]; dated.MatchString(l.text) && l.x > s.w/2-20 && s.lying() == m.turned {
				return s, k
			}
		}
	}
	return nil, 0
}

// signDate: four characters from the right with a seal, or as much farther left as an office needs that is centred above it and ends at the
// edge; without a seal the date begins two characters right of the office's name, or it ends two characters from the right when it is the
// longer of the two.
func signDate(m *model) outcome {
	o := outcome{want: "4 em"}
	s, k := m.date()
	if s == nil {
		return o
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

// pushed says whether a line of the office's name stands centred above the date, one or two lines up, and ends at the right edge.
func (m *model) pushed(s *sheet, k int) bool {
	_, right := m.sides(s)
	for i := k - 1; i >= max(0, k-2); i-- {
		if s.centred(i, k) && abs(s.text[i].last().X+s.text[i].em()-right) < 0.5*s.text[i].em() {
			return true
		}
	}
	return false
}

// centred says whether the i-th line of text has its middle where the k-th has it.
func (s *sheet) centred(i, k int) bool {
	a, b := &s.text[i], &s.text[k]
	return abs(a.x+a.last().X-b.x-b.last().X) < 2*0.35*b.em()
}

// signAlone: the page of the date bears some of the text too.
func signAlone(m *model) outcome {
	c := counter{}
	s, k := m.date()
	if s == nil || s.n == 1 {
		return c.outcome()
	}
	left, right := m.sides(s)
	company := len(s.tables) + len(s.other)
	for i := range s.text[:k] {
		if s.text[i].x < left+(right-left)/3 { // the office's name begins farther right
			company++
		}
	}
	c.see(s.n, company == 0, start(&s.text[k]))
	return c.outcome()
}

// signSeal looks at an office centred above its date, as a seal wants it: a seal of the usual 42 mm whose middle is that of both begins within
// a line of the text where one or two lines between text and office are empty. A seal itself is seldom in the file, so its place is not measured.
func signSeal(m *model) outcome {
	o := outcome{want: "1–2"}
	s, k := m.date()
	if s == nil || k == 0 || !s.centred(k-1, k) {
		return o
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
	if math.IsInf(above, -1) {
		return o
	}
	empty := (top - above) / m.leading()
	o.page, o.got, o.ok = s.n, fmt.Sprintf("%.1f", empty), empty > 0.9 && empty < 3 // a table may end anywhere in its line
	return o
}
