package fonts_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"github.com/jung-kurt/gofpdf"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/encoding/simplifiedchinese"

	"kaohe/assets/fonts"
)

// rare has characters of personal and place names, three of them above U+FFFF, and
// signs that official documents need.
const rare = "䶮㙍𬭎喆堃镕邝犇㛃㭎䥽𬍛𬘭昇玥翀旸頔赟烨垚骉龘〇〔〕①※"

// marks has what forms, tables and the screen draw; several are drawn by build.py.
const marks = "■□▲△▼▽◆◇○●◎★☆▸▾▴▮▯✓✗✔✘☐☑☒←↑→↓×÷±≤≥≈−√∞∪∴⑳⑩㈠ⅠⅫ㎡℃№‰·…—～￥₂⁰²\ufffd"

type face struct {
	file string
	data []byte
	name string // full name
}

func faces() []face {
	return []face{
		{"sans-regular.ttf", fonts.SansRegular, "Kaohe Sans Regular"},
		{"sans-bold.ttf", fonts.SansBold, "Kaohe Sans Bold"},
		{"serif-regular.ttf", fonts.SerifRegular, "Kaohe Serif Regular"},
		{"serif-bold.ttf", fonts.SerifBold, "Kaohe Serif Black"},
		{"kai-regular.ttf", fonts.KaiRegular, "Kaohe Kai Regular"},
		{"whole.ttf", fonts.Whole, "Kaohe Whole Regular"},
	}
}

func each(t *testing.T, check func(t *testing.T, f face)) {
	for _, f := range faces() {
		t.Run(f.file, func(t *testing.T) { check(t, f) })
	}
}

// TestSums holds the files to what make.sh built.
func TestSums(t *testing.T) {
	sums, err := os.ReadFile("SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	each(t, func(t *testing.T, f face) {
		line := fmt.Sprintf("%x  %s\n", sha256.Sum256(f.data), f.file)
		if !strings.Contains(string(sums), line) {
			t.Errorf("not the file that make.sh built; run it again\nhave %s", line)
		}
	})
}

func TestParsesWith1000UnitsToTheEm(t *testing.T) {
	each(t, func(t *testing.T, f face) {
		parsed := parse(t, f.data)
		if got := parsed.UnitsPerEm(); got != 1000 {
			t.Errorf("UnitsPerEm = %d, want 1000", got)
		}
		name, err := parsed.Name(nil, sfnt.NameIDFull)
		if err != nil || name != f.name {
			t.Errorf("full name = %q, %v; want %q", name, err, f.name)
		}
	})
}

func TestDrawsRareNamesAndMarks(t *testing.T) {
	each(t, func(t *testing.T, f face) {
		parsed := parse(t, f.data)
		for _, r := range rare + marks {
			if !draws(t, parsed, r) {
				t.Errorf("does not draw %c %U", r, r)
			}
		}
	})
}

// TestCoversNationalTables: the two tables that official texts and names are written
// with. The second is known here only by its characters above U+FFFF, 196 of them.
func TestCoversNationalTables(t *testing.T) {
	var gb2312 []byte
	for row := byte(0xB0); row <= 0xF7; row++ {
		for cell := byte(0xA1); cell <= 0xFE; cell++ {
			if row != 0xD7 || cell <= 0xF9 { // the row ends there
				gb2312 = append(gb2312, row, cell)
			}
		}
	}
	hanzi, err := simplifiedchinese.GBK.NewDecoder().Bytes(gb2312)
	if err != nil {
		t.Fatal(err)
	}
	if n := utf8.RuneCount(hanzi); n != 6763 {
		t.Fatalf("GB 2312 has 6763 hanzi, not %d", n)
	}
	want := string(hanzi) + "、。〃々〈〉《》「」『』【】〔〕〖〗“”‘’—…"
	for r := rune('!'); r <= '~'; r++ {
		want += string(r) + string(r-'!'+'！')
	}
	each(t, func(t *testing.T, f face) {
		parsed := parse(t, f.data)
		var missing []rune
		for _, r := range want {
			if !has(parsed, r) {
				missing = append(missing, r)
			}
		}
		if len(missing) > 0 {
			t.Errorf("%d missing: %s", len(missing), string(missing))
		}
		above := 0
		for r := rune(0x20000); r < 0x30000; r++ {
			if has(parsed, r) {
				above++
			}
		}
		if above < 196 {
			t.Errorf("%d characters above U+FFFF, want 196 or more", above)
		}
	})
}

