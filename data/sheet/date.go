package sheet

import "strings"

// isDate tells whether the code of a format shows a day: a year, a day of the month, or a month (an m that does not mean minutes).
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

// bare returns the first section of a code in small letters, without parts that are not codes: quoted and escaped characters, colours,
// conditions and locales, blanks of a character's width, fillings, AM/PM, and the E of an exponent.
func bare(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			i += 1 + max(0, strings.IndexByte(code[i+1:], '"'))
		case '[':
			end := 1 + max(0, strings.IndexByte(code[i+1:], ']'))
			if within := strings.ToLower(code[i+1 : min(i+end, len(code))]); within != "" && strings.Trim(within, within[:1]) == "" && strings.Contains("hms", within[:1]) {
				b.WriteString(within) // a duration, which may be longer than a day
			}
			i += end
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
