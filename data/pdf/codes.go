package pdf

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"kaohe/data/ink"
	"kaohe/data/sfnt"
)

// encode appends text as a PDF string of its codes.
func encode(out []byte, r ink.Run) []byte {
	out = append(out, '(')
	for i, c := range r.Text {
		code := r.Font.Code(c, r.Side(i))
		for _, b := range [2]byte{byte(code >> 8), byte(code)} { //nolint:gosec // two halves of a code
			switch b {
			case '(', ')', '\\':
				out = append(out, '\\', b)
			case '\r': // a reader would take it for a line feed
				out = append(out, '\\', 'r')
			default:
				out = append(out, b)
			}
		}
	}
	return append(out, ')')
}

// widths returns the W array of the font (ISO 32000-1, 9.7.4.3). Codes that are not in it are one em wide.
func widths(f *ink.Font) string {
	var b strings.Builder
	open := false
	for i, m := range f.Means() {
		switch {
		case m.Advance == sfnt.Em:
			if open {
				b.WriteString("] ")
			}
			open = false
			continue
		case !open:
			fmt.Fprintf(&b, "%d [", i+1)
			open = true
		}
		fmt.Fprintf(&b, "%d ", m.Advance)
	}
	if open {
		b.WriteString("]")
	}
	return b.String()
}

// toUnicode returns the CMap that maps codes to characters (ISO 32000-1, 9.10.3). A block has at most 100 entries, as the rules for CMaps
// require. Characters above U+FFFF are UTF-16 pairs.
func toUnicode(f *ink.Font) []byte {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<</Registry (Adobe)\n/Ordering (UCS)\n" +
		"/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 0; from < len(f.Means()); from += 100 {
		part := f.Means()[from:min(from+100, len(f.Means()))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for i, m := range part {
			fmt.Fprintf(&b, "<%04X> <", from+i+1)
			for _, u := range utf16.AppendRune(nil, m.Char) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return []byte(b.String())
}
