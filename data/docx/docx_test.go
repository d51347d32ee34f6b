package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"kaohe/app/report"
	"kaohe/app/words"
)

// paper is a document with everything that an office's document may have.
func paper() report.Document {
	text := strings.Repeat("各区政府高度重视打假工作，建立了“区、街道、社区”三级网络（详见附件1），查处案件238宗，涉案货值1,250.75万元。", 3)
	return report.Document{Kind: "circular", Title: "通报<&>", Author: "深圳市人民政府办公厅", Date: report.Date{Year: 2006, Month: 12, Day: 30}, Sample: true,
		Head: &report.Head{Copy: "000001", Secrecy: "机密★1年", Urgency: "特急", Office: "深圳市人民政府办公厅文件", Number: "深府办〔2006〕238号", Signer: "张𬭎\n王㛃"},
		Colophon: &report.Colophon{CopyTo: "市委办公厅，市人大常委会办公厅，市政协办公厅，市中级人民法院，市人民检察院，各人民团体",
			Office: "深圳市人民政府办公厅秘书处", Date: "2006年12月31日", Copies: "共印120份"},
		Blocks: []report.Block{
			report.Title{Text: "关于2006年度各区落实打假责任制考核情况的通报"}, report.Subtitle{Text: "（草稿）"}, report.Addressee{Text: "各区人民政府:"},
			report.Para{Text: text}, report.Heading{Level: 1, Text: "一、总体情况"}, report.Heading{Level: 2, Text: "（一）成绩"}, report.Heading{Level: 3, Text: "1. 机构"},
			report.Para{Text: text + "\n另起一段\t<x>&\x01", Kai: true}, report.Gap{Lines: 1},
			report.Table{Caption: "得分", Columns: []report.Column{{Head: "序号", Width: 1, Align: report.Centre}, {Head: "内容", Width: 6}, {Head: "得分", Align: report.Right, Width: 2}},
				Rows: []report.Row{{Span: true, Cells: []string{"第一部分", "25分"}}, {Cells: []string{"1", text, "3.00", "多出"}}, {Cells: []string{"2"}}, {Strong: true, Cells: []string{"", "合计", "3.00"}}}},
			report.Table{Columns: []report.Column{{Width: 1}}, Rows: []report.Row{{Cells: []string{"紧跟着的表"}}}},
			report.Chart{Caption: "各区得分", Unit: "分", Categories: []string{"福田区"}, Series: []report.Series{{Name: "自评", Values: []int64{9550, 9}}, {Name: "考核", Values: []int64{report.Missing, -75}}}},
			report.Hands{Labels: []string{"组长", "秘书", "记录"}}, report.Hands{Labels: []string{"区政府（盖章）"}},
			report.Attachments{Names: []string{"汇总表", "一览表"}},
			report.Signature{Office: "深圳市人民政府办公厅", Date: "2006年12月30日", Seal: true, Lines: []string{"组长 张𬭎 签字"}}, report.Note{Text: "联系人：李堃"},
			report.Part{Foot: []string{"核对无误　被考核单位", "记录人"}}, report.Title{Text: "第一份记录"}, report.Para{Text: text},
			report.Part{Foot: []string{"核对无误", strings.Repeat("很长的标签", 12)}}, report.Table{Columns: []report.Column{{Width: 1}}, Rows: []report.Row{{Cells: []string{"第二份"}}}},
			report.Part{}, report.Para{Text: "第三份"},
			report.Annex{Label: "附件1", Title: "汇总表"}, report.Para{Text: "见表。", Flush: true},
			report.Signature{Office: "深圳市打假办", Date: "2006年12月25日"},
		}}
}

