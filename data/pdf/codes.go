package pdf

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf16"

	"kaohe/app/words"
)

// longestRun is how many consecutive codes a font may use: gofpdf's width table takes cubic time in a run's length (util.go:345).
const longestRun = 128

// assign gives each character (sorted) the 16-bit code by which gofpdf draws it. A character is its own code where that is possible; one
// above U+FFFF gets a private-use code that the report does not use itself, or any other free one. forms are as many further codes as asked
// for. moved says whether there are codes that are not the character itself.
func assign(rs []rune, more int) (codes map[rune]uint16, forms []uint16, moved bool, err error) {
	codes = make(map[rune]uint16, len(rs))
	used := make(map[rune]bool, len(rs))
	var homeless []rune
	run, last := 0, rune(-2)
	for _, r := range rs {
		if r == last+1 {
			run++
		} else {
			run = 1
		}
		if r < 0x20 || r >= 0xFFFE || run > longestRun {
			homeless = append(homeless, r)
			if run > longestRun {
				run = 0
			}
			last = -2
			continue
		}
		codes[r], used[r], last = uint16(r), true, r //nolint:gosec // checked to be below 0xFFFE
	}
	free := pool(used)
	for _, r := range homeless {
		c, ok := free()
		if !ok {
			return nil, nil, false, words.Refuse("pdf.characters", len(rs))
		}
		codes[r] = c
	}
	for range more {
		c, ok := free()
		if !ok {
			return nil, nil, false, words.Refuse("pdf.characters", len(rs))
		}
		forms = append(forms, c)
	}
	return codes, forms, len(homeless)+more > 0, nil
}

// pool gives codes that are unused and whose neighbours are, private-use codes first.
func pool(used map[rune]bool) func() (uint16, bool) {
	ranges := [][2]rune{{0xE000, 0xF8FF}, {0x3400, 0xD7FF}, {0x0100, 0x33FF}, {0xF900, 0xFFFC}}
	i, c := 0, ranges[0][0]
	return func() (uint16, bool) {
		for i < len(ranges) {
			for ; c <= ranges[i][1]; c++ {
				if !used[c] && !used[c-1] && !used[c+1] {
					used[c] = true
					return uint16(c), true //nolint:gosec // within the ranges
				}
			}
			if i++; i < len(ranges) {
				c = ranges[i][0]
			}
		}
		return 0, false
	}
}

// encode turns text into the codes of its font, as a string for gofpdf; tight sets the last character without its blank half.
func (f *font) encode(rs []rune, tight bool) string {
	var b strings.Builder
	b.Grow(3 * len(rs))
	for i, r := range rs {
		code := f.codes[r]
		if tight && i == len(rs)-1 {
			code = f.halves[r]
		}
		b.WriteRune(rune(code))
	}
	return b.String()
}

// meaning is what each used code stands for, in the order of codes.
func (f *font) meaning() []meaning {
	out := make([]meaning, 0, len(f.codes)+len(f.halves))
	for _, m := range []map[rune]uint16{f.codes, f.halves} {
		for r, c := range m {
			out = append(out, meaning{c, r})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].code < out[j].code })
	return out
}

type meaning struct {
	code uint16
	char rune
}

// toUnicode is the CMap that says which character each used code stands for (ISO 32000-1, 9.10.3). Blocks stay within 100
// entries, as the CMap rules ask. Characters above U+FFFF are UTF-16 pairs.
func (f *font) toUnicode() []byte {
	order := f.meaning()
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<</Registry (Adobe)\n/Ordering (UCS)\n" +
		"/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for len(order) > 0 {
		n := min(len(order), 100)
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, m := range order[:n] {
			fmt.Fprintf(&b, "<%04X> <", m.code)
			for _, u := range utf16.AppendRune(nil, m.char) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
		order = order[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return []byte(b.String())
}