// TestNamesAreOurs: a changed font may not bear a name that its makers reserve. The
// records that carry the copyright, makers and licence must stay.
func TestNamesAreOurs(t *testing.T) {
	const copyright, license = 0, 13
	notice := map[uint16]bool{0: true, 7: true, 8: true, 9: true, 10: true, 11: true, 12: true, 13: true, 14: true}
	each(t, func(t *testing.T, f face) {
		records := names(t, f.data)
		for id, text := range records {
			for _, reserved := range []string{"LXGW", "霞鹜", "Noto", "Source"} {
				if !notice[id] && strings.Contains(text, reserved) {
					t.Errorf("name record %d is %q", id, text)
				}
			}
		}
		if !strings.Contains(strings.ToLower(records[copyright]), "adobe") && !strings.Contains(records[copyright], "Klee Project") {
			t.Errorf("copyright record is %q", records[copyright])
		}
		if !strings.Contains(records[license], "SIL Open Font License") {
			t.Errorf("licence record is %q", records[license])
		}
	})
}

// TestTables: outlines are TrueType, nothing that is not used is carried, and hmtx has
// a full record for every glyph, for else gofpdf appends to a slice of the font.
func TestTables(t *testing.T) {
	each(t, func(t *testing.T, f face) {
		tables := directory(t, f.data)
		for _, want := range []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"} {
			if tables[want] == nil {
				t.Errorf("no table %s", want)
			}
			delete(tables, want)
		}
		for extra := range tables {
			t.Errorf("unexpected table %s", extra)
		}
		tables = directory(t, f.data)
		glyphs := binary.BigEndian.Uint16(tables["maxp"][4:])
		if n := binary.BigEndian.Uint16(tables["hhea"][34:]); n != glyphs {
			t.Errorf("%d long horizontal metrics, %d glyphs", n, glyphs)
		}
		var formats []uint16
		cmap := tables["cmap"]
		for i := 0; i < int(binary.BigEndian.Uint16(cmap[2:])); i++ {
			offset := binary.BigEndian.Uint32(cmap[4+8*i+4:])
			formats = append(formats, binary.BigEndian.Uint16(cmap[offset:]))
		}
		if got := fmt.Sprint(formats); got != "[4 12 4 12]" {
			t.Errorf("cmap formats %s", got)
		}
	})
}

// TestPrints: gofpdf takes the font, and leaves its bytes as they were.
func TestPrints(t *testing.T) {
	bmp := strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return -1 // gofpdf panics at these
		}
		return r
	}, "考核 Kaohe 2023年〔1〕号："+rare+marks)
	each(t, func(t *testing.T, f face) {
		before := sha256.Sum256(f.data)
		pdf := gofpdf.New("P", "mm", "A4", "")
		pdf.AddUTF8FontFromBytes("f", "", f.data)
		pdf.SetFont("f", "", 16)
		pdf.AddPage()
		pdf.Cell(0, 10, bmp)
		var out bytes.Buffer
		if err := pdf.Output(&out); err != nil {
			t.Fatal(err)
		}
		if n := out.Len(); n < 5000 {
			t.Errorf("document of %d bytes: the font is not in it", n)
		}
		pdf.SetFontUnitSize(1000)
		if w := pdf.GetStringWidth("考核"); w != 2000 {
			t.Errorf("two characters are %v wide in an em of 1000", w)
		}
		if sha256.Sum256(f.data) != before {
			t.Error("the embedded bytes were changed")
		}
	})
}