// variants are documents of all forms.
func variants() map[string]report.Document {
	letter, wide, plain := paper(), paper(), paper()
	letter.Form = report.Letter
	wide.Landscape, wide.Head, wide.Colophon = true, nil, nil
	plain.Head, plain.Sample = nil, false
	plain.Colophon.Office = strings.Repeat("深圳市打击生产销售假冒伪劣商品违法行为工作领导小组办公室", 2)
	joint := paper()
	joint.Head.Office, joint.Head.Signer = "深圳市质量技术监督局\n深圳市公安局", ""
	return map[string]report.Document{"paper": paper(), "letter": letter, "wide": wide, "plain": plain, "joint": joint,
		"parts":       {Landscape: true, Blocks: []report.Block{report.Part{Foot: []string{"签字"}}, report.Title{Text: "一"}, report.Part{Foot: []string{"签字"}}, report.Para{Text: "二"}}},
		"empty table": {Blocks: []report.Block{report.Table{Columns: []report.Column{{Head: "只有表头"}}}}}}
}

func written(t testing.TB, d report.Document, opts Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(context.Background(), &b, d, opts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func partsOf(t testing.TB, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(b)
	}
	return all
}

// orders are the sequences of the schema (ECMA-376, wml.xsd) of the elements that are written; Word offers to repair a file with another.
var orders = map[string]string{
	"pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap " +
		"overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc " +
		"textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
	"rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern " +
		"position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang",
	"tblPr":      "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
	"tblBorders": "top left bottom right insideH insideV", "tblCellMar": "top left bottom right", "pBdr": "top left bottom right between bar",
	"tcPr":   "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
	"trPr":   "cantSplit trHeight tblHeader",
	"sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
	"style":  "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr",
	"settings": "zoom defaultTabStop evenAndOddHeaders drawingGridHorizontalSpacing drawingGridVerticalSpacing characterSpacingControl compat rsids themeFontLang " +
		"decimalSymbol",
	"font": "altName panose1 charset family notTrueType pitch sig", "tbl": "tblPr tblGrid tr", "tr": "tblPrEx trPr tc", "r": "rPr t tab fldChar instrText pict",
	"body": "", "document": "body", "hdr": "", "ftr": "", "styles": "docDefaults latentStyles style",
}

// node is an element as it stands in a part.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []node     `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (n *node) walk(f func(*node)) {
	f(n)
	for i := range n.Children {
		n.Children[i].walk(f)
	}
}

