package sheet_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kaohe/app/book"
	"kaohe/data/sheet"
)

func opened(t *testing.T, r io.Reader) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestDropDownListsAndBounds(t *testing.T) {
	f := opened(t, bytesOf(t, example()))
	all, err := f.GetDataValidations("考核得分")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range all {
		got = append(got, fmt.Sprintf("%s %s %s %v %s", v.Sqref, v.Type, v.Formula1, v.ErrorStyle != nil && *v.ErrorStyle == "stop", *v.Prompt))
	}
	want := []string{
		`A3:A605 list OFFSET('评分标准'!$A$3,0,0,MAX(1,COUNTA('评分标准'!$A$3:$A$5)),1) false 从评分标准里选。`,
		`C3:C605 decimal -1000000000 true 不高于满分。`,
		`D3:D605 date 32874 false 如 2006-12-30。`,
		`E3:E605 whole 0 true 整数。`,
		`F3:F605 list '考核通'!$D$1:$D$60 true 选一项。`,
		`G3:G605 list "听取汇报,提问交流" true 选一种。`,
		`H3:H605   false 可填几项，中间用“、”隔开。`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	last, err := f.GetCellValue("考核通", "D60")
	if state, _ := f.GetSheetVisible("考核通"); err != nil || last != "第60项准备工作" || state {
		t.Errorf("the list ends with %q, %v; visible %v", last, err, state)
	}
}

func TestFormatsAndProtection(t *testing.T) {
	f := opened(t, bytesOf(t, example()))
	for cell, want := range map[string]struct {
		shown          string
		locked, quoted bool
	}{
		"A2": {"考核项目", true, false}, "A3": {"1.1", false, false}, "B3": {"5.50", true, false}, "C3": {"-0.50", false, false}, "D3": {"2006-12-30", false, false},
		"E4": {"0", false, false}, "F4": {"@甲", false, true}, "G4": {"-1", false, true}, "H4": {"\t乙\v丙 ", false, true}, "A6": {"合计", true, false}, "C6": {"0.73", true, false},
	} {
		shown, err := f.GetCellValue("考核得分", cell)
		if err != nil {
			t.Fatal(err)
		}
		id, _ := f.GetCellStyle("考核得分", cell)
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		quoted := f.Styles.CellXfs.Xf[id].QuotePrefix
		if shown != want.shown || style.Protection.Locked != want.locked || (quoted != nil && *quoted) != want.quoted {
			t.Errorf("%s: %q, locked %v, quoted %v", cell, shown, style.Protection.Locked, quoted)
		}
	}
	for cell, want := range map[string]string{"B3": "评分标准!C3", "B6": "SUM(B3:B5)", "C6": "SUM(C3:C5)", "F4": ""} {
		if got, _ := f.GetCellFormula("考核得分", cell); got != want {
			t.Errorf("%s: formula %q, want %q", cell, got, want)
		}
	}
}

// TestSheet looks at what stands outside the cells, as it is written.
func TestSheet(t *testing.T) {
	file := bytesOf(t, example())
	f := opened(t, file)
	xml, _ := f.Pkg.Load("xl/worksheets/sheet2.xml")
	book, _ := f.Pkg.Load("xl/workbook.xml")
	for _, want := range []string{
		`<dimension ref="A1:H6">`, `<pane activePane="bottomRight" state="frozen" topLeftCell="B3" xSplit="1" ySplit="2">`, `<autoFilter ref="$A$2:$H$5">`,
		`<mergeCell ref="A1:H1"/>`,
		`orientation="landscape"`, `paperSize="9"`, `fitToWidth="1"`, `fitToPage="true"`, `<col min="1" max="1" width="17"`,
	} {
		if !strings.Contains(strings.ReplaceAll(string(xml.([]byte)), `="0"`, `="false"`), want) {
			t.Errorf("the sheet lacks %s", want)
		}
	}
	if strings.Contains(string(xml.([]byte)), "<sheetProtection") {
		t.Error("rows can't be sorted or deleted")
	}
	core, _ := f.Pkg.Load("docProps/core.xml")
	if s := string(core.([]byte)); !strings.Contains(s, "<cp:lastModifiedBy>考核通</cp:lastModifiedBy>") || !strings.Contains(s, "<cp:coreProperties xmlns:cp=") ||
		!strings.HasSuffix(s, "</cp:coreProperties>") {
		t.Error(s)
	}
	for _, want := range []string{`name="_xlnm.Print_Titles">&#39;考核得分&#39;!$1:$2<`, `name="考核通" sheetId="4" r:id="rId6" state="hidden"`} {
		if !strings.Contains(string(book.([]byte)), want) {
			t.Errorf("the workbook lacks %s", want)
		}
	}
	comments, err := f.GetComments("考核得分")
	if err != nil || len(comments) != 7 || comments[0].Text != "从评分标准里选。" || comments[0].Cell != "A2" {
		t.Errorf("%+v, %v", comments, err)
	}
	if hidden, _ := f.GetColVisible("评分标准", "E"); hidden {
		t.Error("the program's own column is seen")
	}
	if face := f.Styles.Fonts.Font[0].Name.Val; *face != "宋体" {
		t.Error(*face)
	}
}

func TestASheetWithoutRowsHasRoomAboveItsTotal(t *testing.T) {
	b := example()
	b.Sheets[0].Rows, b.Sheets[1].Rows = nil, nil
	g := read(t, bytesOf(t, b))
	last := g.Sheets[0].Rows[len(g.Sheets[0].Rows)-1]
	if last.N != sheet.FirstRow+100 || last.Cells[0].Text != sheet.Total || last.Cells[2].Number != 0 || !last.Cells[2].Formula {
		t.Errorf("%+v", last)
	}
}

func TestTheHiddenSheetServesWhereThePropertiesAreGone(t *testing.T) {
	b := example()
	f := opened(t, bytesOf(t, b))
	props, err := f.GetCustomProps()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range props {
		if s := p.Value.(string); len([]rune(s)) > 255 {
			t.Errorf("%s is longer than Excel keeps", p.Name)
		}
		if err := f.SetCustomProps(excelize.CustomProperty{Name: p.Name}); err != nil {
			t.Fatal(err)
		}
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	g, err := sheet.Read(strings.NewReader(buf.String()), int64(buf.Len()))
	if err != nil || !g.Ours || g.Head != b.Head || len(g.Sheets) != 3 {
		t.Errorf("%+v, %v", g.Head, err)
	}
}

// A mark's cell takes what its rule gives; the cells below go on taking any number.
func TestSingleCellsHaveLimitsOfTheirOwn(t *testing.T) {
	b := example()
	b.Sheets[1].Limits = []book.Limit{{Row: 0, Col: 2, Says: "只能是：5、2.5、0 分。", Only: []int64{500, 250, 0}}, {Row: 1, Col: 2, Says: "1 到 4.5 分，最多两位小数。", Low: 100, High: 450}}
	f := opened(t, bytesOf(t, b))
	all, err := f.GetDataValidations("考核得分")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range all {
		if strings.HasPrefix(v.Sqref, "C") {
			got = append(got, fmt.Sprintf("%s %s %s %v %s", v.Sqref, v.Type, v.Formula1, *v.ErrorStyle, *v.Error))
		}
	}
	want := `C5:C605 decimal -1000000000 stop 不高于满分。
C3 list "5,2.5,0" stop 只能是：5、2.5、0 分。
C4 custom AND(ISNUMBER(C4),C4>=1,C4<=4.5,MOD(ROUND(C4*100,4),1)=0) stop 1 到 4.5 分，最多两位小数。`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}
