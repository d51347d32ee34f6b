package parts

import (
	"encoding/binary"
	"fmt"
	"math"
)

// operators visits the operators in the content of pages and forms, each with its operands.
func (f *archive) operators(visit func(op string, operands []any)) {
	seen := map[any]bool{}
	read := func(v any) {
		if k := key(v); !seen[k] {
			seen[k] = true
			left := maxValues
			l := lexer{b: f.content(v), left: &left}
			var operands []any
			for l.skip() {
				x, err := l.value(0)
				if err != nil {
					return
				}
				if op, ok := x.(word); ok && op != "true" && op != "false" {
					visit(string(op), operands)
					operands = operands[:0]
					continue
				}
				operands = append(operands, x)
			}
		}
	}
	for n, o := range f.objects {
		d, ok := o.value.(dict)
		if !ok {
			continue
		}
		if d.of["Subtype"] == name("Form") {
			read(ref{n, 0})
		}
		if d.of["Type"] != name("Page") {
			continue
		}
		if parts := f.list(d.of["Contents"]); parts != nil {
			for _, x := range parts {
				read(x)
			}
		} else {
			read(d.of["Contents"])
		}
	}
}

// fonts visits the font dictionaries.
func (f *archive) fonts(visit func(d dict) string) string {
	for _, o := range f.objects {
		if d, ok := o.value.(dict); ok && d.of["Type"] == name("Font") {
			if what := visit(d); what != "" {
				base, _ := d.of["BaseFont"].(name)
				return fmt.Sprintf("%s of %s", what, base)
			}
		}
	}
	return ""
}

// embedded: each font has its program in the file.
func embedded(f *archive) string {
	return f.fonts(func(d dict) string {
		if d.of["Subtype"] == name("Type0") || d.of["Subtype"] == name("Type3") { // the program is its descendant's, or its own streams
			return ""
		}
		from := f.dict(d.of["FontDescriptor"])
		for _, k := range []name{"FontFile", "FontFile2", "FontFile3"} {
			if x, ok := from.of[k].(ref); ok && f.objects[x.number].content != nil {
				return ""
			}
		}
		return "program"
	})
}

// cids: a composite font has an encoding whose codes are known, and a TrueType descendant says which glyph a number means.
func cids(f *archive) string {
	return f.fonts(func(d dict) string {
		switch d.of["Subtype"] {
		case name("Type0"):
			encoding, ok := d.of["Encoding"].(name)
			if ok && encoding != "Identity-H" && encoding != "Identity-V" || d.of["Encoding"] == nil {
				return "encoding"
			}
			if len(f.list(d.of["DescendantFonts"])) != 1 {
				return "descendant"
			}
		case name("CIDFontType2"):
			if d.of["CIDToGIDMap"] != name("Identity") && f.content(d.of["CIDToGIDMap"]) == nil {
				return "CIDToGIDMap"
			}
		}
		return ""
	})
}

// cidSet: this list of numbers may be left out, and is wrong more often than right; where there is one, it has a bit for each glyph.
func cidSet(f *archive) string {
	return f.fonts(func(d dict) string {
		from := f.dict(d.of["FontDescriptor"])
		if from.of["CIDSet"] == nil {
			return ""
		}
		bits, n := f.content(from.of["CIDSet"]), len(advances(f.content(from.of["FontFile2"])))
		for i := range n {
			if i/8 >= len(bits) || bits[i/8]>>(7-i%8)&1 == 0 {
				return "CIDSet"
			}
		}
		return ""
	})
}

// widths: those in the dictionary are the program's, to one thousandth of an em.
func widths(f *archive) string {
	return f.fonts(func(d dict) string {
		if d.of["Subtype"] != name("CIDFontType2") || d.of["CIDToGIDMap"] != name("Identity") {
			return ""
		}
		program := f.content(f.dict(d.of["FontDescriptor"]).of["FontFile2"])
		said := f.stated(d)
		usual, ok := f.follow(d.of["DW"]).(float64)
		if !ok {
			usual = 1000
		}
		is := advances(program)
		if is == nil {
			return "hmtx"
		}
		for i, w := range is {
			want, ok := said[i]
			if !ok {
				want = usual
			}
			if i > 0 && math.Abs(want-w) > 1 {
				return fmt.Sprintf("width %d", i)
			}
		}
		return ""
	})
}

// stated returns the widths in a W array by number of character (ISO 32000-1, 9.7.4.3).
func (f *archive) stated(d dict) map[int]float64 {
	out := map[int]float64{}
	w := f.list(d.of["W"])
	for i := 0; i+1 < len(w); {
		first, _ := f.follow(w[i]).(float64)
		if each, ok := f.follow(w[i+1]).(list); ok {
			for k, x := range each {
				out[int(first)+k], _ = f.follow(x).(float64)
			}
			i += 2
			continue
		}
		last, _ := f.follow(w[i+1]).(float64)
		if i+2 >= len(w) || last-first > 0xFFFF {
			break
		}
		for k := int(first); k <= int(last); k++ {
			out[k], _ = f.follow(w[i+2]).(float64)
		}
		i += 3
	}
	return out
}

// advances returns the widths of a TrueType program's glyphs in thousandths of an em, nil if its tables can't be read.
func advances(ttf []byte) []float64 {
	tables := map[string][]byte{}
	if len(ttf) < 12 {
		return nil
	}
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		at := 12 + 16*i
		if at+16 > len(ttf) {
			return nil
		}
		from, size := int(binary.BigEndian.Uint32(ttf[at+8:])), int(binary.BigEndian.Uint32(ttf[at+12:]))
		if from > len(ttf) || size > len(ttf)-from {
			return nil
		}
		tables[string(ttf[at:at+4])] = ttf[from : from+size]
	}
	head, hhea, maxp, hmtx := tables["head"], tables["hhea"], tables["maxp"], tables["hmtx"]
	if len(head) < 20 || len(hhea) < 36 || len(maxp) < 6 {
		return nil
	}
	em, n := float64(binary.BigEndian.Uint16(head[18:])), int(binary.BigEndian.Uint16(hhea[34:]))
	glyphs := int(binary.BigEndian.Uint16(maxp[4:]))
	if em == 0 || n == 0 || len(hmtx) < 4*n {
		return nil
	}
	out := make([]float64, glyphs)
	for i := range out {
		out[i] = float64(binary.BigEndian.Uint16(hmtx[4*min(i, n-1):])) * 1000 / em
	}
	return out
}

// notdef: no text is drawn with the glyph for what a font lacks. Codes are taken for those of composite fonts, which have two bytes.
func notdef(f *archive) string {
	what := ""
	f.operators(func(_ string, operands []any) {
		for _, x := range operands {
			shown := list{x}
			if l, ok := x.(list); ok {
				shown = l
			}
			for _, s := range shown {
				t, _ := s.(text)
				for i := 0; i+1 < len(t); i += 2 {
					if t[i] == 0 && t[i+1] == 0 {
						what = "text in .notdef"
					}
				}
			}
		}
	})
	return what
}
