package sfnt_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	xsfnt "golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"kaohe/assets/fonts"
	"kaohe/data/sfnt"
)

const sample = "考核情况反馈䶮㙍𬭎喆，。0123abc—Å é"

func parse(tb testing.TB, data []byte, i int) *sfnt.Face {
	tb.Helper()
	f, err := sfnt.Parse(data, i)
	if err != nil {
		tb.Fatalf("Parse: %v", err)
	}
	return f
}

// merge builds a font of the sample, characters taken from the faces in turn, at codes from 0x4000.
func merge(tb testing.TB, faces ...*sfnt.Face) ([]byte, []sfnt.Slot) {
	tb.Helper()
	var slots []sfnt.Slot
	for i, r := range []rune(sample) {
		f := faces[i%len(faces)]
		gid, ok := f.Glyph(r)
		if !ok {
			tb.Fatalf("face lacks %c", r)
		}
		slots = append(slots, sfnt.Slot{Code: rune(0x4000 + 3*i), Face: f, Glyph: gid})
	}
	ttf, bad, err := sfnt.Build("Test", slots)
	if err != nil || len(bad) > 0 {
		tb.Fatalf("Build: %v, bad %x", err, bad)
	}
	return ttf, slots
}

// TestMergedOutlines has an independent reader (x/image) compare each outline and advance with the source.
func TestMergedOutlines(t *testing.T) {
	sources := [][]byte{fonts.SerifRegular, fonts.SansBold, fonts.KaiRegular}
	var faces []*sfnt.Face
	var refs []*xsfnt.Font
	for _, s := range sources {
		faces = append(faces, parse(t, s, 0))
		f, err := xsfnt.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, f)
	}
	ttf, slots := merge(t, faces...)
	got, err := xsfnt.Parse(ttf)
	if err != nil {
		t.Fatalf("x/image refuses the merged font: %v", err)
	}
	var b1, b2 xsfnt.Buffer
	for i, r := range []rune(sample) {
		ref := refs[i%len(refs)]
		want, _ := ref.GlyphIndex(&b1, r)
		have, err := got.GlyphIndex(&b2, slots[i].Code)
		if err != nil || have == 0 {
			t.Fatalf("%c is not in the merged font: %v", r, err)
		}
		const ppem = 1000 << 6
		w1, _ := ref.GlyphAdvance(&b1, want, ppem, 0)
		w2, _ := got.GlyphAdvance(&b2, have, ppem, 0)
		if w1 != w2 {
			t.Errorf("%c: advance %v, want %v", r, w2, w1)
		}
		s1, err1 := ref.LoadGlyph(&b1, want, fixed.Int26_6(ppem), nil)
		s2, err2 := got.LoadGlyph(&b2, have, fixed.Int26_6(ppem), nil)
		if err1 != nil || err2 != nil || len(s1) != len(s2) {
			t.Fatalf("%c: %d and %d segments, %v, %v", r, len(s1), len(s2), err1, err2)
		}
		for k := range s1 {
			if s1[k] != s2[k] {
				t.Fatalf("%c: segment %d is %v, want %v", r, k, s2[k], s1[k])
			}
		}
	}
}

// rescale declares another number of units per em: 250 makes every length of the font four times as long.
func rescale(ttf []byte, upem uint16) []byte {
	out := bytes.Clone(ttf)
	for i := range int(binary.BigEndian.Uint16(out[4:])) {
		rec := out[12+16*i:]
		if string(rec[:4]) == "head" {
			binary.BigEndian.PutUint16(out[binary.BigEndian.Uint32(rec[8:])+18:], upem)
		}
	}
	return out
}

// TestScale: faces of 256 units, as simfang has, or of 2048 are brought to 1000.
func TestScale(t *testing.T) {
	base, slots := merge(t, parse(t, fonts.SerifRegular, 0))
	whole := parse(t, base, 0)
	for _, upem := range []uint16{250, 2000, 2048} {
		f := parse(t, rescale(base, upem), 0)
		merged, bad, err := sfnt.Build("Scaled", reslot(t, f, slots))
		if err != nil || len(bad) > 0 {
			t.Fatalf("Build: %v, %x", err, bad)
		}
		got := parse(t, merged, 0)
		for _, s := range slots {
			a, _ := whole.Glyph(s.Code)
			b, ok := got.Glyph(s.Code)
			if !ok {
				t.Fatalf("%x is lost", s.Code)
			}
			near(t, "advance", got.Advance(b), whole.Advance(a), upem)
			_, high := whole.Bounds(a)
			_, scaled := got.Bounds(b)
			near(t, "height", scaled, high, upem)
		}
		if _, err := xsfnt.Parse(merged); err != nil {
			t.Errorf("x/image refuses the scaled font: %v", err)
		}
	}
}

