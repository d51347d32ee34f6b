package assess

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Clash is one person who is to be in two places at once. The two may be in different districts.
type Clash struct {
	Who   string
	Day   Day
	A, B  *Visit
	Where *District // B's
}

// Clashes returns the clashes of a district's schedule, with itself and with the schedules of the other districts. Two visits to the same
// place at the same time are no clash, nor is anything with a line that lacks the day, the time or the names.
func Clashes(a *Assessment, d *District) []Clash {
	var out []Clash
	for i, v := range d.Schedule {
		for _, o := range a.Districts {
			rest := o.Schedule
			if o == d {
				rest = d.Schedule[i+1:]
			}
			for _, w := range rest {
				if v.Day == "" || v.Day != w.Day || o == d && v.Where == w.Where && v.Where != "" || !overlap(v.Time, w.Time) {
					continue
				}
				for _, who := range v.Names() {
					if slices.Contains(w.Names(), who) {
						out = append(out, Clash{who, v.Day, v, w, o})
					}
				}
			}
		}
	}
	return out
}

// Names splits the text in Who into the people who go; 、, commas, semicolons, slashes and spaces separate them.
func (v *Visit) Names() []string {
	var out []string
	for _, n := range strings.FieldsFunc(v.Who, func(r rune) bool { return strings.ContainsRune("、，,；;/ \t　", r) }) {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

var clock = regexp.MustCompile(`(\d{1,2})\s*[:：.点时]\s*(\d{2})?`)

const noon, midnight = 12 * 60, 24 * 60

// Span reads a time as people write it (9:00-11:30, 14:30, 上午, 下午, 全天) and returns its bounds in minutes since midnight. A time without
// an end gives from == to; ok is false for anything else.
func Span(s string) (from, to int, ok bool) {
	var at []int
	for _, m := range clock.FindAllStringSubmatch(s, 2) {
		h, _ := strconv.Atoi(m[1])
		n, _ := strconv.Atoi(m[2])
		if strings.Contains(s, "下午") && h < 12 {
			h += 12
		}
		if h > 24 || n > 59 {
			return 0, 0, false
		}
		at = append(at, h*60+n)
	}
	switch {
	case len(at) == 2 && at[1] > at[0]:
		return at[0], at[1], true
	case len(at) > 0:
		return at[0], at[0] + 1, true
	case strings.Contains(s, "上午"):
		return 0, noon, true
	case strings.Contains(s, "下午"):
		return noon, midnight, true
	case strings.Contains(s, "全天") || strings.Contains(s, "整天"):
		return 0, midnight, true
	}
	return 0, 0, false
}

// begins returns the minute of the day at which a line is sorted; a line without a time comes last.
func (v *Visit) begins() int {
	if from, _, ok := Span(v.Time); ok {
		return from
	}
	return midnight
}

func overlap(s, t string) bool {
	a, b, ok := Span(s)
	c, d, ok2 := Span(t)
	return ok && ok2 && a < d && c < b
}
