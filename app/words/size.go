package words

import "strconv"

// Size says a number of bytes, rounded up, so that it never seems to fit where it does not: in KB, and from one MB on in MB with one digit.
func Size(n int64) string {
	const kb, mb = 1 << 10, 1 << 20
	if n <= mb-kb {
		return strconv.FormatInt((n+kb-1)/kb, 10) + " KB"
	}
	tenths := (n/mb)*10 + (n%mb*10+mb-1)/mb
	if tenths%10 == 0 {
		return strconv.FormatInt(tenths/10, 10) + " MB"
	}
	return strconv.FormatFloat(float64(tenths)/10, 'f', 1, 64) + " MB"
}
