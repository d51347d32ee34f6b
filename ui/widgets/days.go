package widgets

import "time"

// Days from one day (2006-12-30) to another; zero where either is none.
func Days[D ~string](from, to D) int {
	x, err := time.Parse(time.DateOnly, string(from))
	y, err2 := time.Parse(time.DateOnly, string(to))
	if err != nil || err2 != nil {
		return 0
	}
	return int(y.Sub(x).Hours() / 24)
}

// Never is a Timer for boxes of a form, which are read when the form is handed in and commit nothing before.
type Never struct{}

// After does nothing.
func (Never) After(time.Duration, func()) (cancel func()) { return func() {} }
