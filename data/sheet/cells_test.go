package sheet_test

import (
	"fmt"
	"html"
	"reflect"
	"testing"

	"kaohe/app/book"
)

func TestEachKindOfCellIsReadAsItIs(t *testing.T) {
	text := func(s string) book.Raw { return book.Raw{Kind: book.RawText, Text: s} }
	for xml, want := range map[string]book.Raw{
		`<c><v>0.1</v></c>`:                                   {Kind: book.RawNumber, Number: 0.1},
		`<c t="n"><v> 1E-3 </v></c>`:                          {Kind: book.RawNumber, Number: 0.001},
		`<c t="b"><v>1</v></c>`:                               {Kind: book.RawBool, Number: 1},
		`<c t="b"><v>0</v></c>`:                               {Kind: book.RawBool},
		`<c t="e"><f>1/0</f><v>#DIV/0!</v></c>`:               {Kind: book.RawError, Text: "#DIV/0!", Formula: true},
		`<c><f>A2+1</f><v>5.5</v></c>`:                        {Kind: book.RawNumber, Number: 5.5, Formula: true},
		`<c t="str"><f>A2&amp;"x"</f><v>甲</v></c>`:            {Kind: book.RawText, Text: "甲", Formula: true},
		`<c><f t="shared" si="0"/><v>2</v></c>`:               {Kind: book.RawNumber, Number: 2, Formula: true},
		`<c><f>A2+1</f></c>`:                                  {Kind: book.RawError, Formula: true},
		`<c t="str"><f>A2</f></c>`:                            {Kind: book.RawError, Formula: true},
		`<c><f>A2+1</f><v></v></c>`:                           {Kind: book.RawError, Formula: true},
		`<c t="d"><v>2006-12-30</v></c>`:                      {Kind: book.RawNumber, Number: 39081, Date: true},
		`<c t="d"><v>2006-12-30T12:00:00</v></c>`:             {Kind: book.RawNumber, Number: 39081.5, Date: true},
		`<c t="d"><v>近日</v></c>`:                              text("近日"),
		`<c><v>1,5</v></c>`:                                   text("1,5"),
		`<c><v>NaN</v></c>`:                                   text("NaN"),
		`<c t="s"><v>0</v></c>`:                               text("甲 乙丙"),
		`<c t="s"><v>1</v></c>`:                               text("东京"),
		`<c t="s"><v>2</v></c>`:                               text(" １．５ "),
		`<c t="inlineStr"><is><t>a_x000D_&#10;b</t></is></c>`: text("a\r\nb"),
		`<c t="inlineStr"><is><r><rPr><b/></rPr><t>甲</t></r><r><t>乙</t></r><rPh sb="0" eb="1"><t>カ</t></rPh></is></c>`: text("甲乙"),
		`<c t="str"><v><![CDATA[<甲>]]></v></c>`:       text("<甲>"),
		`<x:c t="str"><x:v>_x005F_x000D_</x:v></x:c>`: text("_x000D_"),
	} {
		strings := entry{name: "xl/sharedStrings.xml", text: `<sst><si><r><t xml:space="preserve">甲 </t></r><r><t>乙</t></r><r><t>丙</t></r></si>` +
			`<si><t>东京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr/></si><si><t> １．５ </t></si></sst>`}
		file := pack(parts(strings, sheet1(rows("<row>"+xml+"</row>")))...)
		if got := read(t, file).Sheets[0].Rows; !reflect.DeepEqual(got, []book.GridRow{{N: 1, Cells: []book.Raw{want}}}) {
			t.Errorf("%s: %+v, want %+v", xml, got, want)
		}
	}
}

func TestDatesAreToldByTheirFormat(t *testing.T) {
	for format, want := range map[string]bool{
		`yyyy-mm-dd`: true, `yyyy"年"m"月"d"日"`: true, `yyyy年m月d日`: true, `[$-804]yyyy"年"m"月"`: true, `[DBNum1][$-804]yyyy"年"m"月"d"日";@`: true,
		`[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`: true, `m"月"`: true, `mmm-yy`: true, `e.m.d`: true, `yyyy/m/d h:mm`: true, `[$-404]e"年"m"月"d"日"`: true, `d`: true,
		`General`: false, `G/通用格式`: false, `0.00`: false, `0.00E+00`: false, `#,##0.00_);[Red]\(#,##0.00\)`: false, `@`: false, `h:mm`: false, `[h]:mm:ss`: false,
		`mm:ss.0`: false, `h:mm AM/PM`: false, `0"日"`: false, `0\d`: false, `0" days"`: false, `"yyyy"`: false, `"`: false, `[`: false, `0*d`: false, `0_d`: false, ``: false,
	} {
		for epoch, shift := range map[string]float64{"0": 0, "1": 1462, "true": 1462} {
			file := pack(parts(
				entry{name: "xl/workbook.xml", text: `<workbook><workbookPr date1904="` + epoch + `"/><sheets><sheet name="表" r:id="s1"/></sheets></workbook>`},
				entry{name: "xl/styles.xml", text: `<s><numFmts><numFmt numFmtId="14" formatCode="` + html.EscapeString(format) + `"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>` +
					`<dxfs><dxf><numFmt numFmtId="14" formatCode="0"/></dxf></dxfs></s>`},
				sheet1(rows(`<row><c s="1"><v>39081</v></c></row>`)))...)
			number := 39081.0
			if want {
				number += shift
			}
			if got := read(t, file).Sheets[0].Rows[0].Cells[0]; got.Date != want || got.Number != number {
				t.Errorf("%s, from %s: %+v", format, epoch, got)
			}
		}
	}
}

func TestDatesAreToldByTheirBuiltInFormat(t *testing.T) {
	dates := ""
	for id := range 60 {
		file := pack(parts(entry{name: "xl/styles.xml", text: fmt.Sprintf(`<s><cellXfs><xf numFmtId="%d"/></cellXfs></s>`, id)}, sheet1(rows(`<row><c s="0"><v>1</v></c></row>`)))...)
		if read(t, file).Sheets[0].Rows[0].Cells[0].Date {
			dates += fmt.Sprint(id, " ")
		}
	}
	if dates != "14 15 16 17 22 27 28 29 30 31 36 50 51 52 53 54 57 58 " {
		t.Error(dates)
	}
}
