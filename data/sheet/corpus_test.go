package sheet_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kaohe/app/book"
)

// -update makes the corpus anew: ours by excelize, and LibreOffice's from ours where soffice is installed.
var update = flag.Bool("update", false, "make testdata anew")

// corpus names our workbooks; each has a fellow NAME-libreoffice.xlsx.
var corpus = map[string]func(testing.TB) []byte{
	"template":   func(t testing.TB) []byte { return all(bytesOf(t, example())) },
	"department": department,
	"awkward":    func(t testing.TB) []byte { return awkward(t, false) },
	"1904":       func(t testing.TB) []byte { return awkward(t, true) },
}

func all(r *bytes.Reader) []byte {
	b := make([]byte, r.Size())
	_, _ = r.ReadAt(b, 0) // in memory
	return b
}

// maker builds a workbook by hand, as an office would.
type maker struct {
	*excelize.File
	t testing.TB
}

func (m maker) ok(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m maker) set(s, cell string, v any) { m.t.Helper(); m.ok(m.SetCellValue(s, cell, v)) }

func (m maker) bytes() []byte {
	buf, err := m.WriteToBuffer()
	m.ok(err)
	return buf.Bytes()
}

// department is a scoring table as a department draws one: a title over all columns, two rows of heads, section names merged in column
// A, the points in the column of their kind, a subtotal for each section, a total, and a note below.
func department(t testing.TB) []byte {
	m := maker{excelize.NewFile(), t}
	s := "考核评分表"
	m.ok(m.SetSheetName("Sheet1", s))
	m.set(s, "A1", "2006 年度打假工作考核评分表")
	for cell, v := range map[string]string{"A3": "考核内容", "B3": "序号", "C3": "考核项目", "D3": "分值", "D4": "基本分", "E4": "加分", "F4": "扣分", "G3": "备注"} {
		m.set(s, cell, v)
	}
	for _, area := range [][2]string{{"A1", "G1"}, {"A3", "A4"}, {"B3", "B4"}, {"C3", "C4"}, {"D3", "F3"}, {"G3", "G4"}} {
		m.ok(m.MergeCell(s, area[0], area[1]))
	}
	row, totals := 5, []string{}
	for section := range 8 {
		first := row
		m.set(s, fmt.Sprintf("A%d", row), fmt.Sprintf("%s、第%d部分", []string{"一", "二", "三", "四", "五", "六", "七", "八"}[section], section+1))
		for item := range 10 {
			n := 10*section + item + 1
			m.set(s, fmt.Sprintf("B%d", row), n)
			m.set(s, fmt.Sprintf("C%d", row), fmt.Sprintf("第 %d 项：按要求落实责任", n))
			m.set(s, fmt.Sprintf("%s%d", []string{"D", "D", "D", "E", "F"}[n%5], row), []any{1, 1.5, 0.5, "2", "１．５ "}[n%5]) // some are text
			row++
		}
		m.ok(m.MergeCell(s, fmt.Sprintf("A%d", first), fmt.Sprintf("A%d", row-1)))
		m.set(s, fmt.Sprintf("A%d", row), "小计")
		m.ok(m.SetCellFormula(s, fmt.Sprintf("D%d", row), fmt.Sprintf("SUM(D%d:D%d)", first, row-1)))
		totals = append(totals, fmt.Sprintf("D%d", row))
		row++
	}
	m.set(s, fmt.Sprintf("A%d", row), "合计")
	m.ok(m.SetCellFormula(s, fmt.Sprintf("D%d", row), strings.Join(totals, "+")))
	m.set(s, fmt.Sprintf("A%d", row+2), "说明：扣完为止。")
	return m.bytes()
}

// awkward has what people's workbooks have: dates in every notation, numbers as text, full-width digits, blanks around, rich text,
// errors, hidden and empty sheets, empty rows at the top.
func awkward(t testing.TB, from1904 bool) []byte {
	m := maker{excelize.NewFile(), t}
	m.ok(m.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}))
	s := "日期 & 数字"
	m.ok(m.SetSheetName("Sheet1", s))
	day := 39081
	if from1904 {
		day -= 1462
	}
	for i, format := range []string{`yyyy"年"m"月"d"日"`, "yyyy-mm-dd", "[$-804]yyyy年m月d日", "m/d/yy", `yyyy"年"m"月"`, "0.00", "h:mm"} {
		id, err := m.NewStyle(&excelize.Style{CustomNumFmt: &format})
		m.ok(err)
		cell := fmt.Sprintf("B%d", 4+i)
		m.set(s, cell, day)
		m.ok(m.SetCellStyle(s, cell, cell, id))
		m.set(s, fmt.Sprintf("A%d", 4+i), format)
	}
	for i, v := range []any{"2006年12月30日", "2006-12-30", "1.5", "１２．５", " 1.10 ", "'0012", "=1+1", true, false, -0.25, 1e15, "多行\n文字", "𬭎🙂"} {
		m.set(s, fmt.Sprintf("D%d", 4+i), v)
	}
	m.ok(m.SetCellRichText(s, "E4", []excelize.RichTextRun{{Text: "打假", Font: &excelize.Font{Bold: true}}, {Text: " 责任制"}}))
	for cell, formula := range map[string]string{"E5": "1/0", "E6": "NA()", "E7": `"甲"&"乙"`} {
		m.ok(m.SetCellFormula(s, cell, formula)) // without values in ours; LibreOffice computes them
	}
	m.ok(m.MergeCell(s, "G4", "H6"))
	m.set(s, "G4", "合并")
	for name, hidden := range map[string]bool{"隐藏": true, "空表": false} {
		_, err := m.NewSheet(name)
		m.ok(err)
		m.ok(m.SetSheetVisible(name, !hidden))
	}
	m.set("隐藏", "A1", "看不见")
	return m.bytes()
}

