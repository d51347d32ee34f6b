package sheet

import (
	"math"
	"strconv"
	"strings"
)

// numberFormat is what a number format shows of a number (ECMA-376 part 1, 18.8.30 and 18.8.31).
type numberFormat struct {
	date, clock bool // it shows a day, or only a time of day
	percent     bool
	pictures    []*picture // for positive numbers, negative ones, and zero; none: the number itself is shown; a nil one is not supported here
}

// builtIn returns the format with a number but without a code. 27 to 58 are those of the Chinese, Japanese and Korean editions.
func builtIn(id int) numberFormat {
	switch {
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return numberFormat{date: true}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id == 55, id == 56:
		return numberFormat{clock: true}
	}
	code := map[int]string{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}[id]
	if code == "" {
		return numberFormat{}
	}
	return ofCode(code)
}

// ofCode returns the format with a code.
func ofCode(code string) numberFormat {
	letters := bare(code)
	switch {
	case isDate(code):
		return numberFormat{date: true}
	case strings.EqualFold(code, "general") || code == "@" || code == "":
		return numberFormat{}
	case !strings.Contains(letters, "general") && strings.ContainsAny(letters, "hs"):
		return numberFormat{clock: true}
	}
	f := numberFormat{percent: strings.Contains(letters, "%")}
	sections := divide(code)
	for _, section := range sections[:min(3, len(sections))] {
		f.pictures = append(f.pictures, parsePicture(section))
	}
	return f
}

// show returns what Excel shows of a number. It returns "" if that is the number itself, and if the format is not supported here:
// fractions, exponents, conditions, digits with a text between them.
func (f numberFormat) show(n float64) string {
	if len(f.pictures) == 0 {
		return ""
	}
	p := f.pictures[0]
	switch {
	case n < 0 && len(f.pictures) > 1:
		p, n = f.pictures[1], -n
	case n == 0 && len(f.pictures) > 2:
		p = f.pictures[2]
	}
	if p == nil {
		return ""
	}
	return p.show(n)
}

// divide splits the sections of a code: positive; negative; zero; text.
func divide(code string) []string {
	var out []string
	from, quoted := 0, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '\\' && !quoted:
			i++
		case c == '"':
			quoted = !quoted
		case c == ';' && !quoted:
			out, from = append(out, code[from:i]), i+1
		}
	}
	return append(out, code[min(from, len(code)):])
}

// picture is one section of a format: a number between two texts.
type picture struct {
	before, after string
	general       bool // the number is shown as it is
	digits        bool // there is a place for a number
	whole         int  // least number of digits before the point
	places, least int  // number of digits behind the point, at most and at least
	point         bool
	groups        bool
	percent       bool
}

// parsePicture reads a section; it returns nil if the section has something that is not supported here.
func parsePicture(code string) *picture {
	p := &picture{}
	closed := false // there is a text behind the digits
	for i := 0; i < len(code); {
		if strings.IndexByte("0#?.,", code[i]) >= 0 {
			if closed || !p.place(code[i], code[i+1:]) {
				return nil
			}
			i++
			continue
		}
		text, n, known := literal(code[i:])
		switch {
		case strings.HasPrefix(strings.ToLower(code[i:]), "general"):
			p.general, p.digits, text, n, known = true, true, "", len("general"), true
		case code[i] == '@':
			p.general, p.digits, text, n, known = true, true, "", 1, true
		case code[i] == '%':
			known, p.percent = !p.percent, true
		}
		if !known {
			return nil
		}
		closed = closed || p.digits && text != ""
		if p.digits {
			p.after += text
		} else {
			p.before += text
		}
		i += n
	}
	if p.general && p.percent {
		return nil
	}
	return p
}

// place reads a character of the number's own digits; rest is the code behind it. It returns false for what is not supported here.
func (p *picture) place(c byte, rest string) bool {
	if p.general {
		return false
	}
	switch p.digits = true; {
	case c == '.':
		if p.point {
			return false
		}
		p.point = true
	case c == ',':
		if p.point || rest == "" || strings.IndexByte("0#?", rest[0]) < 0 { // a comma behind the last digit divides by a thousand
			return false
		}
		p.groups = true
	case p.point:
		if p.places++; c == '0' {
			p.least = p.places
		}
	case c == '0':
		p.whole++
	}
	return true
}

// literal returns the text at the beginning of a code, and the number of bytes it takes there. known is false for what is not supported
// here.
func literal(code string) (text string, n int, known bool) {
	switch c := code[0]; {
	case c == '"':
		end := strings.IndexByte(code[1:], '"')
		if end < 0 {
			return "", 0, false
		}
		return code[1 : 1+end], end + 2, true
	case c == '\\' && len(code) > 1:
		for i := range code[1:] {
			if i > 0 {
				return code[1 : 1+i], 1 + i, true
			}
		}
		return code[1:], len(code), true
	case c == '_' || c == '*': // a blank as wide as the next character; a filling with the next character
		if len(code) < 2 {
			return "", 0, false
		}
		_, n, _ := literal(`\` + code[1:])
		return strings.Repeat(" ", map[byte]int{'_': 1}[c]), n, true
	case c == '[': // a colour or a locale; conditions are not supported
		end := strings.IndexByte(code, ']')
		if end < 0 || strings.ContainsAny(code[:end], "<>=") {
			return "", 0, false
		}
		if money, _, _ := strings.Cut(strings.TrimPrefix(code[1:end], "$"), "-"); code[1] == '$' {
			return money, end + 1, true
		}
		return "", end + 1, true
	case c == '%' || c >= 0x80 || strings.IndexByte("$-+()/: !&'~{}<>=^ ", c) >= 0 && c != '/':
		for i := range code {
			if i > 0 {
				return code[:i], i, true
			}
		}
		return code, len(code), true
	}
	return "", 0, false
}

func (p *picture) show(n float64) string {
	if !p.digits {
		return p.before
	}
	if p.percent {
		n *= 100
	}
	out := general(n)
	if !p.general {
		out = p.number(n)
	}
	sign := ""
	if strings.HasPrefix(out, "-") {
		sign, out = "-", out[1:]
	}
	return sign + p.before + out + p.after
}

func (p *picture) number(n float64) string {
	text := strconv.FormatFloat(round(n, p.places), 'f', p.places, 64)
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	whole, frac, _ := strings.Cut(text, ".")
	for len(frac) > p.least && frac[len(frac)-1] == '0' {
		frac = frac[:len(frac)-1]
	}
	whole = strings.TrimLeft(whole, "0")
	whole = strings.Repeat("0", max(0, p.whole-len(whole))) + whole
	if p.groups {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if strings.Trim(whole+frac, "0,") == "" {
		sign = ""
	}
	if p.point {
		return sign + whole + "." + frac
	}
	return sign + whole
}

// round rounds the 15 digits that Excel keeps, so that 1.005 becomes 1.01 as in Excel.
func round(n float64, places int) float64 {
	exact, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil || places > 15 {
		return n
	}
	scale := math.Pow10(places)
	scaled, err := strconv.ParseFloat(strconv.FormatFloat(exact*scale, 'g', 15, 64), 64)
	if err != nil || math.IsInf(scaled, 0) {
		return exact
	}
	return math.Round(scaled) / scale
}

// general returns a number as Excel shows it without a format, with at most 15 digits.
func general(n float64) string {
	exact, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		exact = n
	}
	return strconv.FormatFloat(exact, 'f', -1, 64)
}
