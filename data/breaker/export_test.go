package breaker

// Breaks says, for each character, whether a line may begin with it. The first is false.
func Breaks(rs []rune) []bool { return breaks(rs, scan(rs)) }

// NoStart and NoEnd say what may not stand at a line's beginning and end.
func NoStart(r rune) bool {
	k := classify(r)
	return k == closer || k == joint || k == mark || k == blank
}

// NoEnd says what may not stand at a line's end.
func NoEnd(r rune) bool { return classify(r) == opener }