func parsed(t *testing.T, name, text string) *node {
	t.Helper()
	n := &node{}
	if err := xml.Unmarshal([]byte(text), n); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// Every element has its children in the schema's order, every table its cells, every reference what it refers to, every part a type.
func TestWordNeedsNoRepair(t *testing.T) {
	for name, d := range variants() {
		all := partsOf(t, written(t, d, Options{Remark: "备注", Marks: map[int]string{0: "kaohe_a", 9: "kaohe_b", len(d.Blocks) - 1: "kaohe_c"}, Properties: map[string]string{"a": "<1>"}}))
		types, styles := map[string]bool{}, map[string]bool{}
		parsed(t, name, all["[Content_Types].xml"]).walk(func(n *node) { types[strings.TrimPrefix(n.attr("PartName"), "/")] = true })
		parsed(t, name, all["word/styles.xml"]).walk(func(n *node) { styles[n.attr("styleId")] = true })
		relations := map[string]string{}
		parsed(t, name, all["word/_rels/document.xml.rels"]).walk(func(n *node) { relations[n.attr("Id")] = n.attr("Target") })
		ids := map[string]int{}
		for part, text := range all {
			at := name + ": " + part
			if part != "[Content_Types].xml" && !strings.HasSuffix(part, ".rels") && !types[part] {
				t.Errorf("%s has no type", at)
			}
			parsed(t, at, text).walk(func(n *node) {
				inOrder(t, at, n)
				tables(t, at, n)
				switch n.XMLName.Local {
				case "pStyle", "basedOn", "next":
					if !styles[n.attr("val")] {
						t.Errorf("%s: no style %q", at, n.attr("val"))
					}
				case "headerReference", "footerReference":
					if all["word/"+relations[n.attr("id")]] == "" {
						t.Errorf("%s: no part for %q", at, n.attr("id"))
					}
				case "bookmarkStart":
					ids[n.attr("id")]++
				case "bookmarkEnd":
					ids[n.attr("id")] += 10
				}
			})
		}
		for id, n := range ids {
			if n != 11 {
				t.Errorf("%s: bookmark %s begins and ends %d times", name, id, n)
			}
		}
	}
}

func inOrder(t *testing.T, at string, n *node) {
	order, known := orders[n.XMLName.Local]
	if !known || order == "" || n.XMLName.Space != wordNS {
		return
	}
	names, place := strings.Fields(order), 0
	for _, c := range n.Children {
		if c.XMLName.Local == "footerReference" || c.XMLName.Local == "headerReference" {
			continue
		}
		i := slices.Index(names, c.XMLName.Local)
		if i < place {
			t.Errorf("%s: %s out of order in %s", at, c.XMLName.Local, n.XMLName.Local)
			return
		}
		place = i
	}
}

// tables: each row fills the grid, each cell ends with a paragraph, no table touches another or ends the text.
func tables(t *testing.T, at string, n *node) {
	local := func(i int) string { return n.Children[i].XMLName.Local }
	last := len(n.Children) - 1
	switch n.XMLName.Local {
	case "tc":
		if local(last) != "p" {
			t.Errorf("%s: a cell ends with %s", at, local(last))
		}
	case "body":
		if local(last) != "sectPr" || local(last-1) != "p" {
			t.Errorf("%s: the body ends with %s %s", at, local(last-1), local(last))
		}
		for i := range last {
			if local(i) == "tbl" && local(i+1) == "tbl" {
				t.Errorf("%s: two tables are one", at)
			}
		}
	case "tbl":
		columns := 0
		for _, c := range n.Children {
			switch c.XMLName.Local {
			case "tblGrid":
				columns = len(c.Children)
			case "tr":
				if got := cellsOf(c); got != columns {
					t.Errorf("%s: a row of %d cells in a grid of %d", at, got, columns)
				}
			}
		}
	}
}

func cellsOf(row node) (n int) {
	for _, c := range row.Children {
		if c.XMLName.Local != "tc" {
			continue
		}
		n++
		for _, p := range c.Children[0].Children {
			if p.XMLName.Local == "gridSpan" {
				n += int(p.attr("val")[0]-'0') - 1
			}
		}
	}
	return n
}

func TestTheSameDocumentIsTheSameBytes(t *testing.T) {
	for name, d := range variants() {
		opts := Options{Properties: map[string]string{"a": "1", "b": "2", "c": "3"}}
		if !bytes.Equal(written(t, d, opts), written(t, d, opts)) {
			t.Errorf("%s differs", name)
		}
	}
}

func TestWhatCannotBeWrittenIsRefused(t *testing.T) {
	write := func(ctx context.Context, b ...report.Block) error {
		return Write(ctx, io.Discard, report.Document{Blocks: b}, Options{})
	}
	ctx, cancel := context.WithCancel(context.Background())
	if err := write(ctx); !errors.Is(err, words.Refuse("docx.empty")) {
		t.Errorf("nothing: %v", err)
	}
	if err := write(ctx, report.Table{Columns: make([]report.Column, 100), Rows: []report.Row{{Cells: []string{"x"}}}}); !errors.Is(err, words.Refuse("docx.table")) {
		t.Errorf("100 columns: %v", err)
	}
	cancel()
	if err := write(ctx, report.Title{Text: "x"}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestTheLongestTitleLineIsNotMuchLongerThanTheShortest(t *testing.T) {
	x := &writer{sheet: newSheet(false)}
	for title, lines := range map[string]int{"通报": 1, "关于2006年度各区落实打假责任制考核情况的通报": 2, strings.Repeat("考核", 30): 4} {
		wide := float64(x.sheet.area-2*x.balance(title, titleSize)) / titleSize / twip
		if got := broken(title, wide); got != lines {
			t.Errorf("%s: %d lines", title, got)
		}
		if lines > 1 && wide > ems(title)/float64(lines)+4 {
			t.Errorf("%s: a line of %.1f for %.1f", title, wide, ems(title))
		}
	}
}

func TestHundredths(t *testing.T) {
	for v, want := range map[int64]string{0: "0", 9550: "95.5", 9: "0.09", -75: "-0.75", -100: "-1", -9550: "-95.5", 10000: "100"} {
		if got := hundredths(v); got != want {
			t.Errorf("%d: %s, want %s", v, got, want)
		}
	}
}
