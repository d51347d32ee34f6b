package words

import (
	"strings"
	"unicode"
)

// Windows keeps these names for devices, with any ending, in any folder.
var devices = map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true, "CONIN$": true, "CONOUT$": true}

// FileName makes a file's name of any text that every system takes as it is, and none takes for a device or another name. It is not shortened.
func FileName(text string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return '_'
		}
		return r
	}, text)
	if end := strings.TrimRight(name, ". "); len(end) < len(name) {
		name = end + strings.Repeat("_", len(name)-len(end))
	}
	if !Portable(name) {
		name = "_" + name
	}
	return name
}

// Portable tells whether Windows takes the name of a file or folder, without what stands before it, as it is.
func Portable(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	if rest, ok := strings.CutPrefix(stem, "COM"); ok && numeral(rest) {
		return false
	}
	if rest, ok := strings.CutPrefix(stem, "LPT"); ok && numeral(rest) {
		return false
	}
	return !devices[stem] && name != "" && !strings.ContainsAny(name, `/\:*?"<>|`) && strings.IndexFunc(name, unicode.IsControl) < 0 &&
		strings.TrimRight(name, ". ") == name
}

func numeral(s string) bool {
	return len([]rune(s)) == 1 && strings.Contains("0123456789¹²³", s)
}
