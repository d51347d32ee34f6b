package sheet

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// units counts UTF-16 units, as Excel does.
func units(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xFFFF {
			n++
		}
	}
	return n
}

// unescape resolves _x000B_, the form in which workbooks write what XML can't hold. A text that looks like such an escape begins with
// _x005F_. Halves of surrogate pairs stay as they are.
func unescape(b []byte) string {
	if !bytes.Contains(b, []byte("_x")) {
		return string(b)
	}
	var out strings.Builder
	out.Grow(len(b))
	for i := 0; i < len(b); {
		if r, ok := escape(b[i:]); ok {
			out.WriteRune(r)
			i += 7
			continue
		}
		out.WriteByte(b[i])
		i++
	}
	return out.String()
}

func escape(b []byte) (rune, bool) {
	if len(b) < 7 || !looksEscaped(string(b[:7])) {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n), err == nil && utf8.ValidRune(rune(n))
}

// mask begins the range of characters that stand for control characters while a text goes through excelize, which would replace control
// characters by U+FFFD and would escape an escape again. The 32 noncharacters from U+FDD0 on never occur in texts; the packer turns them
// into _x000B_ and the like. A tab needs no mask, so its place in the range stands for the underscore before what looks like an escape,
// because excelize v2.11.1 loses _xD83D_ (lib.go:853).
const (
	mask      = '\uFDD0'
	maskScore = mask + '\t'
	maskGrows = len("_x000B_") - len(string(mask))
	maskFirst = 0x90 // the third byte of mask in UTF-8
)

var maskBytes = []byte("\xEF\xB7") // the first two bytes of all of them

// encode prepares a text for excelize: quoted tells that it needs a quote prefix, because it could be taken for a formula; masked tells
// that control characters in it are masked. It returns errLong or an error for a character that no workbook can hold.
func encode(s string) (text string, quoted, masked bool, err error) {
	if len(s) > maxUnits && units(s) > maxUnits {
		return "", false, false, errLong
	}
	for _, r := range s {
		switch {
		case r >= ' ' && r < mask, r == '\n', r == '\t', r == '\r':
		case r < ' ':
			masked = true
		case r == utf8.RuneError && !utf8.ValidString(s), r >= mask && r < mask+32, r == 0xFFFE, r == 0xFFFF:
			return "", false, false, errCharacter
		}
	}
	quoted = s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0
	if masked = masked || strings.Contains(s, "_x"); masked {
		s = cover(s)
	}
	return s, quoted, masked, nil
}

// cover replaces control characters by their masks.
func cover(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' && c != '\n' && c != '\t' && c != '\r':
			b.WriteRune(mask + rune(c))
		case looksEscaped(s[i:]):
			b.WriteRune(maskScore)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// looksEscaped tells whether a text begins in the form of an escape, even if it is half of a surrogate pair.
func looksEscaped(s string) bool {
	if len(s) < 7 || s[:2] != "_x" || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}

var (
	errLong      = errors.New("a cell's text is too long")
	errCharacter = errors.New("a cell's text holds what no workbook can")
)
