package table

import (
	"math"
	"regexp"

	"kaohe/app/book"
	"kaohe/app/standard"
)

const number = `([0-9]+(?:\.[0-9]+)?)`

var (
	pointsText  = regexp.MustCompile(`^\(?(?:满分|分值|共|计)?:?` + number + `[分%]?\)?$`)
	statedTail  = regexp.MustCompile(`^(.*?)[(（\[【]?\s*(?:满分|共|计)?` + number + `\s*分\s*[)）\]】]?$`)
	statedPlain = regexp.MustCompile(`^(.*?)[(（]\s*` + number + `\s*[)）]$`)
	statedAmid  = regexp.MustCompile(`^(.+?)[(（]\s*(?:满分|共|计)?` + number + `\s*分\s*[)）]\s*[，,：:；;。]?\s*(\S.*)$`)
	acts        = regexp.MustCompile(`[扣减加得给计]$`)
	plusText    = regexp.MustCompile(`^\(?(?:\+|[最多高可]*加)` + number + `[分%]?\)?$`)
	minusText   = regexp.MustCompile(`^\(?(?:[-−–—]|[最多高可]*[扣减])` + number + `[分%]?\)?$`)
	totalLabel  = regexp.MustCompile(`^(?:本[项类页])?(合计|小计|总计|总分|共计)(?:得分|分值|分数|值)?:?\(?` + number + `?分?\)?$`)
)

// mostPoints is more than any table has; a larger number is a year or a mistake.
const mostPoints = 1000

// sign is what points do that are written with one: +3, -2, 最多加2分.
type sign int

// The signs.
const (
	counts sign = iota // to the hundred
	adds
	takes
)

// worth is points with their sign.
func worth(r book.Raw) (p standard.Points, s sign, ok bool) {
	if p, ok = points(r); ok {
		return p, counts, true
	}
	if r.Kind == book.RawNumber && r.Number < 0 && !r.Date {
		r.Number = -r.Number
		p, ok = points(r)
		return p, takes, ok
	}
	for s, form := range map[sign]*regexp.Regexp{adds: plusText, takes: minusText} {
		if m := form.FindStringSubmatch(tight(r.Text)); r.Kind == book.RawText && m != nil {
			p, ok = parse(m[1])
			return p, s, ok
		}
	}
	return 0, counts, false
}

// points reads a cell. ok is false for anything but a number of points: below zero, with more than two decimals, or words.
func points(r book.Raw) (p standard.Points, ok bool) {
	switch r.Kind {
	case book.RawNumber:
		n := r.Number * 100
		if r.Percent {
			n *= 100
		}
		if r.Date || math.IsNaN(n) || n < 0 || n > mostPoints*100 || math.Abs(n-math.Round(n)) > 1e-6 {
			return 0, false
		}
		return standard.Points(math.Round(n)), true
	case book.RawText:
		return textPoints(r.Text)
	}
	return 0, false
}

func textPoints(t string) (standard.Points, bool) {
	m := pointsText.FindStringSubmatch(tight(t))
	if m == nil {
		return 0, false
	}
	return parse(m[1])
}

func parse(t string) (standard.Points, bool) {
	p, err := standard.ParsePoints(t)
	return p, err == nil && p <= mostPoints*100
}

// stated splits the points off the end of a section's title: “组织领导（20分）”. What a rule takes or gives at its end, “每少一次扣5分”, is no
// title's points.
func stated(title string) (rest string, p standard.Points, ok bool) {
	m := statedTail.FindStringSubmatch(half(title))
	if m == nil {
		m = statedPlain.FindStringSubmatch(half(title))
	}
	if m == nil || acts.MatchString(m[1]) {
		return title, 0, false
	}
	if p, ok = parse(m[2]); !ok {
		return title, 0, false
	}
	return string([]rune(title)[:len([]rune(m[1]))]), p, true
}

// half converts digits and the point to half width; each character stays one character.
func half(t string) string {
	r := []rune(t)
	for i, c := range r {
		if c >= '０' && c <= '９' || c == '．' {
			r[i] = c - '！' + '!'
		}
	}
	return string(r)
}

// total tells whether a text is the label of a row of sums (ok), and returns the number in it (if has is true).
func total(t string) (label string, p standard.Points, has, ok bool) {
	m := totalLabel.FindStringSubmatch(tight(t))
	if m == nil {
		return "", 0, false, false
	}
	if m[2] != "" {
		p, has = parse(m[2])
	}
	return m[1], p, has, true
}
