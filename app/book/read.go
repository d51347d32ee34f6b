package book

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"kaohe/app/standard"
	"kaohe/app/words"
)

// first and last are the serial numbers of 1990-01-01 and 2100-12-31. Other numbers in a date column are not taken as dates.
const first, last = 32874, 73415

func (r Raw) blank() bool {
	return r.Kind == RawEmpty || r.Kind == RawText && strings.Trim(r.Text, spaces) == ""
}

// plain returns a cell as text. A number that a spreadsheet made of typed text is written out again.
func (r Raw) plain() string {
	switch r.Kind {
	case RawNumber:
		return r.number()
	case RawBool:
		if r.Number != 0 {
			return "是"
		}
		return "否"
	}
	return tidy(r.Text)
}

// number returns a number as people see it in the workbook.
func (r Raw) number() string {
	if r.Text != "" {
		return tidy(r.Text)
	}
	if r.Clock && r.Number >= 0 && r.Number < last+1 {
		n := r.Number
		if n >= first { // it has a day too, of which only the time is shown
			n -= math.Floor(n)
		}
		minutes := int(math.Round(n * 24 * 60))
		return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
	}
	if !r.Date || r.Number < 0 || r.Number > last {
		exact, _ := strconv.ParseFloat(strconv.FormatFloat(r.Number, 'g', 15, 64), 64) // only as many digits as a spreadsheet keeps
		return strconv.FormatFloat(exact, 'f', -1, 64)
	}
	t := epoch.Add(time.Duration(math.Round(r.Number*24*60)) * time.Minute)
	switch {
	case r.Number < 1:
		return t.Format("15:04")
	case r.Number == math.Trunc(r.Number):
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02 15:04")
}

// wrong returns the fault of a cell without a value: book.error, or book.formula for a formula that was never computed.
func (r Raw) wrong() error {
	if r.Formula && r.Text == "" {
		return words.Refuse("book.formula")
	}
	return words.Refuse("book.error", r.Text)
}

// share tells whether a cell shows a percentage.
func (r Raw) share() bool {
	return r.Kind == RawNumber && r.Percent || r.Kind == RawText && strings.HasSuffix(strings.TrimRight(narrow(r.Text), " "), "%")
}

// parse reads a non-empty cell by its column's kind. Faults: book.error, book.formula, book.text, book.number, book.decimals,
// book.whole, book.date, book.yes, book.choice.
func (r Raw) parse(k Kind, offered []string) (value, error) {
	if r.Kind == RawError {
		return value{}, r.wrong()
	}
	s := r.plain()
	if !utf8.ValidString(s) {
		return value{}, words.Refuse("book.text")
	}
	switch k {
	case Points:
		return r.points(s)
	case Count:
		v, err := r.points(s)
		if err != nil || v.Number%100 != 0 {
			return value{}, words.Refuse("book.whole", s)
		}
		return given(v.Number/100, true), nil
	case Date:
		return r.date(s)
	case Yes:
		return affirm(s)
	case Choice:
		if !slices.Contains(offered, s) {
			return value{}, words.Refuse("book.choice", s, strings.Join(offered, "、"))
		}
	case List:
		return options(s, offered)
	}
	return text(s), nil
}

// options reads a list of offered choices; if nothing is offered, any text is accepted.
func options(s string, offered []string) (value, error) {
	list := split(s)
	for _, l := range list {
		if offered != nil && !slices.Contains(offered, l) {
			return value{}, words.Refuse("book.choice", l, strings.Join(offered, "、"))
		}
	}
	return text(strings.Join(list, "、")), nil
}

// split splits a list at the marks that people write between names.
func split(s string) []string {
	var out []string
	for _, l := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune("、，,；;\n", c) }) {
		if l = tidy(l); l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

var thousands = regexp.MustCompile(`^-?\d{1,3}(,\d{3})+(\.\d*)?$`)

func (r Raw) points(s string) (value, error) {
	if r.Kind == RawNumber {
		n := r.Number
		if r.Percent {
			n *= 100
		}
		exact := n
		n = math.Round(n * 100)
		switch {
		case r.Date || r.Clock:
			return value{}, words.Refuse("book.number", s)
		case math.IsNaN(n) || math.Abs(n) > 1e11:
			return value{}, words.Refuse("book.number", s)
		case math.Abs(exact-n/100) > 1e-9:
			return value{}, words.Refuse("book.decimals", s)
		}
		return given(int64(n), true), nil
	}
	t := narrow(s)
	for _, unit := range []string{"分", "%"} {
		t = strings.TrimSpace(strings.TrimSuffix(t, unit))
	}
	if thousands.MatchString(t) {
		t = strings.ReplaceAll(t, ",", "")
	}
	whole, frac, found := strings.Cut(t, ".")
	if found {
		t = whole + "." + strings.TrimRight(frac, "0")
	}
	if frac = strings.TrimRight(frac, "0"); len(frac) > 2 && strings.Trim(frac, "0123456789") == "" {
		return value{}, words.Refuse("book.decimals", s)
	}
	p, err := standard.ParsePoints(t)
	if err != nil {
		return value{}, words.Refuse("book.number", s)
	}
	return points(p), nil
}

var date = regexp.MustCompile(`^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?$`)

func (r Raw) date(s string) (value, error) {
	if r.Kind == RawNumber || r.Kind == RawText {
		n := r.Number
		if r.Kind == RawText {
			n, _ = strconv.ParseFloat(narrow(s), 64)
		}
		if n >= first && n < last+1 {
			return given(int64(n), true), nil
		}
	}
	m := date.FindStringSubmatch(narrow(s))
	if m == nil {
		return value{}, words.Refuse("book.date", s)
	}
	y, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	d, _ := strconv.Atoi(m[3])
	t := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if y < 1900 || t.Day() != d || int(t.Month()) != month {
		return value{}, words.Refuse("book.date", s)
	}
	return given(int64(t.Sub(epoch)/(24*time.Hour)), true), nil
}

var affirmative = map[string]bool{"是": true, "√": true, "✓": true, "✔": true, "☑": true, "Y": true, "YES": true, "TRUE": true, "1": true, "有": true, "对": true,
	"否": false, "×": false, "✗": false, "✘": false, "☐": false, "X": false, "N": false, "NO": false, "FALSE": false, "0": false, "无": false, "错": false}

func affirm(s string) (value, error) {
	b, known := affirmative[strings.ToUpper(narrow(s))]
	if !known {
		return value{}, words.Refuse("book.yes", s)
	}
	return yes(b), nil
}

// narrow converts full-width digits, letters and marks to ASCII.
func narrow(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= '！' && c <= '～':
			return c - '！' + '!'
		case c == '\u3000' || c == '\u00a0':
			return ' '
		}
		return c
	}, s)
}
