package sheet

import "strings"

// builtInDate says whether a format without a code of its own shows a day. 27 to 58 are those of the Chinese, Japanese and Korean
// editions (ECMA-376 part 1, 18.8.30); those among them that show only a time are left out.
func builtInDate(id int) bool {
	switch {
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return true
	}
	return false
}

// isDate says whether a format's code shows a day: a year, a day of the month, or a month that is no minute.
func isDate(code string) bool {
	letters := bare(code)
	if strings.Contains(letters, "general") || strings.Contains(letters, "@") {
		return false
	}
	for _, c := range letters {
		switch c {
		case 'y', 'd', 'e', 'b': // e and b are years of other calendars
			return true
		}
	}
	return strings.Contains(letters, "m") && !strings.ContainsAny(letters, "hs")
}

// bare is the first section of a code in small letters, without what is only shown: quoted and escaped characters, colours, conditions
// and locales, blanks as wide as a character, fillings, AM/PM, and the E of an exponent.
func bare(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			i += 1 + max(0, strings.IndexByte(code[i+1:], '"'))
		case '[':
			i += 1 + max(0, strings.IndexByte(code[i+1:], ']'))
		case '\\', '_', '*':
			i++
		case ';':
			return trim(b.String())
		default:
			b.WriteByte(c)
		}
	}
	return trim(b.String())
}

var ornaments = strings.NewReplacer("am/pm", "", "a/p", "", "e+", "", "e-", "")

func trim(code string) string { return ornaments.Replace(strings.ToLower(code)) }
