package widgets

import (
	"errors"
	"regexp"
	"strings"
	"time"
)

// ErrDay says that a text is not a day.
var ErrDay = errors.New("not a day")

var dayForms = []*regexp.Regexp{
	regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`),
	regexp.MustCompile(`^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$`),
}

// ParseDay reads 2006-12-30, 2006.12.30, 2006/12/30, 20061230 and 2006年12月30日, in
// half or full width, and gives 2006-12-30. Empty stays empty.
func ParseDay(s string) (string, error) {
	s = strings.TrimSpace(HalfWidth(s))
	if s == "" {
		return "", nil
	}
	for _, form := range dayForms {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		day, err := time.Parse("2006-1-2", m[1]+"-"+strings.TrimPrefix(m[2], "0")+"-"+strings.TrimPrefix(m[3], "0"))
		if err != nil {
			return "", ErrDay
		}
		return day.Format(time.DateOnly), nil
	}
	return "", ErrDay
}
