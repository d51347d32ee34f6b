package sheet_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"kaohe/app/words"
	"kaohe/data/sheet"
)

// FuzzRead: whatever a sheet's XML or a whole file holds, there is a grid or a fault, and the grid is within its bounds.
func FuzzRead(f *testing.F) {
	f.Fuzz(func(t *testing.T, what byte, data []byte) {
		if len(data) > 1<<20 {
			return
		}
		file := bytes.NewReader(data)
		if names := []string{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}; int(what) < len(names) {
			file = pack(parts(entry{name: names[what], text: string(data)})...)
		}
		g, err := sheet.Read(file, file.Size())
		if err != nil {
			if g != nil || !errors.As(err, new(*words.Fault)) {
				t.Fatalf("grid %v, error %v", g, err)
			}
			return
		}
		for _, s := range g.Sheets {
			last := 0
			for _, r := range s.Rows {
				if r.N <= last || r.N > 1<<20 || len(r.Cells) == 0 || len(r.Cells) > 1<<14 || r.Cells[len(r.Cells)-1].Kind == 0 {
					t.Fatalf("row %d after %d with %d cells", r.N, last, len(r.Cells))
				}
				last = r.N
			}
		}
	})
}

// TestSeeds writes the seeds of FuzzRead with -update; without it there is nothing to do.
func TestSeeds(t *testing.T) {
	if !*update {
		t.Skip("only with -update")
	}
	dir := "testdata/fuzz/FuzzRead"
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, seed := range map[string]struct {
		what byte
		data string
	}{
		"cells":     {0, rows(`<row r="3"><c r="B3" t="s" s="1"><v>0</v></c><c t="inlineStr"><is><t>a_x000D_</t></is></c><c t="e"><f>1/0</f><v>#N/A</v></c><c t="b"><v>1</v></c><c t="d"><v>2006-12-30</v></c></row>`)},
		"merged":    {0, strings.Replace(rows(`<row/>`), "</sheetData>", `</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`, 1)},
		"strings":   {1, `<sst><si><r><t>甲</t></r><rPh><t>x</t></rPh></si><si/></sst>`},
		"styles":    {2, `<s><numFmts><numFmt numFmtId="164" formatCode="[$-804]yyyy&quot;年&quot;;@"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></s>`},
		"workbook":  {3, `<workbook><workbookPr date1904="1"/><sheets><sheet name="表" state="hidden" r:id="s1"/></sheets></workbook>`},
		"relations": {4, mid},
		"file":      {5, string(all(pack(parts()...)))},
		"old":       {5, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1B\x00o\x00o\x00k\x00"},
		"text":      {5, "编号,项目\n"},
	} {
		text := "go test fuzz v1\nbyte(" + strconv.QuoteRune(rune(seed.what)) + ")\n[]byte(" + strconv.Quote(seed.data) + ")\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
