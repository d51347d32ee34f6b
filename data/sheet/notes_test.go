package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/data/sheet"
)

// commented is a workbook with people's comments, of which one is rich text as Excel writes it.
func commented(t *testing.T, file []byte) maker {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	m := maker{f, t}
	m.ok(err)
	m.ok(m.AddComment("评分标准", excelize.Comment{Cell: "F3", Author: "顾彧", Paragraph: []excelize.RichTextRun{
		{Text: "顾彧:\n", Font: &excelize.Font{Bold: true}}, {Text: "这一项请秘书处再核一遍，去年的分值不是这么多，要改成四分半才对"}}}))
	m.ok(m.AddComment("考核得分", excelize.Comment{Cell: "C4", Author: "李", Text: "佐证<不全>"}))
	return m
}

func notesOf(g *book.Grid) string {
	var out []string
	for _, s := range g.Sheets {
		for _, x := range s.Notes {
			out = append(out, fmt.Sprintf("%s %d,%d %q", s.Name, x.Row, x.Col, x.Text))
		}
	}
	return strings.Join(out, "\n")
}

func TestPeoplesCommentsAreReadAndTheProgramsOwnAreNot(t *testing.T) {
	ours := bytesOf(t, example())
	if got := notesOf(read(t, ours)); got != "" {
		t.Error(got)
	}
	want := `评分标准 2,5 "顾彧:\n这一项请秘书处再核一遍，去年的分值不是这么多，要改成四分半才对"
考核得分 3,2 "佐证<不全>"`
	if got := notesOf(read(t, bytes.NewReader(commented(t, all(ours)).bytes()))); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// A comment that nobody reads is named with its sheet, its cell and its first words.
func TestAPlanNamesCommentsBySheetAndCell(t *testing.T) {
	var out bytes.Buffer
	b := book.Template()
	if err := sheet.Write(&out, b); err != nil {
		t.Fatal(err)
	}
	p := book.Take(&assess.Assessment{}, nil, read(t, bytes.NewReader(commented(t, out.Bytes()).bytes())), nil, "2006-09-01")
	var got []string
	for _, x := range p.Problems {
		got = append(got, fmt.Sprint(x.Sheet, " ", x.Cell, " ", x.Why.Key, x.Why.Args))
	}
	want := `评分标准 F3 book.problem.comment[顾彧: 这一项请秘书处再核一遍，去年的分值不是这么多，要改成……]
考核得分 C4 book.problem.comment[佐证<不全>]`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("%s\nwant %s", s, want)
	}
}

// Excel writes a thread as such, and a comment beside it for older programs.
func TestThreadsAreReadOnce(t *testing.T) {
	legacy := "[线程批注]\n\n你的 Excel 版本可读取此线程批注; 了解详细信息: https://go.microsoft.com/fwlink/?linkid=870924\n\n注释:\n    分值不对"
	threads := `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">` +
		`<threadedComment ref="B3" dT="2026-01-05T08:00:00.00" personId="{A}" id="{B}"><text>分值不对</text></threadedComment>` +
		`<threadedComment ref="B3" personId="{A}" id="{C}" parentId="{B}"><text>已改</text></threadedComment></ThreadedComments>`
	file := withParts(t, map[string]string{
		"xl/worksheets/_rels/sheet1.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/>` +
			`<Relationship Id="rId2" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>`,
		"xl/comments1.xml": `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>tc={B}</author><author>王芳</author></authors><commentList>` +
			`<comment ref="B3" authorId="0"><text><t>` + legacy + `</t></text></comment><comment ref="A1" authorId="1"><text>
<r><t>甲</t></r>
<r><t xml:space="preserve"> 乙</t></r></text></comment></commentList></comments>`,
		"xl/threadedComments/threadedComment1.xml": threads,
	})
	if got, want := notesOf(read(t, bytes.NewReader(file))), `Sheet1 0,0 "甲 乙"
Sheet1 2,1 "分值不对"
Sheet1 2,1 "已改"`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// withParts is an empty workbook with further parts.
func withParts(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	m := maker{excelize.NewFile(), t}
	in := m.bytes()
	z, err := zip.NewReader(bytes.NewReader(in), int64(len(in)))
	m.ok(err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		m.ok(w.Copy(f))
	}
	for name, text := range parts {
		p, err := w.Create(name)
		m.ok(err)
		_, err = p.Write([]byte(text))
		m.ok(err)
	}
	m.ok(w.Close())
	return out.Bytes()
}
