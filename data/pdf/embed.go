package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"sync"

	"kaohe/data/ink"
	"kaohe/data/sfnt"
)

// fontParts is the number of objects that a font takes in the file.
const fontParts = 5

// embed builds a font from the used glyphs and returns it as objects numbered from n on: Type 0 font, its CIDFont, descriptor, file and
// ToUnicode map (ISO 32000-1, 9.7 to 9.10).
func embed(f *ink.Font, n int) ([][]byte, error) {
	name := fmt.Sprintf("KAOHE%c+%s", 'A'+byte(f.Role), f.Faces[0].PostScriptName()) //nolint:gosec // a handful of roles
	ttf, err := f.Build(name)
	if err != nil {
		return nil, err
	}
	return [][]byte{
		[]byte(fmt.Sprintf("%d 0 obj\n<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>\nendobj\n",
			n, name, n+1, n+4)),
		[]byte(fmt.Sprintf("%d 0 obj\n<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"+
			" /FontDescriptor %d 0 R /CIDToGIDMap /Identity /DW %d /W [%s]>>\nendobj\n", n+1, name, n+2, sfnt.Em, widths(f))),
		[]byte(fmt.Sprintf("%d 0 obj\n<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [0 %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d"+
			" /CapHeight 733 /StemV 80 /FontFile2 %d 0 R>>\nendobj\n", n+2, name, sfnt.Descent, sfnt.Em, sfnt.Ascent, sfnt.Ascent, sfnt.Descent, n+3)),
		streamObject(n+3, ttf, fmt.Sprintf("/Length1 %d ", len(ttf))),
		streamObject(n+4, toUnicode(f), ""),
	}, nil
}

// deflaters are reused, because a new one has to clear half a megabyte.
var deflaters = sync.Pool{New: func() any {
	w, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed) // the level is valid
	return w
}}

func streamObject(n int, data []byte, more string) []byte {
	var z bytes.Buffer
	z.Grow(len(data)/2 + 64)
	w := deflaters.Get().(*zlib.Writer)
	w.Reset(&z)
	_, _ = w.Write(data) // a bytes.Buffer never fails
	_ = w.Close()
	deflaters.Put(w)
	out := fmt.Appendf(make([]byte, 0, z.Len()+100), "%d 0 obj\n<</Filter /FlateDecode %s/Length %d>>\nstream\n", n, more, z.Len())
	out = append(out, z.Bytes()...)
	return append(out, "\nendstream\nendobj\n"...)
}