func reslot(t *testing.T, f *sfnt.Face, slots []sfnt.Slot) []sfnt.Slot {
	var out []sfnt.Slot
	for _, s := range slots {
		gid, ok := f.Glyph(s.Code)
		if !ok {
			t.Fatalf("%x is lost", s.Code)
		}
		out = append(out, sfnt.Slot{Code: s.Code, Face: f, Glyph: gid})
	}
	return out
}

func near(t *testing.T, what string, got, base int, upem uint16) {
	t.Helper()
	want := float64(base) * 1000 / float64(upem)
	if d := float64(got) - want; d > 1 || d < -1 {
		t.Errorf("upem %d: %s is %d, want %.1f", upem, what, got, want)
	}
}

// collection puts faces into one TTC.
func collection(faces ...[]byte) []byte {
	head := append([]byte("ttcf"), 0, 1, 0, 0)
	head = binary.BigEndian.AppendUint32(head, uint32(len(faces)))
	at := len(head) + 4*len(faces)
	var body []byte
	for _, f := range faces {
		head = binary.BigEndian.AppendUint32(head, uint32(at+len(body)))
		f = bytes.Clone(f)
		for i := range int(binary.BigEndian.Uint16(f[4:])) {
			rec := f[12+16*i+8:]
			binary.BigEndian.PutUint32(rec, binary.BigEndian.Uint32(rec)+uint32(at+len(body)))
		}
		body = append(body, f...)
	}
	return append(head, body...)
}

func TestCollection(t *testing.T) {
	a, _ := merge(t, parse(t, fonts.SerifRegular, 0))
	b, _ := merge(t, parse(t, fonts.SansBold, 0))
	ttc := collection(a, b)
	if n := sfnt.Count(ttc); n != 2 {
		t.Fatalf("Count is %d", n)
	}
	if w := parse(t, ttc, 1).Weight(); w != 700 {
		t.Errorf("the second face weighs %d", w)
	}
	if names := strings.Join(parse(t, ttc, 0).Names(), " "); !strings.Contains(names, "Test") {
		t.Errorf("names are %q", names)
	}
	if _, err := sfnt.Parse(ttc, 2); !errors.Is(err, sfnt.ErrBroken) {
		t.Errorf("face 2 gives %v", err)
	}
}

func TestRefusals(t *testing.T) {
	if _, err := sfnt.Parse([]byte("OTTO\x00\x00"), 0); !errors.Is(err, sfnt.ErrCFF) {
		t.Errorf("CFF gives %v", err)
	}
	for _, data := range [][]byte{nil, []byte("hello"), fonts.SerifRegular[:100], fonts.SerifRegular[:20000]} {
		if _, err := sfnt.Parse(data, 0); !errors.Is(err, sfnt.ErrBroken) {
			t.Errorf("%d bytes give %v", len(data), err)
		}
	}
}

// TestOwnGlyphs: the box is visible, the blank is not, and a fixed advance centres.
func TestOwnGlyphs(t *testing.T) {
	f := parse(t, fonts.SansRegular, 0)
	one, _ := f.Glyph('1')
	ttf, _, err := sfnt.Build("Own", []sfnt.Slot{{Code: 0x41, Box: true}, {Code: 0x42, Advance: 250}, {Code: 0x43, Face: f, Glyph: one, Advance: 900}})
	if err != nil {
		t.Fatal(err)
	}
	g := parse(t, ttf, 0)
	for code, want := range map[rune]int{0x41: 1000, 0x42: 250, 0x43: 900} {
		gid, _ := g.Glyph(code)
		if adv := g.Advance(gid); adv != want {
			t.Errorf("advance of %x is %d, want %d", code, adv, want)
		}
		if blank := g.Blank(gid); blank != (code == 0x42) {
			t.Errorf("%x: blank is %v", code, blank)
		}
	}
}

// FuzzParse: whatever a font folder holds, nothing panics, and what parses can be merged into a font that parses.
func FuzzParse(f *testing.F) {
	ttf, _ := merge(f, parse(f, fonts.SerifRegular, 0))
	f.Add(ttf)
	f.Add(collection(ttf, ttf))
	f.Add([]byte("OTTO"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for i := range min(sfnt.Count(data), 4) {
			face, err := sfnt.Parse(data, i)
			if err != nil {
				continue
			}
			var slots []sfnt.Slot
			for c := rune(0x3FF0); c < 0x4100; c++ {
				if gid, ok := face.Glyph(c); ok {
					slots = append(slots, sfnt.Slot{Code: c, Face: face, Glyph: gid})
					_ = face.Outline(gid, 10, 0)
				}
			}
			_ = face.Names()
			merged, _, err := sfnt.Build("F", slots)
			if err != nil {
				t.Fatalf("Build: %v", err)
			}
			if _, err := sfnt.Parse(merged, 0); err != nil {
				t.Fatalf("the merged font does not parse: %v", err)
			}
		}
	})
}
