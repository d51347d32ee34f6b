package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"kaohe/app/book"
	"kaohe/data/sheet"
)

const (
	top = `<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	mid = `<Relationships><Relationship Id="s1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="s2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="s3" Type="http://x/styles" Target="styles.xml"/>` +
		`<Relationship Id="s4" Type="http://x/externalLink" Target="externalLinks/externalLink1.xml"/><Relationship Id="s5" Type="http://x/worksheet" TargetMode="External" Target="file:///etc/passwd"/></Relationships>`
)

// parts are those of a small workbook; what is given takes the place of the part of that name.
func parts(given ...entry) []entry {
	all := []entry{
		{name: "_rels/.rels", text: top},
		{name: "xl/_rels/workbook.xml.rels", text: mid},
		{name: "xl/workbook.xml", text: `<workbook><workbookPr/><sheets><sheet name="表" sheetId="1" r:id="s1"/></sheets></workbook>`},
		{name: "xl/sharedStrings.xml", text: `<sst><si><t>甲</t></si></sst>`},
		{name: "xl/styles.xml", text: `<styleSheet/>`},
		{name: "xl/worksheets/sheet1.xml", text: rows(`<row r="1"><c r="A1"><v>1</v></c></row>`)},
	}
next:
	for _, g := range given {
		for i := range all {
			if all[i].name == g.name {
				all[i] = g
				continue next
			}
		}
		all = append(all, g)
	}
	return all
}

func rows(xml string) string { return `<worksheet><sheetData>` + xml + `</sheetData></worksheet>` }

func sheet1(xml string) entry { return entry{name: "xl/worksheets/sheet1.xml", text: xml} }

// filled is a sheet of n rows.
func filled(n int, row string) entry {
	return entry{name: "xl/worksheets/sheet1.xml", fill: func(w io.Writer) {
		fmt.Fprint(w, `<worksheet><sheetData>`)
		for i := range n {
			fmt.Fprintf(w, row, i+1)
		}
		fmt.Fprint(w, `</sheetData></worksheet>`)
	}}
}

// lying is a part that inflates to more than the archive says.
func lying(size int) *bytes.Reader {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range parts() {
		var packed bytes.Buffer
		inner := zip.NewWriter(&packed)
		w, _ := inner.Create(e.name)
		fmt.Fprint(w, e.text)
		if e.name == "xl/worksheets/sheet1.xml" {
			fmt.Fprint(w, strings.Repeat(" ", size))
		}
		_ = inner.Close() // into memory
		r, _ := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
		h := r.File[0].FileHeader
		h.UncompressedSize64, h.CRC32 = 100, crc32.ChecksumIEEE([]byte("x"))
		raw, _ := r.File[0].OpenRaw()
		w, _ = z.CreateRaw(&h)
		_, _ = io.Copy(w, raw)
	}
	_ = z.Close() // into memory
	return bytes.NewReader(out.Bytes())
}

// peak is the most memory that a hostile file may take, in bytes.
const peak = 200 << 20

func TestHostileFilesAreRefusedInFixedMemory(t *testing.T) {
	many := func(n int) []entry {
		all := parts()
		for i := range n {
			all = append(all, entry{name: fmt.Sprintf("xl/media/%d.png", i)})
		}
		return all
	}
	bomb := func(w io.Writer) { fmt.Fprint(w, "<a>"+strings.Repeat("<b/>", 1<<22)+"</a>") }
	texts := func(w io.Writer) { // unlike each other, so that no ratio gives them away
		fmt.Fprint(w, `<sst>`)
		for i := range sheet.MaxText / 20 {
			fmt.Fprint(w, `<si><t>`, i, `</t></si>`)
		}
		fmt.Fprint(w, `</sst>`)
	}
	for name, c := range map[string]struct {
		file *bytes.Reader
		want string
	}{
		"a sheet that is a bomb":     {pack(parts(entry{name: "xl/worksheets/sheet1.xml", fill: bomb})...), "sheet.bomb"},
		"styles that are a bomb":     {pack(parts(entry{name: "xl/styles.xml", fill: bomb})...), "sheet.bomb"},
		"a size that lies":           {lying(100 << 20), "sheet.damaged"},
		"thousands of parts":         {pack(many(sheet.MaxParts + 1)...), "sheet.parts"},
		"two parts of one name":      {pack(append(parts(), entry{name: "xl/Workbook.xml"})...), "sheet.damaged"},
		"too many cells":             {pack(parts(filled(sheet.MaxCells+1, `<row r="%d"><c><v>1</v></c></row>`))...), "sheet.cells"},
		"few cells far to the right": {pack(parts(filled(70, `<row><c r="XFD%d"><v>1</v></c></row>`))...), "sheet.cells"},
		"too much text":              {pack(parts(entry{name: "xl/sharedStrings.xml", fill: texts})...), "sheet.text"},
		"a cell beyond the columns":  {pack(parts(sheet1(rows(`<row r="1"><c r="XFE1"><v>1</v></c></row>`)))...), "sheet.range"},
		"a cell beyond the rows":     {pack(parts(sheet1(rows(`<row r="1048577"><c><v>1</v></c></row>`)))...), "sheet.range"},
		"a row 0":                    {pack(parts(sheet1(rows(`<row r="0"><c><v>1</v></c></row>`)))...), "sheet.damaged"},
		"rows backwards":             {pack(parts(sheet1(rows(`<row r="2"/><row r="1"/>`)))...), "sheet.damaged"},
		"cells backwards":            {pack(parts(sheet1(rows(`<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>`)))...), "sheet.damaged"},
		"a cell in another row":      {pack(parts(sheet1(rows(`<row r="1"><c r="A2"><v>1</v></c></row>`)))...), "sheet.damaged"},
		"a merged area of nonsense":  {pack(parts(sheet1(rows("")+`<x/>`), sheet1(`<worksheet><mergeCells><mergeCell ref="C3:A1"/></mergeCells></worksheet>`))...), "sheet.damaged"},
		"a document type":            {pack(parts(sheet1(`<!DOCTYPE x [<!ENTITY a "b">]>` + rows("")))...), "sheet.unsafe"},
		"depth":                      {pack(parts(sheet1(strings.Repeat("<a>", 1<<20)))...), "sheet.unsafe"},
		"a text without an end":      {pack(parts(sheet1(rows(`<row><c t="str"><v>` + strings.Repeat("长", 1<<19) + `</v></c></row>`)))...), "sheet.unsafe"},
		"a text too long":            {pack(parts(sheet1(rows(`<row r="7"><c r="C7" t="str"><v>` + strings.Repeat("长", 32768) + `</v></c></row>`)))...), "sheet.long"},
		"no sheet":                   {pack(parts(entry{name: "xl/workbook.xml", text: `<workbook><sheets/></workbook>`})...), "sheet.none"},
		"too many sheets":            {pack(parts(entry{name: "xl/workbook.xml", text: `<workbook>` + strings.Repeat(`<sheet name="表" r:id="s1"/>`, sheet.MaxSheet+1) + `</workbook>`})...), "sheet.sheets"},
		"a sheet that is missing":    {pack(parts(entry{name: "xl/_rels/workbook.xml.rels", text: strings.ReplaceAll(mid, "sheet1", "sheet9")})...), "sheet.damaged"},
	} {
		var got string
		_, most := heap(t, func() error {
			got = code(t, c.file, c.file.Size())
			return nil
		})
		if got != c.want || most > peak {
			t.Errorf("%s: %q, want %q; %d MiB", name, got, c.want, most>>20)
		}
	}
}

func TestOddFilesAreTakenRight(t *testing.T) {
	one := func(n int, raw ...book.Raw) string { return fmt.Sprint([]book.GridRow{{N: n, Cells: raw}}) }
	number := book.Raw{Kind: book.RawNumber, Number: 1}
	for name, c := range map[string]struct {
		file *bytes.Reader
		want string
	}{
		"a million formatted rows": {pack(parts(entry{
			name: "xl/worksheets/sheet1.xml", fill: func(w io.Writer) {
				fmt.Fprint(w, `<worksheet><sheetData>`)
				for i := 1; i < 1_000_000; i++ {
					fmt.Fprint(w, `<row r="`, i, `" s="1" customFormat="1"><c r="A`, i, `" s="1"/></row>`)
				}
				fmt.Fprint(w, `<row r="1000000"><c r="A1000000"><v>1</v></c></row></sheetData></worksheet>`)
			},
		})...), one(1000000, number)},
		"the last cell there is":   {pack(parts(sheet1(`<worksheet><sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>`))...), one(1048576, number)},
		"a dimension that lies":    {pack(parts(sheet1(`<worksheet><dimension ref="A1:XFD1048576"/>` + strings.TrimPrefix(rows(`<row r="3"><c><v>1</v></c></row>`), "<worksheet>")))...), one(3, number)},
		"styles in a circle":       {pack(parts(entry{name: "xl/styles.xml", text: `<s><cellStyleXfs><xf xfId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0" xfId="0"/><xf numFmtId="x" xfId="1"/></cellXfs></s>`})...), one(1, number)},
		"an external link":         {pack(parts(entry{name: "xl/externalLinks/externalLink1.xml", text: "<"}, sheet1(rows(`<row><c><f>[1]表!A1</f><v>1</v></c></row>`)))...), one(1, book.Raw{Kind: book.RawNumber, Number: 1, Formula: true})},
		"a macro":                  {pack(append(parts(), entry{name: "xl/vbaProject.bin", text: "\xD0\xCF"})...), one(1, number)},
		"a picture that is a bomb": {pack(append(parts(), entry{name: "xl/media/a.png", fill: func(w io.Writer) { fmt.Fprint(w, strings.Repeat("\x00", 1<<26)) }})...), one(1, number)},
		"a shared string too far":  {pack(parts(sheet1(rows(`<row><c t="s"><v>1</v></c></row>`)))...), one(1, book.Raw{Kind: book.RawError, Text: "#1"})},
		"no shared string":         {pack(parts(sheet1(rows(`<row><c t="s"><v/></c><c><v>1</v></c></row>`)))...), one(1, book.Raw{}, number)},
		"nothing in the sheet":     {pack(parts(sheet1(rows(`<row r="5"><c r="A5" s="1"/><c r="B5" t="str"><f>""</f><v></v></c></row>`)))...), "[]"},
	} {
		var got string
		_, most := heap(t, func() error {
			got = fmt.Sprint(read(t, c.file).Sheets[0].Rows)
			return nil
		})
		if got != c.want || most > peak {
			t.Errorf("%s: %s, want %s; %d MiB", name, got, c.want, most>>20)
		}
	}
}