// TestShapes: what Fyne draws text with finds every character, and adds nothing to
// the widths.
func TestShapes(t *testing.T) {
	each(t, func(t *testing.T, f face) {
		parsed, err := font.ParseTTF(bytes.NewReader(f.data))
		if err != nil {
			t.Fatal(err)
		}
		text := []rune("AVATo 考核，“" + rare)
		var shaper shaping.HarfbuzzShaper
		got := shaper.Shape(shaping.Input{
			Text: text, RunEnd: len(text), Direction: di.DirectionLTR, Face: parsed,
			Size: fixed.I(1000), Script: language.Han, Language: language.NewLanguage("zh-hans"),
		})
		if len(got.Glyphs) != len(text) {
			t.Fatalf("%d glyphs for %d characters", len(got.Glyphs), len(text))
		}
		for i, g := range got.Glyphs {
			if g.GlyphID == 0 {
				t.Errorf("no glyph for %c", text[i])
			}
			if want := parsed.HorizontalAdvance(g.GlyphID); g.XAdvance.Round() != int(want) {
				t.Errorf("%c is %v wide, its own width is %v", text[i], g.XAdvance, want)
			}
		}
	})
}

// TestLicences: each font's licence lies beside it, with notice and full text.
func TestLicences(t *testing.T) {
	for file, notice := range map[string]string{
		"OFL-NotoSans.txt":   "Adobe",
		"OFL-NotoSerif.txt":  "Adobe",
		"OFL-LXGWWenKai.txt": "The Klee Project Authors",
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, want := range []string{"Copyright", notice, "SIL OPEN FONT LICENSE Version 1.1", "TERMINATION", "DEALINGS IN THE FONT SOFTWARE"} {
			if !strings.Contains(strings.ReplaceAll(string(text), "(c)", "Copyright"), want) {
				t.Errorf("%s does not say %q", file, want)
			}
		}
	}
}

func parse(t *testing.T, data []byte) *sfnt.Font {
	t.Helper()
	parsed, err := sfnt.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// has tells whether the font maps r to a glyph.
func has(f *sfnt.Font, r rune) bool {
	i, err := f.GlyphIndex(nil, r)
	return err == nil && i != 0
}

// draws tells whether the font has an outline for r.
func draws(t *testing.T, f *sfnt.Font, r rune) bool {
	t.Helper()
	if !has(f, r) {
		return false
	}
	var b sfnt.Buffer
	i, _ := f.GlyphIndex(&b, r)
	outline, err := f.LoadGlyph(&b, i, fixed.I(1000), nil)
	if err != nil {
		t.Errorf("%c %U: %v", r, r, err)
	}
	return len(outline) > 0
}

// directory reads the table directory.
func directory(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	if !bytes.HasPrefix(data, []byte{0, 1, 0, 0}) {
		t.Fatalf("begins with % x: not TrueType outlines", data[:4])
	}
	tables := map[string][]byte{}
	for i := 0; i < int(binary.BigEndian.Uint16(data[4:])); i++ {
		entry := data[12+16*i:]
		offset, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		tables[string(entry[:4])] = data[offset : offset+size]
	}
	return tables
}

// names reads the name table; all its records must be Windows Unicode, English.
func names(t *testing.T, data []byte) map[uint16]string {
	t.Helper()
	table := directory(t, data)["name"]
	u16 := func(at int) uint16 { return binary.BigEndian.Uint16(table[at:]) }
	all := map[uint16]string{}
	for i := 0; i < int(u16(2)); i++ {
		at := 6 + 12*i
		if u16(at) != 3 || u16(at+2) != 1 || u16(at+4) != 0x409 {
			t.Errorf("name record of platform %d, encoding %d, language %#x", u16(at), u16(at+2), u16(at+4))
		}
		var units []uint16
		for j := 0; j < int(u16(at+8)); j += 2 {
			units = append(units, u16(int(u16(4))+int(u16(at+10))+j))
		}
		all[u16(at+6)] = string(utf16.Decode(units))
	}
	return all
}