// dump says a grid for people: one line a row; 「text」, numbers, d of a date, ! of an error, = of what was computed.
func dump(g *book.Grid) string {
	var b strings.Builder
	if g.Ours {
		fmt.Fprintf(&b, "%.60v\n", g.Head)
	}
	for _, s := range g.Sheets {
		fmt.Fprintf(&b, "# %s hidden=%v merged=%v\n", s.Name, s.Hidden, s.Merged)
		for _, r := range s.Rows {
			fmt.Fprintf(&b, "%d", r.N)
			for _, c := range r.Cells {
				b.WriteString("\t" + map[bool]string{true: "="}[c.Formula] + map[bool]string{true: "d"}[c.Date])
				switch c.Kind {
				case book.RawText:
					b.WriteString("「" + strings.NewReplacer("\n", "⏎", "\t", "⇥", "\v", "␋").Replace(c.Text) + "」")
				case book.RawNumber:
					fmt.Fprint(&b, c.Number)
				case book.RawBool:
					fmt.Fprint(&b, c.Number == 1)
				case book.RawError:
					b.WriteString("!" + c.Text)
				}
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func TestCorpus(t *testing.T) {
	for name, make := range corpus {
		if *update {
			ours := filepath.Join("testdata", name+".xlsx")
			if err := os.WriteFile(ours, make(t), 0o644); err != nil {
				t.Fatal(err)
			}
			if b := libreOffice(t, ours); b != nil {
				if err := os.WriteFile(filepath.Join("testdata", name+"-libreoffice.xlsx"), b, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, file := range []string{name, name + "-libreoffice"} {
			b, err := os.ReadFile(filepath.Join("testdata", file+".xlsx"))
			if err != nil {
				t.Fatal(err)
			}
			got := dump(read(t, bytes.NewReader(b)))
			golden := filepath.Join("testdata", file+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want, err := os.ReadFile(golden); err != nil || got != string(want) {
				t.Errorf("%s: %v, got\n%s", file, err, got)
			}
			judged(t, file, b)
		}
	}
}

// judged compares every text and number with what excelize reads.
func judged(t *testing.T, file string, b []byte) {
	f := opened(t, bytes.NewReader(b))
	for _, s := range read(t, bytes.NewReader(b)).Sheets {
		rows, err := f.GetRows(s.Name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		for _, r := range s.Rows {
			for i, c := range r.Cells {
				var want string
				if r.N <= len(rows) && i < len(rows[r.N-1]) {
					want = rows[r.N-1][i]
				}
				got := c.Text
				if c.Kind == book.RawNumber || c.Kind == book.RawBool {
					n := c.Number
					if c.Date && strings.HasPrefix(file, "1904") {
						n -= 1462
					}
					got = strings.TrimSuffix(fmt.Sprintf("%.10f", n), ".0000000000")
					if n != float64(int64(n)) {
						got = strings.TrimRight(got, "0")
					}
				}
				if got != want {
					t.Errorf("%s, %s row %d column %d: %q, excelize reads %q", file, s.Name, r.N, i, got, want)
				}
				seen++
			}
		}
		if cells := strings.Join(flat(rows), ""); seen == 0 && cells != "" {
			t.Errorf("%s, %s: excelize reads %q", file, s.Name, cells)
		}
	}
}

func flat(rows [][]string) (all []string) {
	for _, r := range rows {
		all = append(all, r...)
	}
	return all
}

// libreOffice saves a workbook anew; nil where it is not installed.
func libreOffice(t testing.TB, path string) []byte {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		return nil
	}
	dir := t.TempDir()
	out, err := exec.Command(soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", dir, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b, err := os.ReadFile(filepath.Join(dir, filepath.Base(path)))
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return b
}

// TestLibreOfficeKeepsWhatWeWrite: saved by it, our template still says the same and knows where it comes from.
func TestLibreOfficeKeepsWhatWeWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "考核.xlsx")
	file := bytesOf(t, example())
	if err := os.WriteFile(path, all(file), 0o644); err != nil {
		t.Fatal(err)
	}
	saved := libreOffice(t, path)
	if saved == nil {
		t.Skip("soffice is not installed; testdata/template-libreoffice.xlsx stands for it")
	}
	if got, want := dump(read(t, bytes.NewReader(saved))), dump(read(t, file)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
